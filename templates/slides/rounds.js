/* What covers the wall for a while: a break, and a round in which everybody has a turn or passes. No names, no sound; nobody is
   counted, and a turn that was passed looks like any other. */
(function () {
  /* ---- a break: how long it still is, and when we go on ---- */
  (function () {
    var box = document.querySelector('[data-panel="pause"]');
    var left = box.querySelector("[data-left]");
    var back = box.querySelector("[data-back]");
    var said = box.querySelector("[data-over]");
    var choices = Array.prototype.slice.call(box.querySelectorAll("[data-minutes]"));
    var was = "";

    var count = Deck.countdown(function (words, state) {
      left.textContent = words;
      box.dataset.state = state;
      if (state === was) { return; }
      was = state;
      said.textContent = state === "over" ? said.dataset.over : "";
    });

    function keep() {
      Deck.remember("pause", { deck: Deck.id, kept: count.kept(), open: !box.hidden });
    }

    function goesOn() {
      var at = new Date(Date.now() + count.left()).toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
      back.textContent = count.state() === "running" ? back.dataset.back.replace("{time}", at) : "";
    }

    choices.forEach(function (choice) {
      choice.addEventListener("click", function () {
        count.set(Number(choice.dataset.minutes) * 60000);
        count.start();
        goesOn();
        keep();
        box.querySelector("h2").focus({ preventScroll: true });
      });
    });

    Deck.stages.pause = {
      told: true, // to the notes, where "Next" would end it unseen
      opened: function () { goesOn(); keep(); },
      closed: function () {
        if (count.state() === "over") { count.set(0); }
        keep();
      },
      next: function () { Deck.closePanel(); },
    };
    count.set(0);
    Deck.goOnPause = function () {
      var kept = Deck.remembered("pause");
      if (!kept || kept.deck !== Deck.id || !kept.kept.whole) { return; }
      count.goOn(kept.kept);
      if (kept.open) { Deck.openPanel("pause"); }
    };
  })();

  /* ---- a round ---- */
  (function () {
    var box = document.querySelector('[data-panel="round"]');
    var ready = box.querySelector("[data-ready]");
    var going = box.querySelector("[data-going]");
    var prompt = box.querySelector(".prompt");
    var seat = box.querySelector("[data-seat]");
    var left = box.querySelector("[data-left]");
    var said = box.querySelector("[data-over]");
    var run = box.querySelector("[data-run]");
    var seats = box.querySelector("[data-seats]");
    var at = 0;
    var of = 0;
    var was = "";

    var count = Deck.countdown(function (words, state) {
      left.textContent = words;
      if (state === was) { return; }
      was = going.dataset.state = state;
      run.textContent = run.dataset[state === "running" ? "pause" : "start"];
      said.textContent = state === "over" ? said.dataset.over : "";
    });

    function turn(number) {
      at = Math.max(1, number);
      var done = of > 0 && at > of;
      going.classList.toggle("done", done);
      seat.textContent = !of ? "" : done ? seat.dataset.done : seat.dataset.words.replace("{number}", at);
      if (done) {
        at = of + 1;
        count.set(0);
        was = "";
        going.querySelector('[data-do="close"]').focus({ preventScroll: true });
        return;
      }
      count.set(Number(box.querySelector("[name=turn]:checked").value) * 1000);
      count.start();
    }

    function begin() {
      var chosen = box.querySelector("[name=prompt]:checked");
      var many = parseInt(seats.value, 10);
      of = many >= 1 && many <= 40 ? many : 0;
      prompt.textContent = chosen.dataset.prompt || "";
      ready.hidden = true;
      going.hidden = false;
      turn(1);
      box.querySelector("[data-next]").focus({ preventScroll: true });
    }

    function end() {
      count.set(0);
      seats.value = "";
      ready.hidden = false;
      going.hidden = true;
    }

    box.querySelector("[data-begin]").addEventListener("click", begin);
    seats.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { event.preventDefault(); begin(); }
    });
    // One had a turn, one passed: the wall shows the same, and the focus stays on "Next turn".
    box.querySelectorAll("[data-next], [data-pass]").forEach(function (button) {
      button.addEventListener("click", function () {
        box.querySelector("[data-next]").focus({ preventScroll: true });
        turn(at + 1);
      });
    });
    run.addEventListener("click", function () { if (count.state() === "running") { count.pause(); } else { count.start(); } });
    end();

    Deck.stages.round = {
      told: true,
      opened: end,
      closed: end,
      next: function () {
        if (going.hidden) { begin(); } else if (going.classList.contains("done")) { Deck.closePanel(); } else { turn(at + 1); }
      },
      back: function () { if (!going.hidden) { turn(at - 1); } },
    };
  })();
})();
