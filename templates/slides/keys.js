/* Keys, buttons, fingers. Clickers send PageDown, PageUp, F5, Escape and "." or "b"; they work wherever the focus is. */
(function () {
  var root = Deck.root;
  var blank = document.querySelector("[data-blank]");
  var tools = document.querySelector(".tools");
  var before = 0; // the slide to come back to from the help slides
  var opener = null;

  function panel(name) {
    return document.querySelector('[data-panel="' + name + '"]');
  }

  function openPanel() {
    return document.querySelector("[data-panel]:not([hidden])");
  }

  /** The stage that is up, with what its keys do: a break, a round, a count of hands. */
  function stage() {
    var box = openPanel();
    return box && Deck.stages[box.dataset.panel];
  }

  function close() {
    var open = openPanel();
    if (!open) { return false; }
    var left = stage();
    open.hidden = true;
    if (left) { left.closed(); }
    if (left && left.told) { Deck.tellStaff(); }
    if (opener && opener.focus) { opener.focus({ preventScroll: true }); }
    return true;
  }

  function open(name) {
    close();
    opener = document.activeElement;
    var box = panel(name);
    box.hidden = false;
    box.querySelectorAll("[data-number]").forEach(function (field) { field.value = ""; });
    if (stage()) { stage().opened(); }
    if (Deck.isCovered()) { Deck.tellStaff(); }
    (box.querySelector("[data-number]") || box.querySelector("h2")).focus({ preventScroll: true });
  }

  function darken(on) {
    blank.hidden = !on;
    var words = blank.querySelector("p");
    words.textContent = on ? words.dataset.said : "";
    Deck.tellStaff();
  }

  /** What a clicker's button for "begin" sends is F5: it must lose nothing, so it fills the screen and reloads nothing. */
  function present() {
    if (!document.fullscreenElement) { full(); }
  }

  function light() {
    root.dataset.light = root.dataset.light === "dark" ? "light" : "dark";
  }

  /* The other language is another file, and a browser leaves the full screen for it. It comes back at the first key or click,
     which a browser asks for; only Escape, and the keys for the full screen, are a wish of their own. */
  var wasFull = Deck.remembered("full") === true;

  function fullAgain(event) {
    var wanted = wasFull && !document.fullscreenElement;
    if (/^(Tab|Shift|Control|Alt|Meta|Unidentified|Audio|Media|Brightness)/.test(event.key || "")) { return; }
    wasFull = false;
    if (!wanted) { return; }
    var own = event.key ? ["Escape", "f", "F", "F5"].indexOf(event.key) !== -1 : event.target.closest('[data-do="full"]');
    if (own) { Deck.remember("full", null); } else { full(); }
  }
  document.addEventListener("keydown", fullAgain, true);
  document.addEventListener("click", fullAgain, true);
  document.addEventListener("fullscreenchange", function () { Deck.remember("full", document.fullscreenElement ? true : null); });

  function full() {
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    if (root.requestFullscreen) { root.requestFullscreen().catch(function () { return; }); }
  }

  function help() {
    var first = Deck.slides.findIndex(function (slide) { return slide.dataset.kind === "help"; });
    if (first === -1) { return; }
    var there = Deck.slides[Deck.at()].dataset.kind === "help";
    if (!there) { before = Deck.at(); }
    Deck.go(there ? before : first);
  }

  function tongue() {
    var link = document.querySelector("[data-tongue]");
    if (link) { link.click(); }
  }

  var does = {
    next: Deck.next, back: Deck.back, blank: function () { darken(blank.hidden); }, present: present, light: light, full: full, help: help, tongue: tongue, sheet: Deck.sheet,
    go: function () { open("go"); Deck.places(); }, pause: function () { open("pause"); }, round: function () { open("round"); }, hands: function () { open("hands"); },
    keys: function () { open("keys"); }, close: close,
    timer: function () { Deck.timer(); }, forget: function () { Deck.forget(); }, "forget-places": function () { Deck.forgetPlaces(); panel("go").querySelector("h2").focus({ preventScroll: true }); },
    first: function () { Deck.go(0); }, last: function () { Deck.go(Deck.slides.findIndex(function (slide) { return slide.dataset.kind === "help"; }) - 1); },
    bigger: function () { Deck.size(1); }, smaller: function () { Deck.size(-1); }, usual: function () { Deck.size(0); },
  };
  var keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back", Home: "first", End: "last",
    b: "blank", ".": "blank", g: "go", "?": "keys", d: "light", f: "full", t: "timer", l: "tongue", h: "help", w: "sheet",
    p: "pause", r: "round", c: "hands", F5: "present",
    "+": "bigger", "=": "bigger", "-": "smaller", 0: "usual",
  };

  var ANYWHERE = ["blank", "light", "full", "present", "bigger", "smaller", "usual"]; // these work while a stage is up
  var PAGES = { PageDown: "next", PageUp: "back" }; // a clicker's, which are no letters in a field

  /** Whether a key belongs to the thing that has the focus: Space on a button, letters in a field. */
  function isTaken(event) {
    var target = event.target;
    if (target.matches("input[type=radio]")) { return event.key === " " || event.key.indexOf("Arrow") === 0; }
    if (target.matches("input, select")) { return !PAGES[event.key] && event.key !== "F5"; }
    return target.matches("button, a") && (event.key === " " || event.key === "Enter");
  }

  /** A key while a stage is up: on and back belong to it, and nothing may take the deck away behind it. */
  function onStage(event, name) {
    var up = stage();
    if (up.key && up.key(event)) { event.preventDefault(); return; }
    if (!name) { return; }
    event.preventDefault();
    if (ANYWHERE.indexOf(name) !== -1) { does[name](); } else if ((name === "next" || name === "back") && up[name] && !event.repeat) { up[name](); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    var name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!blank.hidden) {
      if (/^(Tab|Shift|Unidentified|Audio|Media|Brightness)/.test(event.key)) { return; } // the keys for the sound are no wish to go on
      event.preventDefault();
      if (!event.repeat) { darken(false); }
      return;
    }
    if (event.key === "Escape") {
      if (!close()) { Deck.endChoosing(); }
      Deck.forget();
      return;
    }
    if (isTaken(event)) { return; }
    if (name === "next" && event.key === " " && event.shiftKey) { name = "back"; }
    if (stage()) { onStage(event, name); return; }
    if (!name || (openPanel() && !PAGES[event.key] && name !== "present")) { return; }
    event.preventDefault();
    if (event.repeat && name !== "next" && name !== "back") { return; }
    if (name !== "present") { close(); }
    does[name]();
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) { does[button.dataset.do](); return; }
    if (event.target.closest("[data-blank]")) { darken(false); return; }
    var link = event.target.closest('[data-panel="go"] a');
    if (link) {
      event.preventDefault();
      close();
      Deck.go(Deck.indexOf(link.hash.slice(1)));
    }
  });

  panel("go").querySelector("input").addEventListener("keydown", function (event) {
    if (event.key !== "Enter") { return; }
    event.preventDefault();
    var number = parseInt(event.target.value, 10);
    if (number >= 1) { close(); Deck.go(number - 1); }
  });

  /* Tab stays inside an open panel. */
  document.addEventListener("focusin", function (event) {
    var box = openPanel();
    if (!box || box.contains(event.target)) { return; }
    var there = Array.prototype.find.call(box.querySelectorAll("h2, button, input"), function (one) { return one.offsetParent !== null; });
    if (there) { there.focus({ preventScroll: true }); }
  });

  /* A finger: sideways is a page, up and down scrolls by itself. */
  var from = null;
  document.addEventListener("touchstart", function (event) {
    from = event.touches.length === 1 ? event.touches[0] : null;
    wake();
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (!from || stage()) { return; }
    var to = event.changedTouches[0];
    var across = to.clientX - from.clientX;
    var down = to.clientY - from.clientY;
    from = null;
    if (Math.abs(across) > 50 && Math.abs(across) > 1.5 * Math.abs(down)) { (across < 0 ? Deck.next : Deck.back)(); }
  }, { passive: true });

  /* The tools come with the pointer and leave with it. */
  var sleep = 0;
  function wake() {
    root.classList.add("awake");
    root.classList.remove("asleep");
    clearTimeout(sleep);
    sleep = setTimeout(function () {
      root.classList.remove("awake");
      root.classList.add("asleep");
    }, 2600);
  }
  document.addEventListener("pointermove", wake, { passive: true });

  Deck.onShow(function (slide) {
    document.querySelectorAll("[data-tongue]").forEach(function (link) {
      link.href = link.getAttribute("href").replace(/#.*$/, "") + "#" + Deck.addressOf(slide);
    });
  });

  Deck.openPanel = open;
  Deck.closePanel = close;
  Deck.isBlank = function () { return !blank.hidden; };
  /** Whether a break or a round is up. That hands are counted is told to no other window: no message leaves that pad. */
  Deck.isCovered = function () { return Boolean(stage() && stage().told); };
  Deck.does = function (name) {
    var up = stage();
    if (up && name !== "blank") { if (up[name]) { up[name](); } return; }
    if (name === "timer") { Deck.timerFromNotes(); } else { does[name](); }
  };

  tools.hidden = false;
  root.classList.add("steered");
  var asked = Deck.begin();
  Deck.fitFirst();
  Deck.offer(asked);
  Deck.goOnTimer();
  Deck.goOnPause();
})();
