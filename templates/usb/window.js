/* A page that was opened from a file: every other file on the computer may read what it stores, so it stores nothing. Answers live
   in this window; the file that a person saves is the record. The library asks this when a device is made (core/device.js). */
"use strict";
window.HandrailShared = function (device) {
  var words = window.HandrailPage("contents").querySelector("[data-window-words]");
  Object.assign(device, { choice: "shared", fixed: true, disk: null, windowOnly: true, words: words ? words.textContent.trim() : "" });
  device.tab.forget();
};
