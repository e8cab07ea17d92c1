/* The door for blocks of a learning system. */
(() => {
  "use strict";
  const HR = window.HR;

  /** Wake the activities inside a block.
      element: its DOM node, or what wraps it; post({state}) -> promise, the only thing ever sent;
      state: "none", "started" or "done"; scope: keeps people apart on one device, and says nothing about them;
      keep: false for staff, authors and masquerade: nothing is read here, nothing kept, nothing sent. */
  HR.mountBlock = (element, { post, state, scope = "", keep = true }) => {
    const root = element.nodeType ? element : element[0];
    const device = HR.deviceFor(keep ? scope : " preview", !keep);
    return Promise.all(HR.all(root, "hr-worksheet, hr-check, hr-lesson-done").filter((activity) => !activity.awake).map((activity) => {
      const completion = activity.completes() ? HR.BlockCompletion(keep ? post : async () => {}, state, keep && scope + "|" + activity.dataset.activity) : null;
      return activity.wake(device, completion);
    }));
  };
})();
