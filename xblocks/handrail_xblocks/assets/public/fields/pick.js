"use strict";
window.HR.kind("pick", (HR) => {
  const count = (box) => HR.ticks.count(box, box.querySelector("[data-count]"));

  return {
    ...HR.ticks,
    write(box, value) {
      HR.ticks.write(box, value);
      if (value) count(box);
    },
    start: (box) => box.addEventListener("change", () => count(box)),
  };
});
