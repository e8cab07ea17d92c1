"use strict";
/* "My work": what was started and done on this device, n of m; cards to have at hand; a card without words to show; erase.
   No streaks, no percent: a number of things done, and that is all. */
window.HR.part("work", (HR) => {
  HR.look();
  const title = (item) => item.querySelector("a").textContent.trim();

  class Page {
    constructor(root, tools, { dayWords }) {
      Object.assign(this, { root, tools, dayWords, lang: root.lang, dataset: root.dataset, device: HR.deviceFor(root.dataset.scope), all: false });
      this.items = HR.all(root, "[data-activity]");
      this.notice = this.part("notice").textContent;
      root.addEventListener("click", (event) => this.clicked(event.target.closest("[data-act]")));
      HR.listen((message) => {
        if (message.scope === this.device.scope && message.what !== "held") this.device.ready.then(() => this.update());
      });
    }

    part(name) {
      return this.root.querySelector('[data-part="' + name + '"]');
    }

    choose(choice) {
      return this.device.choose(choice).catch(() => HR.say(this.part("said"), HR.t("That did not work. Nothing was changed.")));
    }

    async update() {
      const { device } = this;
      const records = await device.store().everything().catch((error) => device.again(error).then(() => []));
      const stars = device.choice === "mine" ? await HR.stars(device.disk) : [];
      const kept = new Map();
      records.forEach((record) => kept.set(record.activity, (kept.get(record.activity) || new Map()).set(record.field, record)));
      this.items.forEach((item) => this.mark(item, kept.get(item.dataset.activity) || new Map(), stars));
      this.counts();
      this.cards();
      HR.say(this.part("where"), device.words || {
        mine: HR.t("This device is yours: your answers are kept in this browser."),
        locked: HR.t("Your answers are kept in this browser, locked with a passcode."),
        unset: HR.t("This browser keeps nothing yet. The first sheet asks you whether it may."),
        shared: HR.t("This device is shared: nothing is kept."),
        paper: HR.t("You use paper: nothing is kept here."),
        refused: HR.t("This browser cannot keep answers, so nothing is marked here."),
      }[device.choice]);
      HR.show(this.part("open"), true);
      HR.show(this.part("tools"), true);
      HR.notices(this.part("notices"), this);
    }

    /** Say how far one sheet or lesson is. */
    mark(item, records, stars) {
      const state = HR.stateOf(records.get(""));
      const order = (item.dataset.fields || "").split(" ");
      const place = (record) => (order.includes(record.field) ? order.indexOf(record.field) : order.length);
      const entries = Array.from(records.values()).filter((record) => record.field && !HR.blank(record.value)).sort((a, b) => place(a) - place(b))
        .map((record) => ({ asked: record.asked, words: record.words || HR.text(record.value) || HR.t("Open the sheet to read this answer.") }));
      const begun = state !== "none" || entries.length > 0;
      HR.all(item, "[data-mark]").forEach((node) => node.remove());
      Object.assign(item, { done: state === "done", begun, entries });
      const said = HR.el("span", { "data-mark": "", class: "hr-work-said", "data-state": state }, state === "done" ? HR.t("done") : HR.t("started"));
      if (begun) item.append(said);
      if (stars.includes(item.dataset.activity)) item.append(HR.el("span", { "data-mark": "" }, "★ " + HR.t("Bring to counselor")));
      if (entries.length) {
        const button = HR.button("hr-quiet", HR.t("Show or hand in"), () => this.share(item));
        button.setAttribute("data-mark", "");
        button.setAttribute("aria-label", HR.t("Show or hand in: {title}", { title: title(item) }));
        item.append(button);
      }
      HR.show(item, begun || this.all);
    }

    counts() {
      const sheets = this.items.filter((item) => !item.hasAttribute("data-lesson") && !item.hasAttribute("data-uncounted"));
      const done = (items) => items.filter((item) => item.done).length;
      HR.all(this.root, "[data-group]").forEach((group) => {
        const mine = sheets.filter((item) => group.contains(item));
        const line = group.querySelector("[data-count]");
        HR.show(line, mine.length > 0);
        HR.say(line, HR.t("{n} of {m} sheets done", { n: done(mine), m: mine.length }));
        HR.show(group, this.items.some((item) => group.contains(item) && !item.hidden));
      });
      HR.say(this.part("total"), HR.t("{n} of {m} sheets done", { n: done(sheets), m: sheets.length }));
      const lessons = this.items.filter((item) => item.hasAttribute("data-lesson"));
      this.sums = [HR.t("Lessons: {n} of {m}", { n: done(lessons), m: lessons.length }), HR.t("Sheets: {n} of {m}", { n: done(sheets), m: sheets.length })];
    }

    /** The cards that a person wants at hand, filled in by themselves. */
    cards() {
      const cards = this.items.filter((item) => item.hasAttribute("data-keeper") && item.entries.length);
      this.part("cards").replaceChildren(...cards.map((item) => {
        const inside = () => [HR.el("p", { class: "hr-title" }, title(item)), this.tools.answers(item.entries)];
        const card = HR.el("section", { class: "hr-card", "aria-label": title(item) }, ...inside(), HR.el("div", { class: "hr-chips" },
          HR.button("", HR.t("Print this card"), () => this.tools.onPaper(card, ...inside())),
          HR.button("", HR.t("Show"), () => this.tools.whole(card, title(item), ...inside()))));
        return card;
      }));
    }

    /** Bring a part that a button asks for; null, and told, when it cannot be had. */
    bring(name) {
      HR.say(this.part("said"), "");
      return HR.need(name).catch(() => HR.say(this.part("said"), HR.t("This part of the page could not be loaded. Try again when you are online.")));
    }

    async share(item) {
      const part = await this.bring("share");
      if (part) part.open(item, { title: title(item), language: this.lang, entries: item.entries, notice: this.notice });
    }

    async clicked(button) {
      if (!button) return;
      const { act } = button.dataset;
      if (act === "all") {
        this.all = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(this.all));
        await this.update();
      }
      if (act === "sum") this.sum();
      const care = act === "care" && (await this.bring("care"));
      if (care) care.open(this.part("tools"), this.device, { language: this.lang, name: this.dataset.name });
      if (act === "erase") this.erase();
    }

    /** A card that says how much was done, and no word of what was written. */
    sum() {
      const inside = () => [HR.el("p", { class: "hr-title" }, this.dataset.title), ...this.sums.map((line) => HR.el("p", { class: "hr-stamp" }, line)),
        HR.el("p", {}, HR.t("As of {date}. I marked this myself.", { date: this.dayWords(HR.day(), this.lang) }))];
      const box = this.tools.panel(this.part("tools"), HR.t("A card without words"), ...inside(), HR.el("div", { class: "hr-chips" },
        HR.button("", HR.t("Show on the whole screen"), () => this.tools.whole(box, this.dataset.title, ...inside())),
        HR.button("", HR.t("Print"), () => this.tools.onPaper(box, ...inside()))));
    }

    erase() {
      const said = this.part("said");
      HR.say(said, "");
      const box = this.tools.panel(this.part("tools"), HR.t("This erases every sheet that you filled in here, for good."),
        HR.el("div", { class: "hr-chips" }, HR.button("hr-warn", HR.t("Erase all of it"), async () => {
          const erased = await this.device.erase().then(() => true, () => false);
          box.close();
          await this.update();
          HR.say(said, erased ? HR.t("Erased. Nothing that you wrote is left in this browser.")
            : HR.t("This browser did not erase it. Clear the data of this site in the browser’s settings."));
        }), HR.button("", HR.t("Keep my answers"), () => box.close())));
    }
  }

  return {
    async wake(root) {
      const page = new Page(root, ...await Promise.all([HR.need("panel"), HR.need("tools")]));
      await page.device.ready;
      await page.update();
    },
  };
});
