/* Print, the person's own act. Nothing is sent. */
(() => {
  "use strict";
  const HR = window.HR;

  /** Controls cut long words off on paper; a copy of the words stands in for them. */
  window.addEventListener("beforeprint", () => {
    unmirror();
    HR.all(document, ".hr-activity .hr-input").filter((control) => control.value).forEach((control) => {
      control.classList.add("hr-mirrored");
      control.after(HR.el("div", { class: "hr-mirror" }, control.value));
    });
  });
  window.addEventListener("afterprint", unmirror);

  function unmirror() {
    HR.all(document, ".hr-mirror").forEach((node) => node.remove());
    HR.all(document, ".hr-mirrored").forEach((node) => node.classList.remove("hr-mirrored"));
  }

  /** Print one sheet: everything beside the way down to it is left out. */
  HR.printSheet = (sheet) => {
    const path = []; // the sheet may be gone when this ends
    for (let node = sheet.parentElement; node !== document.documentElement; node = node.parentElement) path.push(node);
    const mark = (on) => {
      sheet.classList.toggle("hr-print-this", on);
      path.forEach((node) => node.classList.toggle("hr-print-path", on));
    };
    mark(true);
    window.addEventListener("afterprint", () => mark(false), { once: true });
    window.print();
  };
})();
