"use strict";
window.HR.kind("checklist", (HR) => {
  const options = (box) => HR.all(box, "[data-option]");
  const none = (box) => box.querySelector("[data-none]") || {};
  const other = (box) => box.querySelector('[data-part="other"]') || { value: "" };
  const label = (tick) => tick.parentElement.textContent.trim();
  const older = new WeakMap(); // options of an older version are not shown, and not lost

  return {
    read(box) {
      const ticked = options(box).filter((tick) => tick.checked).map((tick) => tick.value);
      const value = { chosen: ticked.concat(older.get(box) || []), other: other(box).value, none: Boolean(none(box).checked) };
      return value.chosen.length || value.other || value.none ? value : null;
    },
    write(box, value) {
      const { chosen, other: words, none: nothing } = value || {};
      const ids = HR.list(chosen);
      const known = options(box).map((tick) => tick.value);
      options(box).forEach((tick) => { tick.checked = ids.includes(tick.value); });
      older.set(box, ids.filter((id) => !known.includes(id)));
      none(box).checked = Boolean(nothing);
      HR.put(other(box), HR.text(words));
    },
    touched: (value) => Boolean(value && (HR.list(value.chosen).length || value.none || HR.written(value.other))),
    words(box, value) {
      const lines = options(box).filter((tick) => value.chosen.includes(tick.value)).map(label);
      if (value.none) lines.push(label(none(box)));
      if (value.other) lines.push(value.other);
      return lines.map((line) => "– " + line).join("\r\n");
    },
    start(box) {
      box.addEventListener("change", ({ target }) => { // "none of these" and the others exclude each other
        if (target.matches("[data-none]:checked")) options(box).forEach((tick) => { tick.checked = false; });
        if (target.matches("[data-option]:checked")) none(box).checked = false;
      });
    },
  };
});
