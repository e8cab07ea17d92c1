"use strict";
window.HR.kind("scale", (HR) => ({
  ...HR.radios,
  read(box) {
    const value = HR.radios.read(box);
    return value === null ? null : Number(value);
  },
  accepts: (value) => Number.isInteger(value) && value >= 0 && value <= 10,
  touched: (value) => Number.isInteger(value),
  words: (box, value) => HR.t("{n} of 10", { n: value }),
}));
