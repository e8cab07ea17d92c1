/* Keeps the fields of one sheet: saves soon after typing, says "saved" only after it was read back, and never
   overwrites what another tab wrote. */
(() => {
  "use strict";
  const HR = window.HR;
  const SOON = 800; // ms from the first unsaved key to the write: well under two seconds
  const AGAIN = 5000;

  HR.Keeper = class {
    /** fields: [{id, box, kind, keep, wording, asked}]; ui: {filled(field), moved(), status(state)}. */
    constructor(activity, device, language, fields, ui) {
      Object.assign(this, { activity, device, language, fields, ui, id: Math.random(), failed: false });
      fields.forEach(empty);
      HR.listen((message) => this.heard(message));
      document.addEventListener("visibilitychange", () => {
        this.leaving = document.visibilityState === "hidden";
        if (this.leaving) this.flush();
        else this.load(); // for want of a BroadcastChannel
      });
      window.addEventListener("pagehide", () => {
        this.leaving = true;
        this.flush();
      });
    }

    /** Show what is kept, in every field that has nothing unsaved. */
    async load() {
      try {
        const lasting = await this.device.store().read(this.activity);
        const fleeting = await this.device.tab.read(this.activity);
        let gone = false;
        this.fields.forEach((field) => {
          const record = (field.keep === "never" ? fleeting : lasting).get(field.id);
          if (record && !field.dirty && !field.writing) this.fill(field, record);
          if (!record && field.revision) gone = true;
        });
        if (gone) await this.device.again(); // cleared away behind our back; the page keeps its words
      } catch (error) {
        await this.device.again(error);
      }
      this.show();
    }

    fill(field, record) {
      if (record.revision === field.revision) return;
      field.revision = record.revision;
      field.kept = record.kept || [];
      field.skip = record.skip;
      const other = record.wording !== field.wording && record.language === this.language && !HR.blank(record.value);
      field.older = other ? record.asked : "";
      if (!HR.same(record.value, field.value)) {
        field.value = record.value;
        field.kind.write(field.box, field.value);
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

    /** Let one kept copy go, or put it where the other text stands, which is then kept instead. */
    settle(field, copy, take) {
      field.drop = copy;
      if (take) {
        if (!HR.blank(field.value)) field.keepToo = { value: field.value, saved_at: new Date().toISOString() };
        field.kind.write(field.box, copy.value);
      }
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
      const { skip, wording, asked, drop, keepToo } = field;
      const draft = {
        activity: this.activity, field: field.id, value, skip, wording, asked, language: this.language,
        fleeting: field.keep === "never", drop, keepToo,
      };
      Object.assign(field, { value, dirty: false, skipped: false, owed: false, drop: null, keepToo: null });
      if (!unchanged) await this.write(field, draft);
      if (field.dirty) this.later(field, SOON);
      this.ui.filled(field);
      this.show();
    }

    async write(field, draft) {
      const store = draft.fleeting ? this.device.tab : this.device.store();
      const onDisk = store === this.device.disk;
      field.writing = true;
      if (onDisk) draft.base = field.revision;
      this.ui.moved();
      if (this.leaving && onDisk) this.device.tab.write(draft); // the page may be gone before the database answers
      try {
        if (onDisk && field.unsure) {
          await this.adopt(field, store);
          draft.base = field.revision;
        }
        const record = await store.write(draft, field.revision);
        Object.assign(field, { revision: record.revision, kept: record.kept, older: "" });
        this.failed = false;
        field.unsure = null;
        if (onDisk) {
          this.device.tab.drop(record);
          this.device.hold();
        }
        HR.tell({ what: "saved", scope: this.device.scope, activity: this.activity, field: field.id, from: this.id });
      } catch (error) {
        Object.assign(field, { dirty: true, owed: true, drop: draft.drop, keepToo: draft.keepToo });
        if (onDisk) field.unsure = field.unsure || draft;
        await this.device.tab.write(draft); // so that a reload of this tab still has it
        this.failed = error.message !== "gone";
        if (!this.failed) this.device.again();
        this.later(field, AGAIN);
      }
      field.writing = false;
    }

    /** Look whether a write that seemed to fail has arrived: then its revision is ours, and no other tab's. */
    async adopt(field, store) {
      try {
        const there = (await store.read(this.activity)).get(field.id);
        if (there && HR.same(there.value, field.unsure.value) && there.skip === field.unsure.skip) field.revision = there.revision;
        field.unsure = null;
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
      if (message.scope !== this.device.scope || message.from === this.id) return;
      if (message.what === "saved") {
        if (message.activity === this.activity && message.field) await this.load();
        return;
      }
      await this.device.ready;
      if (message.what === "erased") {
        this.failed = false;
        this.fields.forEach((field) => {
          clearTimeout(field.timer);
          empty(field);
          field.kind.write(field.box, null);
          this.ui.filled(field);
        });
      } else {
        await this.rebind();
      }
      this.show();
    }

    /** The store has changed: take what it has, and bring what it lacks. */
    async rebind() {
      const known = await this.device.store().read(this.activity).catch(() => new Map());
      this.fields.filter((field) => field.keep !== "never").forEach((field) => {
        const record = known.get(field.id);
        field.revision = 0;
        if (record && (field.dirty || field.writing)) field.revision = record.revision;
        else if (record) this.fill(field, record);
        else if (!HR.blank(field.value) || field.skip) {
          Object.assign(field, { owed: true, skipped: Boolean(field.skip) });
          this.changed(field, true);
        }
      });
    }
  };

  function empty(field) {
    Object.assign(field, {
      value: null, skip: "", revision: 0, kept: [], older: "", drop: null, keepToo: null,
      dirty: false, writing: false, skipped: false, owed: false, unsure: null, timer: 0,
    });
  }
})();
