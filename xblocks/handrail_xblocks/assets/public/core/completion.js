/* Completion: that something was done, never what was written. The Python twin is handrail/model/completion.py;
   both pass tests/fixtures/completion.json. */
(() => {
  "use strict";
  const HR = window.HR;
  const AGAIN = 5000;

  /** Return "not started", "started" or "done-ready" by what was touched; no answer is looked at.
      activity: {known: [ids], required: [ids]}; touched: [ids]. */
  HR.completionOf = (activity, touched) => {
    const has = (id) => touched.includes(id);
    if (activity.required.every(has)) return "done-ready";
    return activity.known.some(has) ? "started" : "not started";
  };

  /* A host of completion, HR.Completion, has: state ("none", "started", "done"), load(), set("started" | "done" | "undone").
     It calls changed() when it has moved by itself, and waiting(why) when what it tells has not arrived:
     "unsent" or "unkept" (it tries again), "refused" (it does not), "" (it has arrived). */
  const host = (state) => ({ state, changed() {}, waiting() {}, load() {} });
  const after = (state) => (state === "undone" ? "none" : state);

  /** The site: completion lives beside the answers, on the device or in the tab. */
  HR.DeviceCompletion = (device, activity) => {
    const here = host("none");
    const from = Math.random();
    let owed = null;
    let timer = 0;
    let revision = 0;

    here.load = async () => {
      const records = await device.store().read(activity).catch(() => new Map());
      if (owed) return; // newer than what is there
      const record = records.get("");
      here.state = record ? record.value.state : "none";
      revision = record ? record.revision : 0;
      here.changed();
    };
    here.set = (state) => {
      here.state = after(state);
      owed = { activity, field: "", value: { state: here.state }, skip: "", wording: "", asked: "", language: "" };
      return keep();
    };

    async function keep() {
      clearTimeout(timer);
      const store = device.store();
      const draft = owed;
      draft.base = store === device.disk ? revision : 0;
      try {
        const record = await store.write(draft);
        revision = record.revision;
        if (owed !== draft) return;
        owed = null;
        if (store === device.disk) device.tab.drop(record);
        here.waiting("");
        HR.tell({ what: "saved", scope: device.scope, activity, field: "", from });
      } catch (error) {
        if (owed !== draft) return;
        await device.tab.write(draft); // so that a reload of this tab still has it
        here.waiting("unkept");
        timer = setTimeout(keep, AGAIN);
        if (error.message === "gone") device.again();
      }
    }

    HR.listen(async (message) => {
      if (message.scope !== device.scope || message.from === from) return;
      if (message.what === "saved" && (message.field || message.activity !== activity)) return;
      if (message.what === "erased") {
        clearTimeout(timer);
        owed = null;
        here.waiting("");
      }
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
  HR.BlockCompletion = (post, state, place) => {
    const here = host(state || "none");
    let next = null;
    let busy = false;

    here.load = () => {
      const left = place && pending(place);
      if (!left || next || busy) return;
      const news = left === "started" ? here.state === "none" : after(left) !== here.state;
      if (news) here.set(left);
      else pending(place, "");
    };
    here.set = async (wanted) => {
      here.state = after(wanted);
      next = wanted;
      if (place) pending(place, next);
      if (!busy) push(); // the page does not wait for the network
    };

    async function push() {
      busy = true;
      let tries = 0;
      while (next) {
        const sent = next;
        try {
          await HR.within(15000, Promise.resolve(post({ state: sent })));
          if (next === sent) {
            next = null;
            if (place) pending(place, "");
          }
          tries = 0;
          here.waiting("");
        } catch (error) {
          if (final(error)) {
            if (next === sent) next = null; // what is pending is sent once more at the next load
            here.waiting("refused");
            continue;
          }
          here.waiting("unsent");
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

  /** Whether a status says that the same again would be refused again. */
  function final({ status } = {}) {
    return status >= 400 && status < 500 && status !== 408 && status !== 429;
  }

  /** Read or set the one word that a block has not told yet; no other word is in it, and it goes when it has arrived. */
  function pending(place, word) {
    const key = "hr-sheets-untold|" + place;
    try {
      if (word) sessionStorage.setItem(key, word);
      else if (word === "") sessionStorage.removeItem(key);
      const left = sessionStorage.getItem(key);
      return ["started", "done", "undone"].includes(left) ? left : "";
    } catch (error) {
      return ""; // this page still knows
    }
  }
})();
