/* What the kinds whose value is a list of rows share: rows that can be added and removed, their lines and their cells. */
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
      accepts: (value, box) => Array.isArray(value) && value.every((row) => HR.plain(row) && each.accepts(row, box)),
      read(box) {
        const values = rowsOf(box).map(each.read).filter(Boolean);
        return values.length ? values : null;
      },
      write(box, value) {
        const values = HR.list(value);
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
    accepts: (value, box) => Object.keys(value).every((part) => HR.isText(value[part]) && HR.all(box, "[data-part]").some((one) => one.dataset.part === part)),
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
    accepts: (value, box) => columns(rowsOf(box)[0]).every((cell) => {
      const { [cell.dataset.column]: entry = null } = value;
      return entry === null || kind(cell).accepts(entry, cell);
    }),
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
})();
