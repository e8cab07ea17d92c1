/* What else Tonight does by a press: the note for the chart, the list of what was covered, print. */
(function () {
  var box = document.querySelector("[data-clock]");
  var words = JSON.parse(box.dataset.words);
  var after = document.querySelector("[data-after]");
  var key = "covered " + box.dataset.scope;

  function select(node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  }

  /** Tell what came of a press, where it can be seen. */
  function say(text) {
    after.textContent = text;
    after.scrollIntoView({ block: "nearest" });
  }

  function copy() {
    var note = document.querySelector("[data-copy]");
    note.closest("details").open = true;
    select(note);
    var text = note.textContent.trim();
    var asked = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
    asked.catch(function () {
      if (!document.execCommand("copy")) { throw new Error("refused"); }
    }).then(function () { say(words.copied); }, function () { say(words.copyByHand); });
  }

  function today() {
    var now = new Date();
    return now.getFullYear() + "-" + String(now.getMonth() + 1).padStart(2, "0") + "-" + String(now.getDate()).padStart(2, "0");
  }

  function cover(button) {
    Keep.get(key).then(function (kept) {
      var list = (Array.isArray(kept) ? kept : []).filter(function (one) { return one.id !== box.dataset.clock || one.on !== today(); });
      list.push({ id: box.dataset.clock, on: today(), step: box.reached(), of: document.querySelectorAll(".steps > .step").length });
      return Keep.put(key, list.slice(-100));
    }).then(function (sure) {
      say(sure ? words.covered : words.notKept);
      button.setAttribute("aria-disabled", String(sure)); // "disabled" would take the focus away
    });
  }

  document.querySelectorAll('[data-do="copy"], [data-do="cover"], [data-print]').forEach(function (button) { button.hidden = false; });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do], [data-print]");
    if (!button) { return; }
    if (button.dataset.do === "copy") { copy(); }
    if (button.dataset.do === "cover" && button.getAttribute("aria-disabled") !== "true") { cover(button); }
    if (button.hasAttribute("data-print")) { window.print(); }
  });
})();
