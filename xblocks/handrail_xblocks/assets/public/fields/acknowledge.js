"use strict";
window.HR.kind("acknowledge", (HR) => {
  const tick = (box) => box.querySelector("input");

  return {
    accepts: (value) => value === true,
    read: (box) => tick(box).checked || null,
    write(box, value) { tick(box).checked = value === true; },
    touched: (value) => value === true,
    words: (box) => HR.ticks.label(tick(box)),
  };
});
