/* Tonight's session by the day of the round, any week by choice, and what was marked as covered on this computer. Where the program does
   not say when its round began, the week that was chosen last is kept, as a number; a press of "Forget" takes away what was covered. */
(function () {
  var box = document.querySelector("[data-round]");
  var words = JSON.parse(box.dataset.words);
  var round = JSON.parse(box.dataset.round);
  var titles = JSON.parse(box.dataset.titles);
  var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  var weeks = Array.prototype.slice.call(document.querySelectorAll(".week"));
  var select = box.querySelector("[data-week]");
  var language = document.documentElement.lang;
  var touched = false; // whether somebody chose a week before the kept one was read

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return String(values[name]); });
  }

  function noon(day) {
    return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate(), 12) / 86400000;
  }

  function day(date, options) {
    try {
      return date.toLocaleDateString(language, options);
    } catch (refused) {
      return date.toDateString();
    }
  }

  /** Where the wheel stands today: the place of the week in the round and of the evening in the week; null where that cannot be told. */
  function today() {
    var parts = round.began.split("-").map(Number);
    var now = new Date();
    if (parts.length !== 3 || !weeks.length) { return null; }
    var began = new Date(parts[0], parts[1] - 1, parts[2]);
    var since = Math.round(noon(now) - noon(began));
    if (since < 0) { return { week: -1, evening: -1 }; }
    var offset = (began.getDay() + 6) % 7; // weeks begin on Monday
    var names = round.days.map(function (name) { return DAYS.indexOf(String(name).slice(0, 3)); });
    return { week: Math.floor((since + offset) / 7) % weeks.length, evening: names.indexOf(now.getDay()) };
  }

  function show(at, evening) {
    var week = weeks[at];
    if (!week) { return; }
    var copy = week.cloneNode(true);
    var found = copy.querySelector('[data-evening="' + evening + '"]');
    if (found) {
      found.classList.add("is-today");
      found.querySelector(".kind").prepend(words.today + ", ");
    }
    box.querySelector("[data-chosen]").replaceChildren(copy);
  }

  function begin() {
    var found = today();
    var told = day(new Date(), { weekday: "long", month: "long", day: "numeric" });
    weeks.forEach(function (week, at) {
      var option = document.createElement("option");
      option.value = String(at);
      option.textContent = week.querySelector("h3").textContent;
      select.append(option);
    });
    var at = found && found.week >= 0 ? found.week : 0;
    var chosen = "week " + box.dataset.scope;
    select.value = String(at);
    var which = !found ? words.choose : found.week < 0 ? words.notYet : found.evening < 0 ? words.noDay : words.todayIs;
    box.querySelector("[data-says]").textContent = fill(which, { day: told, week: weeks[at] ? weeks[at].dataset.name : "" });
    show(at, found && found.week >= 0 ? found.evening : -1);
    if (!found) {
      Keep.get(chosen).then(function (kept) {
        if (touched || !Number.isInteger(kept) || !weeks[kept]) { return; }
        select.value = String(kept);
        show(kept, -1);
      });
    }
    select.addEventListener("change", function () {
      touched = true;
      if (!found) { Keep.put(chosen, Number(select.value)); }
      show(Number(select.value), found && Number(select.value) === found.week ? found.evening : -1);
    });
    box.hidden = !weeks.length;
  }

  /* ---- what was covered ---- */
  var key = "covered " + box.dataset.scope;
  var part = document.querySelector("[data-covered]");
  var all = part.querySelector('[data-do="forget-all"]');

  function isSound(one) {
    return one && Object.prototype.hasOwnProperty.call(titles, one.id) && /^\d{4}-\d\d-\d\d$/.test(one.on) && Number.isInteger(one.step);
  }

  function line(one) {
    var on = one.on.split("-").map(Number);
    var values = { day: day(new Date(on[0], on[1] - 1, on[2]), { weekday: "short", month: "short", day: "numeric" }) };
    values.title = one.id + " " + titles[one.id];
    values.step = one.step;
    values.all = one.of;
    var item = document.createElement("li");
    var text = document.createElement("span");
    text.textContent = fill(one.step < one.of ? words.part : words.whole, values);
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words.forget;
    button.setAttribute("aria-label", fill(words.forgetOne, { what: text.textContent }));
    button.addEventListener("click", function () { forget(function (other) { return other.id !== one.id || other.on !== one.on; }); });
    item.append(text, button);
    return item;
  }

  function draw(kept) {
    var found = (Array.isArray(kept) ? kept : []).filter(isSound).reverse();
    var list = part.querySelector("[data-list]");
    var none = document.createElement("li");
    none.textContent = words.none;
    list.replaceChildren.apply(list, found.length ? found.map(line) : [none]);
    all.hidden = !found.length;
    part.hidden = false;
  }

  function forget(stays) {
    Keep.get(key).then(function (kept) {
      var rest = (Array.isArray(kept) ? kept : []).filter(isSound).filter(stays);
      return Keep.put(key, rest.length ? rest : undefined).then(function () {
        draw(rest);
        part.querySelector("h2").tabIndex = -1;
        part.querySelector("h2").focus();
      });
    });
  }

  all.addEventListener("click", function () { forget(function () { return false; }); });
  begin();
  Keep.get(key).then(draw);
})();
