/* <hr-check>: three questions. Each answer tells something; no score is kept or shown. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.define("hr-check", class extends HR.Activity {
    start() {
      this.answered = new Set();
      this.questions = HR.all(this, "[data-question]");
      this.questions.forEach((box) => this.question(box));
      if (!this.completion) return;
      this.button("undo").addEventListener("click", async () => {
        this.answered.clear();
        this.questions.forEach(reset);
        await this.finish("undone");
        HR.focus(this.questions[0].querySelector("input"));
      });
    }

    question(box) {
      const again = box.querySelector("[data-again]");
      reset(box);
      HR.show(box.querySelector("[data-tells]"), false);
      box.addEventListener("change", (event) => {
        const why = box.querySelector('[data-why="' + event.target.value + '"]');
        const fits = why.hasAttribute("data-fits");
        const said = box.querySelector("[data-feedback]");
        said.dataset.fits = String(fits);
        said.replaceChildren(HR.el("p", { class: "hr-verdict" }, fits ? HR.t("This one fits") : HR.t("Look again")),
          HR.el("p", {}, why.querySelector("dd").textContent));
        HR.show(again, !fits);
        this.answered.add(box.dataset.question);
        this.answer();
      });
      again.addEventListener("click", () => {
        reset(box);
        box.querySelector("input").focus();
      });
    }

    async answer() {
      if (!this.completion || this.done()) return;
      const known = this.questions.map((box) => box.dataset.question);
      if (HR.completionOf({ known, required: known }, Array.from(this.answered)) === "done-ready") {
        await this.completion.set("done");
        this.moved();
        HR.speak(this.part("live"), this.part("finished").querySelector("p").textContent.trim());
      } else if (this.completion.state === "none") {
        await this.completion.set("started");
      }
    }
  });

  function reset(box) {
    HR.all(box, "input").forEach((radio) => { radio.checked = false; });
    box.querySelector("[data-feedback]").replaceChildren();
    HR.show(box.querySelector("[data-again]"), false);
  }
})();
