/* One way to count down, for every timer. It counts by the clock: a hidden tab, a busy machine and a lid that was shut for a
   while cost no second. No sound, ever. */
(function () {
  function words(milliseconds) {
    var seconds = Math.ceil(milliseconds / 1000);
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }

  /** A countdown; `changed` is told its words and its state (ready, running, over) whenever there is something to draw. */
  Deck.countdown = function (changed) {
    var whole = 0;
    var rest = 0;
    var since = null; // when it was started, by both clocks
    var beat = 0;
    var state = "ready";
    var drawn = ""; // the wall is drawn anew when a second has passed, and not at every beat

    function left() {
      if (!since) { return rest; }
      // While the machine sleeps one clock stands still; when somebody sets the time, the other one is wrong. The later counts.
      return Math.max(0, rest - Math.max(performance.now() - since.tick, Date.now() - since.date, 0));
    }

    function stop() {
      rest = left();
      since = null;
      clearInterval(beat);
    }

    function draw() {
      var now = left();
      if (since && now === 0) { stop(); state = "over"; }
      if (drawn === words(now) + state) { return; }
      drawn = words(now) + state;
      changed(words(now), state);
    }

    document.addEventListener("visibilitychange", draw);
    return {
      set: function (milliseconds) { stop(); whole = rest = milliseconds; state = "ready"; draw(); },
      start: function () {
        if (rest === 0) { rest = whole; }
        since = { tick: performance.now(), date: Date.now() };
        clearInterval(beat);
        beat = setInterval(draw, 200);
        state = "running";
        draw();
      },
      pause: function () { stop(); state = "ready"; draw(); },
      left: left,
      state: function () { return state; },
      /** What it takes to go on after a reload, or in the other language: when it ends, or what is left. */
      kept: function () { return { whole: whole, rest: left(), end: since ? Date.now() + left() : 0, state: state }; },
      goOn: function (kept) {
        whole = kept.whole;
        rest = kept.end ? Math.max(0, Math.min(whole, kept.end - Date.now())) : kept.rest;
        if (kept.end && rest > 0) { this.start(); return; }
        state = kept.end ? "over" : kept.state;
        draw();
      },
    };
  };
})();
