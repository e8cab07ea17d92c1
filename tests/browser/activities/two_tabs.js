/* Two real tabs of one profile, driven step by step from a third one that has opened both: same thread, own memory, own
   sessionStorage. The words of a step come from the test; what happened comes back. */
(() => {
  "use strict";
  const ACTIVITY = "s90-w9";
  const PATIENCE = 30000; // ms: nothing is slow before that, and what never comes fails all the same
  const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  const kind = {
    read: (box) => box.value || null,
    write: (box, value) => { box.value = value || ""; },
    accepts: (value) => typeof value === "string",
    touched: Boolean,
    words: (box, value) => value || "",
  };

  async function until(what, told) {
    const end = performance.now() + PATIENCE;
    while (!(await what())) {
      if (performance.now() > end) throw new Error("never: " + told);
      await sleep(2);
    }
  }

  class Tab {
    async open(scope) {
      this.scope = scope;
      if (!this.window) {
        this.window = window.open("tab.html", "_blank");
        await this.there();
      }
      const { HR, document } = this.window;
      const box = document.createElement("textarea");
      document.body.replaceChildren(box);
      this.field = { id: "f", box, kind, keep: "device", wording: "w", asked: "Ask" };
      this.device = HR.deviceFor(scope);
      const keeper = new HR.Keeper(ACTIVITY, this.device, "en", [this.field],
        { filled() {}, past() {}, moved() {}, status: (state) => { if (this.keeper === keeper) this.state = state; } });
      this.keeper = keeper;
      this.state = "none";
      this.told = 0;
      HR.listen((message) => { if (message.scope === scope && message.what === "erased") this.told += 1; });
      const [kept] = await Promise.all([HR.need("kept"), HR.need("tools")]);
      this.settle = (copy, take) => kept.settle(this, this.field, copy, take);
      await this.device.ready;
      await this.keeper.load();
    }

    there() {
      return until(() => this.window.HR && this.window.HR.Keeper && this.window.document.readyState === "complete" && !this.window.old, "a page");
    }

    async reload() {
      this.window.old = true;
      this.window.location.reload();
      await this.there();
      await this.open(this.scope);
    }

    async close() {
      this.window.close();
      await until(() => this.window.closed, "closed");
      this.window = null;
    }

    get text() {
      return this.field.box.value;
    }

    get busy() {
      return this.field.dirty || this.field.writing;
    }

    type(text) {
      this.field.box.value = text;
      this.keeper.changed(this.field, false);
    }

    sight(state) {
      const { document } = this.window;
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new this.window.Event("visibilitychange"));
    }
  }

  const tabs = [new Tab(), new Tab()];
  let pings = 0;

  /** Wait until each tab has been brought what the other said before: a message that is still on its way meets ears that have changed. */
  async function brought() {
    pings += 1;
    const ping = pings;
    tabs.forEach((tab) => tab.window.ping(ping));
    await until(() => tabs.every((tab) => tab.window.pinged === ping), "what the other tab said");
  }

  function raw() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("hr-sheets");
      request.onupgradeneeded = () => request.transaction.abort();
      request.onerror = (event) => { event.preventDefault(); resolve([]); };
      request.onsuccess = () => {
        const all = request.result.transaction("answers").objectStore("answers").getAll();
        all.onsuccess = () => { request.result.close(); resolve(all.result); };
        all.onerror = () => reject(all.error);
      };
    });
  }

  const every = (records) => records.flatMap((record) => [record.value, ...record.kept.map((copy) => copy.value)]).filter(Boolean);

  /** Walk through steps, each [name, tab, ...more]; return what went wrong, in words. */
  window.walk = async (scope, steps) => {
    const wrong = [];
    const must = new Set(); // texts that somebody saw as saved, or typed in a tab that is still there
    const left = new Set(); // texts that a person has changed where they stood, or removed
    const erased = new Set();
    const typed = new Set();
    for (const tab of tabs) await tab.open(scope);

    const see = () => tabs.forEach((tab) => { if (tab.state === "saved" && !tab.busy && tab.text && !left.has(tab.text)) must.add(tab.text); });
    const leave = (text) => {
      must.delete(text);
      left.add(text);
    };

    async function quiet(when) {
      let still = 0; // rounds in which nothing moved
      let before = "";
      await until(async () => {
        await Promise.all(tabs.map((tab) => tab.device.ready));
        await Promise.all(tabs.map((tab) => tab.keeper.flush()));
        await brought();
        await sleep(3);
        const now = JSON.stringify(tabs.map((tab) => [tab.busy, tab.text, tab.state, tab.field.revision, tab.device.choice, tab.window.brought]));
        still = now === before && !tabs.some((tab) => tab.busy) ? still + 1 : 0;
        before = now;
        return still > 2;
      }, "rest").catch((error) => wrong.push(when + ": " + error.message + " " + before));
    }

    async function look(when) {
      await brought(); // to those who are deaf
      tabs.forEach((tab) => { tab.window.faults = {}; });
      await quiet(when);
      tabs.forEach((tab) => tab.sight("visible"));
      await quiet(when);
      await Promise.all(tabs.map((tab) => tab.keeper.load()));
      await quiet(when);
      see();
      const records = (await raw()).filter((record) => record.place.startsWith(scope + "|"));
      const onDisk = every(records);
      const inTabs = tabs.filter((tab) => tab.device.choice !== "mine").map((tab) => tab.text);
      Array.from(must).filter((text) => !onDisk.concat(inTabs).some((there) => there.startsWith(text)))
        .forEach((text) => wrong.push(when + ": “" + text + "” is lost; there is " + JSON.stringify([onDisk, inTabs])));
      const choices = tabs.map((tab) => tab.device.choice).join(" ");
      const alike = () => choices !== "mine mine" || tabs[0].text === tabs[1].text;
      await until(alike, "alike").catch(() => wrong.push(when + ": the tabs show " + JSON.stringify(tabs.map((tab) => tab.text))));
      tabs.forEach((tab) => { if (tab.state === "saved" && tab.text && !onDisk.includes(tab.text)) wrong.push(when + ": “saved” is not true of " + tab.text + ": " + JSON.stringify([tab.state, tab.device.choice, onDisk, tab.field.revision])); });
      Array.from(erased).filter((text) => onDisk.includes(text)).forEach((text) => wrong.push(when + ": “" + text + "” is there after it was erased"));
    }

    for (const [name, at, more] of steps) {
      const tab = tabs[at];
      see();
      if (name === "mine") await tab.device.choose("mine");
      if (name === "type" || name === "add") {
        const before = tab.text;
        leave(before); // by the person who saw it
        const text = name === "add" ? before + more : more;
        tab.type(text);
        left.delete(text);
        must.add(text);
        typed.add(text);
        erased.delete(text);
      }
      if (name === "wait") await sleep(more);
      if (name === "blur" && tab.field.dirty) tab.keeper.changed(tab.field, true);
      if (name === "hide") tab.sight("hidden");
      if (name === "show") tab.sight("visible");
      if (name === "deaf" || name === "reload" || name === "close") await brought(); // what was said before is heard, or not, as it was then
      if (name === "reload") await tab.reload();
      if (name === "deaf" || name === "put" || name === "get" || name === "late") tab.window.faults = { ...tab.window.faults, [name]: more };
      if (name === "close") {
        if (tab.state !== "saved" || tab.busy) must.delete(tab.text); // within the two seconds, or in this tab only
        await tab.close();
        await tab.open(scope);
      }
      if ((name === "use" || name === "remove") && tab.field.kept.length) {
        const [copy] = tab.field.kept;
        if (name === "remove") leave(copy.value);
        else left.delete(copy.value);
        tab.settle(copy, name === "use");
      }
      if (name === "erase") {
        const told = tabs.every((one) => !(one.window.faults || {}).deaf);
        const before = tabs.map((one) => one.told);
        const gone = await tab.device.erase().then(() => true, () => false);
        if (gone) must.clear();
        if (gone && told) {
          typed.forEach((text) => erased.add(text));
          await until(() => tabs.every((one, number) => one.told > before[number]), "both tabs heard of it");
          await until(() => !tabs.some((one) => one.text), "both tabs empty after erasing").catch((error) => wrong.push(error.message + JSON.stringify(tabs.map((one) => [one.text, one.device.choice, one.busy, one.field.value, one.field.dirty, one.field.revision, one.told]))));
        } else if (gone) {
          tabs.forEach((one) => { if (one.text) must.add(one.text); }); // a tab that did not hear of it goes on
        }
      }
      if (name === "look") await look("meanwhile");
      see();
    }
    await look("at the end");
    return wrong;
  };
})();
