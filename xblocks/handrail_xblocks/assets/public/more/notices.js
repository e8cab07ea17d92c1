"use strict";
/* What a person should know about this device, told plainly and with a way out: answers that are gone, a lock, no encryption,
   a browser inside another app, no promise to keep, and at most once a week a word about a back-up. */
window.HR.part("notices", (HR) => {
  HR.look();
  let reminding = false;

  const told = (words, ...buttons) => HR.el("div", { class: "hr-notice" }, HR.el("p", {}, ...words),
    ...(buttons.length ? [HR.el("div", { class: "hr-chips" }, ...buttons)] : []));

  async function show(box, host) {
    const { device, lang } = host;
    const again = () => show(box, host);
    const care = async (event) => {
      const below = event.target.closest(".hr-notice");
      (await HR.need("care")).open(below, device, { language: lang, name: host.dataset.name || "my-sheets" });
    };
    if (device.choice === "locked") {
      const ask = HR.el("div", { class: "hr-notice" });
      box.replaceChildren(ask);
      (await HR.need("care")).ask(ask, device);
      return;
    }
    const notes = [];
    if (!window.isSecureContext) {
      notes.push(told([HR.t("This page came without a secure connection (http). Others on this network could change it, and there is no encryption here. Use paper, or ask the program for the secure address.")]));
    }
    if (HR.inApp()) {
      notes.push(told([HR.t("You opened this page inside another app. That app may see what you write, and may clear it. Open the page in your browser, or print the sheet.")]));
    }
    if (device.lost) {
      const { dayWords } = await HR.need("tools");
      notes.push(told([HR.el("b", {}, HR.t("Answers saved on {date} are gone from this device.", { date: dayWords(device.lost.at, lang) })), " ",
        HR.t("The browser cleared them: for want of space, after weeks without a visit, or because somebody cleared its data. Nobody else has them.")],
      HR.button("", HR.t("Bring back from a file"), care),
      HR.button("", HR.t("Start again"), () => { device.accept(); again(); }),
      HR.button("", HR.t("I use paper"), () => host.choose("paper"))));
    }
    if (device.choice === "mine") {
      if (device.marker.due()) {
        reminding = true;
        device.marker.set({ asked: HR.day() });
      }
      if (reminding) {
        notes.push(told([HR.t("A back-up helps if this device is lost, or its browser is cleared.")],
          HR.button("", HR.t("Make a back-up"), care),
          HR.button("hr-quiet", HR.t("Not now"), () => { reminding = false; again(); })));
      } else if (device.unsure) {
        notes.push(told([HR.t("This browser did not promise to keep your answers; a private window forgets them when it closes. Back up or print what matters to you.")]));
      }
    }
    const before = JSON.stringify(Array.from(box.childNodes, (node) => node.textContent));
    if (before === JSON.stringify(notes.map((node) => node.textContent))) return;
    const focus = document.activeElement;
    const seen = inView(focus);
    box.replaceChildren(...notes);
    // A browser that is at the top of a page holds no place: what comes late would push the focus out of sight.
    requestAnimationFrame(() => { if (seen && focus === document.activeElement && !inView(focus)) focus.scrollIntoView({ block: "nearest" }); });
  }

  function inView(node) {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }

  return { show };
});
