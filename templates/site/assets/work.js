/* The page "My work" wakes: what it does is a part of the browser library. */
(function () {
  "use strict";
  var HR = window.HR;
  HR.define("hr-work", class extends HTMLElement {
    connectedCallback() {
      var page = this;
      if (!page.page) page.page = HR.need("work").then(function (work) { return work.wake(page); }, function () { HR.show(page.querySelector("[data-part=unloaded]"), true); });
    }
  });
})();
