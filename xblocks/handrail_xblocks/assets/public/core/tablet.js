/* A clinic's tablet: memory alone, and that for as long as somebody is there. It loads before the library, in a build for tablets. */
"use strict";
window.HandrailShared = (device, HR) => {
  const IDLE = 600000; // ms until it wipes itself
  const words = HR.t("This is the clinic’s device: nothing is kept. After 10 minutes without you it wipes this page.");
  Object.assign(device, { choice: "shared", fixed: true, disk: null, words });
  device.tab.forget();
  const now = () => Math.max(Date.now() - begun[0], performance.now() - begun[1]); // whichever clock still runs
  let begun = [Date.now(), performance.now()];
  let used = now();
  const stir = () => { used = now(); };
  const wipe = () => {
    device.tab.erase();
    HR.hear({ what: "erased", scope: device.scope });
  };
  const look = () => {
    if (Math.abs(now() - used) < IDLE) return;
    begun = [Date.now(), performance.now()];
    stir();
    wipe();
  };
  ["pointerdown", "keydown", "input", "scroll"].forEach((what) => window.addEventListener(what, () => { look(); stir(); }, { capture: true, passive: true }));
  ["visibilitychange", "pageshow"].forEach((what) => window.addEventListener(what, look));
  window.addEventListener("pagehide", wipe); // so that "back" brings nothing
  setInterval(look, 5000);
};
