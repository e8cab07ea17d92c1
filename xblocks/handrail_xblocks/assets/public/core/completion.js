/* Completion: that something was done, never what was written. The Python twin is handrail/model/completion.py;
   both pass tests/fixtures/completion.json. */
(() => {
  "use strict";
  const HR = window.HR;

  /** Return "not started", "started" or "done-ready" by what was touched; no answer is looked at.
      activity: {known: [ids], required: [ids]}; touched: [ids]. */
  HR.completionOf = (activity, touched) => {
    const has = (id) => touched.includes(id);
    if (activity.required.every(has)) return "done-ready";
    return activity.known.some(has) ? "started" : "not started";
  };

  /* A host of completion, HR.Completion, has: state ("none", "started", "done"), load(), set("started" | "done" | "undone").
     It calls changed() when it has moved by itself, and waiting(bool) when what it tells has not arrived. */
  const host = (state) => ({ state, changed() {}, waiting() {}, load() {} });
  const after = (state) => (state === "undone" ? "none" : state);

  /** The site: completion lives beside the answers, on the device or in the tab. */
  HR.DeviceCompletion = (device, activity) => {
    const here = host("none");
    const from = Math.random();

    here.load = async () => {
      const records = await device.store().read(activity).catch(() => new Map());
      here.state = records.has("") ? records.get("").value.state : "none";
      here.changed();
    };
    here.set = async (state) => {
      here.state = after(state);
      const draft = { activity, field: "", value: { state: here.state }, skip: "", wording: "", asked: "", language: "" };
      await device.store().write(draft).then(() => here.waiting(false), () => here.waiting(true));
      HR.tell({ what: "saved", scope: device.scope, activity, field: "", from });
    };
    HR.listen(async (message) => {
      if (message.scope !== device.scope || message.from === from) return;
      if (message.what === "saved" && (message.field || message.activity !== activity)) return;
      await device.ready;
      const before = here.state;
      await here.load();
      const moved = message.what === "device" || message.what === "looked"; // to a store that does not know yet
      if (moved && here.state === "none" && before !== "none") await here.set(before);
      here.changed();
    });
    return here;
  };

  /** A block: one JSON handler is told {"state": ...} and nothing else. The newest state wins; it tries again, ever more slowly. */
  HR.BlockCompletion = (post, state) => {
    const here = host(state || "none");
    let next = null;
    let busy = false;

    here.set = async (wanted) => {
      here.state = after(wanted);
      next = wanted;
      if (!busy) push(); // the page does not wait for the network
    };

    async function push() {
      busy = true;
      let tries = 0;
      while (next) {
        const sent = next;
        try {
          await HR.within(15000, Promise.resolve(post({ state: sent })));
          if (next === sent) next = null;
          tries = 0;
          here.waiting(false);
        } catch (error) {
          here.waiting(true);
          await pause(Math.min(60, Math.pow(2, tries)) * (750 + Math.random() * 500));
          tries += 1;
        }
      }
      busy = false;
    }

    function pause(milliseconds) {
      return new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
        window.addEventListener("online", resolve, { once: true });
      });
    }
    return here;
  };
})();
