/* The timer in the corner: the minutes that the guide gives this slide, or any others. */
(function () {
  var box = document.querySelector("[data-timer]");
  var left = box.querySelector("[data-left]");
  var run = box.querySelector("[data-run]");
  var said = box.querySelector("[data-over]");
  var choices = Array.prototype.slice.call(box.querySelectorAll("[data-minutes]"));
  var chosen = 3;
  var begun = false; // until then what was kept before a reload is not touched

  var count = Deck.countdown(function (words, state) {
    left.textContent = words;
    if (box.dataset.state === state) { return; }
    box.dataset.state = state;
    run.textContent = run.dataset[state === "running" ? "pause" : "start"];
    said.textContent = state === "over" ? said.dataset.over : "";
    keep();
  });

  function keep() {
    if (!begun) { return; }
    Deck.remember("timer", box.hidden ? null : { deck: Deck.id, kept: count && count.kept(), chosen: chosen });
  }

  function set(minutes) {
    chosen = minutes;
    choices.forEach(function (choice) { choice.setAttribute("aria-pressed", String(Number(choice.dataset.minutes) === minutes)); });
    count.set(minutes * 60000);
    keep();
  }

  /* What the guide gives this slide stands first among the choices, and is the one that is set when the timer opens. */
  function given(name) {
    var slide = Deck.slides[Deck.at()];
    return Number(slide.dataset[name] || 0);
  }

  function drawGiven() {
    [["minutes", "[data-given]"], ["cut", "[data-given-cut]"]].forEach(function (pair) {
      var button = box.querySelector(pair[1]);
      var minutes = given(pair[0]);
      button.hidden = !minutes || (pair[0] === "cut" && minutes === given("minutes"));
      button.dataset.minutes = minutes;
      button.textContent = button.dataset.words.replace("{minutes}", minutes);
      button.setAttribute("aria-pressed", String(minutes === chosen));
    });
  }

  function toggle() {
    var runs = count.state() === "running";
    if (runs) { count.pause(); } else { count.start(); }
    keep();
    if (!runs) { Deck.focus(); } // once it runs only the number stands on the wall
  }

  choices.forEach(function (choice) {
    choice.addEventListener("click", function () { set(Number(choice.dataset.minutes)); });
  });
  run.addEventListener("click", toggle);
  Deck.onShow(drawGiven);
  set(3);

  function show(on) {
    box.hidden = !on;
    Deck.root.classList.toggle("timed", on); // headings make room for it
    keep();
    Deck.fit();
  }

  Deck.timer = function () {
    if (box.hidden) {
      if (count.state() !== "running") { set(given("minutes") || chosen); }
      show(true);
      drawGiven();
      run.focus({ preventScroll: true });
      return;
    }
    if (count.state() === "running" && !box.contains(document.activeElement)) { run.focus({ preventScroll: true }); return; } // to pause it
    show(false);
    if (count.state() === "over") { set(chosen); }
    Deck.show(Deck.at());
  };
  Deck.timerState = function () {
    return box.hidden ? null : { left: Math.ceil(count.left() / 1000), state: count.state() };
  };
  Deck.goOnTimer = function () {
    var was = Deck.remembered("timer");
    begun = true;
    if (!was || was.deck !== Deck.id || !was.kept) { return; }
    set(was.chosen);
    count.goOn(was.kept);
    show(true);
  };
})();
