/* The page "Without internet": keep a week, the families' pages, or take them away again. Nothing is registered before somebody presses. */
(function () {
  "use strict";
  var box = document.querySelector(".hr-offline");
  if (!box) return;
  var words = box.dataset;
  var said = box.querySelector(".hr-offline__said");
  var all = box.querySelector(".hr-offline__all");
  var language = document.documentElement.lang;
  var packs = window.HandrailPacks || {};
  var root = new URL(packs.root || "..", location.href);

  function say(text) {
    said.textContent = text;
  }

  function ask(worker, message) {
    return new Promise(function (resolve, reject) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) {
        if (event.data.error) reject(new Error(event.data.error));
        else resolve(event.data.packs);
      };
      worker.postMessage(message, [channel.port2]);
    });
  }

  function ours() {
    return navigator.serviceWorker.getRegistration(root.href);
  }

  function begun(registration) {
    var worker = registration.active || registration.waiting || registration.installing;
    if (worker.state === "activated") return Promise.resolve(worker);
    return new Promise(function (resolve, reject) {
      worker.addEventListener("statechange", function () {
        if (worker.state === "activated") resolve(worker);
        if (worker.state === "redundant") reject(new Error("redundant"));
      });
    });
  }

  async function keep(pack) {
    var registration = (await ours()) || (await navigator.serviceWorker.register(new URL("worker.js", root).href, { scope: root.href, updateViaCache: "none" }));
    return ask(await begun(registration), { ask: "keep", pack: pack });
  }

  async function drop(message) {
    var registration = await ours();
    if (!registration) return [];
    var left = await ask(registration.active, message);
    if (!left.length) await registration.unregister();
    return left;
  }

  function show(kept) {
    all.hidden = !kept.length;
    box.querySelectorAll("[data-pack]").forEach(function (item) {
      var pack = language + ":" + item.dataset.pack;
      var has = kept.indexOf(pack) >= 0;
      item.querySelectorAll("p").forEach(function (line) { line.remove(); });
      if (!packs.sizes[item.dataset.pack]) return item.remove();
      var size = packs.sizes[item.dataset.pack] + (kept.indexOf(language + ":core") >= 0 ? 0 : packs.sizes.core);
      var line = document.createElement("p");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "hr-btn";
      button.textContent = has ? words.drop : words.keep;
      button.setAttribute("aria-label", (has ? words.drop : words.keep) + ": " + item.querySelector("h2").textContent.replace(/\s+/g, " ").trim());
      button.addEventListener("click", function () { press(pack, has, item); });
      line.append(button, " " + (has ? words.kept : words.size.replace("{n}", size)));
      item.append(line);
    });
  }

  function press(pack, has, item) {
    say(words.working);
    (has ? drop({ ask: "drop", pack: pack }) : keep(pack)).then(function (kept) {
      show(kept);
      say(has ? words.removed : words.done);
      var again = item.querySelector("button");
      if (again) again.focus();
    }, function () {
      say(words.failed);
    });
  }

  /* A newer build waits: it is taken when somebody asks for it and no other page is open. */
  function offer(registration) {
    if (!registration.waiting || box.querySelector(".hr-offline__new")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "hr-btn hr-offline__new";
    button.textContent = words.update;
    button.addEventListener("click", function () {
      ask(registration.waiting, { ask: "take" }).then(function () {
        button.remove();
        say(words.updated);
      }, function () {
        say(words.failed);
      });
    });
    said.after(button);
  }

  async function wake() {
    if (window.HandrailShared) return say(words.shared);
    if (!("serviceWorker" in navigator) || !window.isSecureContext || !window.caches) return say(words.cannot);
    var registration = await ours();
    var kept = [];
    if (registration && registration.active) {
      kept = await ask(registration.active, { ask: "list" });
      registration.update().then(function () {
        offer(registration);
        if (registration.installing) registration.installing.addEventListener("statechange", function () { offer(registration); });
      }, function () { /* No network: the kept pages stay as they are. */ });
      offer(registration);
    }
    show(kept);
    box.querySelector("ul").hidden = false;
    all.addEventListener("click", function () {
      drop({ ask: "clear" }).then(function () {
        show([]);
        say(words.removed);
        said.tabIndex = -1;
        said.focus();
      });
    });
  }

  wake().catch(function () { say(words.cannot); });
})();
