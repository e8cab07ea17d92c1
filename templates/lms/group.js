/* Two buttons that need a script; without one they stay hidden, and all else works. */
(() => {
  "use strict";
  document.querySelectorAll('[data-act="print"]').forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  document.querySelectorAll('[data-act="tick"]').forEach((button) => {
    const boxes = [...button.form.querySelectorAll('input[name="person"]')];
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", () => {
      const on = boxes.some((box) => !box.checked);
      boxes.forEach((box) => { box.checked = on; });
    });
  });
})();
