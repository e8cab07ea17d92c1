/* Every slide fits its screen. First its words shrink to the least size that the back row can read; a slide that is
   still too long goes on, never below 4 % of the height, and is marked. Nothing is ever cut off. */
(function () {
  var LEAST = 4;
  var READABLE = 5.6;
  var HEADING = 7.4;
  var PARTS = ["--k", "--floor", "--head-floor"];

  function fits(slide) {
    return slide.offsetHeight <= window.innerHeight + 1 && slide.scrollWidth <= slide.clientWidth + 1;
  }

  function tooLong(slides) {
    return slides.filter(function (slide) { return !fits(slide); });
  }

  /** Fit slides, all at once: a step is written to each that is too long before any is measured, so that a step costs one layout. */
  function fit(slides) {
    slides.forEach(function (slide) {
      PARTS.forEach(function (name) { slide.style.removeProperty(name); });
      delete slide.dataset.small;
      delete slide.dataset.tight;
      delete slide.dataset.narrow;
    });
    var long = tooLong(slides);
    function step(change) {
      long.forEach(change);
      long = tooLong(long);
    }
    for (var k = 0.96; long.length && k > 0.5; k -= 0.04) {
      step(function (slide) { slide.style.setProperty("--k", k.toFixed(2)); });
    }
    step(function (slide) { slide.dataset.tight = ""; }); // space and ornament go before the size of letters
    step(function (slide) { slide.dataset.narrow = ""; }); // then a large code to scan
    for (var floor = READABLE - 0.2; long.length && floor >= LEAST - 0.01; floor -= 0.2) {
      step(function (slide) {
        slide.style.setProperty("--floor", floor.toFixed(1));
        slide.style.setProperty("--head-floor", (HEADING * floor / READABLE).toFixed(1));
        slide.dataset.small = floor.toFixed(1);
      });
    }
  }

  var zoom = 1;

  function all() {
    // A person who asks for bigger letters gets them; the slide then scrolls.
    Deck.root.style.setProperty("--zoom", zoom.toFixed(2));
    if (zoom > 1) {
      Deck.slides.forEach(function (slide) { slide.style.setProperty("--k", "1"); });
    } else {
      fit(Deck.slides);
    }
    Deck.place();
    Deck.fitted = true;
  }

  var waiting = 0;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(all, 60);
  });
  window.addEventListener("beforeprint", function () {
    Deck.slides.forEach(function (slide) {
      PARTS.forEach(function (name) { slide.style.removeProperty(name); });
    });
  });
  window.addEventListener("afterprint", all);

  Deck.fit = all;
  /** The slide that is up fits before it is painted; the others when it has been: a slow laptop shows it two seconds sooner. */
  Deck.fitFirst = function () {
    fit([Deck.slides[Deck.at()]]);
    Deck.place();
    requestAnimationFrame(function () { setTimeout(all, 0); });
  };
  Deck.size = function (step) {
    zoom = step === 0 ? 1 : Math.max(1, Math.min(2.5, zoom + step * 0.25));
    all();
  };
})();
