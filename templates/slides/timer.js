/* One quiet timer: no sound, no names. It counts by the clock, so a hidden tab or a sleeping screen does not slow it. */
(function () {
  var box = document.querySelector("[data-timer]");
  var left = box.querySelector("[data-left]");
  var run = box.querySelector("[data-run]");
  var said = box.querySelector("[data-over]");
  var choices = Array.prototype.slice.call(box.querySelectorAll("[data-minutes]"));
  var whole = 180000;
  var rest = whole;
  var end = 0; // when it will be over, while it runs
  var beat = 0;

  function draw() {
    var now = end ? Math.max(0, end - performance.now()) : rest;
    var seconds = Math.ceil(now / 1000);
    left.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    if (end && now === 0) { finish(); }
  }

  function state(name) {
    box.dataset.state = name;
    run.textContent = run.dataset[name === "running" ? "pause" : "start"];
  }

  function stop() {
    clearInterval(beat);
    end = 0;
  }

  function finish() {
    stop();
    rest = whole;
    state("over");
    left.textContent = "0:00";
    said.textContent = said.dataset.over;
  }

  function set(minutes) {
    stop();
    whole = rest = minutes * 60000;
    said.textContent = "";
    choices.forEach(function (choice) { choice.setAttribute("aria-pressed", String(Number(choice.dataset.minutes) === minutes)); });
    state("ready");
    draw();
  }

  function toggle() {
    if (end) {
      rest = Math.max(0, end - performance.now());
      stop();
      state("ready");
    } else {
      said.textContent = "";
      end = performance.now() + rest;
      beat = setInterval(draw, 200);
      state("running");
    }
    draw();
  }

  choices.forEach(function (choice) {
    choice.addEventListener("click", function () { set(Number(choice.dataset.minutes)); });
  });
  run.addEventListener("click", toggle);
  document.addEventListener("visibilitychange", draw);
  set(3);

  Deck.timer = function () {
    box.hidden = !box.hidden;
    if (!box.hidden) { run.focus({ preventScroll: true }); return; }
    if (box.dataset.state === "over") { set(whole / 60000); }
    Deck.show(Deck.at());
  };
})();
