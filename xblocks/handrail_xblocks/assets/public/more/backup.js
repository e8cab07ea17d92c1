"use strict";
/* The back-up: one encrypted file, opened by five printed words. A file is taken for hostile until it has been checked whole;
   nothing is written before that, and then in one piece. Where the device and the file differ, both are kept. */
window.HR.part("backup", (HR) => {
  const MOST_BYTES = 20000000;
  const MOST_ROUNDS = 2000000; // more would only make the phone hang
  const FORMAT = "sheets";
  const VERSION = 1;
  const WORDS = 5; // out of 1,024: 50 bits, and each guess costs 600,000 rounds
  const ID = /^[a-z0-9-]{0,40}$/;
  const POISON = ["__proto__", "constructor", "prototype"];

  /** What is wrong with a file, for a person to read. */
  class Refused extends Error {}

  const refuse = {
    big: () => new Refused(HR.t("This file is too big to be a back-up.")),
    other: () => new Refused(HR.t("This file is not a back-up of these sheets, or it is damaged. Nothing was changed.")),
    newer: () => new Refused(HR.t("This back-up was made by newer pages. Load the page again, then try once more. Nothing was changed.")),
    words: () => new Refused(HR.t("These five words do not open this file. Nothing was changed.")),
  };

  const sorted = (thing) => Object.keys(thing).sort().join(" ");
  const plain = (thing) => Boolean(thing) && typeof thing === "object" && Object.getPrototypeOf(thing) === Object.prototype;
  const text = (thing, most) => typeof thing === "string" && thing.length <= most;

  function toBase64(bytes) {
    let raw = "";
    for (let at = 0; at < bytes.length; at += 8192) raw += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(raw);
  }

  function fromBase64(words, length) {
    let raw;
    try {
      raw = atob(words);
    } catch (error) {
      throw refuse.other();
    }
    if (length && raw.length !== length) throw refuse.other();
    return Uint8Array.from(raw, (char) => char.charCodeAt(0));
  }

  /** Draw words from a list by chance that nobody can foresee: 1,024 of them are ten bits each. */
  function draw(list, random) {
    return Array.from({ length: WORDS }, () => {
      const [high, low] = random(2);
      return list[((high << 8) | low) % list.length]; // 1,024 divides 65,536: no word comes more often
    });
  }

  /** Return a list of words; a capital letter says how many letters of the one before each begins with (handrail/bundles.py). */
  function unfold(folded) {
    let word = "";
    return folded.match(/[A-Z][a-z]*/g).map((one) => { word = word.slice(0, one.charCodeAt(0) - 65) + one.slice(1); return word; });
  }

  /** Words as typed, as they are compared: case, accents and spaces do not count. */
  const typed = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim().split(/[\s,.]+/).join(" ");

  /** Return {words, file}: the file holds every answer that is kept on this device. */
  async function make(device) {
    const [vault, folded] = await Promise.all([HR.need("vault"), HR.need("words")]);
    await Promise.all(device.flushes.map((save) => save()));
    const answers = (await device.store().everything()).map(({ key, place, base, fleeting, ...rest }) => rest);
    const words = draw(unfold(folded), vault.random);
    const salt = vault.random(16);
    const key = await vault.derive(typed(words.join(" ")), salt, vault.ROUNDS);
    const { iv, data } = await vault.shut(key, { answers }, FORMAT + VERSION);
    const file = { format: FORMAT, version: VERSION, rounds: vault.ROUNDS, salt: toBase64(salt), iv: toBase64(iv), data: toBase64(data) };
    return { words, file: JSON.stringify(file) };
  }

  /** Open a file and check all of it; return its answers. Rejects with Refused. */
  async function read(file, words) {
    if (file.size > MOST_BYTES) throw refuse.big();
    let outer;
    try {
      outer = JSON.parse(await file.text());
    } catch (error) {
      throw refuse.other();
    }
    if (!plain(outer) || outer.format !== FORMAT) throw refuse.other();
    if (Number.isInteger(outer.version) && outer.version > VERSION) throw refuse.newer();
    const right = outer.version === VERSION && sorted(outer) === "data format iv rounds salt version"
      && Number.isInteger(outer.rounds) && [outer.salt, outer.iv, outer.data].every((part) => typeof part === "string");
    const vault = await HR.need("vault");
    if (!right || outer.rounds < vault.ROUNDS || outer.rounds > MOST_ROUNDS) throw refuse.other();
    const sealed = { iv: fromBase64(outer.iv, 12), data: fromBase64(outer.data) };
    const key = await vault.derive(typed(words), fromBase64(outer.salt, 16), outer.rounds);
    let inner;
    try {
      inner = await vault.open(key, sealed, FORMAT + VERSION);
    } catch (error) {
      throw refuse.words();
    }
    return checked(inner);
  }

  function checked(inner) {
    if (!plain(inner) || sorted(inner) !== "answers" || !Array.isArray(inner.answers) || inner.answers.length > 20000) throw refuse.other();
    const seen = new Set();
    inner.answers.forEach((answer) => {
      if (!plain(answer) || !answerFits(answer)) throw refuse.other();
      const place = answer.activity + "|" + answer.field;
      if (seen.has(place)) throw refuse.other();
      seen.add(place);
    });
    return inner.answers;
  }

  const KEYS = ["activity", "field", "value", "words", "skip", "wording", "asked", "language", "revision", "saved_at", "kept"];

  function answerFits(answer) {
    const { activity, field, value, words, skip, wording, asked, language, revision, saved_at, kept } = answer;
    return Object.keys(answer).every((key) => KEYS.includes(key))
      && text(activity, 40) && activity !== "" && ID.test(activity) && text(field, 40) && ID.test(field)
      && valueFits(value, 0) && (words === undefined || text(words, 1000000))
      && (field !== "" || (plain(value) && ["none", "started", "done"].includes(value.state)))
      && text(skip, 40) && ID.test(skip) && text(wording, 40) && ID.test(wording) && text(asked, 2000) && text(language, 10)
      && Number.isSafeInteger(revision) && revision > 0 && dateFits(saved_at)
      && Array.isArray(kept) && kept.length <= 1000
      && kept.every((copy) => plain(copy) && sorted(copy) === "saved_at value" && valueFits(copy.value, 0) && dateFits(copy.saved_at));
  }

  const dateFits = (date) => text(date, 40) && !Number.isNaN(Date.parse(date));

  function valueFits(value, depth) {
    if (depth > 6) return false;
    if (value === null || typeof value === "boolean" || Number.isFinite(value)) return true;
    if (typeof value === "string") return value.length <= 1000000;
    if (Array.isArray(value)) return value.length <= 2000 && value.every((one) => valueFits(one, depth + 1));
    return plain(value) && Object.keys(value).every((key) => key.length <= 40 && !POISON.includes(key) && valueFits(value[key], depth + 1));
  }

  const RANK = ["none", "started", "done"];

  /** Return the record that the device's and the file's make together; null when the device's says it all. */
  function merge(there, answer, device) {
    const place = device.scope + "|" + answer.activity;
    if (!there) return { ...answer, key: place + "|" + answer.field, place, revision: 1 };
    if (!answer.field) {
      return RANK.indexOf(HR.stateOf(answer)) > RANK.indexOf(HR.stateOf(there)) ? { ...there, value: answer.value, revision: there.revision + 1 } : null;
    }
    const known = [there, ...there.kept];
    const copies = [answer, ...answer.kept].filter((copy) => !HR.blank(copy.value) && !known.some((one) => HR.same(one.value, copy.value)));
    if (!copies.length) return null;
    if (HR.blank(there.value) && !there.skip) return { ...answer, key: there.key, place, revision: there.revision + 1, kept: answer.kept.concat(there.kept) };
    const kept = there.kept.concat(copies.map(({ value, saved_at }) => ({ value, saved_at })));
    return { ...there, kept, revision: there.revision + 1 };
  }

  /** Put a file's answers onto this device. Rejects, with nothing changed, unless all of them fit. */
  async function restore(device, file, words) {
    const answers = await read(file, words);
    const fresh = (records) => {
      const there = new Map(records.map((record) => [record.activity + "|" + record.field, record]));
      return answers.map((answer) => merge(there.get(answer.activity + "|" + answer.field), answer, device)).filter(Boolean);
    };
    const count = answers.filter((answer) => answer.field).length;
    if (device.windowOnly) { // a page from a file stores nothing: its window is the place
      await Promise.all(device.flushes.map((save) => save()));
      fresh(device.tab.records()).forEach((record) => device.tab.box(record.activity).set(record.field, record));
      HR.hear({ what: "device", scope: device.scope });
      return count;
    }
    const vault = await HR.need("vault");
    if (device.choice !== "mine") await device.choose("mine");
    if (device.choice !== "mine") throw new Error("refused");
    await Promise.all(device.flushes.map((save) => save()));
    await vault.rewrite(device.disk, fresh);
    device.marker.set({ n: await device.disk.count() });
    HR.tell({ what: "device", scope: device.scope });
    return count;
  }

  return { make, restore, Refused };
});
