"use strict";
window.HR.kind("long-text", (HR) => {
  const LONG = 4000; // measuring longer texts with each key would make typing slow; their box scrolls
  const area = (box) => box.querySelector("textarea");

  function grow(control) {
    if (control.value.length > LONG) return;
    control.style.height = "auto";
    control.style.height = control.scrollHeight + 4 + "px";
  }

  return {
    read: (box) => area(box).value || null,
    write(box, value) {
      HR.put(area(box), HR.text(value));
      if (value) grow(area(box));
    },
    touched: HR.written,
    words: (box, value) => HR.text(value),
    start(box) {
      let waiting = false;
      area(box).addEventListener("input", () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          grow(area(box));
        });
      });
    },
  };
});
