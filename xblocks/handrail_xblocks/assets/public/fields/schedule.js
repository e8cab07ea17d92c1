"use strict";
window.HR.kind("schedule", (HR) => {
  const days = (box) => HR.all(box, "[data-day]");
  const cells = (day) => HR.all(day, "[data-part]");

  return {
    read(box) {
      const value = {};
      days(box).forEach((day) => {
        const written = cells(day).filter((cell) => cell.value).map((cell) => [cell.dataset.part, cell.value]);
        if (written.length) value[day.dataset.day] = Object.fromEntries(written);
      });
      return Object.keys(value).length ? value : null;
    },
    write(box, value) {
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
