/* The browser library of Handrail: plain scripts, one namespace, no requests. Words that a person typed never leave
   this page but by print, file or the device's own database. Written for Chrome 100 and Safari 15. */
(() => {
  "use strict";
  const HR = (window.HR = {});

  /** Fill in the {names} of an interface string. It stands in the code in English; handrail/bundles.py puts the page's language there. */
  HR.t = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => String(values[name]));

  /** Make an element. Words only ever become text nodes, so nothing that was typed can run. */
  HR.el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    Object.keys(attributes).forEach((name) => node.setAttribute(name, attributes[name]));
    node.append(...children);
    return node;
  };

  HR.button = (look, words, press) => {
    const button = HR.el("button", { type: "button", class: ("hr-btn " + look).trim() }, words);
    button.addEventListener("click", press);
    return button;
  };

  HR.focus = (node) => {
    if (!node) return;
    if (!node.matches("input, textarea, button")) node.tabIndex = -1;
    node.focus({ preventScroll: !node.matches("input, textarea") });
  };

  HR.all = (root, selector) => Array.from(root.querySelectorAll(selector));

  HR.show = (node, shown) => {
    if (node) node.hidden = !shown;
  };

  /** Put words into an element, but only when they differ: a live region speaks once. */
  HR.say = (node, words) => {
    if (node && node.textContent !== words) node.textContent = words;
  };

  /** Speak to a screen reader; nothing stays that it would read twice. */
  HR.speak = (node, words) => {
    HR.say(node, words);
    setTimeout(() => { if (node.textContent === words) HR.say(node, ""); }, 6000);
  };

  HR.same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  HR.blank = (value) => value === null || value === undefined || value === "";

  HR.text = (value) => (HR.isText(value) ? value : "");
  HR.written = (value) => HR.text(value).trim() !== "";
  HR.list = (value) => (Array.isArray(value) ? value : []);
  HR.plain = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
  HR.isText = (value) => typeof value === "string";
  HR.put = (control, words) => {
    if (control.value !== words) control.value = words;
  };

  /** Return a promise that fails when another has not settled in time: some browsers never answer. */
  HR.within = (milliseconds, promise) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

  /** Talk between tabs and between sheets of this page. Messages carry ids, never words. */
  const heard = [];
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("hr-sheets") : null;
  if (channel) channel.onmessage = (event) => { tell(event.data, true); };

  function tell(message, far) {
    if (!message || typeof message !== "object") return;
    heard.slice().forEach((hear) => { hear(message, far); });
  }

  HR.listen = (hear) => { heard.push(hear); };
  HR.hear = (message) => { tell(message, false); }; // this page only
  HR.tell = (message) => {
    tell(message, false);
    if (channel) channel.postMessage(message);
  };

  /** The kinds of field; each of fields/<kind>.js adds itself.
      accepts(value, box): whether it has the shape that this kind writes; all others are given such values alone;
      read(box) -> value or null; write(box, value or null); touched(value); words(box, value) -> plain text;
      start(box, changed) wakes its buttons; box is an hr-field, or one cell of a log. */
  HR.kinds = {};
  HR.kind = (name, make) => { HR.kinds[name] = parts["fields/" + name] = make(HR); };

  /** What a page needs only when somebody asks for it: files of more/, each of which adds itself with HR.part(name, make).
      HR.need(name) -> promise of what it made; it fails where the file cannot be had, and can be asked again.
      HR.look() brings the styles of what is seldom seen: a part that draws calls it, and is there when they are. */
  const home = (document.currentScript ? document.currentScript.src : "").replace(/[^/]*$/, "more/");
  const parts = {};
  const coming = {};
  HR.places = {}; // part to address, where a block's page knows better
  HR.part = (name, make) => { parts[name] = make(HR) || true; };
  HR.need = async (name) => {
    if (!parts[name]) await bring(name, "script", { src: HR.places[name] || home + name + ".js" });
    if (coming.look) await coming.look.catch(() => {}); // it works without
    return parts[name];
  };
  HR.look = () => { bring("look", "link", { rel: "stylesheet", href: HR.places.look || home + "look.css" }).catch(() => {}); };

  function bring(name, tag, attributes) {
    if (!coming[name]) {
      coming[name] = new Promise((resolve, reject) => {
        const node = HR.el(tag, attributes);
        node.onload = resolve;
        node.onerror = () => {
          delete coming[name];
          node.remove();
          reject(new Error("not there"));
        };
        document.head.append(node);
      });
    }
    return coming[name];
  }

  HR.define = (name, type) => {
    if (!customElements.get(name)) customElements.define(name, type);
  };
})();
