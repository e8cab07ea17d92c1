/* What several kinds of field share: rows that can be added and removed, the lines of a row, radio buttons. */
(() => {
  "use strict";
  const HR = window.HR;

  const list = (box) => box.querySelector("[data-rows]");
  const rowsOf = (box) => HR.all(list(box), "[data-row]");
  const focusIn = (row) => row.querySelector("input, textarea").focus();

  /** Return read, write, start and add for a kind whose value is a list of rows.
      each: {read(row) -> object or null, write(row, object), start(row, changed)}, and name(row) where rows are not numbered. */
  HR.rows = (each) => {
    function put(box) {
      const row = make(box);
      list(box).append(row);
      if (each.start) each.start(row, box.hrChanged);
      return row;
    }
    function add(box) {
      const row = put(box);
      number(box);
      return row;
    }
    return {
      add,
      read(box) {
        const values = rowsOf(box).map(each.read).filter(Boolean);
        return values.length ? values : null;
      },
      write(box, value) {
        const values = HR.list(value).filter(Boolean);
        rowsOf(box).slice(Math.max(1, values.length)).forEach((row) => row.remove());
        for (let more = values.length - rowsOf(box).length; more > 0; more -= 1) put(box);
        rowsOf(box).forEach((row, at) => each.write(row, values[at] || {}));
        number(box);
      },
      start(box, changed) {
        Object.assign(box, { hrChanged: changed, hrName: each.name });
        list(box).replaceChildren(); // the row that stands there without scripts has no button to remove it
        add(box);
        const button = box.querySelector("[data-add]");
        if (!each.name) {
          HR.show(button, true);
          button.addEventListener("click", () => focusIn(add(box)));
        }
        box.addEventListener("click", (event) => {
          const remove = event.target.closest("[data-remove]");
          if (remove) take(box, remove.closest("[data-row]"));
        });
      },
    };
  };

  /** Make a row from the pattern, a <template> in the page; its ids carry a number that no other row of this field has had. */
  function make(box) {
    const row = box.querySelector("[data-pattern]").content.firstElementChild.cloneNode(true);
    const stem = box.querySelector("fieldset").id + "-";
    box.hrMade = (box.hrMade || 0) + 1;
    HR.all(row, "[id], [for], [name]").forEach((node) => {
      ["id", "for", "name"].filter((name) => node.hasAttribute(name)).forEach((name) => {
        node.setAttribute(name, node.getAttribute(name).replace(stem + "0", stem + box.hrMade));
      });
    });
    return row;
  }

  function number(box) {
    rowsOf(box).forEach((row, at, rows) => {
      const name = box.hrName ? box.hrName(row) : list(box).dataset.name + " " + (at + 1);
      const remove = row.querySelector("[data-remove]");
      row.setAttribute("aria-label", name);
      HR.say(row.querySelector("[data-row-name]"), name);
      HR.show(remove, rows.length > 1);
      remove.setAttribute("aria-label", HR.t("Remove {name}", { name }));
    });
  }

  HR.rowsOf = rowsOf;
  HR.focusIn = focusIn;
  HR.nameRows = number;

  /** Remove a row, and offer it back until the next one goes. */
  function take(box, row) {
    const after = row.nextElementSibling;
    const name = row.getAttribute("aria-label");
    const said = box.querySelector("[data-removed]");
    const undo = HR.button("hr-quiet", HR.t("Undo"), () => {
      list(box).insertBefore(row, after && after.parentElement ? after : null);
      said.replaceChildren();
      number(box);
      box.hrChanged(true);
      focusIn(row);
    });
    row.remove();
    number(box);
    said.replaceChildren(HR.t("{name} was removed.", { name }), " ", undo);
    undo.focus();
    box.hrChanged(true);
  }

  /** Read and write the single lines of a row by their data-part. */
  HR.lines = {
    read(row) {
      const parts = HR.all(row, "[data-part]");
      if (!parts.some((control) => control.value.trim())) return null;
      return Object.fromEntries(parts.map((control) => [control.dataset.part, control.value]));
    },
    write(row, value) {
      HR.all(row, "[data-part]").forEach((control) => HR.put(control, HR.text(value[control.dataset.part])));
    },
  };

  const columns = (row) => HR.all(row, "[data-column]");
  const kind = (cell) => HR.kinds[cell.dataset.kind];
  const beyond = new WeakMap(); // columns of an older version are not shown, and not lost

  /** A row whose cells are fields themselves. */
  HR.cells = {
    read(row) {
      const value = { ...beyond.get(row) };
      columns(row).forEach((cell) => {
        const entry = kind(cell).read(cell);
        if (entry !== null) value[cell.dataset.column] = entry;
      });
      return Object.keys(value).length ? value : null;
    },
    write(row, value) {
      const rest = { ...value };
      columns(row).forEach((cell) => {
        const { [cell.dataset.column]: entry = null } = rest;
        kind(cell).write(cell, entry);
        delete rest[cell.dataset.column];
      });
      beyond.set(row, rest);
    },
    start(row, changed) {
      columns(row).filter((cell) => kind(cell).start).forEach((cell) => kind(cell).start(cell, changed));
    },
    touched: (row) => Boolean(row) && Object.values(row).some((entry) => typeof entry === "number" || HR.written(entry) || HR.ticks.touched(entry)),
    words: (box, row) => columns(rowsOf(box)[0]).filter((cell) => cell.dataset.column in row).map((cell) => (
      "  " + cell.querySelector(".hr-sub").textContent.trim() + ": " + kind(cell).words(cell, row[cell.dataset.column])
    )),
    /** Return what of a row of another sheet has a place in this one. */
    take: (box, row) => Object.fromEntries(columns(rowsOf(box)[0]).filter((cell) => cell.dataset.column in row)
      .map((cell) => [cell.dataset.column, row[cell.dataset.column]])),
  };

  const options = (box) => HR.all(box, "[data-option]");
  const known = (box) => options(box).map((tick) => tick.value);
  const none = (box) => box.querySelector("[data-none]") || {};
  const other = (box) => box.querySelector('[data-part="other"]') || { value: "" };
  const label = (tick) => tick.parentElement.textContent.trim();
  const unknown = new WeakMap(); // options of an older version

  /** Options to tick, a line of one's own, words for "none of these". */
  HR.ticks = {
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
