"use strict";
window.HR.kind("short-text", (HR) => ({
  accepts: HR.isText,
  read: (box) => box.querySelector("input").value || null,
  write: (box, value) => HR.put(box.querySelector("input"), HR.text(value)),
  touched: HR.written,
  take: (box, value) => HR.text(value).trim().replace(/\s*\n\s*/g, ", "),
  words: (box, value) => HR.text(value),
}));
