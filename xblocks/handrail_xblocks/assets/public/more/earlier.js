/* Answers of an earlier sheet, offered: keep or change. Nothing is copied before a press, and nothing is offered where
   the device is not the person's own. */
"use strict";
window.HR.part("earlier", (HR) => {
  HR.look();
  const shownWords = new WeakMap(); // place to the words that stand there

  /** Return what of an earlier answer has a place in a field, or null. */
  async function find(device, field) {
    const [activity, id] = field.box.dataset.prefill.split(".");
    if (device.choice !== "mine") return null;
    const record = (await device.store().read(activity)).get(id);
    if (!record || HR.blank(record.value)) return null;
    const value = field.kind.take ? field.kind.take(field.box, record.value) : record.value;
    return field.kind.accepts(value, field.box) ? value : null;
  }

  /** Show or hide the offer of one field. */
  return async (sheet, field) => {
    const place = field.box.querySelector("[data-earlier]");
    const open = () => HR.blank(field.value) && !field.skip && !field.dirty;
    let words = "";
    let value = null;
    try {
      value = open() ? await find(sheet.device, field) : null;
      words = HR.blank(value) ? "" : field.kind.words(field.box, value).trim();
    } catch (error) { /* an answer that cannot be read is not offered */ }
    const shown = Boolean(words) && open();
    if (!shown) {
      place.replaceChildren();
    } else if (shownWords.get(place) !== words || !place.childNodes.length) {
      const { asked } = field;
      const keep = HR.button("", HR.t("Keep"), () => {
        field.kind.write(field.box, value);
        sheet.entered = true;
        sheet.keeper.changed(field, true);
        HR.show(place, false);
        HR.focus(field.box.querySelector("input, textarea"));
        HR.speak(sheet.part("live"), HR.t("Kept: your earlier words stand here now."));
      });
      const change = HR.button("hr-quiet", HR.t("Change"), () => HR.focus(field.box.querySelector("input, textarea")));
      keep.setAttribute("aria-label", HR.t("Keep, for “{asked}”", { asked }));
      change.setAttribute("aria-label", HR.t("Change, for “{asked}”", { asked }));
      place.replaceChildren(HR.el("p", { class: "hr-sub" }, HR.t("From your earlier sheet:")), HR.el("p", { class: "hr-hand" }, words),
        HR.el("div", { class: "hr-chips" }, keep, change));
      place.setAttribute("role", "group");
      place.setAttribute("aria-label", HR.t("From your earlier sheet"));
    }
    shownWords.set(place, words);
    HR.show(place, shown);
  };
});
