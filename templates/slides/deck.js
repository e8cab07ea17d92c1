/* The deck: which slide is up, and how one gets to the next. Without this script the slides stand under one another. */
"use strict";
var Deck = (function () {
  var root = document.documentElement;
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var session = slides.filter(function (slide) { return slide.dataset.kind !== "sheet"; }).length;
  var at = 0;
  var came = 0; // the slide to come back to from the worksheet behind the session
  var steered = false; // true from the facilitator's first key, click or swipe on
  var watchers = [];

  function indexOf(id) {
    return slides.findIndex(function (slide) { return slide.id === id; });
  }

  function headingOf(index) {
    return document.getElementById(slides[index].id + "-h");
  }

  function tell() {
    watchers.forEach(function (watcher) { watcher(slides[at], at); });
  }

  function mark() {
    var address = "#" + slides[at].id;
    if (location.hash === address) { return; }
    try {
      history.replaceState(null, "", address);
    } catch (refused) {
      return; // some browsers guard history on file://; the deck works without
    }
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
    if (found !== -1 && found !== at) { show(found); }
  });

  return {
    id: document.body.dataset.deck,
    program: document.body.dataset.program,
    stages: {}, // what covers the wall for a while: a break, a round, a count of hands
    root: root,
    slides: slides,
    indexOf: indexOf,
    show: show,
    place: place,
    at: function () { return at; },
    titleOf: function (index) { return headingOf(index).textContent; },
    next: function () { steer(at === session - 1 ? at : at + 1); }, // the session ends before the worksheet
    back: function () { steer(at === session ? came : at - 1); },
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
      show(asked === -1 ? 0 : asked, true);
      return asked !== -1;
    },
  };
})();
