/* Where this room stopped: the id of a slide, on this machine, offered next time and never forced.
   Nothing is written before the facilitator's first key. */
(function () {
  var KEY = "handrail.slides." + Deck.id;
  var offer = document.querySelector("[data-resume]");
  var last = document.querySelector("[data-last]");

  function stored() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch (refused) {
      return ""; // no storage here: the deck simply begins at the beginning
    }
  }

  function keep(id) {
    try {
      localStorage.setItem(KEY, id);
    } catch (refused) {
      return;
    }
  }

  Deck.onShow(function (slide, index) {
    if (!Deck.wasSteered()) { return; }
    offer.hidden = true;
    keep(slide.id);
  });

  Deck.offer = function (asked) {
    var index = Deck.indexOf(stored());
    if (index < 1) { return; }
    var slide = Deck.slides[index];
    var title = document.getElementById(slide.id + "-h").textContent;
    var link = offer.querySelector("a");
    link.textContent = link.textContent.replace("{title}", title);
    link.href = "#" + slide.id;
    link.addEventListener("click", function (event) { event.preventDefault(); Deck.go(index); });
    last.hidden = false;
    last.querySelector("a").textContent = title;
    last.querySelector("a").href = "#" + slide.id;
    offer.hidden = asked;
  };
  Deck.forget = function () { offer.hidden = true; };
})();
