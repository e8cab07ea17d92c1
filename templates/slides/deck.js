/* The deck: which slide is up, and how one gets to the next. Without this script the slides stand under one another. */
"use strict";
var Deck = (function () {
  var root = document.documentElement;
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var session = slides.filter(function (slide) { return slide.dataset.kind !== "sheet"; }).length;
  var at = 0;
  var came = 0; // the slide to come back to from the worksheet behind the session
  var steered = false; // true from the facilitator's first key, click or swipe on
  var isWall = window.name === "handrail-wall"; // a page for staff opened this window, and its "Slide 5" steers it
  var watchers = [];

  /** The place of a slide by its id, or by an address that says at which time it is meant (far.js); -1 where there is none. */
  function indexOf(address) {
    var id = String(address).split("-after-")[0];
    return slides.findIndex(function (slide) { return slide.id === id; });
  }

  function headingOf(index) {
    return document.getElementById(slides[index].id + "-h");
  }

  function tell() {
    watchers.forEach(function (watcher) { watcher(slides[at], at); });
  }

  function mark() {
    var address = "#" + Deck.addressOf(slides[at]);
    if (location.hash !== address || !history.state) { Deck.address(address); }
  }

  function place() {
    window.scrollTo(0, slides[at].offsetTop);
  }

  /** Put a slide up. The heading takes focus, so that a screen reader says where we are. */
  function show(index, quietly) {
    var to = Math.max(0, Math.min(slides.length - 1, index));
    if (to >= session && at < session) { came = at; }
    at = to;
    place();
    mark();
    if (!quietly) { headingOf(at).focus({ preventScroll: true }); }
    tell();
  }

  function steer(index) {
    steered = true;
    show(index);
  }

  /** Turn over within a slide that is longer than the screen, as with bigger letters: a clicker cannot scroll. Whether it did. */
  function turned(way) {
    var slide = slides[at];
    var from = slide.offsetTop;
    var to = Math.max(from, from + slide.offsetHeight - window.innerHeight);
    var now = Math.min(to, Math.max(from, window.scrollY));
    if (to - from < 4 || (way > 0 ? to - now : now - from) < 4) { return false; }
    steered = true;
    window.scrollTo(0, Math.max(from, Math.min(to, now + way * 0.8 * window.innerHeight)));
    tell();
    return true;
  }

  /* A finger or a wheel scrolls by itself; the deck follows. */
  var settle = 0;
  window.addEventListener("scroll", function () {
    clearTimeout(settle);
    settle = setTimeout(function () {
      var middle = window.scrollY + window.innerHeight / 2;
      var seen = slides.findIndex(function (slide) { return slide.offsetTop + slide.offsetHeight > middle; });
      if (seen !== -1 && seen !== at) { at = seen; mark(); tell(); }
    }, 120);
  }, { passive: true });
  window.addEventListener("hashchange", function () {
    var found = indexOf(location.hash.slice(1));
    if (found === -1) { return; }
    if (isWall) { steered = true; } // in any other window it may be a bookmark that somebody tries
    Deck.comesTo(location.hash.slice(1));
    if (found !== at) { show(found); } else if (isWall) { tell(); }
  });

  return {
    id: document.body.dataset.deck,
    isWall: isWall,
    program: document.body.dataset.program,
    stages: {}, // what covers the wall for a while: a break, a round, a count of hands
    root: root,
    slides: slides,
    indexOf: indexOf,
    show: show,
    place: place,
    at: function () { return at; },
    titleOf: function (index) { return headingOf(index).textContent; },
    next: function () { if (!turned(1)) { steer(at === session - 1 ? at : at + 1); } }, // the session ends before the worksheet
    back: function () { if (!turned(-1)) { steer(at === session ? came : at - 1); } },
    sheet: function () {
      if (at >= session) { steer(came); } else if (session < slides.length) { steer(session); }
    },
    go: steer,
    focus: function () { headingOf(at).focus({ preventScroll: true }); },
    touch: function () { steered = true; tell(); },
    wasSteered: function () { return steered; },
    onShow: function (watcher) { watchers.push(watcher); },
    begin: function () {
      var asked = indexOf(location.hash.slice(1));
      if (asked === -1) { Deck.setFar(0); } else { Deck.comesTo(location.hash.slice(1)); } // without a slide it was opened anew
      show(asked === -1 ? 0 : asked, true);
      return asked !== -1;
    },
  };
})();
