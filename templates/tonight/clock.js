/* The running clock of Tonight. It reckons from the time of day at which the session began, so sleep, a hidden tab or a power cut
   change nothing; it says a new step once to a screen reader and makes no sound. */
(function () {
  var box = document.querySelector("[data-clock]");
  var words = JSON.parse(box.dataset.words);
  var FAR = 45; // minutes behind from which the clock was more likely forgotten than followed
  var key = "clock " + box.dataset.scope + " " + box.dataset.clock;
  var items = Array.prototype.slice.call(document.querySelectorAll(".steps > .step"));
  var steps = items.map(function (item) { return { full: Number(item.dataset.full), short: Number(item.dataset.short) }; });
  var spans = items.map(function (item) { return item.querySelector("[data-when]"); });
  var plain = spans.map(function (span) { return span.textContent; });
  var part = function (name) { return box.querySelector("[data-" + name + "]"); };
  var cut = part("cut");
  var state = null; // {started, at, cutFrom} while it runs
  var shown = -1;
  var beat = 0;
  var ahead = Date.now() - performance.now(); // of the clock that nobody sets

  /** Where the group is, for who marks the session as covered: the number of a step, or of all when it is over or never ran. */
  box.reached = function () {
    return state ? Math.min(Plan.look(steps, state, Date.now()).at + 1, steps.length) : steps.length;
  };

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return String(values[name]); });
  }

  function title(at) {
    return items[at].querySelector(".title").textContent;
  }

  /** The time of day, as people say it: 6:35. */
  function time(minutes) {
    var at = new Date(state.started + minutes * 60000);
    return ((at.getHours() + 11) % 12) + 1 + ":" + String(at.getMinutes()).padStart(2, "0");
  }

  function tell(name, text) {
    var line = part(name);
    if (line.textContent !== text) { line.textContent = text; }
    line.hidden = !text;
  }

  /** Minutes as a person would say them; a part of a minute is "less than a minute". */
  function minutesLeft(left) {
    return left < 1 ? words.last : fill(words.left, { n: Math.ceil(left) });
  }

  function pace(seen) {
    if (seen.over) { return fill(words.wasToEnd, { time: time(seen.lasts) }); }
    var behind = Math.floor(seen.behind);
    if (behind >= FAR) { return fill(words.far, { n: behind }); }
    if (behind >= 1) {
      var offer = state.cutFrom === null && seen.endsShort < seen.ends - 1 ? " " + fill(words.offer, { time: time(seen.endsShort) }) : "";
      return fill(words.behind, { n: behind, time: time(seen.ends) }) + offer;
    }
    if (seen.behind > 0) { return fill(words.justOver, { time: time(seen.lasts) }); }
    if (seen.ahead >= 1) { return fill(words.ahead, { n: Math.floor(seen.ahead), time: time(seen.lasts) }); }
    return fill(seen.byHand ? words.onPlan : words.byClock, { time: time(seen.lasts) });
  }

  function mark(seen) {
    items.forEach(function (item, at) {
      item.classList.toggle("is-now", at === seen.at);
      item.classList.toggle("is-past", at < seen.at);
      item.classList.toggle("is-out", seen.minutes[at] === 0);
      if (at === seen.at) { item.setAttribute("aria-current", "step"); } else { item.removeAttribute("aria-current"); }
      var later = at > seen.at ? seen.behind : 0; // what is still to come moves with a group that is behind
      spans[at].textContent = seen.minutes[at] === 0 ? words.out : time(seen.begin[at] + later) + "\u2013" + time(seen.begin[at + 1] + later);
    });
  }

  /** Open the words of the step that is on, and close those of the one before, if nobody has opened others. */
  function turn(seen) {
    if (seen.at === shown) { return; }
    if (items[shown] && !items[shown].querySelector(".how").contains(document.activeElement)) { items[shown].querySelector("details").open = false; }
    if (items[seen.at]) { items[seen.at].querySelector("details").open = true; }
    shown = seen.at;
    part("said").textContent = seen.over ? words.over : fill(words.now, { n: seen.at + 1, all: steps.length, title: title(seen.at) });
  }

  /** After a press, bring the step that is on to where it is read: below the clock, with as many of its words as the screen holds. */
  function reveal() {
    var item = items[shown];
    if (!item) { return; }
    var place = item.getBoundingClientRect();
    var style = window.getComputedStyle(box);
    var clock = style.position === "sticky" ? box.offsetHeight + parseFloat(style.top) : 0; // what it covers once the page is scrolled
    var over = place.top - Math.max(clock, box.getBoundingClientRect().bottom);
    var down = Math.min(place.bottom + 8 - window.innerHeight, place.top - clock - 8);
    if (over < 0 || down > 0) { window.scrollBy(0, over < 0 ? over - 8 : down); }
  }

  /* On a phone what was for before the group makes room for the plan. */
  function prepare(open) {
    if (window.matchMedia("(max-width: 44rem)").matches) { document.querySelector("[data-prep]").open = open; }
  }

  /** Say beside the button that marks the session how far it would be marked, while the clock runs. */
  function reached() {
    var line = document.querySelector("[data-reached]");
    var at = state ? box.reached() : 0;
    line.textContent = state ? fill(words.reached, { n: at, all: steps.length }) : "";
  }

  function idle() {
    clearInterval(beat);
    reached();
    prepare(true);
    document.body.classList.remove("is-running");
    part("idle").hidden = false;
    part("running").hidden = part("set").hidden = true;
    if (items[shown]) { items[shown].querySelector("details").open = false; }
    shown = -1;
    items.forEach(function (item, at) {
      item.classList.remove("is-now", "is-past");
      item.classList.toggle("is-out", cut.checked && steps[at].short === 0);
      item.removeAttribute("aria-current");
      spans[at].textContent = plain[at];
    });
  }

  /** Somebody set the computer's clock back: the session began as much earlier. (Forward it jumps after sleep, too.) */
  function setBack() {
    var was = ahead;
    ahead = Date.now() - performance.now();
    if (was - ahead < 60000) { return; }
    state.started -= was - ahead;
    keep();
    run();
  }

  function draw() {
    if (!state) { return; }
    setBack();
    reached();
    var seen = Plan.look(steps, state, Date.now());
    tell("which", seen.over ? words.over : fill(words.now, { n: seen.at + 1, all: steps.length, title: title(seen.at) }));
    tell("left", seen.over ? "" : seen.behind > 0 ? words.past : minutesLeft(seen.left));
    tell("pace", pace(seen));
    box.classList.toggle("is-late", seen.behind >= 1);
    mark(seen);
    turn(seen);
  }

  function run() {
    prepare(false);
    document.body.classList.add("is-running");
    part("idle").hidden = true;
    part("running").hidden = part("set").hidden = false;
    cut.checked = state.cutFrom !== null;
    var began = new Date(state.started);
    part("began").value = String(began.getHours()).padStart(2, "0") + ":" + String(began.getMinutes()).padStart(2, "0");
    clearInterval(beat);
    beat = setInterval(draw, 1000);
    draw();
  }

  function keep() {
    Keep.put(key, state || undefined);
  }

  function step(way) {
    var seen = Plan.look(steps, state, Date.now());
    state.at = Plan.beside(steps, state, Math.min(seen.at, steps.length), way);
    keep();
    draw();
    reveal();
  }

  var does = {
    start: function () {
      state = { started: Date.now(), at: null, cutFrom: cut.checked ? 0 : null };
      keep();
      run();
      box.querySelector('[data-do="next"]').focus({ preventScroll: true });
      reveal();
    },
    next: function () { step(1); },
    back: function () { step(-1); },
    follow: function () { state.at = null; keep(); draw(); },
    stop: function () {
      state = null;
      keep();
      idle();
      part("set").open = false;
      part("said").textContent = words.stopped;
      box.querySelector('[data-do="start"]').focus({ preventScroll: true });
    },
  };

  box.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) { does[button.dataset.do](); }
  });
  cut.addEventListener("change", function () {
    if (!state) { idle(); return; }
    state.cutFrom = cut.checked ? Math.min(Plan.look(steps, state, Date.now()).at + 1, steps.length) : null;
    keep();
    draw();
  });
  part("began").addEventListener("change", function () {
    var typed = part("began").value.split(":").map(Number);
    if (!state || typed.length < 2 || typed.some(isNaN)) { return; }
    var at = new Date();
    at.setHours(typed[0], typed[1], 0, 0);
    if (at.getTime() > Date.now()) { at.setDate(at.getDate() - 1); } // a session that goes past midnight
    var asked = { started: at.getTime(), at: state.at, cutFrom: state.cutFrom };
    if (!Plan.holds(asked, steps, Date.now())) { part("said").textContent = words.tooLong; run(); return; }
    state = asked;
    keep();
    run();
  });
  part("set").addEventListener("toggle", function () { box.classList.toggle("is-set", part("set").open); });
  document.addEventListener("visibilitychange", draw);
  window.addEventListener("pageshow", draw);

  box.hidden = false;
  idle();
  Keep.get(key).then(function (kept) {
    if (state || kept === undefined) { return; }
    if (!Plan.holds(kept, steps, Date.now())) { Keep.put(key, undefined); return; }
    state = kept;
    run();
  });
})();
