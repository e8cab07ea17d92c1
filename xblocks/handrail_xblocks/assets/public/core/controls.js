/* What several kinds of field share: options to tick, radio buttons. */
(() => {
  "use strict";
  const HR = window.HR;

  const options = (box) => HR.all(box, "[data-option]");
  const known = (box) => options(box).map((tick) => tick.value);
  const none = (box) => box.querySelector("[data-none]") || {};
  const other = (box) => box.querySelector('[data-part="other"]') || { value: "" };
  const label = (tick) => tick.parentElement.textContent.trim();
  const unknown = new WeakMap(); // options of an older version

  /** Options to tick, a line of one's own, words for "none of these". */
  HR.ticks = {
    accepts: (value) => HR.plain(value) && Array.isArray(value.chosen) && value.chosen.every(HR.isText)
      && HR.isText(value.other || "") && typeof (value.none || false) === "boolean",
    options,
    label,
    read(box) {
      const ticked = options(box).filter((tick) => tick.checked).map((tick) => tick.value);
      const value = { chosen: ticked.concat(unknown.get(box) || []), other: other(box).value, none: Boolean(none(box).checked) };
      return value.chosen.length || value.other || value.none ? value : null;
    },
    write(box, value) {
      const { chosen, other: words, none: nothing } = value || {};
      const ids = HR.list(chosen);
      options(box).forEach((tick) => { tick.checked = ids.includes(tick.value); });
      unknown.set(box, ids.filter((id) => !known(box).includes(id)));
      none(box).checked = Boolean(nothing);
      HR.put(other(box), HR.text(words));
    },
    touched: (value) => Boolean(value && (HR.list(value.chosen).length || value.none || HR.written(value.other))),
    lines(box, value) {
      const lines = HR.list(value.chosen).map((id) => options(box).find((tick) => tick.value === id)).filter(Boolean).map(label);
      if (value.none && none(box).checked !== undefined) lines.push(label(none(box)));
      return value.other ? lines.concat(value.other) : lines;
    },
    words: (box, value) => HR.ticks.lines(box, value).map((line) => "– " + line).join("\r\n"),
    take: (box, value) => ({
      chosen: HR.list(value.chosen).filter((id) => known(box).includes(id)), other: box.querySelector('[data-part="other"]') ? HR.text(value.other) : "", none: false,
    }),
    /** Say how many are ticked; too many is told, and nobody is stopped. */
    count(box, said) {
      const most = Number(said.dataset.count);
      const now = options(box).filter((tick) => tick.checked).length;
      HR.say(said, now > most ? HR.t("{now} of {most}: that is more than this sheet asks for. Take one off, or leave it so.", { now, most })
        : HR.t("{now} of {most}", { now, most }));
    },
  };

  const all = (box) => HR.all(box, 'input[type="radio"]');
  const clear = (box) => box.querySelector("[data-clear]");

  /** Radio buttons that start unset and can be cleared again. */
  HR.radios = {
    accepts: (value, box) => all(box).some((radio) => radio.value === value),
    read(box) {
      const chosen = all(box).find((radio) => radio.checked);
      return chosen ? chosen.value : null;
    },
    write(box, value) {
      all(box).forEach((radio) => { radio.checked = radio.value === String(value); });
      HR.show(clear(box), HR.radios.read(box) !== null);
    },
    start(box, changed) {
      box.addEventListener("change", () => HR.show(clear(box), true));
      clear(box).addEventListener("click", () => {
        HR.radios.write(box, null);
        all(box)[0].focus();
        changed(true);
      });
    },
  };
})();
