"use strict";
/* What the on-demand parts share: a panel that opens below something, and a view that takes the whole page for a moment. */
window.HR.part("panel", (HR) => {
  HR.look();
  let count = 0;
  let shown = null;

  HR.listen((message) => { // what was typed is gone, or locked: no copy of it stays open
    if (message.what !== "erased" && message.what !== "locked") return;
    HR.all(document, ".hr-panel, .hr-paper-only").forEach((node) => node.remove());
    if (shown) shown();
  });

  /** Open a panel below an element; one at a time. Return it; close() gives the focus back. */
  function panel(below, title, ...children) {
    HR.all(document, ".hr-panel").forEach((one) => one.remove());
    count += 1;
    const id = "hr-panel-" + count;
    const before = document.activeElement;
    const box = HR.el("section", { class: "hr-panel", role: "group", "aria-labelledby": id, tabindex: "-1" },
      HR.el("p", { class: "hr-device-ask", id }, title), ...children);
    box.close = () => {
      box.remove();
      if (before && before.isConnected) before.focus();
    };
    box.append(HR.button("hr-quiet", HR.t("Close"), box.close));
    below.after(box);
    HR.focus(box);
    box.scrollIntoView({ block: "nearest" });
    return box;
  }

  /** Give the page to one element until it is closed, hidden or left; nothing of it stays. */
  function whole(near, title, ...children) {
    const before = document.activeElement;
    const view = HR.el("section", { class: "hr-activity hr-shown", "aria-label": title, tabindex: "-1" }, ...children);
    const path = (on) => {
      for (let node = view.parentElement; node; node = node.parentElement) node.classList.toggle("hr-shown-path", on);
    };
    const hidden = () => { if (document.visibilityState === "hidden") close(); };
    const escape = (event) => { if (event.key === "Escape") close(); };
    const small = () => { if (!document.fullscreenElement) close(); };
    function close() {
      if (!view.isConnected) return;
      path(false);
      view.remove();
      shown = null;
      document.removeEventListener("visibilitychange", hidden);
      document.removeEventListener("keydown", escape);
      document.removeEventListener("fullscreenchange", small);
      window.removeEventListener("pagehide", close);
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
      if (before && before.isConnected) before.focus();
    }
    view.append(HR.button("hr-primary", HR.t("Close"), close));
    near.closest(".hr-activity").after(view);
    path(true);
    shown = close;
    document.addEventListener("visibilitychange", hidden);
    document.addEventListener("keydown", escape);
    window.addEventListener("pagehide", close);
    HR.focus(view);
    window.scrollTo(0, 0);
    if (view.requestFullscreen) {
      view.requestFullscreen().then(() => document.addEventListener("fullscreenchange", small), () => {});
    }
    return view;
  }

  /** Print an element that is on paper only. */
  function onPaper(near, ...children) {
    HR.all(document, ".hr-paper-only").forEach((node) => node.remove());
    const sheet = HR.el("section", { class: "hr-activity hr-paper-only" }, ...children);
    near.closest(".hr-activity").after(sheet);
    window.addEventListener("afterprint", () => sheet.remove(), { once: true });
    HR.printSheet(sheet);
  }

  /** Return answers as a list of question and words. */
  const answers = (entries) => HR.el("dl", { class: "hr-answers" }, ...entries.map((entry) => HR.el("div", {},
    HR.el("dt", {}, entry.asked), HR.el("dd", { class: "hr-hand" }, entry.words || "–"))));

  return { panel, whole, onPaper, answers };
});
