/* What a window knows lives as long as the window: through F5 and the other language, and no longer. It stands in the session storage, and
   in this entry of the history too: after a reload from file:// a busy Chromium now and then comes back with an empty session storage. */
(function () {
  var KEY = "handrail.wall";

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch (refused) {
      return null; // no storage here
    }
  }

  var known = Object(stored() || history.state);

  /** Keep a thing for this window, or with null forget it. */
  Deck.remember = function (name, value) {
    if (value === null && !(name in known)) { return; } // before the first key nothing is written
    if (value === null) { delete known[name]; } else { known[name] = value; }
    try {
      sessionStorage.setItem(KEY, JSON.stringify(known));
    } catch (refused) { /* then the history has it, until the other language */ }
    Deck.address(location.hash);
  };
  Deck.remembered = function (name) { return known[name]; };

  /** Say in the address which slide is up; what the window knows goes with it. */
  Deck.address = function (hash) {
    try {
      history.replaceState(Object.keys(known).length ? known : null, "", hash || location.href);
    } catch (refused) { /* some browsers guard history on file://; the deck works without */ }
  };
})();
