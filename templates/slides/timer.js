/* The timer in the corner: the minutes that the guide gives this slide, or any others. What one chooses with stands where the
   tools stand, at the lower edge, where it covers no words, and goes when the timer runs. */
(function () {
  var box = document.querySelector("[data-timer]");
  var left = box.querySelector("[data-left]");
  var run = box.querySelector("[data-run]");
  var said = box.querySelector("[data-over]");
  var choices = Array.prototype.slice.call(box.querySelectorAll("[data-minutes]"));
  var chosen = 3;
  var begun = false; // until then what was kept before a reload is not touched
  var at = null; // the slide that is up
  var began = null; // the slide on which the timer was started

  var count = Deck.countdown(function (words, state) {
    left.textContent = words;
    if (box.dataset.state === state) { return; }
    box.dataset.state = state;
    run.textContent = run.dataset[state === "running" ? "pause" : "start"];
    said.textContent = state === "over" ? said.dataset.over : "";
    keep();
    if (begun) { Deck.tellStaff(); }
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
    if (!box.hidden) { makeRoom(); }
  }

  /** Headings make room for the number, as wide as it is now: it only gets shorter. In shares of the height, so that any screen has it. */
  function makeRoom() {
    var unit = Math.min(window.innerHeight, window.innerWidth * 1.15) / 100;
    Deck.root.style.setProperty("--timer", (box.offsetWidth / unit).toFixed(1));
    Deck.fit();
  }

  function choosing(on) {
    Deck.root.classList.toggle("choosing", on);
  }

  function isChoosing() {
    return Deck.root.classList.contains("choosing");
  }

  /** Whether what says "Time is up." belongs to a slide before: this one's timer may take its place. */
  function isPast() {
    return count.state() === "over" && began !== null && began !== at;
  }

  function start() {
    began = at;
    count.start();
  }

  /** Whether it was only set: nothing would be lost without it. */
  function isFresh() {
    return count.state() === "over" || (count.state() === "ready" && count.left() === chosen * 60000);
  }

  /* What the guide gives this slide stands first among the choices, and is the one that is set when the timer opens. A slide to
     which the group comes back has other minutes then: "after/minutes/cut", each from the time on when the slide "after" was up. */
  function given() {
    var slide = Deck.slides[Deck.at()];
    var stays = (slide.dataset.stays || "").split(" ").map(function (stay) { return stay.split("/"); });
    var found = stays.find(function (parts) { return parts[0] === Deck.after(slide); }) || [];
    return { minutes: Number(found[1]) || 0, cut: Number(found[2]) || 0 };
  }

  function drawGiven() {
    var found = given();
    [["minutes", "[data-given]"], ["cut", "[data-given-cut]"]].forEach(function (pair) {
      var button = box.querySelector(pair[1]);
      var minutes = found[pair[0]];
      button.hidden = !minutes || (pair[0] === "cut" && minutes === found.minutes);
      button.dataset.minutes = minutes;
      button.textContent = button.dataset.words.replace("{minutes}", minutes);
      button.setAttribute("aria-pressed", String(minutes === chosen));
    });
  }

  function toggle() {
    var runs = count.state() === "running";
    if (runs) { count.pause(); } else { start(); }
    keep();
    if (!runs) { choosing(false); Deck.focus(); } // once it runs only the number stands on the wall
  }

  choices.forEach(function (choice) {
    choice.addEventListener("click", function () { set(Number(choice.dataset.minutes)); });
  });
  run.addEventListener("click", toggle);
  set(3);

  function show(on) {
    box.hidden = !on;
    choosing(false);
    Deck.root.classList.toggle("timed", on);
    keep();
    if (on) { makeRoom(); } else { Deck.fit(); }
  }

  function open() {
    if (isFresh()) { set(given().minutes || chosen); }
    show(true);
    drawGiven();
  }

  function away() {
    show(false);
    if (count.state() === "over") { set(chosen); }
  }

  /* Another slide: the choices go, and a timer that was never started with them. */
  Deck.onShow(function (slide) {
    drawGiven();
    if (slide === at) { return; }
    at = slide;
    if (!box.hidden && isFresh() && count.state() === "ready") { away(); }
    choosing(false);
  });

  Deck.timer = function () {
    if (box.hidden || isPast()) { open(); } else if (isChoosing() || count.state() === "over") {
      away();
      Deck.show(Deck.at());
      return;
    }
    choosing(true);
    run.focus({ preventScroll: true });
  };
  /** Escape: the choices go; a number that counts, or was paused, stays. Whether there were any. */
  Deck.endChoosing = function () {
    if (!isChoosing()) { return false; }
    if (isFresh()) { away(); }
    choosing(false);
    Deck.focus();
    return true;
  };
  /** From the notes, whose keys cannot reach the choices: it starts at once with the slide's minutes, and goes at the second word. */
  Deck.timerFromNotes = function () {
    if (!box.hidden && !isPast()) { away(); return; }
    open();
    if (count.state() !== "running") { start(); }
    keep();
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
    if (count.state() === "over" || !isFresh()) { show(true); }
  };
})();
