/* The ways out that are the person's own act: print, and a file. Nothing is sent. */
(() => {
  "use strict";
  const HR = window.HR;

  /** Controls cut long words off on paper; a copy of the words stands in for them. */
  window.addEventListener("beforeprint", () => {
    unmirror();
    HR.all(document, ".hr-activity .hr-input").filter((control) => control.value).forEach((control) => {
      control.classList.add("hr-mirrored");
      control.after(HR.el("div", { class: "hr-mirror" }, control.value));
    });
  });
  window.addEventListener("afterprint", unmirror);

  function unmirror() {
    HR.all(document, ".hr-mirror").forEach((node) => node.remove());
    HR.all(document, ".hr-mirrored").forEach((node) => node.classList.remove("hr-mirrored"));
  }

  /** Print one sheet: everything beside the way down to it is left out. */
  HR.printSheet = (sheet) => {
    const path = []; // the sheet may be gone when this ends
    for (let node = sheet.parentElement; node !== document.documentElement; node = node.parentElement) path.push(node);
    const mark = (on) => {
      sheet.classList.toggle("hr-print-this", on);
      path.forEach((node) => node.classList.toggle("hr-print-path", on));
    };
    mark(true);
    window.addEventListener("afterprint", () => mark(false), { once: true });
    window.print();
  };

  /** Return a sheet as plain words. */
  HR.sheetWords = (sheet) => {
    const lines = [sheet.querySelector("[data-title]").textContent.trim(), ""];
    sheet.fields.forEach((field) => {
      const value = field.kind.read(field.box);
      const chip = field.box.querySelector('[aria-pressed="true"]');
      const words = HR.blank(value) ? "" : field.kind.words(field.box, value);
      lines.push(field.asked, words || (chip ? chip.textContent : "–"), "");
      field.kept.forEach((copy) => lines.push(HR.t("A kept copy") + ":", field.kind.words(field.box, copy.value), ""));
    });
    return lines.join("\r\n");
  };

  /** Offer words as a file with a name that says nothing. */
  HR.saveFile = (name, words, type = "text/plain") => {
    const address = URL.createObjectURL(new Blob([words], { type: type + ";charset=utf-8" }));
    const link = HR.el("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  HR.saveSheet = (sheet) => HR.saveFile("my-sheet.txt", "\ufeff" + HR.sheetWords(sheet));
})();
