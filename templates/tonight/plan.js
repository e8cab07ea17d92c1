/* Where a session stands: its steps, the time since it began, and what the facilitator said of where the group is. No page, no clock:
   everything comes in, so that it can be reckoned for any minute. */
"use strict";
var Plan = (function () {
  var LONGEST = 4 * 60; // minutes after which a session that was started is over, and forgotten

  /** Minutes of each step: the full ones, from a step on the short ones. */
  function lengths(steps, cutFrom) {
    return steps.map(function (step, at) { return cutFrom !== null && at >= cutFrom ? step.short : step.full; });
  }

  /** When each step begins, in minutes, and after the last one the end. */
  function starts(minutes) {
    return minutes.reduce(function (found, length) { return found.concat(found[found.length - 1] + length); }, [0]);
  }

  /**
   * @param {{full: number, short: number}[]} steps
   * @param {{started: number, at: ?number, cutFrom: ?number}} state `at`: the step where the group is, if somebody said so
   * @param {number} now milliseconds
   */
  function look(steps, state, now) {
    var minutes = lengths(steps, state.cutFrom);
    var begin = starts(minutes);
    var passed = Math.max(0, (now - state.started) / 60000);
    var planned = steps.length; // the step by the clock
    for (var at = steps.length - 1; at >= 0; at -= 1) {
      if (minutes[at] > 0 && passed < begin[at + 1]) { planned = at; }
    }
    var by = state.at === null ? planned : state.at;
    var over = by >= steps.length;
    var lasts = begin[steps.length];
    var end = over ? lasts : begin[by + 1];
    var left = Math.max(0, end - passed);
    var after = function (of) { return of.slice(by + 1).reduce(function (sum, length) { return sum + length; }, 0); };
    return {
      at: by, over: over, byHand: state.at !== null, begin: begin, minutes: minutes, passed: passed, lasts: lasts,
      left: left, // minutes left in this step
      behind: over ? 0 : Math.max(0, passed - end), // minutes since it should have ended
      ahead: over || state.at === null ? 0 : Math.max(0, begin[by] - passed), // minutes before it should have begun
      ends: over ? lasts : Math.max(lasts, passed + after(minutes)),
      endsShort: over ? lasts : passed + left + after(lengths(steps, 0)), // with the short minutes from the next step on
    };
  }

  /** The next step that has minutes, in a direction; the same one where there is none. */
  function beside(steps, state, from, way) {
    var minutes = lengths(steps, state.cutFrom);
    for (var at = from + way; at >= 0 && at < steps.length; at += way) {
      if (minutes[at] > 0) { return at; }
    }
    return way > 0 ? steps.length : from;
  }

  /** Whether what was kept can be gone on with. */
  function holds(state, steps, now) {
    if (!state || typeof state.started !== "number" || !isFinite(state.started)) { return false; }
    var whole = function (value) { return value === null || (Number.isInteger(value) && value >= 0 && value <= steps.length); };
    var minutes = (now - state.started) / 60000;
    return whole(state.at) && whole(state.cutFrom) && minutes >= -1 && minutes < LONGEST;
  }

  return { look: look, beside: beside, holds: holds };
})();
