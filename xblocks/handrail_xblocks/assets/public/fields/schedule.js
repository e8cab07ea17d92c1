"use strict";
window.HR.kind("schedule", (HR) => {
  const days = (box) => HR.all(box, "[data-day]");
  const cells = (day) => HR.all(day, "[data-part]");
  const kept = new WeakMap(); // days and times of an older version are not shown, and not lost

  return {
    accepts: (value) => HR.plain(value) && Object.values(value).every((day) => HR.plain(day) && Object.values(day).every(HR.isText)),
    read(box) {
      const value = new Map(Object.entries(kept.get(box) || {}).map(([day, parts]) => [day, new Map(Object.entries(parts))]));
      days(box).forEach((day) => {
        const parts = value.get(day.dataset.day) || new Map();
        cells(day).forEach((cell) => (cell.value ? parts.set(cell.dataset.part, cell.value) : parts.delete(cell.dataset.part)));
        if (parts.size) value.set(day.dataset.day, parts);
        else value.delete(day.dataset.day);
      });
      return value.size ? Object.fromEntries(Array.from(value, ([day, parts]) => [day, Object.fromEntries(parts)])) : null;
    },
    write(box, value) {
      kept.set(box, value);
      days(box).forEach((day) => {
        const { [day.dataset.day]: words } = value || {};
        cells(day).forEach((cell) => HR.put(cell, HR.text(words && words[cell.dataset.part])));
      });
    },
    touched: (value) => Object.values(value || {}).some((day) => Object.values(day || {}).some(HR.written)),
    words: (box, value) => days(box).filter((day) => value[day.dataset.day]).map((day) => {
      const words = value[day.dataset.day];
      const lines = cells(day).filter((cell) => words[cell.dataset.part]).map((cell) => "  " + cell.labels[0].textContent + ": " + words[cell.dataset.part]);
      return [day.querySelector("legend").textContent.trim() + ":"].concat(lines).join("\r\n");
    }).join("\r\n"),
  };
});
