/* What the theme leaves out: light or dark without a trace, its search behind a real button, its tables reachable by keyboard. */
(function () {
  "use strict";
  var scheme = document.querySelector(".hr-scheme");
  if (scheme) {
    var show = function () {
      scheme.setAttribute("aria-pressed", String(document.body.getAttribute("data-md-color-scheme") === "slate"));
    };
    scheme.hidden = false;
    scheme.addEventListener("click", function () {
      var dark = document.body.getAttribute("data-md-color-scheme") !== "slate";
      document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
      try {
        if (!window.HandrailShared) localStorage.setItem("scheme", dark ? "dark" : "light");
      } catch (error) {
        /* Storage is off: the choice holds for this page. */
      }
      show();
    });
    show();
  }

  var open = document.querySelector(".hr-search-open");
  var toggle = document.getElementById("__search");
  if (open && toggle) {
    open.hidden = false;
    open.addEventListener("click", function () {
      toggle.click();
      var field = document.querySelector(".md-search__input");
      if (field) field.focus();
    });
  }
  var search = document.querySelector(".md-search");
  var field = document.querySelector(".md-search__input");
  if (search && field) search.setAttribute("aria-label", field.getAttribute("aria-label"));
  document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (wrap) {
    wrap.tabIndex = 0;
  });
})();
