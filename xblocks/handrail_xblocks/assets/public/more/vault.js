"use strict";
/* Encryption, by the browser's own WebCrypto: AES-GCM under a key that PBKDF2-SHA-256 makes from a code or from words.

   lock setting    {id, salt, rounds, check}; "check" is something that only the right key opens
   sealed record   {key, place, revision, sealed: {iv, data}}; bound to its key and revision, so none can take another's place

   A lock is turned on and off in one transaction over all records: a crash leaves the old state or the new one. */
window.HR.part("vault", (HR) => {
  const ROUNDS = 600000;
  const AWAY = 300000; // ms out of sight, or untouched, until it locks by itself
  const subtle = window.crypto && window.crypto.subtle;
  const encode = (text) => new TextEncoder().encode(text);
  const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

  async function derive(secret, salt, rounds) {
    const raw = await subtle.importKey("raw", encode(secret.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    return subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  async function shut(key, thing, about) {
    const iv = random(12);
    const data = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: encode(about) }, key, encode(JSON.stringify(thing)));
    return { iv, data: new Uint8Array(data) };
  }

  async function open(key, sealed, about) {
    const text = await subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: encode(about) }, key, sealed.data);
    return JSON.parse(new TextDecoder().decode(text));
  }

  const about = ({ key, revision }) => key + "|" + revision;
  const sealOf = (id, key) => ({
    id,
    async shut(record) {
      return { key: record.key, place: record.place, revision: record.revision, sealed: await shut(key, record, about(record)) };
    },
    open: (raw) => open(key, raw.sealed, about(raw)),
  });

  /** Change many records in one piece: work(records) -> those to put. When another tab writes meanwhile it begins again.
      lock: the new lock setting and its seal; absent: as it is. */
  async function rewrite(store, work, lock) {
    const seal = lock ? lock.seal : store.seal;
    const range = store.mine;
    const marks = (raws) => raws.map((raw) => about(raw)).join("\n");
    for (let tries = 0; tries < 9; tries += 1) {
      const raws = await store.run("readonly", (answers) => answers.getAll(range));
      const records = await Promise.all(raws.map((raw) => store.opened(raw)));
      const fresh = await Promise.all(work(records).map((record) => (seal ? seal.shut(record) : record)));
      let moved = false;
      await store.run("readwrite", (answers, settings) => {
        const request = answers.getAll(range);
        request.onsuccess = () => {
          moved = marks(request.result) !== marks(raws);
          if (moved) return;
          fresh.forEach((record) => answers.put(record));
          if (lock && lock.setting) settings.put(lock.setting, store.scope + "|lock");
          else if (lock) settings.delete(store.scope + "|lock");
        };
        return request;
      }, true);
      if (!moved) {
        store.seal = seal;
        return;
      }
    }
    throw new Error("busy");
  }

  const flush = (device) => Promise.all(device.flushes.map((save) => save()));

  async function turnOn(device, code) {
    await flush(device);
    const id = Array.from(random(8), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const salt = random(16);
    const key = await derive(code, salt, ROUNDS);
    const setting = { id, salt, rounds: ROUNDS, check: await shut(key, "", id) };
    await rewrite(device.disk, (records) => records, { setting, seal: sealOf(id, key) });
    device.tab.forget(); // no copy beside it
    watch(device);
    HR.tell({ what: "device", scope: device.scope });
  }

  async function turnOff(device) {
    await flush(device);
    await rewrite(device.disk, (records) => records, { setting: null, seal: null });
    device.tab.reload = true;
    HR.tell({ what: "device", scope: device.scope });
  }

  /** Open what is locked; false when the code is wrong. Nothing is counted and nothing is wiped. */
  async function unlock(device, code) {
    const setting = await device.disk.getSetting("lock");
    if (setting) {
      const key = await derive(code, setting.salt, setting.rounds);
      try {
        await open(key, setting.check, setting.id);
      } catch (error) {
        return false;
      }
      device.disk.seal = sealOf(setting.id, key);
      watch(device);
    }
    await device.move();
    HR.hear({ what: "looked", scope: device.scope });
    return true;
  }

  async function lock(device) {
    await flush(device);
    device.lock();
    HR.hear({ what: "locked", scope: device.scope });
  }

  /** Lock by itself. Two clocks are read: one can be set, the other stops while a phone sleeps. */
  function watch(device) {
    if (device.watched) return;
    device.watched = true;
    const now = () => [Date.now(), performance.now()];
    let used = now();
    const look = () => {
      const past = now().map((time, at) => Math.abs(time - used[at]));
      if (Math.max(...past) < AWAY) return;
      used = now();
      if (device.choice === "mine" && device.disk.seal) lock(device);
    };
    ["pointerdown", "keydown", "input", "scroll"].forEach((what) => {
      window.addEventListener(what, () => { look(); used = now(); }, { capture: true, passive: true });
    });
    ["visibilitychange", "pageshow"].forEach((what) => window.addEventListener(what, look));
    setInterval(look, 5000);
  }

  return { works: Boolean(subtle), ROUNDS, random, derive, shut, open, rewrite, turnOn, turnOff, unlock, lock };
});
