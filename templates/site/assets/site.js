/* What every page can do: letters and colors, the same section in the other language, reading aloud. Nothing is stored before a press. */
(function () {
  "use strict";
  var root = document.documentElement;
  var body = document.body;

  function kept(key) {
    try {
      return localStorage.getItem(key) || "";
    } catch (error) {
      return "";
    }
  }

  function keep(key, value) {
    try {
      if (window.HandrailShared) return;
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch (error) {
      /* Storage is off: the choice holds for this page. */
    }
  }

  var look = document.querySelector(".hr-look");
  function press(key, value) {
    look.querySelectorAll("[data-" + key + "]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-" + key) === value));
    });
  }
  function set(key, value) {
    if (key === "scheme") {
      var dark = value ? value === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    } else if (value) root.setAttribute("data-size", value);
    else root.removeAttribute("data-size");
    press(key, value);
    keep(key, value);
  }
  if (look) {
    ["size", "scheme"].forEach(function (key) {
      press(key, kept(key));
      look.querySelectorAll("[data-" + key + "]").forEach(function (button) {
        button.addEventListener("click", function () { set(key, button.getAttribute("data-" + key)); });
      });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !look.open) return;
      look.open = false;
      look.querySelector("summary").focus();
    });
    document.addEventListener("click", function (event) {
      if (look.open && !look.contains(event.target)) look.open = false;
    });
    look.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !look.contains(event.relatedTarget)) look.open = false;
    });
  }

  /* The other language opens at the section that was read last: ids are the same in both. Whoever scrolls up to the bar passes
     sections without resting there, so a section counts when the page has stood still at it for a moment. */
  var links = document.querySelectorAll("a.hr-tool[hreflang], .hr-site-footer a[hreflang]");
  var section = location.hash.slice(1);
  var resting = 0;
  function rest() {
    var here = "";
    document.querySelectorAll("article h2[id], hr-worksheet[id], hr-check[id]").forEach(function (head) {
      if (head.getBoundingClientRect().top < innerHeight / 3) here = head.id;
    });
    section = here || section;
  }
  if (links.length) {
    addEventListener("scroll", function () {
      clearTimeout(resting);
      resting = setTimeout(rest, 600);
    }, { passive: true });
    links.forEach(function (link) {
      link.addEventListener("click", function () { link.hash = section; });
    });
  }

  /* Tables scroll inside themselves, by keyboard too. */
  document.querySelectorAll("article table").forEach(function (table) {
    var wrap = document.createElement("div");
    wrap.className = "hr-table";
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "group");
    table.replaceWith(wrap);
    wrap.append(table);
  });

  /* Reading aloud, with a voice of the device alone: others would send the words away. */
  var aloud = document.querySelector(".hr-aloud");
  if (aloud && window.speechSynthesis) {
    var said = aloud.parentNode.querySelector("[role=status]");
    var synth = window.speechSynthesis;
    var voice = function () {
      var lang = root.lang.slice(0, 2);
      return synth.getVoices().find(function (one) { return one.localService && one.lang.slice(0, 2).toLowerCase() === lang; });
    };
    var still = function () {
      synth.cancel();
      aloud.textContent = aloud.dataset.read;
      aloud.setAttribute("aria-pressed", "false");
    };
    var read = function (found) {
      said.textContent = found ? "" : aloud.dataset.none;
      if (!found) return;
      var words = new SpeechSynthesisUtterance(aloud.parentNode.querySelector("p").textContent);
      words.voice = found;
      words.lang = found.lang;
      words.onend = words.onerror = still;
      aloud.textContent = aloud.dataset.stop;
      aloud.setAttribute("aria-pressed", "true");
      synth.speak(words);
    };
    aloud.hidden = false;
    aloud.addEventListener("click", function () {
      if (aloud.getAttribute("aria-pressed") === "true") return still();
      if (voice() || synth.getVoices().length) return read(voice());
      setTimeout(function () { read(voice()); }, 500); // voices come late the first time
    });
    window.addEventListener("pagehide", still);
    document.addEventListener("hr-leave", still);
  }

  /* Whoever erases what they wrote takes the kept pages along. */
  if (window.HR && window.HR.listen) {
    window.HR.listen(function (message) {
      if (message.what !== "erased" || !window.caches || window.HandrailShared) return;
      caches.keys().then(function (names) {
        return Promise.all(names.filter(function (name) { return name.indexOf("hr-pages/") === 0; }).map(function (name) { return caches.delete(name); }));
      }).catch(function () { /* Then nothing was kept. */ });
      if (!navigator.serviceWorker) return;
      navigator.serviceWorker.getRegistrations().then(function (all) {
        all.forEach(function (one) { if (one.active && /\/worker\.js$/.test(one.active.scriptURL)) one.unregister(); });
      }).catch(function () { /* Likewise. */ });
    });
  }
})();
