"use strict";
window.HR.kind("contacts", (HR) => {
  const parts = (row) => ["name", "phone", "for"].map((part) => HR.text(row[part]).trim()).filter(Boolean);

  /** Offer a call, only to the number that the person typed. */
  function link(row) {
    const { name, phone } = HR.lines.read(row) || { name: "", phone: "" };
    const number = phone.replace(/[^\d+*#]/g, "").replace(/#/g, "%23");
    const call = number.length > 2 && HR.el("a", { class: "hr-btn", href: "tel:" + number }, HR.t("Call {name}", { name: name.trim() || phone }));
    row.querySelector("[data-call]").replaceChildren(call || "");
  }

  return {
    ...HR.rows({
      ...HR.lines,
      write(row, value) {
        HR.lines.write(row, value);
        link(row);
      },
      start: (row) => row.addEventListener("input", () => link(row)),
    }),
    touched: (value) => HR.list(value).some((row) => row && parts(row).length > 0),
    words: (box, value) => HR.list(value).map((row) => parts(row).join(", ")).join("\r\n"),
  };
});
