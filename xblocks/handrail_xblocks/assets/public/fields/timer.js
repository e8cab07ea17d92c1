"use strict";
window.HR.kind("timer", (HR) => {
  HR.look();
  const started = new WeakMap(); // box to minutes

  /** Two clocks, for each is wrong at times: sleep stops one, setting the time moves the other back. The faster one is right. */
  function stopwatch() {
    let wall = 0;
    let steady = 0;
    let before = 0;
    const clock = {
      going: false,
      passed: () => before + (clock.going ? Math.max(Date.now() - wall, performance.now() - steady) : 0),
      go() {
        wall = Date.now();
        steady = performance.now();
        clock.going = true;
      },
      hold() {
        before = clock.passed();
        clock.going = false;
      },
    };
    return clock;
  }

  function start(box, changed) {
    const [left, dial, face, choices, say, go, pause, stop, nojs] = ["left", "dial", "clock", "minutes", "say", "start", "pause", "stop", "nojs"]
      .map((name) => box.querySelector("[data-" + name + "]"));
    let clock = null;
    let minutes = 0;
    let told = 0;
    let tick = 0;

    function draw() {
      const seconds = Math.max(0, Math.ceil(minutes * 60 - clock.passed() / 1000));
      const whole = Math.ceil(seconds / 60);
      HR.say(left, Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0"));
      dial.style.strokeDashoffset = String(100 - seconds / minutes / 0.6);
      if (!seconds) end(HR.t("Time is up."));
      else if (clock.going && whole < told) HR.say(say, HR.t("{n} min left", { n: whole })); // once a minute
      told = whole;
    }

    function show(words, focus) {
      const going = Boolean(clock && clock.going);
      clearInterval(tick);
      if (going) tick = setInterval(draw, 250);
      HR.show(go, !going);
      HR.say(go, clock ? HR.t("Go on") : HR.t("Start"));
      HR.show(pause, going);
      HR.show(stop, clock);
      HR.show(face, clock);
      HR.show(choices, !clock);
      HR.say(say, words);
      if (focus) focus.focus();
      if (clock) draw();
    }

    function end(words) {
      const here = box.contains(document.activeElement);
      clock = null;
      show(words, here && go);
    }

    go.addEventListener("click", () => {
      const first = !clock;
      if (first) {
        minutes = told = Number(choices.querySelector(":checked").value);
        clock = stopwatch();
        started.set(box, minutes);
        changed(true); // started once is enough
      }
      clock.go();
      show(first ? HR.t("Started: {n} min. You can stop early.", { n: minutes }) : HR.t("Going on."), pause);
    });
    pause.addEventListener("click", () => {
      clock.hold();
      show(HR.t("Paused."), go);
    });
    stop.addEventListener("click", () => end(HR.t("Stopped.")));
    document.addEventListener("visibilitychange", () => clock && draw());
    HR.show(nojs, false);
    show("");
  }

  return {
    start,
    accepts: (value) => HR.plain(value) && Number.isInteger(value.minutes) && value.minutes > 0,
    read: (box) => (started.get(box) ? { minutes: started.get(box) } : null),
    write: (box, value) => started.set(box, (value && value.minutes) || 0),
    touched: (value) => Boolean(value && value.minutes),
    words: (box, value) => HR.t("{n} min", { n: value.minutes }),
  };
});
