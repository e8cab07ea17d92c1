/* The browser library of Handrail: plain scripts, one namespace, no requests. Words that a person typed never leave
   this page but by print, file or the device's own database. Written for Chrome 100 and Safari 15. */
(function () {
  "use strict";
  const HR = (window.HR = window.HR || {});

  /** Return an interface string in the page's language; {name} is filled in. English is the key. */
  HR.t = (text, values) => {
    const strings = window.HandrailStrings || {};
    const found = Object.prototype.hasOwnProperty.call(strings, text) ? strings[text] : text;
    return found.replace(/\{(\w+)\}/g, (all, name) => values && name in values ? String(values[name]) : all);
  };

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

  HR.text = (value) => (typeof value === "string" ? value : "");
  HR.written = (value) => HR.text(value).trim() !== "";
  HR.list = (value) => (Array.isArray(value) ? value : []);
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
      read(box) -> value or null; write(box, value); touched(value); words(box, value) -> plain text;
      start(box, changed) wakes its buttons; box is an hr-field, or one cell of a log. */
  HR.kinds = {};
  HR.kind = (name, make) => { HR.kinds[name] = make(HR); };

  /** What a page needs only when somebody asks for it: files of more/, each of which adds itself with HR.part(name, make).
      HR.need(name) -> promise of what it made; it fails where the file cannot be had, and can be asked again. */
  const home = (document.currentScript ? document.currentScript.src : "").replace(/(core\/)?[^/]*$/, "more/");
  const parts = {};
  const coming = {};
  HR.places = {}; // part to address, where a block's page knows better
  HR.part = (name, make) => { parts[name] = make(HR); };
  HR.need = async (name) => {
    if (!parts[name] && Object.keys(window.HandrailStrings || {}).length) await bring("strings");
    if (!parts[name]) await bring(name);
    return parts[name];
  };

  function bring(name) {
    if (!coming[name]) {
      coming[name] = new Promise((resolve, reject) => {
        const script = HR.el("script", { src: HR.places[name] || home + name + ".js" });
        script.onload = resolve;
        script.onerror = () => {
          delete coming[name];
          script.remove();
          reject(new Error("not there"));
        };
        document.head.append(script);
      });
    }
    return coming[name];
  }

  HR.define = (name, type) => {
    if (!customElements.get(name)) customElements.define(name, type);
  };
})();
