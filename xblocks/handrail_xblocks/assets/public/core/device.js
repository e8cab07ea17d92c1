/* "Whose device is this?", asked once. One device per scope; it says which store answers go to.

   choice      means                                        where words live
   unset       not answered yet                             this tab
   mine        keep them here                               IndexedDB
   shared      keep nothing                                 memory of this tab
   paper       I use paper                                  memory of this tab
   refused     the browser cannot or may not keep anything  this tab; said plainly */
(() => {
  "use strict";
  const HR = window.HR;
  const NOTE = "hr-sheets-device";
  const devices = new Map();

  class Device {
    constructor(scope, preview) {
      this.scope = scope;
      this.tab = new HR.TabStore(scope);
      if (preview) this.refuse("preview");
      this.ready = preview ? Promise.resolve() : this.start();
    }

    async start() {
      this.disk = null;
      this.choice = "unset";
      if (location.protocol === "file:") { // every file on a computer may share one database
        this.refuse("file");
        return;
      }
      this.tab.reload = true;
      try {
        this.disk = await HR.DeviceStore.open(this.scope, false);
        if (this.disk && (await this.disk.getSetting("device")) === "mine") await this.move();
      } catch (error) {
        this.refuse("broken");
      }
      const said = this.choice === "unset" && note();
      if (said) {
        this.choice = said;
        this.tab.forget();
      }
    }

    refuse(why) {
      this.choice = "refused";
      this.why = why;
      if (why !== "broken") this.tab.forget();
    }

    store() {
      return this.choice === "mine" ? this.disk : this.tab;
    }

    /** Move what the tab holds to the device. What is there already and differs is kept beside it. */
    async move() {
      for (const record of this.tab.everything()) {
        const there = record.field ? null : (await this.disk.read(record.activity)).get("");
        const newer = record.field || record.value.state === "done" || !there || there.revision === record.base;
        if (newer) await this.disk.write({ keepToo: record.kept, ...record }, record.base);
        this.tab.drop(record);
      }
      this.choice = "mine";
    }

    async choose(choice) {
      if (choice === "mine") {
        try {
          this.disk = this.disk || (await HR.DeviceStore.open(this.scope, true));
          await this.disk.setSetting("device", "mine");
          await this.move();
          note("");
        } catch (error) {
          this.refuse("broken");
        }
      } else {
        if (this.disk) await this.disk.erase();
        this.disk = null;
        this.choice = choice;
        this.tab.forget();
        note(choice);
      }
      HR.tell({ what: "device", scope: this.scope });
    }

    /** Ask the browser not to clear the database away. Granted or not, nothing is promised. */
    async hold() {
      if (this.held) return;
      this.held = true;
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist().catch(() => {});
    }

    async erase() {
      let failed = null;
      try { // also when it did not open before: it may hold words all the same
        const never = this.choice === "refused" && this.why !== "broken";
        const disk = this.disk || (never ? null : await HR.DeviceStore.open(this.scope, false));
        if (disk) await disk.erase();
      } catch (error) {
        if (this.choice === "mine") throw error;
        failed = error;
      }
      this.forgotten(); // the tab's words go in any case
      note("");
      HR.tell({ what: "erased", scope: this.scope });
      if (failed) throw failed;
    }

    forgotten() {
      this.disk = null;
      if (this.choice !== "refused") this.choice = "unset";
      this.tab.erase();
    }

    /** Look anew which store there is, after another tab, or the browser itself, has changed it. */
    async again(error) {
      if (error && error.message !== "gone") this.refuse("broken");
      else this.ready = this.start();
      await this.ready;
      HR.hear({ what: "looked", scope: this.scope });
    }
  }

  /** Read or set what was chosen for this tab alone. */
  function note(choice) {
    try {
      if (choice) sessionStorage.setItem(NOTE, choice);
      else if (choice === "") sessionStorage.removeItem(NOTE);
      const said = sessionStorage.getItem(NOTE);
      return said === "shared" || said === "paper" ? said : null;
    } catch (error) {
      return null; // asked again on the next page
    }
  }

  /** Return the device of a scope; in a preview of staff or authors it keeps nothing. */
  HR.deviceFor = (scope, preview) => {
    if (!devices.has(scope)) devices.set(scope, new Device(scope, preview));
    return devices.get(scope);
  };

  HR.listen((message, far) => {
    const device = devices.get(message.scope);
    if (!far || !device) return;
    if (message.what === "device") device.again();
    if (message.what === "erased") device.forgotten();
  });
})();
