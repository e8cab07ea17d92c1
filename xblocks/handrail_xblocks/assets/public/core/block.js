/* The door for blocks of a learning system, and what tells it that something was done. */
(() => {
  "use strict";
  const HR = window.HR;

  /** Wake the activities inside a block.
      element: its DOM node, or what wraps it; post({state}) -> promise, the only thing ever sent;
      state: "none", "started" or "done"; scope: keeps people apart on one device, and says nothing about them;
      keep: false for staff, authors and masquerade: nothing is read here, nothing kept, nothing sent;
      parts: where the files of more/ are. */
  HR.mountBlock = (element, { post, state, scope = "", keep = true, parts = {} }) => {
    Object.assign(HR.places, parts);
    const root = element.nodeType ? element : element[0];
    const device = HR.deviceFor(keep ? scope : " preview", keep ? "" : "preview");
    if (!keep) device.words = HR.t("This is a preview. Nothing is kept.");
    return Promise.all(HR.all(root, "hr-worksheet, hr-check, hr-lesson-done").filter((activity) => !activity.awake).map((activity) => {
      const completion = activity.completes() ? HR.BlockCompletion(keep ? post : async () => {}, state, keep && scope + "|" + activity.dataset.activity) : null;
      return activity.wake(device, completion);
    }));
  };

  /** A block: one JSON handler is told {"state": ...} and nothing else. The newest state wins; it tries again, ever more slowly. */
  HR.BlockCompletion = (post, state, place) => {
    const here = HR.completionHost(state || "none");
    let next = null;
    let busy = false;

    here.load = () => {
      const left = place && pending(place);
      if (!left || next || busy) return;
      const news = left === "started" ? here.state === "none" : HR.afterState(left) !== here.state;
      if (news) here.set(left);
      else pending(place, "");
    };
    here.set = async (wanted) => {
      here.state = HR.afterState(wanted);
      next = wanted;
      if (place) pending(place, next);
      if (!busy) push(); // the page does not wait for the network
    };

    async function push() {
      busy = true;
      let tries = 0;
      while (next) {
        const sent = next;
        try {
          await HR.within(15000, Promise.resolve(post({ state: sent })));
          if (next === sent) {
            next = null;
            if (place) pending(place, "");
          }
          tries = 0;
          here.waiting("");
        } catch (error) {
          if (final(error)) {
            if (next === sent) next = null; // what is pending is sent once more at the next load
            here.waiting(HR.t("We could not send “done”, and we stopped trying. Load this page again to try once more."));
            continue;
          }
          here.waiting(HR.t("We could not send “done” yet. We keep trying."));
          await pause(Math.min(60, Math.pow(2, tries)) * (750 + Math.random() * 500));
          tries += 1;
        }
      }
      busy = false;
    }

    function pause(milliseconds) {
      return new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
        window.addEventListener("online", resolve, { once: true });
      });
    }
    return here;
  };

  /** Whether a status says that the same again would be refused again. */
  function final({ status } = {}) {
    return status >= 400 && status < 500 && status !== 408 && status !== 429;
  }

  /** Read or set the one word that a block has not told yet; no other word is in it, and it goes when it has arrived. */
  function pending(place, word) {
    const key = "hr-sheets-untold|" + place;
    try {
      if (word) sessionStorage.setItem(key, word);
      else if (word === "") sessionStorage.removeItem(key);
      const left = sessionStorage.getItem(key);
      return ["started", "done", "undone"].includes(left) ? left : "";
    } catch (error) {
      return ""; // this page still knows
    }
  }
})();
