/* Hands are counted, and kept nowhere: the numbers live in this closure, show only when asked for, never while fewer than five
   hands are up in all, and are gone when the pad closes. */
(function () {
  var FEWEST = 5;
  var box = document.querySelector('[data-panel="hands"]');
  var rows = Array.prototype.slice.call(box.querySelectorAll("[data-option]"));
  var sum = box.querySelector("[data-sum]");
  var show = box.querySelector("[data-show]");
  var told = box.querySelector("[data-told]");
  var counts = [0, 0, 0, 0];
  var asked = false;

  function shown() {
    return rows.filter(function (row) { return !row.hidden; });
  }

  function all() {
    return shown().reduce(function (found, _row, number) { return found + counts[number]; }, 0);
  }

  function draw() {
    var total = all();
    var open = asked && total >= FEWEST;
    shown().forEach(function (row, number) {
      row.querySelector("output").textContent = open ? counts[number] : "";
    });
    box.classList.toggle("open", open);
    sum.textContent = total >= FEWEST ? sum.dataset.many.replace("{number}", total) : total ? sum.dataset.few : sum.dataset.none;
    told.textContent = asked && !open ? told.dataset.few : "";
    show.textContent = show.dataset[asked ? "hide" : "show"];
  }

  function add(number, by) {
    if (!shown()[number]) { return; }
    counts[number] = Math.max(0, Math.min(99, counts[number] + by));
    draw();
  }

  function empty() {
    counts = [0, 0, 0, 0];
    asked = false;
    draw();
  }

  function choose(kind) {
    rows.forEach(function (row, number) {
      row.hidden = number >= (kind === "yes" ? 2 : Number(kind));
      row.querySelector(".name").textContent = row.dataset[kind === "yes" && number < 2 ? "yes" : "letter"];
    });
    empty();
  }

  rows.forEach(function (row, number) {
    row.querySelector("[data-more]").addEventListener("click", function () { add(number, 1); });
    row.querySelector("[data-less]").addEventListener("click", function () { add(number, -1); });
  });
  show.addEventListener("click", function () { asked = !asked; draw(); });
  box.querySelectorAll("[name=kind]").forEach(function (kind) {
    kind.addEventListener("change", function () { choose(kind.value); });
  });
  choose("yes");

  Deck.stages.hands = {
    opened: empty,
    closed: empty,
    key: function (event) {
      var digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
      if (digit && !event.repeat) { add(Number(digit[1]) - 1, event.shiftKey ? -1 : 1); return true; }
      return false;
    },
  };
})();
