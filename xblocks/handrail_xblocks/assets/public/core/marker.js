/* A note beside the database, made after the first save: days and a count, nothing else. When the database is gone and the
   note is not, the browser has cleared answers away, and that can be told. It is the only thing in localStorage. */
(() => {
  "use strict";
  const HR = window.HR;
  const DAY = 86400000;

  /** Return a day as 2026-11-03, by the device's own calendar. */
  HR.day = (date = new Date()) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  /** Return how far apart two days are; a clock that was set back counts as much as one that was set forward. */
  HR.daysApart = (one, other) => Math.abs(new Date(one + "T12:00") - new Date(other + "T12:00")) / DAY;

  HR.Marker = class {
    constructor(scope) {
      this.key = "hr-sheets|" + scope;
    }

    /** Return {since, at, n, backup, asked}, or null: days of the first and the last save, how many answers, the last back-up, the last reminder. */
    get() {
      try {
        const note = JSON.parse(localStorage.getItem(this.key));
        const day = (name) => (note && /^\d{4}-\d\d-\d\d$/.test(note[name]) ? note[name] : "");
        return day("at") ? { since: day("since") || day("at"), at: day("at"), n: Number(note.n) || 0, backup: day("backup"), asked: day("asked") } : null;
      } catch (error) {
        return null;
      }
    }

    set(change) {
      const today = HR.day();
      try {
        localStorage.setItem(this.key, JSON.stringify({ since: today, at: today, ...this.get(), ...change }));
      } catch (error) { /* then a loss is not noticed */ }
    }

    clear() {
      try {
        localStorage.removeItem(this.key);
      } catch (error) { /* there is none */ }
    }

    /** Whether it is time to speak of a back-up: a week after the first save, the last back-up and the last reminder. */
    due() {
      const note = this.get();
      const today = HR.day();
      return Boolean(note) && [note.since, note.backup, note.asked].every((day) => !day || HR.daysApart(day, today) >= 7);
    }
  };
})();
