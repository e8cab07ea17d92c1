/* What Open edX does on a page with blocks: call each block's init function with a runtime, its element and its arguments. */
(() => {
  "use strict";
  const runtime = {
    handlerUrl: (element, name, suffix, query) => {
      const root = (element.nodeType ? element : element[0]).closest("[data-handlers]");
      return root.dataset.handlers + name + (suffix ? "/" + suffix : "") + (query ? "?" + query : "");
    },
    notify: () => {},
  };
  document.querySelectorAll(".xblock[data-init]").forEach((element) => {
    window[element.dataset.init](runtime, element, JSON.parse(element.dataset.args));
  });
})();
