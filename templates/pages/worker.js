/* Keeps pages on this device, for those who asked for it. The build writes BUILD before this: which files each pack holds, and a hash of them.

   A pack is kept whole or not at all, in a cache that carries its hash. A new build installs beside the old one and waits until no page of
   this site is open, or until somebody presses on the page "Without internet" while no other is open: never in the middle of a sheet.
   Only files that BUILD names are ever kept or answered; everything else passes by. */
(function () {
  "use strict";
  var BUILD = self.HandrailBuild;
  var PREFIX = "hr-pages/";
  var ROOT = new URL("./", self.location.href);

  function nameOf(pack) {
    return PREFIX + pack + "/" + BUILD.packs[pack].hash;
  }

  function address(file) {
    return new URL(file, ROOT).href;
  }

  /* Fill a cache, or leave nothing of it. */
  async function fill(pack) {
    var name = nameOf(pack);
    if (await caches.has(name)) return;
    try {
      var cache = await caches.open(name);
      await cache.addAll(BUILD.packs[pack].files.map(function (file) { return new Request(address(file), { cache: "no-cache" }); }));
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
  }

  /* The packs that somebody keeps, of this build or an earlier one. */
  async function kept() {
    var names = (await caches.keys()).filter(function (name) { return name.startsWith(PREFIX); });
    return Array.from(new Set(names.map(function (name) { return name.slice(PREFIX.length).split("/")[0]; })));
  }

  async function clear(stays) {
    var names = await caches.keys();
    await Promise.all(names.filter(function (name) { return name.startsWith(PREFIX) && !stays(name); }).map(function (name) { return caches.delete(name); }));
  }

  self.addEventListener("install", function (event) {
    event.waitUntil(kept().then(function (packs) {
      return Promise.all(packs.filter(function (pack) { return BUILD.packs[pack]; }).map(fill));
    }));
  });

  self.addEventListener("activate", function (event) {
    var current = Object.keys(BUILD.packs).map(nameOf);
    event.waitUntil(clear(function (name) { return current.includes(name); }));
  });

  async function find(url) {
    url.search = "";
    url.hash = "";
    for (var pack of Object.keys(BUILD.packs)) {
      if (!BUILD.packs[pack].files.some(function (file) { return address(file) === url.href; })) continue;
      var name = nameOf(pack);
      if (!(await caches.has(name))) continue;
      var found = await (await caches.open(name)).match(url.href);
      if (found) return found;
    }
    return null;
  }

  async function answer(event) {
    var url = new URL(event.request.url);
    var page = event.request.mode === "navigate";
    if (!page && event.clientId) { // a page that came from the network gets its files from there too: never half old, half new
      var client = await self.clients.get(event.clientId);
      if (client && !(await find(new URL(client.url)))) return fetch(event.request).catch(function (error) { return instead(url, error); });
    }
    var found = await find(new URL(url));
    if (found) return found;
    return fetch(event.request).catch(function (error) {
      var folder = self.HandrailBuild.folders.find(function (name) { return url.pathname.startsWith(new URL(name, ROOT).pathname); });
      if (page) return Response.redirect(address((folder || "") + "offline/"), 302);
      throw error;
    });
  }

  async function instead(url, error) {
    var found = await find(new URL(url));
    if (found) return found;
    throw error;
  }

  self.addEventListener("fetch", function (event) {
    var url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return;
    event.respondWith(answer(event));
  });

  async function heed(message) {
    if (message.ask === "keep") {
      var core = message.pack.split(":")[0] + ":core";
      await fill(core);
      await fill(message.pack);
    }
    if (message.ask === "drop") {
      await clear(function (name) { return name.slice(PREFIX.length).split("/")[0] !== message.pack; });
      var language = message.pack.split(":")[0] + ":";
      var rest = (await kept()).filter(function (pack) { return pack.startsWith(language); });
      if (rest.length === 1) await clear(function (name) { return !name.startsWith(PREFIX + language); });
    }
    if (message.ask === "clear") await clear(function () { return false; });
    if (message.ask === "take") {
      var open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      if (open.length > 1) throw new Error("open");
      await self.skipWaiting();
    }
    return kept();
  }

  self.addEventListener("message", function (event) {
    event.waitUntil(heed(event.data).then(function (packs) {
      event.ports[0].postMessage({ packs: packs });
    }, function (error) {
      event.ports[0].postMessage({ error: error.message || "failed" });
    }));
  });
})();
