/* Where answers live: one record per answer, with a revision. Two stores of one shape, HR.Store:

   read(activity)                  -> Map of field id to record
   write(draft, expected)          -> the record, when it is certain that it is there; else it rejects
   everything()                    -> all records that may be kept
   (more/tools.js erases)

   A record's "words" are its value as plain text, where the value is not text itself: an answer stays readable under the
   words that it was given to, also when its sheet has changed or stands on another page.

   A record's "kept" holds what another tab wrote over the same revision: nothing is overwritten in silence. */
(() => {
  "use strict";
  const HR = window.HR;
  const DATABASE = "hr-sheets"; // neutral: whoever looks into the browser reads it
  const PATIENCE = 5000;

  /** Return a record whose parts around the value are of the types that this library writes. What a copy was stays as it was. */
  function sound(record) {
    const when = (one) => HR.text(one.saved_at) || "1970-01-01";
    const copy = (one) => (HR.plain(one) && "value" in one ? { value: one.value, saved_at: when(one) } : { value: one, saved_at: when({}) });
    const texts = ["words", "skip", "wording", "asked", "language"].map((name) => [name, HR.text(record[name])]);
    return {
      ...record, ...Object.fromEntries(texts), saved_at: when(record), kept: HR.list(record.kept).map(copy), revision: Math.max(1, record.revision | 0),
    };
  }

  /** Return the sheets that somebody wants to bring to a counselor. */
  HR.stars = async (disk) => HR.list(await disk.getSetting("stars").catch(() => []));

  /** Return what a record of completion says. */
  HR.stateOf = (record) => {
    const { state } = (record && record.value) || {};
    return ["started", "done"].includes(state) ? state : "none";
  };

  /** Return the record that a draft becomes. "expected" is the revision that its writer had seen; without it nothing is compared. */
  function next(old, draft, expected, place) {
    const { activity, field, value, words = "", skip, wording, asked, language } = draft;
    let kept = old ? old.kept : [];
    const unseen = old && field && expected !== undefined && old.revision !== expected;
    if (unseen && !HR.blank(old.value)) kept = kept.concat({ value: old.value, saved_at: old.saved_at });
    if (draft.keepToo) kept = kept.concat(draft.keepToo);
    if (draft.odd && !kept.some((copy) => HR.same(copy.value, draft.odd.value))) kept = kept.concat({ value: draft.odd.value, saved_at: draft.odd.saved_at });
    kept = kept.filter((copy) => !HR.same(copy, draft.drop) && !HR.same(copy.value, value)
      && !(HR.text(copy.value) && HR.text(value).startsWith(copy.value))); // a text that the new one begins with is in it already
    const revision = (old ? old.revision : 0) + 1;
    const saved_at = new Date().toISOString();
    return { key: place + "|" + field, place, activity, field, value, words, skip, wording, asked, language, revision, saved_at, kept };
  }

  /* What each version of the database added to the one before it. Published steps never change: a browser may come from any of them. */
  const STEPS = [
    (database) => {
      database.createObjectStore("answers", { keyPath: "key" }).createIndex("place", "place");
      database.createObjectStore("settings");
    },
  ];

  /** Open the database. Unless it may be made, looking leaves nothing behind: null when there is none. */
  function open(create) {
    return HR.within(PATIENCE, new Promise((resolve, reject) => {
      const request = window.indexedDB.open(DATABASE, STEPS.length);
      let absent = false;
      request.onupgradeneeded = (event) => {
        absent = event.oldVersion === 0 && !create;
        if (absent) request.transaction.abort();
        else STEPS.slice(event.oldVersion).forEach((step) => step(request.result, request.transaction));
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (absent) resolve(null);
        else reject(request.error.name === "VersionError" ? new Error("newer") : request.error);
      };
      request.onblocked = () => reject(new Error("blocked"));
    }));
  }

  HR.DeviceStore = class {
    /** seal, where a code locks this scope: {id, shut(record) -> promise, open(sealed) -> promise}, see more/vault.js. */
    constructor(scope, database) {
      Object.assign(this, { scope, database, seal: null, mine: IDBKeyRange.bound(scope + "|", scope + "|\uffff") });
    }

    /** Return the store, or null when there is none yet and none may be made. */
    static async open(scope, create) {
      const database = await open(create);
      return database && new HR.DeviceStore(scope, database);
    }

    /** Run one transaction; work(answers, settings) returns the request whose result counts. With "guarded" nothing is
        written when the lock has been turned on or off elsewhere, or when everything was erased. */
    async run(mode, work, guarded) {
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
        const settings = transaction.objectStore("settings");
        let moved = null;
        const leave = (why) => {
          moved = new Error(why);
          transaction.abort();
        };
        if (guarded) {
          settings.get(this.scope + "|device").onsuccess = (event) => { if (event.target.result !== "mine") leave("gone"); };
          settings.get(this.scope + "|lock").onsuccess = (event) => {
            const lock = event.target.result;
            if ((lock ? lock.id : "") !== (this.seal ? this.seal.id : "")) leave("locked");
          };
        }
        const request = work(transaction.objectStore("answers"), settings);
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(moved || transaction.error || new Error("refused"));
      }));
    }

    /** Return what the database holds as the record that was kept. */
    async opened(raw) {
      if (!raw || !raw.sealed) return raw && sound(raw);
      if (!this.seal) throw new Error("locked");
      return sound(await this.seal.open(raw));
    }

    async read(activity) {
      const raws = await this.run("readonly", (answers) => answers.index("place").getAll(this.scope + "|" + activity));
      const records = await Promise.all(raws.map((raw) => this.opened(raw)));
      return new Map(records.map((record) => [record.field, record]));
    }

    async write(draft, expected) {
      const place = this.scope + "|" + draft.activity;
      const key = place + "|" + draft.field;
      const get = () => this.run("readonly", (answers) => answers.get(key));
      let record;
      let moved;
      do { // again when another tab came between; without a lock it cannot
        const { seal } = this;
        const before = seal && (await get());
        if (seal) record = next(await this.opened(before), draft, expected, place);
        const shut = seal && (await seal.shut(record));
        await this.run("readwrite", (answers) => {
          const request = answers.get(key);
          request.onsuccess = () => {
            moved = Boolean(seal) && revision(request.result) !== revision(before);
            if (!seal) record = next(request.result && sound(request.result), draft, expected, place);
            if (!moved) answers.put(shut || record);
          };
          return request;
        }, true);
      } while (moved);
      const back = await this.opened(await get());
      if (!back || (back.revision <= record.revision && !HR.same(back, record))) throw new Error("not there");
      return record;
    }

    /** Return every record of this scope. */
    async everything() {
      return Promise.all((await this.run("readonly", (answers) => answers.getAll(this.mine))).map((raw) => this.opened(raw)));
    }

    count() {
      return this.run("readonly", (answers) => answers.count(this.mine));
    }

    getSetting(name) {
      return this.run("readonly", (answers, settings) => settings.get(this.scope + "|" + name));
    }

    setSetting(name, value) {
      return this.run("readwrite", (answers, settings) => settings.put(value, this.scope + "|" + name));
    }
  };

  const revision = (raw) => (raw ? raw.revision : 0);

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
        memory.set(place, new Map(HR.list(known).filter((record) => record && HR.isText(record.field)).map((record) => [record.field, { ...sound(record), activity }])));
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

    /** Let go of what stands for a field; with "same" only when it is this very record. */
    drop(record, same) {
      const box = this.box(record.activity);
      if ((!same || box.get(record.field) === record) && box.delete(record.field)) this.copy(record.activity);
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
    records() {
      const start = this.scope + "|";
      this.stored().forEach((key) => this.box(key.slice((DATABASE + "|" + start).length)));
      return Array.from(memory).filter(([place]) => place.startsWith(start))
        .flatMap(([, box]) => Array.from(box.values())).filter((record) => !record.fleeting);
    }

    async everything() {
      return this.records();
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
      this.records();
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
