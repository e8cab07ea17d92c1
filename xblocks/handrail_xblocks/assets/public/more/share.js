"use strict";
/* Show and Hand in: the person's own act, answer by answer, nothing ticked at first. Nothing is sent. */
window.HR.part("share", (HR) => {
  /** Ask which answers. below: where the question stands; sheet: {title, language, entries: [{asked, words}], notice}. */
  async function open(below, sheet) {
    const [{ panel, whole, onPaper, answers }, { dayWords, saveFile }] = await Promise.all([HR.need("panel"), HR.need("tools")]);
    if (!sheet.entries.length) {
      panel(below, HR.t("Show or hand in"), HR.el("p", {}, HR.t("There are no words on this sheet yet.")));
      return;
    }
    const stamp = HR.t("Shared by me, {date}", { date: dayWords(HR.day(), sheet.language) });
    const ticks = sheet.entries.map((entry) => ({ entry, input: HR.el("input", { type: "checkbox" }) }));
    const said = HR.el("p", { class: "hr-small", role: "status" });
    const record = HR.t("This becomes part of your record.");
    const withChosen = (work) => () => {
      const chosen = ticks.filter((tick) => tick.input.checked).map((tick) => tick.entry);
      HR.say(said, chosen.length ? "" : HR.t("Tick at least one answer first."));
      if (chosen.length) work(chosen);
      else ticks[0].input.focus();
    };
    const handed = (chosen) => [sheet.title, stamp, "", ...chosen.flatMap((entry) => [entry.asked, entry.words, ""]), record, sheet.notice || ""];
    const box = panel(below, HR.t("Which answers do you want to share?"),
      HR.el("p", { class: "hr-small" }, HR.t("Only what you tick is shown, printed or saved. You can stop at any time.")),
      HR.el("div", { class: "hr-ticks", role: "group", "aria-label": sheet.title },
        ...ticks.map(({ entry, input }) => HR.el("label", { class: "hr-tick" }, input, HR.el("span", {}, entry.asked)))),
      said,
      HR.el("p", { class: "hr-sub" }, HR.t("Show: large on this screen, then gone")),
      HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Show"), withChosen((chosen) => {
        whole(box, sheet.title, HR.el("p", { class: "hr-title" }, sheet.title), answers(chosen));
      }))),
      HR.el("p", { class: "hr-sub" }, HR.t("Hand in: on paper or as a file")),
      HR.el("p", { class: "hr-small" }, record + " " + (sheet.notice || "")),
      HR.el("div", { class: "hr-chips" },
        HR.button("", HR.t("Print to hand in"), withChosen((chosen) => {
          onPaper(box, HR.el("p", { class: "hr-title" }, sheet.title), HR.el("p", {}, stamp), answers(chosen),
            HR.el("p", { class: "hr-small" }, record + " " + (sheet.notice || "")));
        })),
        HR.button("", HR.t("Save a file to hand in"), withChosen((chosen) => {
          saveFile("my-sheet.txt", "\ufeff" + handed(chosen).join("\r\n"));
        }))));
  }

  return { open };
});
