"use strict";
/* What stands around an answer that is not the last word: older wording, copies of another tab, what cannot be shown. */
window.HR.part("kept", (HR) => {
  HR.look();

  const strange = () => HR.t("Something that was kept here cannot be shown. It stays as it is.");
  const hand = (words) => HR.el("p", { class: "hr-hand" }, words);

  /** Let one kept copy go, or put it where the other text stands, which is then kept instead. */
  function settle(sheet, field, copy, take) {
    field.drop = copy;
    if (take) {
      const value = field.kind.read(field.box); // also what is not saved yet
      if (!HR.blank(value)) field.keepToo = { value, saved_at: new Date().toISOString() };
      field.kind.write(field.box, copy.value);
    }
    sheet.keeper.changed(field, true);
  }

  /** Draw the notes of one field, when they have changed. */
  function notes(sheet, field) {
    const shown = JSON.stringify([field.older, field.odd, field.kept]);
    if (shown === field.noted) return;
    field.noted = shown;
    const said = field.kept.map((copy) => {
      const fits = field.kind.accepts(copy.value, field.box);
      const remove = HR.button("", HR.t("Remove this copy"), () => settle(sheet, field, copy, false));
      const use = fits ? [HR.button("", HR.t("Use this one"), () => settle(sheet, field, copy, true))] : [];
      return HR.el("div", { class: "hr-kept", role: "group", "aria-label": HR.t("A kept copy") },
        HR.el("p", { class: "hr-sub" }, HR.t("Written earlier or in another tab. Both are kept:")),
        hand(fits ? field.kind.words(field.box, copy.value) : strange()), HR.el("div", { class: "hr-chips" }, ...use, remove));
    });
    if (field.odd) said.unshift(HR.el("div", { class: "hr-kept" }, HR.el("p", { class: "hr-small" }, strange()), hand(field.odd.words)));
    if (field.older) said.unshift(HR.el("p", { class: "hr-small" }, HR.t("You answered this when the words were: “{asked}”", { asked: field.older })));
    field.box.querySelector("[data-notes]").replaceChildren(...said);
  }

  /** Draw answers to questions that the sheet no longer asks. */
  function past(box, records) {
    box.replaceChildren(...(records.length ? [HR.el("p", { class: "hr-sub" }, HR.t("Your answers to earlier questions of this sheet"))] : []),
      ...records.map((record) => HR.el("div", { class: "hr-kept" }, HR.el("p", { class: "hr-sub" }, record.asked),
        hand(record.words || HR.text(record.value) || (HR.blank(record.value) ? "" : strange())))));
  }

  return { notes, past, settle };
});
