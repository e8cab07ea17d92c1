/* How far the group has come: a slide to which the plan comes back in a later step has other minutes then. The furthest slide is kept
   with the place of a group, is told to the notes, and lives as long as the window: through F5 and the other language. */
(function () {
  var BETWEEN = "-after-"; // "f04-d3-after-f04-d8" is f04-d3 at the time when f04-d8 was up already
  var went = Deck.remembered("far");
  var far = went && went.deck === Deck.id ? Number(went.far) || 0 : 0;
  var noted = far;

  function set(index) {
    far = Math.max(0, index);
    if (far !== noted && Deck.wasSteered()) { // nothing is kept before the first key
      noted = far;
      Deck.remember("far", { deck: Deck.id, far: far });
    }
  }

  /** The slide for whose sake a slide is up again: the last of those after which the plan comes back to it; empty the first time. */
  function after(slide) {
    return (slide.dataset.stays || "").split(" ").reduce(function (last, stay) {
      var name = stay.split("/")[0];
      return name && Deck.indexOf(name) <= far ? name : last;
    }, "");
  }

  /* Help slides and sheets stand behind the session, and are looked at from anywhere. */
  Deck.onShow(function (slide, index) { set(slide.dataset.kind === "slide" ? Math.max(far, index) : far); });

  Deck.far = function () { return far; };
  Deck.setFar = set;
  Deck.after = after;
  Deck.addressOf = function (slide) { return slide.id + (after(slide) ? BETWEEN + after(slide) : ""); };
  /** Take what an address says of the time: the page of the evening has one for each step, and from there "f04-d3" is the first again. */
  Deck.comesTo = function (address) {
    var index = Deck.indexOf(address);
    var later = Deck.indexOf(address.split(BETWEEN)[1]);
    if (index === -1) { return; }
    if (later !== -1) { set(Math.max(far, later)); } else if (after(Deck.slides[index])) { set(index); }
  };
})();
