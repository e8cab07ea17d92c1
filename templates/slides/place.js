/* Where this room stopped: the id of a slide, and of the furthest one before it (far.js), on this machine, offered next time and never forced.
   Nothing is written before the facilitator's first key. It is written at once and to the disk, so that it outlives a power cut:
   what localStorage is given may lie in memory for many seconds. */
(function () {
  var BASE = "handrail-wall";
  var STORE = "places";
  var GROUPS = /^([1-7A-D])?$/;
  var MOST = 3; // offers on the wall; the list of slides has them all
  var offer = document.querySelector("[data-resume]");
  var last = document.querySelector("[data-last]");
  var choice = document.querySelector("[data-group]");
  var tongue = document.documentElement.lang;
  var group = "";
  var base = null;
  var waiting = null; // the place to write as soon as the database is open

  /** Open the database. One that is only looked for is not made: to look leaves nothing behind. */
  function open(make, then) {
    if (base) { then(base); return; }
    var asked;
    try {
      asked = indexedDB.open(BASE, 1);
    } catch (refused) {
      then(null); // no storage here: the deck simply begins at the beginning
      return;
    }
    asked.onupgradeneeded = function () {
      if (make) { asked.result.createObjectStore(STORE, { keyPath: ["program", "deck", "group"] }); } else { asked.transaction.abort(); }
    };
    asked.onerror = function (event) { event.preventDefault(); then(null); };
    asked.onsuccess = function () {
      if (base) { asked.result.close(); then(base); return; }
      base = asked.result;
      base.onversionchange = base.onclose = function () {
        if (base) { base.close(); }
        base = null;
      };
      then(base);
    };
  }

  function keep(slide) {
    var ids = Deck.slides.map(function (each) { return each.id; });
    var first = !waiting;
    waiting = { program: Deck.program, deck: Deck.id, group: group, slide: slide.id, far: ids[Deck.far()], order: ids, at: Date.now() };
    if (!first) { return; }
    open(true, function (found) {
      var place = waiting;
      waiting = null;
      try {
        if (found) { found.transaction(STORE, "readwrite", { durability: "strict" }).objectStore(STORE).put(place); }
      } catch (refused) {
        base = null; // closed behind our back, as when somebody clears the browser's data; the next slide opens it again
      }
    });
  }

  /** Where a slide of a place stands, or -1. One that was taken away since is replaced by its nearest neighbor, the one before first. */
  function nearest(place, id) {
    var found = Deck.indexOf(id);
    var order = Array.isArray(place.order) ? place.order : [];
    var was = order.indexOf(id);
    for (var away = 1; found === -1 && was !== -1 && away < order.length; away += 1) {
      found = Deck.indexOf(order[was - away]);
      if (found === -1) { found = Deck.indexOf(order[was + away]); }
    }
    return found;
  }

  function nameOf(code) {
    if (!/[1-7]/.test(code)) { return code; }
    return new Date(2024, 0, Number(code)).toLocaleDateString(tongue, { weekday: "short" }); // 1 January 2024 was a Monday
  }

  function when(moment) {
    var then = new Date(moment);
    var midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    if (then >= midnight) { return offer.dataset.today.replace("{time}", then.toLocaleTimeString(tongue, { hour: "numeric", minute: "2-digit" })); }
    var days = (midnight - then) / 86400000;
    return then.toLocaleDateString(tongue, days < 6 ? { weekday: "long" } : { day: "numeric", month: "long", year: days > 300 ? "numeric" : undefined });
  }

  function link(place) {
    var line = document.createElement("a");
    var words = offer.dataset.words.replace("{title}", Deck.titleOf(place.index)) + " (" + when(place.at) + ")";
    line.href = "#" + Deck.slides[place.index].id;
    line.textContent = (place.group ? nameOf(place.group) + ": " : "") + words;
    line.addEventListener("click", function (event) {
      event.preventDefault();
      event.stopPropagation();
      setGroup(place.group);
      Deck.closePanel();
      Deck.setFar(nearest(place, place.far)); // a place of an earlier edition has none
      Deck.go(place.index);
    });
    return line;
  }

  function fill(places) {
    var lines = last.querySelector("ul");
    var links = offer.querySelector("[data-links]");
    lines.textContent = links.textContent = "";
    places.forEach(function (place, number) {
      lines.appendChild(document.createElement("li")).appendChild(link(place));
      if (number < MOST) { links.appendChild(document.createElement("li")).appendChild(link(place)); }
    });
    last.hidden = !places.length;
  }

  /** Read the places of this deck. Any page on this machine may have written them, so nothing in them is trusted. */
  function read(then) {
    open(false, function (found) {
      if (!found) { then([]); return; }
      var range = IDBKeyRange.bound([Deck.program, Deck.id, ""], [Deck.program, Deck.id, "~"]);
      var asked;
      try {
        asked = found.transaction(STORE, "readonly").objectStore(STORE).getAll(range);
      } catch (refused) {
        return;
      }
      asked.onsuccess = function () {
        then(asked.result.filter(function (place) {
          place.index = nearest(place, place.slide);
          return place.index > 0 && GROUPS.test(place.group) && typeof place.at === "number" && place.at > 0 && place.at < 8e15;
        }).sort(function (one, two) { return two.at - one.at; }));
      };
    });
  }

  function setGroup(code) {
    group = GROUPS.test(code) ? code : "";
    choice.value = group;
    Deck.remember("group", group || null);
  }

  /** The offer stands above the first slide, whose heading makes room for it. */
  function offering(on) {
    if (offer.hidden === !on) { return; }
    offer.hidden = !on;
    Deck.root.style.setProperty("--offer", on ? offer.offsetHeight + "px" : "0px");
    if (on) { Deck.fit(); } // without it there is only more room
  }

  Deck.onShow(function (slide) {
    if (!Deck.wasSteered()) { return; }
    offering(false);
    keep(slide);
  });

  choice.querySelectorAll("[data-day]").forEach(function (option) { option.textContent = nameOf(option.value); });
  choice.addEventListener("change", function () { setGroup(choice.value); Deck.touch(); });

  /* A window that staff opened at a slide is led from there on, and that slide is kept; but not in place of where this group
     stopped last time, which nobody has been offered here: the list of slides has it until the next slide comes. */
  Deck.offer = function (asked) {
    setGroup(Deck.remembered("group") || "");
    read(function (places) {
      fill(places);
      var stopped = places.some(function (place) { return place.group === group; });
      if (asked && Deck.isWall && !stopped && !Deck.wasSteered()) { Deck.touch(); }
      offering(!asked && places.length > 0 && !Deck.wasSteered());
    });
  };
  Deck.places = function () { read(fill); };
  Deck.forget = function () { offering(false); };
  Deck.forgetPlaces = function () {
    if (base) { base.close(); }
    base = null;
    setGroup("");
    fill([]);
    offering(false);
    indexedDB.deleteDatabase(BASE);
  };
})();
