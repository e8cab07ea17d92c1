"use strict";
window.HR.kind("log", (HR) => ({
  ...HR.rows(HR.cells),
  touched: (value) => HR.list(value).some(HR.cells.touched),
  words: (box, value) => HR.list(value).map((row, at) => [at + 1 + "."].concat(HR.cells.words(box, row)).join("\r\n")).join("\r\n"),
  take: (box, value) => HR.list(value).map((row) => HR.cells.take(box, row)).filter((row) => Object.keys(row).length),
}));
