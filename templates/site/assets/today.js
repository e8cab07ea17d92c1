/* Home: tonight's session where the program's round is known, homework of any session, and the sheet that was begun here.
   It reads what stands on the page and what this device keeps; it stores nothing. */
(function () {
  "use strict";
  var HR = window.HR;
  var box = document.querySelector(".hr-today");
  if (!box) return;
  var words = box.dataset;
  var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  var part = function (name) { return box.querySelector('[data-part="' + name + '"]'); };
  var card = function (id) { return id ? document.querySelector('.hr-card[data-id="' + id + '"]') : null; };
  var fill = function (text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return String(values[name]); });
  };

  function link(address, text) {
    var a = document.createElement("a");
    a.href = address;
    a.textContent = text;
    return a;
  }

  function sheets(of) {
    return Object.keys(of.dataset).filter(function (key) { return /^sheet-?\d/.test(key); }).map(function (key) {
      var parts = of.dataset[key].split("|");
      return { id: parts[0], title: parts.slice(1).join("|") };
    });
  }

  function name(of) {
    return of.querySelector(".hr-card__kicker").textContent + ": " + of.querySelector(".hr-card__title").textContent;
  }

  /* What a session asks for at home: its page, and its sheets. */
  function homework(of, lead) {
    var list = document.createElement("ul");
    [link(of.dataset.id + "/", fill(words.read, { n: of.dataset.minutes }))].concat(sheets(of).map(function (sheet) {
      return link(of.dataset.id + "/#" + sheet.id, fill(words.sheet, { title: sheet.title }));
    })).forEach(function (a) {
      var item = document.createElement("li");
      item.append(a);
      list.append(item);
    });
    var head = document.createElement("p");
    if (lead) head.append(lead + " ");
    var strong = document.createElement("strong");
    strong.textContent = name(of);
    head.append(strong);
    return [head, list];
  }

  function choose() {
    var select = box.querySelector("select");
    document.querySelectorAll("section[aria-labelledby] > .hr-cards").forEach(function (list) {
      var group = document.createElement("optgroup");
      group.label = list.parentNode.querySelector("h2").textContent.replace(/\s+/g, " ").trim();
      list.querySelectorAll(".hr-card").forEach(function (of) {
        var option = document.createElement("option");
        option.value = of.dataset.id;
        option.textContent = name(of);
        group.append(option);
      });
      select.append(group);
    });
    select.addEventListener("change", function () {
      var of = card(select.value);
      part("homework").replaceChildren.apply(part("homework"), of ? homework(of) : []);
    });
  }

  /* Tonight, by the day of the week and the weeks since the round began. */
  function tonight() {
    if (!words.began) return;
    var began = words.began.split("-").map(Number);
    var now = new Date();
    var days = words.days.split(" ").map(function (day) { return DAYS.indexOf(day.slice(0, 3)); });
    var sessions = JSON.parse(words.sessions);
    var noon = function (year, month, day) { return Date.UTC(year, month, day, 12) / 86400000; };
    var since = Math.floor(noon(now.getFullYear(), now.getMonth(), now.getDate()) - noon(began[0], began[1] - 1, began[2]));
    var offset = (new Date(began[0], began[1] - 1, began[2]).getDay() + 6) % 7; // weeks begin on Monday
    var found = { tonight: null, last: null };
    for (var back = 0; back < 7 && !found.last; back += 1) {
      var at = since - back;
      if (at < 0) break;
      var evening = days.indexOf((now.getDay() - back + 7) % 7);
      var week = sessions[Math.floor((at + offset) / 7) % sessions.length];
      var of = evening < 0 ? null : card(week[evening]);
      if (of && back === 0) found.tonight = of;
      else if (of) found.last = of;
    }
    var lines = [];
    if (found.tonight) lines = lines.concat(homework(found.tonight, words.tonight));
    if (found.last) lines = lines.concat(homework(found.last, words.last));
    part("tonight").replaceChildren.apply(part("tonight"), lines);
  }

  /* The sheet that was touched last on this device and is not done; only where answers are kept here. */
  function goOn() {
    if (!HR || !HR.deviceFor || window.HandrailShared) return;
    var device = HR.deviceFor(words.scope);
    device.ready.then(function () {
      return device.choice === "mine" ? device.store().everything() : [];
    }).then(function (records) {
      var done = {};
      var last = null;
      records.forEach(function (record) {
        if (!record.field && record.value && record.value.state === "done") done[record.activity] = true;
      });
      records.forEach(function (record) {
        if (record.field && !done[record.activity] && (!last || record.saved_at > last.saved_at)) last = record;
      });
      if (!last) return;
      document.querySelectorAll(".hr-card").forEach(function (of) {
        sheets(of).forEach(function (sheet) {
          if (sheet.id !== last.activity) return;
          var line = document.createElement("p");
          var a = link(of.dataset.id + "/#" + sheet.id, fill(words.on, { title: sheet.title }));
          a.className = "hr-door";
          line.append(a);
          part("on").replaceChildren(line);
        });
      });
    }).catch(function () { /* Then the page says nothing of it. */ });
  }

  choose();
  tonight();
  goOn();
  box.hidden = false;
})();
