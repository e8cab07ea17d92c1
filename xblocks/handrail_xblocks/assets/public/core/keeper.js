/* Keeps the fields of one sheet: saves soon after typing, says "saved" only after it was read back, and never
   overwrites what another tab wrote. */
(() => {
  "use strict";
  const HR = window.HR;
  const SOON = 800; // ms from the first unsaved key to the write: well under two seconds
  const AGAIN = 5000;

  HR.Keeper = class {
    /** fields: [{id, box, kind, keep, wording, asked}]; ui: {filled(field), past(records), moved(), status(state)}. */
    constructor(activity, device, language, fields, ui) {
      Object.assign(this, { activity, device, language, fields, ui, id: Math.random(), failed: false, looks: device.ready });
      fields.forEach(empty);
      device.flushes.push(() => this.flush());
      HR.listen((message) => this.heard(message));
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") this.leave();
        else this.load(); // for want of a BroadcastChannel
      });
      window.addEventListener("pagehide", () => this.leave());
    }

    /** Save what is unsaved; what is on its way to the database stands in the tab too, for the page may be gone before it arrives. */
    leave() {
      this.leaving = true;
      this.fields.filter((field) => field.writing && field.keep !== "never").forEach((field) => this.device.tab.write(this.draft(field)));
      this.flush();
    }

    /** Look at what is kept and use it, unless it was erased or locked meanwhile. One look follows the other, so that no
        late answer goes over a newer one; "fresh" is a field that was written since this look began. */
    look(use) {
      const look = async () => {
        const store = this.device.store();
        this.fields.forEach((field) => { field.fresh = false; });
        try {
          const lasting = await store.read(this.activity);
          const fleeting = await this.device.tab.read(this.activity);
          if (store === this.device.store()) await use(lasting, fleeting);
        } catch (error) { // then there is another store, and we hear of it
          await this.device.again(error);
        }
        this.show();
      };
      return (this.looks = this.looks.then(look, look));
    }

    /** Show what is kept, in every field that has nothing unsaved. */
    load() {
      this.leaving = document.visibilityState === "hidden";
      return this.look((lasting, fleeting) => {
        let gone = false;
        this.fields.forEach((field) => {
          const record = (field.keep === "never" ? fleeting : lasting).get(field.id);
          if (field.fresh) return; // newer than what was read
          if (record && !field.dirty && !field.writing) this.fill(field, record);
          if (!record && field.revision) gone = true;
        });
        this.ui.past(Array.from(lasting.values()).filter((record) => record.field && !this.fields.some((field) => field.id === record.field)));
        return gone && this.device.again(); // cleared away behind our back; the page keeps its words
      });
    }

    fill(field, record) {
      if (record.revision === field.revision) return;
      const { revision, kept, skip } = record;
      const odd = !HR.blank(record.value) && !field.kind.accepts(record.value, field.box); // it stays as it is, and goes nowhere
      const value = odd ? null : record.value;
      Object.assign(field, { revision, kept, skip, seen: record, odd: odd ? record : null });
      const other = record.wording !== field.wording && record.language === this.language && !HR.blank(value);
      field.older = other ? record.asked : "";
      if (!HR.same(value, field.value)) {
        field.value = value;
        field.kind.write(field.box, value);
      }
      this.ui.filled(field);
    }

    /** Something in a field was typed (saved soon) or ticked (saved now). */
    changed(field, now) {
      field.dirty = true;
      if (now) this.save(field);
      else this.later(field, SOON);
      this.status();
    }

    later(field, milliseconds) {
      if (!field.timer) field.timer = setTimeout(() => this.save(field), milliseconds);
    }

    setSkip(field, skip) {
      field.skip = skip;
      field.skipped = true; // this change is about the chip, so the chip stays
      this.changed(field, true);
    }

    flush() {
      return Promise.all(this.fields.filter((field) => field.dirty).map((field) => this.save(field)));
    }

    async save(field) {
      clearTimeout(field.timer);
      field.timer = 0;
      if (field.writing) return; // looked at again after that write
      const value = field.kind.read(field.box);
      const same = HR.same(value, field.value);
      if (!field.skipped && value !== null && !same) field.skip = "";
      const unchanged = same && !field.skipped && !field.drop && !field.owed;
      const draft = this.draft(field);
      Object.assign(field, { value, dirty: false, skipped: false, owed: false, drop: null, keepToo: null });
      if (!unchanged) await this.write(field, draft);
      if (field.dirty && this.leaving) this.save(field);
      else if (field.dirty) this.later(field, SOON);
      this.ui.filled(field);
      this.show();
    }

    draft(field) {
      const { skip, wording, asked, drop, keepToo, odd } = field;
      const value = field.kind.read(field.box);
      const said = HR.blank(value) ? "" : field.kind.words(field.box, value);
      const words = said === value ? "" : said;
      return {
        activity: this.activity, field: field.id, value, words, skip, wording, asked, language: this.language,
        fleeting: field.keep === "never", drop, keepToo, odd, base: this.device.choice === "mine" ? field.revision : 0,
      };
    }

    async write(field, draft) {
      const { turn } = this;
      field.writing = true;
      this.ui.moved();
      if (this.leaving && !draft.fleeting) this.device.tab.write(draft); // the page may be gone before the database answers
      await this.device.ready;
      const store = draft.fleeting ? this.device.tab : this.device.store();
      const onDisk = store === this.device.disk;
      try {
        if (onDisk && (field.unsure || field.store !== store)) await this.adopt(field, store);
        if (turn !== this.turn) return; // erased meanwhile
        draft.base = onDisk ? field.revision : 0;
        const record = await store.write(draft, field.revision);
        if (turn !== this.turn) return;
        Object.assign(field, { revision: record.revision, kept: record.kept, older: "", seen: record, odd: null, store, fresh: true });
        this.failed = false;
        field.unsure = null;
        if (onDisk) {
          this.device.tab.drop(record);
          this.device.saved(record);
        }
        HR.tell({ what: "saved", scope: this.device.scope, activity: this.activity, field: field.id, from: this.id });
      } catch (error) {
        if (turn !== this.turn) return;
        Object.assign(field, { dirty: true, owed: true, drop: draft.drop, keepToo: draft.keepToo });
        if (onDisk) field.unsure = field.unsure || draft;
        if (error.message === "locked") this.device.tab.forget(); // then in memory alone
        await this.device.tab.write(draft); // so that a reload of this tab still has it
        this.failed = error.message !== "gone" && error.message !== "locked";
        if (!this.failed) this.device.again(error);
        this.later(field, AGAIN);
      }
      field.writing = false;
    }

    /** Meet what a store has. When that is a write of ours that seemed to fail, or what this page shows, its revision is
        ours; else it is another tab's, and will be kept. */
    async adopt(field, store) {
      try {
        const there = (await store.read(this.activity)).get(field.id);
        const ours = there && [field.unsure, field.seen].some((one) => one && HR.same(there.value, one.value) && there.skip === one.skip);
        if (ours) field.revision = there.revision;
        else if (field.store !== store) field.revision = 0;
        Object.assign(field, { unsure: null, store });
      } catch (error) { /* the next time */ }
    }

    show() {
      this.status();
      this.ui.moved();
    }

    /** Tell the truth about where the words are: none, saving, saved, tab, failed. */
    status() {
      const there = this.fields.filter((field) => field.revision > 0);
      const lasting = this.device.choice === "mine" && there.some((field) => field.keep !== "never");
      let state = "none";
      if (this.failed) state = "failed";
      else if (this.fields.some((field) => field.dirty || field.writing)) state = "saving";
      else if (there.length) state = lasting ? "saved" : "tab";
      this.ui.status(state);
    }

    touched() {
      return this.fields.filter((field) => field.skip || field.kind.touched(field.value)).map((field) => field.id);
    }

    async heard(message) {
      if (message.scope !== this.device.scope || message.from === this.id || message.what === "held") return;
      if (message.what === "saved") {
        if (message.activity === this.activity && message.field) await this.load();
        return;
      }
      if (message.what === "erased") { // at once: what is on its way is no more, and what is typed from now on is new
        this.turn = {};
        this.clear();
      }
      await this.device.ready;
      if (message.what === "locked") {
        await this.flush(); // to memory, for the time after
        this.clear();
      } else if (message.what !== "erased") { // the store has changed: take what it has, and bring what it lacks
        await this.look((lasting) => {
          this.fields.forEach((field) => {
            const record = lasting.get(field.id);
            if (field.keep === "never" || field.dirty || field.writing) return; // meets it when it is written
            field.revision = 0;
            if (record) this.fill(field, record);
            else if (!HR.blank(field.value) || field.skip) {
              Object.assign(field, { owed: true, skipped: Boolean(field.skip) });
              this.changed(field, true);
            }
          });
        });
      }
      this.show();
    }

    /** Empty every field: its words are gone from here. */
    clear() {
      this.failed = false;
      this.fields.forEach((field) => {
        clearTimeout(field.timer);
        empty(field);
        field.kind.write(field.box, null);
        this.ui.filled(field);
      });
      this.ui.past([]);
    }
  };

  function empty(field) {
    Object.assign(field, {
      value: null, skip: "", revision: 0, kept: [], odd: null, older: "", drop: null, keepToo: null,
      dirty: false, writing: false, skipped: false, owed: false, unsure: null, seen: null, store: null, timer: 0,
    });
  }
})();
