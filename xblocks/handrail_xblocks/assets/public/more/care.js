"use strict";
/* What a person does with all that is kept on this device: back it up, bring it back, lock it. */
window.HR.part("care", (HR) => {
  const small = (words) => HR.el("p", { class: "hr-small" }, words);
  const line = (label, attributes) => {
    const input = HR.el("input", { class: "hr-input", autocomplete: "off", autocapitalize: "none", spellcheck: "false", translate: "no", ...attributes });
    return { input, box: HR.el("label", { class: "hr-care-line" }, HR.el("span", { class: "hr-sub" }, label), input) };
  };
  const secret = (label) => line(label, { type: "text", autocorrect: "off", "data-secret": "" }); // a password field would be offered to a manager, which sends it away

  /** Say how an act went; while it runs its button does not run twice. */
  function doing(said, work) {
    let busy = false;
    return async () => {
      if (busy) return;
      busy = true;
      HR.say(said, HR.t("One moment …"));
      HR.say(said, await work().catch((error) => (error.told ? error.message : HR.t("That did not work. Nothing was changed."))));
      busy = false;
    };
  }

  const status = () => HR.el("p", { class: "hr-care-said", role: "status" });

  /** Open the panel. name: how a file is called; it says nothing. */
  async function open(below, device, { language, name }) {
    const [{ panel, onPaper }, vault] = await Promise.all([HR.need("panel"), HR.need("vault")]);
    const parts = [];
    if (device.choice === "locked") {
      const asked = HR.el("div", {});
      ask(asked, device);
      parts.push(asked);
    } else if (!vault.works) {
      parts.push(HR.el("p", {}, HR.t("This page came without a secure connection (http). So there is no encrypted back-up and no passcode here. Print your sheets, or save them as files.")));
    } else {
      if (device.choice === "mine") parts.push(backUp(device, language, name, onPaper));
      parts.push(bringBack(device));
      if (device.choice === "mine") parts.push(lock(device, vault, () => box.close()));
    }
    const box = panel(below, HR.t("Back-up and passcode"), ...parts);
  }

  function backUp(device, language, name, onPaper) {
    const said = status();
    const shown = HR.el("div", {});
    const act = doing(said, async () => {
      const [{ make }, { saveFile }] = await Promise.all([HR.need("backup"), HR.need("tools")]);
      const { words, file } = await make(device);
      saveFile(name + ".json", file, "application/json");
      device.marker.set({ backup: HR.day() });
      const list = () => HR.el("ol", { class: "hr-five", translate: "no" }, ...words.map((word) => HR.el("li", {}, word)));
      shown.replaceChildren(list(), HR.button("", HR.t("Print the five words"), () => onPaper(shown, HR.el("p", {}, HR.t("Five words")), list())));
      return HR.t("The file is saved. Now write these five words on paper, or print them. Without them nobody can open the file, not even we. Keep the two apart.");
    });
    return HR.el("div", { class: "hr-care" }, HR.el("p", { class: "hr-sub" }, HR.t("Back up")),
      small(HR.t("One file with all your answers, encrypted. Five words open it.")),
      HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Make a back-up file"), act)), said, shown);
  }

  function bringBack(device) {
    const said = status();
    const file = line(HR.t("The back-up file"), { type: "file" });
    const words = line(HR.t("The five words"), { type: "text" });
    const act = doing(said, async () => {
      if (!file.input.files[0] || !HR.written(words.input.value)) return HR.t("Choose the file, and type its five words.");
      const { restore, Refused } = await HR.need("backup");
      const n = await restore(device, file.input.files[0], words.input.value)
        .catch((error) => { throw Object.assign(error, { told: error instanceof Refused }); });
      words.input.value = "";
      return HR.t("Done: {n} answers are on this device. Where two differed, both are kept.", { n });
    });
    return HR.el("div", { class: "hr-care" }, HR.el("p", { class: "hr-sub" }, HR.t("Bring back from a file")),
      small(HR.t("The answers in the file are then kept on this device.")),
      file.box, words.box, HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Bring my answers back"), act)), said);
  }

  function lock(device, vault, close) {
    const said = status();
    const title = HR.el("p", { class: "hr-sub" }, HR.t("Passcode"));
    if (device.disk.seal) {
      return HR.el("div", { class: "hr-care" }, title,
        small(HR.t("Your answers are locked with a passcode. It is asked for on every page, and after 5 minutes without you.")),
        HR.el("div", { class: "hr-chips" },
          HR.button("", HR.t("Lock now"), () => { close(); vault.lock(device); }),
          HR.button("", HR.t("Turn the passcode off"), doing(said, async () => {
            await vault.turnOff(device);
            return HR.t("The passcode is off. Your answers are not encrypted now.");
          }))), said);
    }
    const code = secret(HR.t("New passcode, 6 characters or more"));
    const again = secret(HR.t("The same once more"));
    return HR.el("div", { class: "hr-care" }, title,
      small(HR.t("A passcode stops a casual look, not the police. A longer one is safer. If you lose it, nobody can bring your answers back: only a back-up file can.")),
      code.box, again.box, HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Turn the passcode on"), doing(said, async () => {
        if (code.input.value.length < 6) return HR.t("A passcode has 6 characters or more.");
        if (code.input.value !== again.input.value) return HR.t("The two are not the same.");
        await vault.turnOn(device, code.input.value);
        code.input.value = again.input.value = "";
        return HR.t("The passcode is on. Your answers are encrypted.");
      }))), said);
  }

  /** Ask for the passcode where a page's answers are locked; the box goes when they are open. */
  async function ask(box, device) {
    const vault = await HR.need("vault");
    const said = status();
    const code = secret(HR.t("Passcode"));
    const act = doing(said, async () => {
      const panel = box.closest(".hr-panel");
      const right = await vault.unlock(device, code.input.value);
      if (right && panel) panel.close();
      if (right) return "";
      code.input.select();
      return HR.t("This passcode does not open it. You can try again as often as you like.");
    });
    code.input.addEventListener("keydown", (event) => { if (event.key === "Enter") act(); });
    box.replaceChildren(HR.el("p", { class: "hr-device-ask" }, HR.t("Your answers here are locked.")), code.box,
      HR.el("div", { class: "hr-chips" }, HR.button("hr-primary", HR.t("Open"), act)), said,
      small(HR.t("Lost it? Nobody can bring it back. You can erase your answers and start again, or use paper.")));
  }

  return { open, ask };
});
