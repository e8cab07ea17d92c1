/* What every activity element shares: it wakes once, finds its parts, and says when "done" has not arrived. */
(() => {
  "use strict";
  const HR = window.HR;

  HR.Activity = class extends HTMLElement {
    connectedCallback() {
      const begin = () => {
        if (this.awake || this.dataset.host === "block") return; // a block calls HR.mountBlock
        const device = HR.deviceFor(this.dataset.scope);
        this.wake(device, this.completes() ? HR.DeviceCompletion(device, this.dataset.activity) : null);
      };
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); // its children come later
      else begin();
    }

    completes() {
      return this.hasAttribute("data-completion");
    }

    part(name) {
      return this.querySelector('[data-part="' + name + '"]');
    }

    button(act) {
      return this.querySelector('[data-act="' + act + '"]');
    }

    async wake(device, completion) {
      this.awake = true;
      this.device = device;
      this.completion = completion;
      this.start();
      if (completion) {
        completion.changed = () => this.moved();
        completion.waiting = (words) => HR.say(this.part("told"), words);
      }
      await device.ready;
      await this.load();
      if (completion) await completion.load();
      this.loaded = true;
      this.moved();
    }

    async load() {}

    done() {
      return Boolean(this.completion) && this.completion.state === "done";
    }

    /** The person says that it is done, or takes it back. After it the page looks the same whatever was answered. */
    async finish(state) {
      await this.completion.set(state);
      this.moved();
      HR.focus(this.part(state === "done" ? "finished" : "unfinished"));
    }

    moved() {
      if (!this.completion) return;
      HR.show(this.part("unfinished"), !this.done());
      HR.show(this.part("finished"), this.done());
    }
  };
})();
