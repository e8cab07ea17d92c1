/* One page at a time. All of them stand in the file, one below the other, for a browser without scripts; here those that are not
   looked at are taken out, and an activity wakes when its page comes in. What was typed stays with its page. */
(function () {
  "use strict";
  var root = document.documentElement;
  var body = document.body;
  var main = document.querySelector("main");
  var pages = Array.prototype.slice.call(main.querySelectorAll("[data-page]"));
  var home = {};
  var shown = null;
  root.classList.remove("no-js");

  pages.forEach(function (page) {
    page.querySelectorAll("[id]").forEach(function (node) { home[node.id] = page; });
    home[page.id] = page;
    page.remove();
  });
  window.HandrailPage = function (id) { return home[id]; }; // for the scripts after this one, whether it is shown or not

  function anchor() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      return "";
    }
  }

  function show(first) {
    var id = anchor();
    var page = home[id] || (first || !id ? pages[0] : null);
    if (!page) return; // an anchor of the frame itself
    var fresh = page !== shown;
    if (fresh) {
      if (shown) shown.remove();
      main.append(page);
      shown = page;
      document.title = page.getAttribute("data-title") + " · " + main.getAttribute("data-name");
      document.querySelector("[data-leave]").hidden = !page.hasAttribute("data-leave-fast");
    }
    var target = id && id !== page.id ? document.getElementById(id) : null;
    if (target) {
      var closed = target.closest("details:not([open])");
      if (closed) closed.open = true;
      target.scrollIntoView();
    } else if (fresh) window.scrollTo(0, 0);
    if (first) return;
    var focus = target || page.querySelector("h1");
    if (!focus.hasAttribute("tabindex")) focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
  }

  var dark = matchMedia("(prefers-color-scheme: dark)");
  function color() { body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default"); }
  if (dark.addEventListener) dark.addEventListener("change", color);
  color();
  window.addEventListener("hashchange", function () { show(false); });
  show(true);

  /* Leaving in an instant: the window goes blank, and Back does not bring it: nothing of it is kept anywhere. */
  function leave(event) {
    if (event) event.preventDefault();
    root.classList.add("hr-left");
    document.title = "\u2060";
    window.HandrailLeft = true;
    main.replaceChildren();
    location.replace("about:blank");
  }
  document.querySelector("[data-leave]").addEventListener("click", leave);
  var presses = [];
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift" || !shown.hasAttribute("data-leave-fast")) presses = [];
    else if (!event.repeat) {
      presses = presses.filter(function (at) { return event.timeStamp - at < 2000; }).concat(event.timeStamp);
      if (presses.length === 3) leave();
    }
  });
})();
