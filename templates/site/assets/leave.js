/* Leaving in an instant. It runs before anything is drawn: whoever comes Back after leaving sees an empty page until they ask for it.
   The mark lives in this tab alone and is written only by pressing. What it cannot hide stands beside the button. */
(function () {
  "use strict";
  var MARK = "left";
  var root = document.documentElement;
  root.classList.remove("no-js");
  var address = document.currentScript.getAttribute("data-leave");
  var words = document.currentScript.getAttribute("data-again");

  function left() {
    try {
      return sessionStorage.getItem(MARK) === "yes";
    } catch (error) {
      return false;
    }
  }

  function hide() {
    root.classList.add("hr-left");
    document.title = "\u2060";
  }

  /* An empty page, with one plain button: the way back in. */
  function empty() {
    hide();
    if (document.querySelector(".hr-again")) return;
    var again = document.createElement("button");
    again.type = "button";
    again.className = "hr-again";
    again.textContent = words;
    again.addEventListener("click", function () {
      sessionStorage.removeItem(MARK);
      location.reload();
    });
    document.body.appendChild(again);
  }

  function leave(event) {
    if (event) event.preventDefault();
    hide();
    try {
      sessionStorage.setItem(MARK, "yes");
    } catch (error) {
      /* Storage is off: the page is gone all the same, Back will show it again. */
    }
    document.dispatchEvent(new CustomEvent("hr-leave"));
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      /* A file from a folder may not change its address. */
    }
    if (navigator.onLine === false) empty();
    else location.replace(address);
  }

  address = new URL(address, location.href).href;
  if (left()) {
    root.classList.add("hr-left");
    document.addEventListener("DOMContentLoaded", empty);
  }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && left()) empty();
  });
  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector(".hr-leave");
    if (!link) return;
    link.addEventListener("click", leave);
    var presses = [];
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") presses = [];
      else if (!event.repeat) {
        presses = presses.filter(function (at) { return event.timeStamp - at < 2000; }).concat(event.timeStamp);
        if (presses.length === 3) leave();
      }
    });
  });
})();
