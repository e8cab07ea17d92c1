"use strict";
window.HR.kind("if-then", (HR) => ({
  ...HR.rows(HR.lines),
  touched: (value) => HR.list(value).some((row) => row && (HR.written(row.if) || HR.written(row.then))),
  words: (box, value) => HR.list(value).map((row) => (
    HR.t("If {if}, then I will {then}", { if: HR.text(row.if) || "…", then: HR.text(row.then) || "…" })
  )).join("\r\n"),
}));
