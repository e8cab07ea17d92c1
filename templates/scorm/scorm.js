/* A session inside a learning system that knows SCORM 1.2. It wakes the page's activities and tells two things:
   cmi.core.lesson_status (incomplete, completed) and cmi.core.lesson_location (ids of what is done). It reads cmi.core.student_id,
   to keep apart who shares a browser; of that only a hash is used. No score, no time, no answer, no suspend_data. */
(() => {
  "use strict";
  const HR = window.HR;
  const page = document.querySelector("main");
  const words = page.dataset;
  const counted = words.counted.split(" ");
  const activities = HR.all(page, "hr-worksheet, hr-check, hr-lesson-done");
  const known = activities.filter((one) => one.completes()).map((one) => one.dataset.activity);
  const shared = "shared" in words;
  const STATUS = "cmi.core.lesson_status";
  const PLACE = "cmi.core.lesson_location";
  const HOPS = 20;
  const owed = new Set(); // ids of what has not arrived
  const hosts = new Map(); // id to its completion
  let api = null;
  let open = false; // whether it answered the last time
  let preview = false; // nothing is written then

  if (window.matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.dataset.hrTheme = "dark";

  const part = (name) => page.querySelector('[data-lms="' + name + '"]');
  const is = (answer) => String(answer) === "true";

  /** Look for the learning system in this window, those around it, and those that opened them. */
  function find() {
    const begin = [() => window, () => window.opener, () => window.top.opener];
    for (const from of begin) {
      try {
        let here = from();
        for (let hop = 0; here && hop < HOPS; hop += 1) {
          const found = within(here);
          if (found) return found;
          if (here.parent === here) break;
          here = here.parent;
        }
      } catch (error) { /* the next */ }
    }
    return null;
  }

  function within(other) {
    try {
      return (other.API && other.API.LMSInitialize && other.API) || null;
    } catch (error) {
      return null; // a window of another host: what is beyond it may be ours again
    }
  }

  /** Begin to talk. It may be open already, when this page was loaded again and the learning system did not notice: then it takes
      what every session says, that it will be gone on with. */
  function begin() {
    open = false;
    api = find();
    open = Boolean(api) && (is(api.LMSInitialize("")) || suspend());
    return open;
  }

  const suspend = () => is(api.LMSSetValue("cmi.core.exit", "suspend"));
  const get = (name) => String(api.LMSGetValue(name) || "");

  function set(name, value) {
    if (get(name) !== value && !is(api.LMSSetValue(name, value))) throw new Error("refused");
  }

  function commit() {
    if (!is(api.LMSCommit(""))) throw new Error("refused");
  }

  const over = (status) => status === "completed" || status === "passed";

  /** Return the ids of what is done. A learning system that kept the status alone means all of it. */
  function done() {
    const found = get(PLACE).split(",").filter((id) => known.includes(id));
    return new Set(found.length || !over(get(STATUS)) ? found : counted);
  }

  /** Tell one thing, or throw. What others have told meanwhile stays: it is read first. */
  function tell(id, state) {
    if (!open && !begin()) throw new Error("no answer");
    try {
      const all = done();
      const was = get(STATUS);
      if (state === "done") all.add(id);
      if (state === "undone") all.delete(id);
      set(PLACE, Array.from(all).sort().join(","));
      const lowered = state === "undone" && counted.includes(id);
      if (counted.every((one) => all.has(one))) {
        if (!over(was)) set(STATUS, "completed");
      } else if (!over(was) || lowered) {
        set(STATUS, "incomplete");
      }
      commit();
    } catch (error) {
      open = false; // look for it anew the next time
      throw error;
    }
  }

  /** Say that it was opened, so that no learning system takes leaving for being done; and that it will be gone on with. */
  function opened() {
    if (!over(get(STATUS))) set(STATUS, "incomplete");
    suspend();
    commit();
  }

  /** Return what keeps people apart in one browser, and says nothing of them; nothing where that cannot be made. */
  async function code() {
    const who = api ? get("cmi.core.student_id") : "";
    if (!who || !window.isSecureContext) return "";
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words.scope + "|" + who));
    return Array.from(new Uint8Array(hash).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function device(scope, unkept) {
    if (shared) return HR.deviceFor(words.scope);
    if (scope && !unkept) return HR.deviceFor(scope);
    const here = HR.deviceFor(" " + words.scope, "unkept");
    here.words = unkept || words.unkept;
    return here;
  }

  function count() {
    const n = counted.filter((id) => hosts.get(id).state === "done").length;
    HR.say(part("count"), HR.t(words.count, { n, m: counted.length }));
  }

  function wake(activity, here, states, place) {
    const id = activity.dataset.activity;
    if (!activity.completes()) return activity.wake(here, null);
    const post = async ({ state }) => {
      owed.add(id);
      if (states) tell(id, state);
      owed.delete(id);
    };
    const host = HR.BlockCompletion(post, states && states.has(id) ? "done" : "none", place && place + "|" + id);
    const told = host.set;
    host.set = (state) => {
      const going = told(state);
      count();
      return going;
    };
    hosts.set(id, host);
    return activity.wake(here, host);
  }

  const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

  async function start() {
    let states = new Set();
    let scope = "";
    for (let tries = 0; tries < 8 && !open; tries += 1) { // some learning systems are slower than their pages
      if (tries) await pause(250);
      try {
        begin();
      } catch (error) { /* the next time */ }
    }
    if (!open) HR.say(part("told"), api ? words.closed : words.alone);
    try {
      if (api) {
        preview = get("cmi.core.lesson_mode") === "browse";
        states = done();
        scope = await code();
      }
      if (open && !preview) opened();
    } catch (error) {
      open = false; // each thing that is told tries again
    }
    const here = device(scope, preview && words.preview);
    const keeps = scope && !preview && !shared;
    activities.forEach((one) => wake(one, here, preview ? null : states, keeps && scope));
    count();
  }

  document.addEventListener("visibilitychange", () => {
    try {
      if (owed.size && api && document.visibilityState === "hidden") commit(); // a phone may never come back to this page
    } catch (error) { /* it is tried again */ }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!owed.size || !api) return;
    event.preventDefault(); // the browser asks whether to leave
    event.returnValue = ""; // older ones wait for this
  });
  window.addEventListener("pagehide", () => {
    try {
      if (api && !preview) opened(); // once more, for a learning system that has heard nothing; some browsers refuse to send now
    } catch (error) { /* each step was committed when it was made */ }
    try {
      if (api) api.LMSFinish("");
    } catch (error) { /* nobody is left who could be told */ }
    open = false;
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // it said goodbye; a new beginning reads what stands now
  });
  start();
})();
