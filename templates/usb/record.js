/* The record: all answers of this window as one encrypted file, opened by five words; and back into a window. Closing the window
   with words that are in no file asks first. */
(function () {
  "use strict";
  var HR = window.HR;
  var page = window.HandrailPage("record");
  if (!page) return;
  var box = page.querySelector("[data-record]");
  var device = HR.deviceFor(box.getAttribute("data-scope"));
  var unsaved = false;
  function part(name) { return box.querySelector('[data-part="' + name + '"]'); }
  function say(name, key) { HR.say(part(name), key ? box.getAttribute("data-" + key) : ""); }

  function state() { HR.show(part("unsaved"), unsaved); }
  HR.listen(function (message) {
    if (message.scope !== device.scope) return;
    if (message.what === "saved") unsaved = true;
    if (message.what === "erased") {
      unsaved = false;
      part("words").replaceChildren();
      say("made", "");
    }
    state();
  });
  window.addEventListener("beforeunload", function (event) {
    if (!unsaved || window.HandrailLeft) return;
    event.preventDefault();
    event.returnValue = "";
  });

  part("save").addEventListener("click", function () {
    say("made", "moment");
    Promise.all([HR.need("backup"), HR.need("tools"), HR.need("panel")]).then(function (needed) {
      return needed[0].make(device).then(function (made) {
        needed[1].saveFile(box.getAttribute("data-name") + ".json", made.file, "application/json");
        function list() {
          return HR.el("ol", { class: "hr-five", translate: "no" }, ...made.words.map(function (word) { return HR.el("li", {}, word); }));
        }
        var print = HR.button("", box.getAttribute("data-print"), function () { needed[2].onPaper(box, HR.el("p", {}, box.getAttribute("data-five")), list()); });
        part("words").replaceChildren(list(), print);
        say("made", "saved");
        unsaved = false;
        state();
      });
    }).catch(function () { say("made", "failed"); });
  });

  part("open").addEventListener("click", function () {
    var file = part("file").files[0];
    var words = part("typed").value;
    if (!file || !words.trim()) {
      say("opened", "both");
      return;
    }
    say("opened", "moment");
    HR.need("backup").then(function (backup) {
      return backup.restore(device, file, words).then(function (count) {
        part("typed").value = "";
        HR.say(part("opened"), box.getAttribute("data-here").replace("{n}", String(count)));
      }, function (error) {
        if (error instanceof backup.Refused) HR.say(part("opened"), error.message);
        else throw error;
      });
    }).catch(function () { say("opened", "failed"); });
  });
})();
