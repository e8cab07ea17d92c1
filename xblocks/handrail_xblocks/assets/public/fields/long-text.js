"use strict";
window.HR.kind("long-text", (HR) => {
  const LONG = 4000; // measuring a longer text, or even asking for its length, with each key would make typing slow
  const area = (box) => box.querySelector("textarea");
  const long = new WeakSet(); // boxes with such a text: they have their full height, and scroll

  function value(box) {
    const words = area(box).value;
    if (words.length <= LONG) {
      long.delete(box);
    } else if (!long.has(box)) {
      long.add(box);
      area(box).style.height = "30em"; // a height that does not hang on the words: the page around need not be laid out again
    }
    return words;
  }

  function grow(box) {
    if (!value(box) || long.has(box)) return;
    area(box).style.height = "auto";
    area(box).style.height = area(box).scrollHeight + 4 + "px";
  }

  return {
    accepts: HR.isText,
    read: (box) => value(box) || null,
    write(box, words) {
      HR.put(area(box), HR.text(words));
      grow(box);
    },
    touched: HR.written,
    words: (box, words) => HR.text(words),
    start(box) {
      let waiting = false;
      area(box).addEventListener("input", () => {
        if (waiting || long.has(box)) return; // a text that became short again is seen when it is saved
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          grow(box);
        });
      });
    },
  };
});
