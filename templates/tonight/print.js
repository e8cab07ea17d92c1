/* The one button of a page that shows nothing else. */
"use strict";
(function () {
  var button = document.querySelector("[data-print]");
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
})();
