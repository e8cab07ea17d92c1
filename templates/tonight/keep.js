/* What this computer keeps for staff: when the clock was started, and which sessions were covered. No names, nothing about a person.
   A change is on the disk before it counts as kept (durability "strict"), so that it outlives a power cut. Where the browser
   refuses, everything works and is forgotten with the page. */
"use strict";
var Keep = (function () {
  var STORE = "kept";
  var memory = {};
  var opened = null;

  function open() {
    if (opened) { return opened; }
    opened = new Promise(function (found, failed) {
      var asked = indexedDB.open("handrail-staff", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore(STORE); };
      asked.onsuccess = function () {
        asked.result.onversionchange = asked.result.onclose = function () { asked.result.close(); opened = null; }; // cleared: begin anew
        found(asked.result);
      };
      asked.onerror = asked.onblocked = function () { failed(asked.error); };
    });
    opened.catch(function () { opened = null; });
    return opened;
  }

  function run(mode, ask) {
    return new Promise(function (found) { found(open()); }).then(function (base) {
      return new Promise(function (found, failed) {
        var work = base.transaction(STORE, mode, { durability: "strict" });
        var asked = ask(work.objectStore(STORE));
        work.oncomplete = function () { found(asked.result); };
        work.onabort = work.onerror = function () { failed(work.error); };
      });
    });
  }

  /** Return what is kept under a key, else undefined; never fails. */
  function get(key) {
    return run("readonly", function (store) { return store.get(key); }).catch(function () { return memory[key]; });
  }

  /** Keep a value, or with undefined forget it; resolves to whether it is on the disk. */
  function put(key, value) {
    memory[key] = value;
    return run("readwrite", function (store) { return value === undefined ? store.delete(key) : store.put(value, key); })
      .then(function () { return true; }, function () { return false; });
  }

  return { get: get, put: put };
})();
