"use strict";
window.HR.kind("log", (HR) => {
  const cells = (row) => HR.all(row, "[data-column]");
  const kind = (cell) => HR.kinds[cell.dataset.kind];
  const older = new WeakMap(); // columns of an older version are not shown, and not lost

  const rows = HR.rows({
    read(row) {
      const value = { ...older.get(row) };
      cells(row).forEach((cell) => {
        const entry = kind(cell).read(cell);
        if (entry !== null) value[cell.dataset.column] = entry;
      });
      return Object.keys(value).length ? value : null;
    },
    write(row, value) {
      const rest = { ...value };
      cells(row).forEach((cell) => {
        const { [cell.dataset.column]: entry = null } = rest;
        kind(cell).write(cell, entry);
        delete rest[cell.dataset.column];
      });
      older.set(row, rest);
    },
    start(row, changed) {
      cells(row).forEach((cell) => {
        if (kind(cell).start) kind(cell).start(cell, changed);
      });
    },
  });

  return {
    ...rows,
    touched: (value) => HR.list(value).some((row) => row && Object.values(row).some((entry) => typeof entry === "number" || HR.written(entry))),
    words(box, value) {
      const pattern = cells(box.querySelector("[data-row]"));
      return HR.list(value).map((row, at) => [at + 1 + "."].concat(pattern.filter((cell) => cell.dataset.column in row).map((cell) => (
        "  " + cell.querySelector(".hr-sub").textContent.trim() + ": " + kind(cell).words(cell, row[cell.dataset.column])
      ))).join("\r\n")).join("\r\n");
    },
  };
});
