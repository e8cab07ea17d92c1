/* Which slide is up, and what the facilitator may want to say with it. The deck in the other window is told an id or a key's
   name, and answers with the id of its slide. It works beside a wall, and without one, on a phone in the hand. */
"use strict";
(function () {
  var NAME = document.body.dataset.wall;
  var local = location.protocol === "file:";
  var find = function (query) { return document.querySelector(query); };
  var parts = Array.prototype.slice.call(document.querySelectorAll("[data-slide]"));
  var state = find("[data-state]");
  var pick = find("[data-go]");
  var blank = find('[data-does="blank"]');
  var timer = find("[data-timer]");
  var ends = null; // when the wall's timer is over; where it stands still, what is left
  var all = find("[data-all]");
  var channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
  var wall = null; // the window that we opened
  var linked = false;
  var at = 0;
  var far = 0; // the furthest slide of the session that was up
  var on = []; // the lines of the steps that are on
  var since = Date.now();
  var orders = 0;

  function send(order) {
    orders += 1;
    order.staff = NAME;
    order.stamp = Date.now() + "-" + Math.random() + "-" + orders;
    if (channel) { channel.postMessage(order); }
    if (wall && !wall.closed) { wall.postMessage(order, local ? "*" : location.origin); }
  }

  function placeOf(id) {
    return parts.findIndex(function (part) { return part.id === id; });
  }

  /** Leave those steps of a slide that are on: the first ones, or those for which the group came back from a later slide. */
  function stepsOf(part) {
    var groups = {};
    var last = null;
    Array.prototype.forEach.call(part.querySelectorAll("[data-minutes]"), function (step) {
      var after = step.dataset.after;
      (groups[after] = groups[after] || []).push(step);
      step.hidden = true;
      if (!after || far >= placeOf(after)) { last = after; }
    });
    var found = groups[last] || [];
    found.forEach(function (step) { step.hidden = false; });
    return found;
  }

  function show(index) {
    if (index < 0 || index >= parts.length) { return; }
    if (!("help" in parts[index].dataset)) { far = Math.max(far, index); }
    var before = on.map(function (step) { return step.textContent; }).join("\n");
    on = stepsOf(parts[index]);
    if (on.map(function (step) { return step.textContent; }).join("\n") !== before) { since = Date.now(); } // a step may have several slides
    parts[at].classList.remove("up");
    at = index;
    parts[at].classList.add("up");
    pick.value = parts[at].id;
    if (all.getAttribute("aria-pressed") === "true") { parts[at].scrollIntoView({ block: "nearest" }); } else { window.scrollTo(0, 0); }
    tick();
  }

  /** The address of what is shown: its slide and, the group having come back to it, the slide that was up before. */
  function address() {
    var after = on.length ? on[0].dataset.after : "";
    return parts[at].id + (after ? "-after-" + after : "");
  }

  function say(words) {
    if (state.textContent !== words) { state.textContent = words; }
  }

  function link(on) {
    linked = on;
    document.documentElement.classList.toggle("linked", on);
  }

  /** What the deck says of itself. A page of another program, or anything else, is not heard. */
  function hear(said) {
    if (!said || said.wall !== NAME) { return; }
    if (said.gone === true) {
      link(false);
      drawTimer();
      say(state.dataset.off);
    }
    if (typeof said.at !== "string") { return; }
    link(true);
    var index = placeOf(said.at);
    if (placeOf(said.far) !== -1) { far = placeOf(said.far); } // the wall kept it through a power cut
    if (index !== -1) { show(index); } // a slide of the worksheet has no notes: the last ones stay
    blank.setAttribute("aria-pressed", String(said.blank === true));
    say(state.dataset[said.blank === true ? "blank" : said.covered === true ? "covered" : "on"]);
    var left = said.timer && typeof said.timer.left === "number" ? said.timer.left * 1000 : null;
    ends = left === null ? null : { at: said.timer.state === "running" ? Date.now() + left : 0, left: left };
    drawTimer();
  }

  if (channel) { channel.addEventListener("message", function (event) { hear(event.data); }); }
  window.addEventListener("message", function (event) {
    var ours = local ? event.origin === "null" || event.origin === "file://" : event.origin === location.origin;
    if (wall && event.source === wall && ours) { hear(event.data); }
  });

  function drawTimer() {
    timer.hidden = !ends || !linked;
    if (timer.hidden) { return; }
    var seconds = Math.ceil(Math.max(0, ends.at ? ends.at - Date.now() : ends.left) / 1000);
    timer.textContent = seconds ? timer.dataset.words + " " + Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0") : timer.dataset.over;
  }

  function go(index) {
    show(Math.max(0, Math.min(parts.length - 1, index)));
    send({ go: address() });
  }

  function does(name) {
    if (linked) { send({ does: name }); return; }
    if (name === "next") { go(at + 1); }
    if (name === "back") { go(at - 1); }
  }

  function tick() {
    find("[data-clock]").textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    var spent = parts[at].querySelector("[data-spent]");
    if (!spent) { return; }
    var minutes = Math.floor((Date.now() - since) / 60000);
    var given = on.reduce(function (sum, step) { return sum + Number(step.dataset.minutes); }, 0);
    spent.hidden = minutes < 1;
    spent.textContent = spent.dataset.words.replace("{minutes}", minutes);
    spent.classList.toggle("late", minutes > given);
  }

  find("[data-open]").addEventListener("click", function () {
    wall = window.open(document.body.dataset.slides + "#" + address(), "handrail-wall");
  });
  document.querySelectorAll("[data-does]").forEach(function (button) {
    button.addEventListener("click", function () { does(button.dataset.does); });
  });
  pick.addEventListener("change", function () { go(pick.selectedIndex); });
  all.addEventListener("click", function () {
    var on = all.getAttribute("aria-pressed") !== "true";
    all.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("one", !on);
    if (on) { parts[at].scrollIntoView({ block: "nearest" }); }
  });

  var keys = { ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", ArrowLeft: "back", PageUp: "back", Backspace: "back", b: "blank", ".": "blank", t: "timer", h: "help" };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    var page = event.key === "PageDown" || event.key === "PageUp";
    if (event.target.matches("select") && !page) { return; }
    if (event.target.matches("button, a") && (event.key === " " || event.key === "Enter")) { return; }
    var name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (event.key === "F5") { event.preventDefault(); } // a clicker's "begin"
    if (!name) { return; }
    event.preventDefault();
    if (event.repeat && name !== "next" && name !== "back") { return; }
    does(name === "next" && event.key === " " && event.shiftKey ? "back" : name);
  });

  find("[data-steer]").hidden = false;
  document.documentElement.classList.add("one");
  say(state.dataset.off);
  var asked = placeOf(location.hash.slice(1));
  show(asked === -1 ? 0 : asked);
  setInterval(tick, 5000);
  setInterval(drawTimer, 500);
  document.addEventListener("visibilitychange", tick);
  send({ does: "tell" }); // a deck that is open already says where it is
})();
