/* One's own numbers over time: a picture, a sentence, a table. No judgment, no gap between days, no color as the only sign. */
"use strict";
window.HR.part("charts", (HR) => {
  HR.look();
  const [WIDE, HIGH, LEFT, TOP, BOTTOM] = [320, 150, 26, 22, 12];

  function shape(tag, attributes, words) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach((name) => node.setAttribute(name, attributes[name]));
    if (words !== undefined) node.textContent = words;
    return node;
  }

  const height = (number) => TOP + (10 - number) * (HIGH - TOP - BOTTOM) / 10;

  function picture(entries, words) {
    const svg = shape("svg", { viewBox: "0 0 " + WIDE + " " + HIGH, role: "img", "aria-label": words, class: "hr-graph" });
    [0, 5, 10].forEach((number) => {
      svg.append(shape("line", { class: "hr-graph-rule", x1: LEFT, x2: WIDE, y1: height(number), y2: height(number) }),
        shape("text", { class: "hr-graph-number", x: LEFT - 6, y: height(number) + 4, "text-anchor": "end" }, number));
    });
    const room = WIDE - LEFT - 24;
    const dots = entries.map(({ number }, at) => [LEFT + 12 + room * at / (entries.length - 1), height(number), number]);
    svg.append(shape("polyline", { class: "hr-graph-line", points: dots.map(([x, y]) => x + "," + y).join(" ") }));
    dots.forEach(([x, y, number]) => {
      svg.append(shape("circle", { class: "hr-graph-dot", cx: x, cy: y, r: 4 }));
      if (dots.length <= 14) svg.append(shape("text", { class: "hr-graph-number", x, y: y - 8, "text-anchor": "middle" }, number));
    });
    return svg;
  }

  function table(name, entries, said) {
    const head = HR.el("tr", {}, HR.el("th", { scope: "col" }, said), HR.el("th", { scope: "col" }, name));
    const rows = entries.map((entry) => HR.el("tr", {}, HR.el("th", { scope: "row" }, entry.name), HR.el("td", {}, String(entry.number))));
    return HR.el("table", { class: "hr-sr hr-graph-table" }, HR.el("caption", {}, name), HR.el("thead", {}, head), HR.el("tbody", {}, ...rows));
  }

  /** Draw the numbers of a field, one small picture for each column with enough of them. */
  function draw(box, graphs) {
    const rows = HR.rowsOf(box).map((row) => ({ name: row.getAttribute("aria-label"), values: HR.cells.read(row) || {} }));
    const said = box.querySelector("[data-rows]").dataset.name;
    const drawn = HR.all(HR.rowsOf(box)[0], '[data-kind="scale"]').map((cell) => {
      const name = cell.querySelector(".hr-sub").textContent.trim();
      const entries = rows.map((row) => ({ name: row.name, number: row.values[cell.dataset.column] })).filter(({ number }) => Number.isInteger(number));
      if (entries.length < 2) return "";
      const numbers = entries.map(({ number }) => number);
      const words = HR.t("{name}: {n} entries. The lowest number is {low}, the highest is {high}.", {
        name, n: entries.length, low: Math.min(...numbers), high: Math.max(...numbers),
      });
      const ends = HR.all(cell, ".hr-ends span").map((end) => end.textContent).join(" · ");
      return HR.el("div", { class: "hr-graph-box" }, picture(entries, words), HR.el("p", {}, words), HR.el("p", { class: "hr-small" }, ends),
        table(name, entries, said));
    });
    graphs.replaceChildren(...drawn);
  }

  /** Open or close the picture at a press; else draw it anew. place: its button, and where it stands. */
  return (box, place, enough, pressed) => {
    const [button, graphs] = place.children;
    const open = enough && (button.getAttribute("aria-expanded") === "true") !== Boolean(pressed);
    HR.show(graphs, open);
    button.setAttribute("aria-expanded", String(open));
    if (open) draw(box, graphs);
  };
});
