/* <hr-worksheet>: wakes a sheet that already reads and prints without scripts. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.define("hr-worksheet", class extends HR.Activity {
    start() {
      this.required = this.dataset.required.split(" ").filter(Boolean);
      this.fields = HR.all(this, "hr-field").filter((box) => HR.kinds[box.dataset.kind]).map((box) => this.field(box));
      this.keeper = new HR.Keeper(this.dataset.activity, this.device, this.lang, this.fields, {
        filled: (field) => this.filled(field),
        moved: () => this.moved(),
        status: (state) => this.status(state),
      });
      this.early = this.fields.filter((field) => field.early);
      this.early.forEach((field) => { field.dirty = true; }); // what is kept does not go over it
      this.addEventListener("click", (event) => this.clicked(event.target.closest("button")));
      HR.show(this.part("nojs"), false);
      HR.show(this.part("tools"), true);
      HR.all(this, "[data-skips]").forEach((box) => HR.show(box, true));
      HR.listen((message) => {
        if (message.scope === this.device.scope && message.what !== "saved") this.device.ready.then(() => this.where());
      });
    }

    disconnectedCallback() {
      if (this.keeper) this.keeper.flush();
    }

    async load() {
      this.where();
      await this.keeper.load();
      if (this.early.length) this.entered = true;
      this.early.forEach((field) => this.keeper.changed(field, true));
      const example = this.part("example");
      if (example && this.keeper.touched().length) example.open = false;
    }

    field(box) {
      const ask = box.querySelector("[data-ask]").cloneNode(true);
      HR.all(ask, ".hr-needed").forEach((node) => node.remove());
      const kind = HR.kinds[box.dataset.kind];
      const field = { id: box.dataset.field, box, kind, keep: box.dataset.keep, wording: box.dataset.wording, asked: ask.textContent.trim() };
      const changed = (atOnce) => {
        this.entered = true;
        this.keeper.changed(field, atOnce);
      };
      const before = restored() ? null : kind.read(box); // typed before this script came
      if (kind.start) kind.start(box, changed);
      kind.write(box, before);
      field.early = before !== null;
      box.addEventListener("input", (event) => { if (typed(event.target)) changed(false); });
      box.addEventListener("change", (event) => { if (field.dirty || !typed(event.target)) changed(true); });
      return field;
    }

    /** Show what belongs around one field: the skip chips, older wording, kept copies. */
    filled(field) {
      HR.all(field.box, "[data-skip]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.skip === field.skip)));
      const shown = JSON.stringify([field.older, field.kept]);
      if (shown === (field.shown || '["",[]]')) return;
      field.shown = shown;
      const notes = field.kept.map((copy) => HR.el("div", { class: "hr-kept", role: "group", "aria-label": HR.t("A kept copy") },
        HR.el("p", { class: "hr-sub" }, HR.t("Written earlier or in another tab. Both are kept:")),
        HR.el("p", { class: "hr-hand" }, field.kind.words(field.box, copy.value)),
        HR.el("div", { class: "hr-chips" },
          HR.button("", HR.t("Use this one"), () => this.keeper.settle(field, copy, true)),
          HR.button("", HR.t("Remove this copy"), () => this.keeper.settle(field, copy, false)))));
      if (field.older) notes.unshift(HR.el("p", { class: "hr-small" }, HR.t("You answered this when the words were: “{asked}”", { asked: field.older })));
      field.box.querySelector("[data-notes]").replaceChildren(...notes);
    }

    /** What was touched has changed: offer Done, tell that it was started. */
    moved() {
      if (!this.completion || !this.keeper) return;
      super.moved();
      const touched = this.keeper.touched();
      const left = this.required.filter((id) => !touched.includes(id));
      const ready = HR.completionOf({ known: this.fields.map((field) => field.id), required: this.required }, touched) === "done-ready";
      this.missing = ready ? null : left[0];
      this.button("done").setAttribute("aria-disabled", String(!ready));
      HR.say(this.part("ready"), ready ? HR.t("You can press Done now. Nobody checks what you wrote.")
        : HR.t("Done opens when each question marked “answer or skip” has an answer or a skip. Left: {n}", { n: left.length }));
      HR.show(this.part("elsewhere"), this.done() && !touched.length);
      if (this.loaded && this.entered && touched.length && this.completion.state === "none") this.completion.set("started"); // never by viewing
    }

    /** Say how far saving is; it is true at every moment. */
    status(state) {
      const words = {
        none: "",
        saving: HR.t("Saving …"),
        saved: HR.t("Saved on this device."),
        tab: this.device.tab.reload && this.dataset.keep !== "never" ? HR.t("Kept for this tab only. This browser may hold a copy for a while.")
          : HR.t("Kept in this tab only, until you close it."),
        failed: HR.t("Not saved."),
      };
      const line = this.part("status");
      HR.show(line, state !== "none");
      HR.say(line, words[state]);
      line.dataset.state = state;
      if (state !== this.spoken && (state === "saved" || state === "tab")) { // once, not with each key
        this.spoken = state;
        HR.speak(this.part("live"), words[state]);
      }
      const alarm = this.part("alarm");
      if (state !== "failed" && state !== "saving") alarm.replaceChildren();
      if (state !== "failed" || alarm.childNodes.length) return;
      alarm.append(HR.el("p", {}, HR.el("b", {}, HR.t("This browser could not keep what you wrote.")), " ",
        HR.t("It is still in this tab. Before you close it, print the sheet or save it as a file. We keep trying.")),
      HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Print this sheet"), () => HR.printSheet(this)),
        HR.button("", HR.t("Save as a file"), () => HR.saveSheet(this))));
    }

    /** Say where words go, and ask once. */
    where() {
      const choice = this.device.choice;
      const never = this.dataset.keep === "never";
      const words = {
        unset: "",
        mine: HR.t("This device is yours: your answers are kept in this browser."),
        shared: HR.t("This device is shared: nothing is kept. Close the tab, and your words are gone."),
        paper: HR.t("You use paper. What you write here is not kept."),
        file: HR.t("This page was opened from a file, so nothing is kept: other files on this computer could read it. Print the sheet, or save it as a file."),
        preview: HR.t("This is a preview. Nothing is kept."),
        broken: HR.t("This browser does not keep answers. They are for this tab only. Print the sheet, or save it as a file."),
      };
      HR.show(this.part("device"), !never && choice === "unset");
      HR.show(this.part("where"), !never && choice !== "unset");
      HR.say(this.part("where-words"), words[choice === "refused" ? this.device.why : choice]);
      HR.show(this.button("change"), choice !== "refused");
      this.keeper.status();
    }

    clicked(button) {
      if (!button) return;
      if (button.dataset.skip) this.skip(button);
      else if (button.dataset.choose) this.choose(button.dataset.choose);
      else if (button.dataset.act) this.act(button.dataset.act, button);
    }

    skip(chip) {
      const field = this.fields.find((one) => one.box === chip.closest("hr-field"));
      this.entered = true;
      this.keeper.setSkip(field, chip.getAttribute("aria-pressed") === "true" ? "" : chip.dataset.skip);
      this.filled(field);
    }

    async choose(choice, sure) {
      if (this.device.choice === "mine" && choice !== "mine" && !sure) { // it holds answers: letting them go takes a second step
        this.ask(this.part("device"), choice);
        return;
      }
      await this.keeper.flush();
      const erased = this.device.choice === choice || await this.device.choose(choice).then(() => true, () => false);
      this.where();
      this.unerased(erased);
      HR.focus(this.part("where")); // and so it is read aloud
      if (erased && choice === "paper") HR.printSheet(this);
    }

    async act(act, button) {
      if (act === "print") HR.printSheet(this);
      if (act === "file") HR.saveSheet(this);
      if (act === "erase") this.ask(this.part("tools"), "");
      if (act.startsWith("erase-")) await this.erase(act === "erase-now");
      if (act === "done" && button.getAttribute("aria-disabled") === "true") {
        const missing = this.fields.find((field) => field.id === this.missing);
        HR.focus(missing && missing.box.querySelector("input, textarea"));
      } else if (act === "done" || act === "way") {
        await this.keeper.flush();
        await this.finish("done");
      } else if (act === "undo") {
        this.entered = false; // until the next entry
        await this.finish("undone");
      } else if (act === "change") {
        HR.show(this.part("device"), true);
        HR.focus(this.part("device"));
      }
    }

    /** Ask, below a part of the sheet, whether everything shall be erased. */
    ask(below, leavingFor) {
      this.leavingFor = leavingFor;
      below.after(this.part("erase"));
      HR.show(this.part("erase"), true);
      HR.focus(this.part("erase"));
    }

    async erase(sure) {
      HR.show(this.part("erase"), false);
      if (!sure) {
        this.where();
        HR.focus(this.leavingFor ? this.part("where") : this.button("erase"));
      } else if (this.leavingFor) {
        await this.choose(this.leavingFor, true);
      } else {
        const erased = await this.device.erase().then(() => true, () => false);
        if (erased) HR.speak(this.part("live"), HR.t("Erased. Nothing that you wrote is left in this browser."));
        this.unerased(erased);
        HR.focus(this.button("erase"));
      }
    }

    /** Say, to the eye too, that the device still has what it was told to erase. */
    unerased(erased) {
      const said = this.part("unerased");
      if (said) said.remove();
      if (!erased) this.part("tools").after(HR.el("p", { class: "hr-small", "data-part": "unerased", role: "alert" },
        HR.t("This browser did not erase it. Clear the data of this site in the browser’s settings.")));
    }
  });

  /** Browsers bring back form states of their own at a reload and on the way back; there only ours count. */
  function restored() {
    const [way] = performance.getEntriesByType("navigation");
    return Boolean(way) && (way.type === "reload" || way.type === "back_forward");
  }

  function typed(control) {
    return control.matches('textarea, input:not([type="checkbox"]):not([type="radio"])');
  }
})();
