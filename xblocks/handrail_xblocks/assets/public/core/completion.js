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
     It calls changed() when it has moved by itself, and waiting(words) with what a person should know while "done" has not
     arrived; with "" when it has. */
  HR.completionHost = (state) => ({ state, changed() {}, waiting() {}, load() {} });
  HR.afterState = (state) => (state === "undone" ? "none" : state);

  /** The site: completion lives beside the answers, on the device or in the tab. */
  HR.DeviceCompletion = (device, activity) => {
    const here = HR.completionHost("none");
    const from = Math.random();
    let owed = null;
    let timer = 0;
    let revision = 0;

    here.load = async () => {
      const records = await device.store().read(activity).catch(() => new Map());
      if (owed) return; // newer than what is there
      const record = records.get("");
      here.state = HR.stateOf(record);
      revision = record ? record.revision : 0;
      here.changed();
    };
    here.set = (state) => {
      here.state = HR.afterState(state);
      owed = { activity, field: "", value: { state: here.state }, skip: "", wording: "", asked: "", language: "" };
      return keep();
    };

    async function keep() {
      clearTimeout(timer);
      const draft = owed;
      await device.ready;
      const store = device.store();
      draft.base = store === device.disk ? revision : 0;
      try {
        const record = await store.write(draft);
        revision = record.revision;
        if (owed !== draft) return;
        owed = null;
        if (store === device.disk) {
          device.tab.drop(record);
          device.saved(record);
        }
        here.waiting("");
        HR.tell({ what: "saved", scope: device.scope, activity, field: "", from });
      } catch (error) {
        if (owed !== draft) return;
        await device.tab.write(draft); // so that a reload of this tab still has it
        here.waiting(HR.t("This browser could not keep “done” yet. We keep trying."));
        timer = setTimeout(keep, AGAIN);
        if (error.message === "gone" || error.message === "locked") device.again(error);
      }
    }

    HR.listen(async (message) => {
      if (message.scope !== device.scope || message.from === from || message.what === "held") return;
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
})();
