"use strict";
window.HR.kind("short-text", (HR) => ({
  read: (box) => box.querySelector("input").value || null,
  write: (box, value) => HR.put(box.querySelector("input"), HR.text(value)),
  touched: HR.written,
  words: (box, value) => HR.text(value),
}));
