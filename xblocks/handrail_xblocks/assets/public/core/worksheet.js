/* <hr-worksheet>: wakes a sheet that already reads and prints without scripts. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.define("hr-worksheet", class extends HR.Activity {
    /** Wake when the kinds of its fields are there; until then it stays a sheet that reads and prints, and says so. */
    async wake(device, completion) {
      this.awake = true;
      this.oninput = (event) => { (event.target.closest("hr-field") || {}).typed = true; }; // from now on it is the person, not the browser
      try {
        const missing = HR.all(this, "[data-kind]").map((box) => box.dataset.kind).filter((kind) => !HR.kinds[kind]);
        if (missing[0]) await near(this);
        await Promise.all(missing.map((kind) => HR.need("fields/" + kind)));
        await super.wake(this.hasAttribute("data-elsewhere") ? HR.deviceFor(" elsewhere", "elsewhere") : device, completion);
      } catch (error) {
        if (this.keeper) throw error;
        window.addEventListener("online", () => this.wake(device, completion), { once: true });
      }
    }

    start() {
      this.required = this.dataset.required.split(" ").filter(Boolean);
      this.fields = HR.all(this, "hr-field").map((box) => this.field(box));
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
      if (example && !this.entered && this.keeper.touched().length) example.open = false;
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
    chart(field, pressed) {
      const place = field.box.querySelector("[data-chart]");
      if (!place) return;
      const enough = HR.list(field.value).filter((row) => Object.values(row).some(Number.isInteger)).length > 1;
      HR.show(place, enough);
      if (pressed || place.querySelector('[aria-expanded="true"]')) this.more("charts", (draw) => draw(field.box, place, enough, pressed), place.lastElementChild);
    }

    field(box) {
      const ask = box.querySelector("[data-ask]").cloneNode(true);
      HR.all(ask, ".hr-needed").forEach((node) => node.remove());
      const all = HR.kinds[box.dataset.kind];
      const kind = { ...all, touched: (value) => all.touched(value, box) };
      const field = { id: box.dataset.field, box, kind, keep: box.dataset.keep, wording: box.dataset.wording, asked: ask.textContent.trim() };
      const changed = (atOnce) => {
        if (!this.entered) HR.need("tools").catch(() => {});
        this.entered = true;
        this.keeper.changed(field, atOnce);
      };
      const before = restored() && !box.typed ? null : kind.read(box); // typed before this sheet woke
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
      if (field.older || field.odd || field.kept.length || field.noted) this.more("kept", (kept) => kept.notes(this, field), field.box.querySelector("[data-notes]"));
    }

    /** Show answers to questions that the sheet no longer asks, under the words that they were given to. */
    past(records) {
      const box = this.part("past");
      HR.show(box, records.length > 0);
      if (records.length || box.childNodes.length) this.more("kept", (kept) => kept.past(box, records), box);
    }

    /** Use what loads on demand; tell, where it would stand, when it cannot be had. */
    async more(name, use, place = this.part("told-open")) {
      const part = await HR.need(name).catch(() => null);
      if (part) use(part);
      else HR.show(place, true);
      if (!part) HR.say(place, HR.t("This part of the page could not be loaded. Try again when you are online."));
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
      if (state === "failed" && !alarm.childNodes.length) this.more("tools", (tools) => tools.alarm(this), alarm);
    }

    /** Say where words go, and ask once. */
    where() {
      const { device } = this;
      const { choice, fixed } = device;
      const never = this.dataset.keep === "never";
      const words = {
        mine: HR.t("This device is yours: your answers are kept in this browser."),
        shared: HR.t("This device is shared: nothing is kept. Close the tab, and your words are gone."),
        paper: HR.t("You use paper. What you write here is not kept."),
      };
      const said = this.part("where-words");
      HR.show(this.part("device"), !never && choice === "unset");
      HR.show(this.part("where"), fixed || (!never && choice !== "unset" && device.why !== "elsewhere"));
      HR.say(said, device.words || words[choice] || "");
      if (!device.words && (choice === "refused" || choice === "locked")) {
        this.more("states", (states) => HR.say(said, device.choice === choice ? states[choice === "refused" ? device.why : choice] || "" : said.textContent), said);
      }
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

    /** Show the star "Bring to counselor" where it can be kept. */
    async star() {
      const { disk, choice } = this.device;
      const there = choice === "mine" && this.dataset.keep !== "never";
      const button = this.button("star");
      HR.show(button, there);
      if (there) button.setAttribute("aria-pressed", String((await HR.stars(disk)).includes(this.dataset.activity)));
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
        this.tools((tools) => tools.ask(this, this.part("device"), choice));
        return;
      }
      await this.keeper.flush();
      const erased = this.device.choice === choice || await this.device.choose(choice).then(() => true, () => false);
      this.where();
      if (!erased || this.part("unerased")) this.tools((tools) => tools.unerased(this, erased));
      HR.focus(this.part("where")); // and so it is read aloud
      if (erased && choice === "paper") HR.printSheet(this);
    }

    async act(act, button) {
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
      } else if (act === "print") {
        HR.printSheet(this);
      } else {
        this.tools((tools) => tools.act(this, act));
      }
    }

    /** Do what the buttons below a sheet are for. It loads with the first entry, so that it is there when the line is not. */
    tools(use) {
      HR.say(this.part("told-open"), "");
      this.more("tools", use);
    }
  });

  /** Few sheets have kinds that weigh much: those come when the sheet is looked at, or when somebody begins to use the page (to print it, say). */
  function near(sheet) {
    return new Promise((come) => {
      ["keydown", "pointerdown"].forEach((what) => window.addEventListener(what, come));
      new IntersectionObserver(([seen]) => seen.isIntersecting && come()).observe(sheet);
    });
  }

  /** Browsers bring back form states of their own at a reload and on the way back; there only ours count. */
  function restored() {
    const [way] = performance.getEntriesByType("navigation");
    return Boolean(way) && (way.type === "reload" || way.type === "back_forward");
  }

  function typed(control) {
    return control.matches('textarea, input:not([type="checkbox"]):not([type="radio"])');
  }
})();
