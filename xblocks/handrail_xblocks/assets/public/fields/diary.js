"use strict";
window.HR.kind("diary", (HR) => {
  HR.look();
  const days = new WeakMap(); // row to its day
  const day = (row) => days.get(row);

  /** Return the day so many days ago, by the clock on the wall. */
  function ago(number) {
    const date = new Date();
    date.setHours(12, 0, 0, 0); // no change of the clock moves noon to another day
    date.setDate(date.getDate() - number);
    return HR.day(date);
  }

  function name(words, box) {
    const date = /^\d{4}-\d\d-\d\d$/.test(words) && new Date(words + "T12:00");
    return date && !isNaN(date) ? date.toLocaleDateString(box.closest("[lang]").lang, { weekday: "long", month: "short", day: "numeric" }) : words;
  }

  const rows = HR.rows({
    ...HR.cells,
    accepts: (row, box) => HR.isText(row.day) && HR.cells.accepts(row, box),
    name: (row) => name(day(row) || "", row),
    read(row) {
      const value = HR.cells.read(row);
      return value && { day: day(row), ...value };
    },
    write(row, { day: words, ...rest }) {
      days.set(row, HR.text(words) || ago(0));
      HR.cells.write(row, rest);
    },
  });

  const sorted = (value) => HR.list(value).filter(Boolean).slice().sort((a, b) => (HR.text(a.day) < HR.text(b.day) ? -1 : 1));

  /** Go to the card of a day; make it when there is none. The cards stand in the order of their days. */
  function open(box, words) {
    let row = HR.rowsOf(box).find((one) => day(one) === words);
    if (!row) {
      row = rows.add(box);
      days.set(row, words);
      const later = HR.rowsOf(box).find((one) => one !== row && day(one) > words);
      if (later) later.before(row);
      HR.nameRows(box);
    }
    HR.focusIn(row);
  }

  return {
    ...rows,
    read: (box) => {
      const value = rows.read(box);
      return value && sorted(value);
    },
    write(box, value) {
      rows.write(box, sorted(value));
    },
    touched(value, box) {
      const list = box && box.querySelector("[data-rows]");
      const entries = HR.list(value).filter((row) => row && HR.cells.touched({ ...row, day: null }));
      return entries.length >= (list ? Number(list.dataset.enough) : 2);
    },
    words: (box, value) => sorted(value).map((row) => [name(HR.text(row.day), box) + ":"].concat(HR.cells.words(box, row)).join("\r\n")).join("\r\n"),
    take: (box, value) => HR.list(value).map((row) => ({ day: row.day, ...HR.cells.take(box, row) })).filter((row) => Object.keys(row).length > 1),
    start(box, changed) {
      rows.start(box, changed);
      HR.show(box.querySelector("[data-other-days]"), true);
      const near = box.querySelector("[data-near]");
      [HR.t("Today"), HR.t("Yesterday"), HR.t("{n} days ago", { n: 2 }), HR.t("{n} days ago", { n: 3 })].forEach((words, number) => {
        near.append(HR.button("", words, () => open(box, ago(number))));
      });
      const far = box.querySelector("[data-far]");
      far.max = ago(0);
      box.querySelector("[data-add]").addEventListener("click", () => {
        const fits = far.value && far.value <= ago(0);
        HR.say(box.querySelector("[data-removed]"), fits ? "" : HR.t("Choose a day up to today."));
        if (fits) open(box, far.value);
        else far.focus();
      });
    },
  };
});
