"use strict";
window.HR.kind("choice", (HR) => ({
  ...HR.radios,
  touched: HR.written,
  words(box, value) {
    const radio = HR.all(box, "input").find((one) => one.value === value);
    return radio ? radio.parentElement.textContent.trim() : HR.text(value);
  },
}));
