"use strict";
window.HR.kind("scale", (HR) => ({
  ...HR.radios,
  read(box) {
    const value = HR.radios.read(box);
    return value === null ? null : Number(value);
  },
  touched: (value) => Number.isInteger(value),
  words: (box, value) => HR.t("{n} of 10", { n: value }),
}));
