"use strict";
window.HR.kind("checklist", (HR) => ({
  ...HR.ticks,
  start(box) {
    box.addEventListener("change", ({ target }) => { // "none of these" and the others exclude each other
      if (target.matches("[data-none]:checked")) HR.ticks.options(box).forEach((tick) => { tick.checked = false; });
      if (target.matches("[data-option]:checked")) HR.all(box, "[data-none]").forEach((tick) => { tick.checked = false; });
    });
  },
}));
