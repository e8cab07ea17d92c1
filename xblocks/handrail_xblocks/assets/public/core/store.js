/* Where answers live: one record per answer, with a revision. Two stores of one shape, HR.Store:

   read(activity)                  -> Map of field id to record
   write(draft, expected)          -> the record, when it is certain that it is there; else it rejects
   erase()                         nothing of this scope is left

   A record's "kept" holds what another tab wrote over the same revision: nothing is overwritten in silence. */
(() => {
  "use strict";
  const HR = window.HR;
  const DATABASE = "hr-sheets"; // neutral: whoever looks into the browser reads it
  const PATIENCE = 5000;

  /** Return the record that a draft becomes. "expected" is the revision that its writer had seen; without it nothing is compared. */
  function next(old, draft, expected, place) {
    const { activity, field, value, skip, wording, asked, language } = draft;
    let kept = (old && old.kept) || [];
    const unseen = old && field && expected !== undefined && old.revision !== expected;
    if (unseen && !HR.blank(old.value)) kept = kept.concat({ value: old.value, saved_at: old.saved_at });
    if (draft.keepToo) kept = kept.concat(draft.keepToo);
    kept = kept.filter((copy) => !HR.same(copy, draft.drop) && !HR.same(copy.value, value)
      && !(copy.value && HR.text(value).startsWith(copy.value))); // a text that the new one begins with is in it already
    const revision = (old ? old.revision : 0) + 1;
    const saved_at = new Date().toISOString();
    return { key: place + "|" + field, place, activity, field, value, skip, wording, asked, language, revision, saved_at, kept };
  }

  /** Open the database. Unless it may be made, looking leaves nothing behind: null when there is none. */
  function open(create) {
    return HR.within(PATIENCE, new Promise((resolve, reject) => {
      const request = window.indexedDB.open(DATABASE, 1);
      let absent = false;
      request.onupgradeneeded = (event) => {
        absent = event.oldVersion === 0 && !create;
        if (absent) {
          request.transaction.abort();
          return;
        }
        request.result.createObjectStore("answers", { keyPath: "key" }).createIndex("place", "place");
        request.result.createObjectStore("settings");
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (absent) resolve(null);
        else reject(request.error);
      };
      request.onblocked = () => reject(new Error("blocked"));
    }));
  }

  HR.DeviceStore = class {
    constructor(scope, database) {
      Object.assign(this, { scope, database });
    }

    /** Return the store, or null when there is none yet and none may be made. */
    static async open(scope, create) {
      const database = await open(create);
      return database && new HR.DeviceStore(scope, database);
    }

    /** Run one transaction; work(answers, settings) returns the request whose result counts. */
    async run(mode, work) {
      const begin = () => this.database.transaction(["answers", "settings"], mode, { durability: "strict" });
      let transaction;
      try {
        transaction = begin();
      } catch (error) { // the browser has dropped the connection, or the database was erased
        this.database = await open(false);
        if (!this.database) throw new Error("gone");
        transaction = begin();
      }
      return HR.within(PATIENCE, new Promise((resolve, reject) => {
        const request = work(transaction.objectStore("answers"), transaction.objectStore("settings"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error || new Error("refused"));
      }));
    }

    async read(activity) {
      const records = await this.run("readonly", (answers) => answers.index("place").getAll(this.scope + "|" + activity));
      return new Map(records.map((record) => [record.field, record]));
    }

    async write(draft, expected) {
      const place = this.scope + "|" + draft.activity;
      let record;
      await this.run("readwrite", (answers) => {
        const request = answers.get(place + "|" + draft.field);
        request.onsuccess = () => {
          record = next(request.result, draft, expected, place);
          answers.put(record);
        };
        return request;
      });
      const back = await this.run("readonly", (answers) => answers.get(record.key));
      if (!back || (back.revision <= record.revision && !HR.same(back, record))) throw new Error("not there");
      return record;
    }

    getSetting(name) {
      return this.run("readonly", (answers, settings) => settings.get(this.scope + "|" + name));
    }

    setSetting(name, value) {
      return this.run("readwrite", (answers, settings) => settings.put(value, this.scope + "|" + name));
    }

    /** Erase everything of this scope; the database itself goes when nobody else's records are in it. */
    async erase() {
      const mine = IDBKeyRange.bound(this.scope + "|", this.scope + "|\uffff");
      const left = await this.run("readwrite", (answers, settings) => {
        answers.delete(mine);
        settings.delete(mine);
        return settings.count(); // whoever has answers here has said whose device it is
      });
      if (left) return;
      this.database.close();
      await HR.within(PATIENCE, new Promise((resolve) => {
        const request = window.indexedDB.deleteDatabase(DATABASE);
        request.onsuccess = request.onerror = resolve;
      })).catch(() => {}); // the records are gone in any case
    }
  };

  const memory = new Map(); // place to Map of field to record

  /** The tab: memory, and sessionStorage too where the words may survive a reload. */
  HR.TabStore = class {
    constructor(scope) {
      Object.assign(this, { scope, reload: true });
    }

    box(activity) {
      const place = this.scope + "|" + activity;
      if (!memory.has(place)) {
        let known = [];
        try {
          known = (this.reload && JSON.parse(sessionStorage.getItem(DATABASE + "|" + place))) || [];
        } catch (error) { /* none */ }
        memory.set(place, new Map(known.map((record) => [record.field, record])));
      }
      return memory.get(place);
    }

    async read(activity) {
      return new Map(this.box(activity));
    }

    async write(draft, expected) {
      const box = this.box(draft.activity);
      const old = box.get(draft.field);
      const record = next(old, draft, expected, this.scope + "|" + draft.activity);
      record.fleeting = Boolean(draft.fleeting);
      record.base = draft.base || (old && old.base) || 0; // the revision on the device that it continues
      box.set(record.field, record);
      this.copy(draft.activity);
      return record;
    }

    drop(record) {
      if (this.box(record.activity).delete(record.field)) this.copy(record.activity);
    }

    /** Copy to sessionStorage what may survive a reload. */
    copy(activity) {
      if (!this.reload) return;
      const lasting = Array.from(this.box(activity).values()).filter((record) => !record.fleeting);
      const key = DATABASE + "|" + this.scope + "|" + activity;
      try {
        if (lasting.length) sessionStorage.setItem(key, JSON.stringify(lasting));
        else sessionStorage.removeItem(key);
      } catch (error) { /* memory still has it */ }
    }

    /** Return every record of this scope that may be kept, for the move to the device. */
    everything() {
      const start = this.scope + "|";
      this.stored().forEach((key) => this.box(key.slice((DATABASE + "|" + start).length)));
      return Array.from(memory).filter(([place]) => place.startsWith(start))
        .flatMap(([, box]) => Array.from(box.values())).filter((record) => !record.fleeting);
    }

    stored() {
      try {
        return Object.keys(sessionStorage).filter((key) => key.startsWith(DATABASE + "|" + this.scope + "|"));
      } catch (error) {
        return [];
      }
    }

    /** From now on only memory: what sessionStorage held goes. */
    forget() {
      this.everything();
      this.reload = false;
      this.stored().forEach((key) => sessionStorage.removeItem(key));
    }

    erase() {
      Array.from(memory.keys()).forEach((place) => {
        if (place.startsWith(this.scope + "|")) memory.delete(place);
      });
      this.stored().forEach((key) => sessionStorage.removeItem(key));
    }
  };
})();
