/* "Whose device is this?", asked once. One device per scope; it says which store answers go to.

   choice      means                                        where words live
   unset       not answered yet                             this tab
   mine        keep them here                               IndexedDB
   locked      kept here, behind a code not given yet       memory of this tab, until it is given
   shared      keep nothing                                 memory of this tab
   paper       I use paper                                  memory of this tab
   refused     the browser cannot or may not keep anything  this tab; said plainly

   A build for a clinic's own tablets (core/tablet.js) is "shared" from the start: no store is opened, nobody is asked. */
(() => {
  "use strict";
  const HR = window.HR;
  const NOTE = "hr-sheets-device";
  const APPS = /FBA[NV]|Instagram|Snapchat|TikTok|musical_ly|Line\/|MicroMessenger|Pinterest|LinkedInApp|; wv\)/;
  const devices = new Map();

  class Device {
    constructor(scope, preview) {
      Object.assign(this, { scope, tab: new HR.TabStore(scope), marker: new HR.Marker(scope), flushes: [], lost: null });
      if (preview) this.refuse(preview);
      else if (window.HandrailShared) window.HandrailShared(this, HR);
      this.ready = this.choice ? Promise.resolve() : this.start();
    }

    async start() {
      const turn = (this.turn = {}); // what was begun before it, and has not ended, changes nothing any more
      this.disk = null;
      this.choice = "unset";
      if (location.protocol === "file:") { // every file on a computer may share one database
        this.refuse("file");
        return;
      }
      this.tab.reload = true;
      try {
        const disk = await HR.DeviceStore.open(this.scope, false);
        const mine = disk && (await disk.getSetting("device")) === "mine";
        const locked = mine && (await disk.getSetting("lock"));
        if (this.turn !== turn) return this.turn && this.ready; // a later look, if any
        this.disk = disk;
        this.lost = mine ? null : this.marker.get();
        if (locked) this.lock();
        else if (mine) await this.move();
      } catch (error) {
        if (this.turn === turn) this.refuse(error.message === "newer" ? "newer" : "broken");
      }
      const said = this.choice === "unset" && HR.note();
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
      const { disk } = this;
      let [record] = this.tab.records(); // what is typed meanwhile comes last
      while (record) {
        const there = record.field ? null : (await disk.read(record.activity)).get("");
        const newer = record.field || HR.stateOf(record) === "done" || !there || there.revision === record.base;
        if (newer) await disk.write({ keepToo: record.kept, ...record }, record.base);
        if (this.disk !== disk) return; // erased, or looked at anew
        this.tab.drop(record, true);
        [record] = this.tab.records();
      }
      if (disk) this.choice = "mine";
    }

    async choose(choice) {
      if (choice === "mine") {
        this.ready = this.keep(); // what is typed meanwhile waits for it
        await this.ready;
      } else {
        if (this.disk) await (await HR.need("tools")).eraseDisk(this.disk);
        this.disk = null;
        this.choice = choice;
        this.tab.forget();
        HR.note(choice);
        this.marker.clear();
      }
      this.lost = null;
      HR.tell({ what: "device", scope: this.scope });
    }

    async keep() {
      const turn = (this.turn = {}); // what was begun before it, and has not ended, changes nothing any more
      try {
        const disk = this.disk || (await HR.DeviceStore.open(this.scope, true));
        await disk.setSetting("device", "mine");
        if (this.turn !== turn) return this.turn || this.start(); // erased in the middle
        this.disk = disk;
        await this.move();
        HR.note("");
      } catch (error) {
        if (this.turn === turn) this.refuse("broken");
      }
    }

    /** After a save: see that there is something to miss. */
    saved(record) {
      if (!this.held || record.revision === 1) HR.need("tools").then((tools) => tools.hold(this), () => {});
    }

    /** What was lost is known now. */
    accept() {
      this.lost = null;
      this.marker.clear();
    }

    /** Keep what is behind the code from this page, until it is given again. */
    lock() {
      this.choice = "locked";
      if (this.disk) this.disk.seal = null;
      this.tab.forget(); // what is typed behind a lock is in memory alone
    }

    /** Erase everything of this scope, here and in other tabs; rejects when the device still has it. */
    async erase() {
      await (await HR.need("tools")).eraseAll(this);
    }

    forgotten() {
      this.turn = null;
      this.disk = null;
      if (this.choice !== "refused" && !this.fixed) this.choice = "unset";
      this.tab.erase();
    }

    /** Look anew which store there is, after another tab, or the browser itself, has changed it. */
    async again(error) {
      if (this.fixed) return;
      const back = error && (error.message === "gone" || error.message === "locked");
      if (error && !back) this.refuse("broken");
      else this.ready = this.start();
      await this.ready;
      HR.hear({ what: this.choice === "locked" ? "locked" : "looked", scope: this.scope });
    }
  }

  /** Read or set what was chosen for this tab alone. */
  HR.note = (choice) => {
    try {
      if (choice) sessionStorage.setItem(NOTE, choice);
      else if (choice === "") sessionStorage.removeItem(NOTE);
      const said = sessionStorage.getItem(NOTE);
      return said === "shared" || said === "paper" ? said : null;
    } catch (error) {
      return null; // asked again on the next page
    }
  };

  /** Return the device of a scope; where its sheets are only read ("preview" of staff, done "elsewhere") it keeps nothing. */
  HR.deviceFor = (scope, preview) => {
    if (!devices.has(scope)) devices.set(scope, new Device(scope, preview));
    return devices.get(scope);
  };

  HR.inApp = () => APPS.test(navigator.userAgent); // by what such browsers call themselves: a hint, no more

  /** Say what is special here, in the first box for it on a page: more/notices.js knows the words. host: {device, lang, choose(choice)}. */
  HR.notices = (box, host) => {
    const { device } = host;
    const special = device.lost || device.choice === "locked" || device.unsure || !window.isSecureContext || HR.inApp()
      || (device.choice === "mine" && device.marker.due()) || (box && box.childNodes.length);
    if (!special || !box || box !== document.querySelector("[data-part=notices]")) return;
    HR.need("notices").then((notices) => notices.show(box, host),
      () => HR.say(box, HR.t("This part of the page could not be loaded. Try again when you are online.")));
  };

  HR.listen((message, far) => {
    const device = devices.get(message.scope);
    if (!far || !device) return;
    if (message.what === "device") device.again();
    if (message.what === "erased") device.forgotten();
  });
})();
