"use strict";
/* What the buttons below a sheet do, and what it says when it could not keep words: save as a file, show, hand in, erase. */
window.HR.part("tools", (HR) => {
  /** Return a sheet as plain words. */
  function sheetWords(sheet) {
    const lines = [sheet.querySelector("[data-title]").textContent.trim(), ""];
    const words = (field, value) => {
      if (HR.blank(value)) return "";
      return field.kind.accepts(value, field.box) ? field.kind.words(field.box, value) : JSON.stringify(value);
    };
    sheet.fields.forEach((field) => {
      const chip = field.box.querySelector('[aria-pressed="true"]');
      lines.push(field.asked, words(field, field.kind.read(field.box)) || (chip ? chip.textContent : "–"), "");
      field.kept.concat(field.odd || []).forEach((copy) => lines.push(HR.t("A kept copy") + ":", words(field, copy.value), ""));
    });
    return lines.join("\r\n");
  }

  /** Return a day as people say it. */
  const dayWords = (day, language) => new Date(day + "T12:00").toLocaleDateString(language || undefined, { day: "numeric", month: "long", year: "numeric" });

  /** Offer words as a file with a name that says nothing. */
  function saveFile(name, words, type = "text/plain") {
    const address = URL.createObjectURL(new Blob([words], { type: type + ";charset=utf-8" }));
    const link = HR.el("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  const saveSheet = (sheet) => saveFile("my-sheet.txt", "\ufeff" + sheetWords(sheet));

  function act(sheet, what) {
    if (what === "file") saveSheet(sheet);
    if (what === "star") star(sheet);
    if (what === "erase") ask(sheet, sheet.part("tools"), "");
    if (what === "wipe") erase(sheet, true);
    if (what.startsWith("erase-")) erase(sheet, what === "erase-now");
    if (what === "share" || what === "care") sheet.more(what, (part) => open(sheet, part, what));
  }

  /** Turn the star "Bring to counselor". */
  async function star(sheet) {
    const { device: { disk }, dataset: { activity } } = sheet;
    const stars = await HR.stars(disk);
    await disk.setSetting("stars", stars.includes(activity) ? stars.filter((one) => one !== activity) : stars.concat(activity)).catch(() => {});
    sheet.star();
  }

  /** Return what stands on a sheet, question by question, for showing and handing in. */
  const entries = (sheet) => sheet.fields.map(({ asked, kind, box }) => ({ asked, value: kind.read(box), say: (value) => kind.words(box, value) }))
    .filter(({ value }) => !HR.blank(value)).map(({ asked, value, say }) => ({ asked, words: say(value) }));

  /** Open what is loaded on demand, below the buttons. */
  function open(sheet, part, what) {
    const title = sheet.querySelector("[data-title]").textContent.trim();
    if (what === "care") part.open(sheet.part("tools"), sheet.device, { language: sheet.lang, name: "my-sheets" });
    else part.open(sheet.part("tools"), { title, language: sheet.lang, entries: entries(sheet), notice: sheet.part("notice").textContent });
  }

  /** Say, with two ways out, that words are in this tab alone. */
  function alarm(sheet) {
    sheet.part("alarm").replaceChildren(HR.el("p", {}, HR.el("b", {}, HR.t("This browser could not keep what you wrote.")), " ",
      HR.t("It is still in this tab. Before you close it, print the sheet or save it as a file. We keep trying.")),
    HR.el("div", { class: "hr-chips" }, HR.button("", HR.t("Print this sheet"), () => HR.printSheet(sheet)),
      HR.button("", HR.t("Save as a file"), () => saveSheet(sheet))));
  }

  /** Ask, below a part of the sheet, whether everything shall be erased. */
  function ask(sheet, below, leavingFor) {
    sheet.leavingFor = leavingFor;
    below.after(sheet.part("erase"));
    HR.show(sheet.part("erase"), true);
    HR.focus(sheet.part("erase"));
  }

  async function erase(sheet, sure) {
    HR.show(sheet.part("erase"), false);
    if (!sure) {
      sheet.where();
      HR.focus(sheet.leavingFor ? sheet.part("where") : sheet.button("erase"));
    } else if (sheet.leavingFor) {
      await sheet.choose(sheet.leavingFor, true);
    } else {
      const erased = await sheet.device.erase().then(() => true, () => false);
      if (erased) HR.speak(sheet.part("live"), HR.t("Erased. Nothing that you wrote is left in this browser."));
      unerased(sheet, erased);
      HR.focus(sheet.button("erase"));
    }
  }

  /** Say, to the eye too, that the device still has what it was told to erase. */
  function unerased(sheet, erased) {
    const said = sheet.part("unerased");
    if (said) said.remove();
    if (!erased) sheet.part("tools").after(HR.el("p", { class: "hr-small", "data-part": "unerased", role: "alert" },
      HR.t("This browser did not erase it. Clear the data of this site in the browser’s settings.")));
  }

  /** Erase everything of a scope from its database, which itself goes when nobody else's records are in it. */
  async function eraseDisk(disk) {
    const left = await disk.run("readwrite", (answers, settings) => {
      answers.delete(disk.mine);
      settings.delete(disk.mine);
      return settings.count(); // whoever has answers here has said whose device it is
    });
    if (left) return;
    const { name } = disk.database;
    disk.database.close();
    await HR.within(5000, new Promise((resolve) => {
      const request = window.indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = resolve;
    })).catch(() => {}); // the records are gone in any case
  }

  /** Erase everything of a device's scope, in every tab; rejects when the device still has it. */
  async function eraseAll(device) {
    let failed = null;
    try { // also when it did not open before: it may hold words all the same
      const never = device.choice === "refused" && device.why !== "broken";
      const disk = device.disk || (never || device.fixed ? null : await HR.DeviceStore.open(device.scope, false));
      if (disk) await eraseDisk(disk);
    } catch (error) {
      if (device.choice === "mine" || device.choice === "locked") throw error;
      failed = error;
    }
    device.forgotten(); // the tab's words go in any case
    if (!device.fixed) {
      HR.note("");
      device.accept();
      try {
        localStorage.removeItem("scheme"); // what the site's switch for dark colors has kept
      } catch (error) { /* there is none */ }
    }
    HR.tell({ what: "erased", scope: device.scope });
    if (failed) throw failed;
  }

  /** Ask the browser, once, not to clear the database away, and note that there is something to miss. */
  async function hold(device) {
    const n = device.disk ? await device.disk.count().catch(() => 0) : 0;
    if (n && device.choice === "mine") device.marker.set({ at: HR.day(), n }); // erased meanwhile: then there is nothing to miss
    if (device.held || !navigator.storage || !navigator.storage.persist) return;
    device.held = true;
    const promised = await navigator.storage.persist().catch(() => false); // a browser may ask the person, and wait
    device.unsure = !promised && (device.marker.get() || {}).since === HR.day(); // said on the first day, and not again
    HR.hear({ what: "held", scope: device.scope });
  }

  return { act, alarm, ask, dayWords, entries, eraseAll, eraseDisk, hold, saveFile, sheetWords, unerased };
});
