/* <hr-worksheet>: wakes a sheet that already reads and prints without scripts. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.define("hr-worksheet", class extends HR.Activity {
    /** Wake when the kinds of its fields are there; until then it stays a sheet that reads and prints, and says so. */
    async wake(device, completion) {
      this.awake = true;
      const missing = HR.all(this, "[data-kind]").map((box) => box.dataset.kind).filter((kind) => !HR.kinds[kind]);
      try {
        await Promise.all(missing.map((kind) => HR.need("fields/" + kind)));
        await super.wake(this.hasAttribute("data-elsewhere") ? HR.deviceFor(" elsewhere", "elsewhere") : device, completion);
      } catch (error) {
        if (this.keeper) throw error;
        window.addEventListener("online", () => this.wake(device, completion), { once: true });
      }
    }

    start() {
      this.required = this.dataset.required.split(" ").filter(Boolean);
      this.fields = HR.all(this, "hr-field").filter((box) => HR.kinds[box.dataset.kind]).map((box) => this.field(box));
      this.keeper = new HR.Keeper(this.dataset.activity, this.device, this.lang, this.fields, {
        filled: (field) => this.filled(field),
        past: (records) => this.past(records),
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
      this.earlier();
    }

    /** Offer answers of earlier sheets. What does it loads only where a field asks for it, on one's own device. */
    async earlier() {
      const fields = this.fields.filter((field) => field.box.dataset.prefill);
      if (!fields.length || (this.device.choice !== "mine" && !this.offer)) return;
      this.offer = await HR.need("earlier").catch(() => null);
      if (this.offer) fields.forEach((field) => this.offer(this, field));
    }

    /** Offer a picture of one's own numbers, where there are at least two. */
    async chart(field, pressed) {
      const place = field.box.querySelector("[data-chart]");
      if (!place) return;
      const [button, graphs] = place.children;
      const enough = HR.list(field.value).filter((row) => row && Object.values(row).some(Number.isInteger)).length > 1;
      const open = enough && (button.getAttribute("aria-expanded") === "true") !== Boolean(pressed);
      HR.show(place, enough);
      HR.show(graphs, open);
      button.setAttribute("aria-expanded", String(open));
      const draw = open && await HR.need("charts").catch(() => null);
      graphs.replaceChildren(open && !draw ? HR.t("The picture could not be loaded. Try again when you are online.") : "");
      if (draw) draw(field.box, graphs);
    }

    field(box) {
      const ask = box.querySelector("[data-ask]").cloneNode(true);
      HR.all(ask, ".hr-needed").forEach((node) => node.remove());
      const all = HR.kinds[box.dataset.kind];
      const kind = { ...all, touched: (value) => all.touched(value, box) };
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
      this.chart(field);
      if (this.loaded && field.box.dataset.prefill) this.earlier();
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

    /** Show answers to questions that the sheet no longer asks, under the words that they were given to. */
    past(records) {
      const box = this.part("past");
      HR.show(box, records.length > 0);
      box.replaceChildren(...(records.length ? [HR.el("p", { class: "hr-sub" }, HR.t("Your answers to earlier questions of this sheet"))] : []),
        ...records.map((record) => HR.el("div", { class: "hr-kept" }, HR.el("p", { class: "hr-sub" }, record.asked),
          HR.el("p", { class: "hr-hand" }, record.words || HR.text(record.value)))));
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
      const { device } = this;
      const { choice, fixed } = device;
      const never = this.dataset.keep === "never";
      const words = {
        unset: "",
        mine: HR.t("This device is yours: your answers are kept in this browser."),
        locked: HR.t("Your answers are kept in this browser, locked with a passcode."),
        shared: HR.t("This device is shared: nothing is kept. Close the tab, and your words are gone."),
        paper: HR.t("You use paper. What you write here is not kept."),
        fixed: HR.t("This is the clinic’s device: nothing is kept. After 10 minutes without you it wipes this page."),
        file: HR.t("This page was opened from a file, so nothing is kept: other files on this computer could read it. Print the sheet, or save it as a file."),
        preview: HR.t("This is a preview. Nothing is kept."),
        elsewhere: "",
        newer: HR.t("This device holds answers of newer pages. Load the page again. Until then nothing is kept."),
        broken: HR.t("This browser does not keep answers. They are for this tab only. Print the sheet, or save it as a file."),
      };
      HR.show(this.part("device"), !never && choice === "unset");
      HR.show(this.part("where"), fixed || (!never && choice !== "unset" && device.why !== "elsewhere"));
      HR.say(this.part("where-words"), words[(fixed && "fixed") || (choice === "refused" ? device.why : choice)]);
      HR.show(this.button("change"), !fixed && choice !== "refused" && choice !== "locked");
      HR.show(this.button("wipe"), Boolean(fixed));
      HR.show(this.button("erase"), !fixed && device.why !== "elsewhere");
      HR.show(this.button("care"), !fixed && !never && choice !== "refused");
      this.classList.toggle("hr-locked", !never && choice === "locked");
      if (!never) HR.notices(this.part("notices"), this);
      this.star();
      this.keeper.status();
      if (this.loaded) this.earlier();
    }

    /** Show, and on a press turn, the star "Bring to counselor"; it is kept on the device, if anything is. */
    async star(turn) {
      const { disk, choice } = this.device;
      const there = choice === "mine" && this.dataset.keep !== "never";
      const button = this.button("star");
      HR.show(button, there);
      if (!there) return;
      const { activity } = this.dataset;
      let stars = HR.list(await disk.getSetting("stars").catch(() => []));
      if (turn) {
        stars = stars.includes(activity) ? stars.filter((one) => one !== activity) : stars.concat(activity);
        await disk.setSetting("stars", stars).catch(() => {});
      }
      button.setAttribute("aria-pressed", String(stars.includes(activity)));
    }

    /** What stands on the sheet, question by question, for showing and handing in. */
    entries() {
      return this.fields.filter((field) => !HR.blank(field.kind.read(field.box)))
        .map((field) => ({ asked: field.asked, words: field.kind.words(field.box, field.kind.read(field.box)) }));
    }

    clicked(button) {
      if (!button) return;
      if (button.closest("[data-chart]")) this.chart(this.fields.find((one) => one.box.contains(button)), true);
      else if (button.dataset.skip) this.skip(button);
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
      if (act === "star") this.star(true);
      if (act === "wipe") await this.erase(true);
      if (act === "share" || act === "care") this.open(act);
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

    /** Open what is loaded on demand, below the tools. */
    async open(name) {
      const tools = this.part("tools");
      const part = await HR.need(name).catch(() => null);
      const title = this.querySelector("[data-title]").textContent.trim();
      const notice = this.part("notice").textContent;
      if (!part) HR.say(this.part("told-open"), HR.t("This part of the page could not be loaded. Try again when you are online."));
      else if (name === "share") part.open(tools, { title, language: this.lang, entries: this.entries(), notice });
      else part.open(tools, this.device, { language: this.lang, name: "my-sheets" });
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
