"use strict";
/* What a sheet says about a device that keeps nothing, or keeps it behind a code, without anyone having chosen so on this page. */
window.HR.part("states", (HR) => ({
  locked: HR.t("Your answers are kept in this browser, locked with a passcode."),
  file: HR.t("This page was opened from a file, so nothing is kept: other files on this computer could read it. Print the sheet, or save it as a file."),
  newer: HR.t("This device holds answers of newer pages. Load the page again. Until then nothing is kept."),
  broken: HR.t("This browser does not keep answers. They are for this tab only. Print the sheet, or save it as a file."),
}));
