/* What several kinds of field share: rows that can be added and removed, the lines of a row, radio buttons. */
(() => {
  "use strict";
  const HR = window.HR;

  const list = (box) => box.querySelector("[data-rows]");
  const rowsOf = (box) => HR.all(list(box), "[data-row]");
  const focusIn = (row) => row.querySelector("input, textarea").focus();

  /** Return read, write and start for a kind whose value is a list of rows.
      each: {read(row) -> object or null, write(row, object), start(row, changed)}. */
  HR.rows = (each) => {
    function add(box) {
      const row = make(box);
      list(box).append(row);
      if (each.start) each.start(row, box.hrChanged);
      number(box);
      return row;
    }
    return {
      read(box) {
        const values = rowsOf(box).map(each.read).filter(Boolean);
        return values.length ? values : null;
      },
      write(box, value) {
        const values = HR.list(value).filter(Boolean);
        rowsOf(box).slice(Math.max(1, values.length)).forEach((row) => row.remove());
        while (rowsOf(box).length < values.length) add(box);
        rowsOf(box).forEach((row, at) => each.write(row, values[at] || {}));
        number(box);
      },
      start(box, changed) {
        box.hrChanged = changed;
        list(box).replaceChildren(); // the row that stands there without scripts has no button to remove it
        add(box);
        const button = box.querySelector("[data-add]");
        HR.show(button, true);
        button.addEventListener("click", () => focusIn(add(box)));
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
      const name = list(box).dataset.name + " " + (at + 1);
      const remove = row.querySelector("[data-remove]");
      row.setAttribute("aria-label", name);
      HR.say(row.querySelector("[data-row-name]"), name);
      HR.show(remove, rows.length > 1);
      remove.setAttribute("aria-label", HR.t("Remove {name}", { name }));
    });
  }

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
