/* <hr-lesson-done>: a lesson is done when its reader says so; never by viewing, never by time. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.define("hr-lesson-done", class extends HR.Activity {
    start() {
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-act]");
        if (button) this.finish(button.dataset.act === "undo" ? "undone" : "done");
      });
    }
  });
})();
