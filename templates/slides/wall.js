/* A staff page in another window may steer this deck, and is told which slide is up, and which was the furthest: their ids, nothing else of them. Both ways go
   through a channel between windows of one origin and, where a browser has none on file://, from window to window. */
(function () {
  var NAME = "handrail-wall-" + Deck.program + "-" + Deck.id;
  var local = location.protocol === "file:";
  var channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
  var heard = []; // the last orders' stamps: on a slow machine the second way may be behind the first by more than one

  function send(message) {
    if (channel) { channel.postMessage(message); }
    if (window.opener) { window.opener.postMessage(message, local ? "*" : location.origin); }
  }

  function tell() {
    send({ wall: NAME, at: Deck.slides[Deck.at()].id, far: Deck.slides[Deck.far()].id, blank: Deck.isBlank(), covered: Deck.isCovered(), timer: Deck.timerState() });
  }

  /** Do what the staff page asks. One order may come on both ways; it is followed once. */
  function follow(order) {
    if (!order || order.staff !== NAME || typeof order.stamp !== "string" || heard.indexOf(order.stamp) !== -1) { return; }
    heard = heard.concat(order.stamp).slice(-40);
    if (typeof order.go === "string") {
      var index = Deck.indexOf(order.go);
      if (index !== -1) { Deck.closePanel(); Deck.comesTo(order.go); Deck.go(index); }
    } else if (["next", "back", "blank", "help", "timer"].indexOf(order.does) !== -1) {
      Deck.does(order.does);
    }
    tell();
  }

  if (channel) { channel.addEventListener("message", function (event) { follow(event.data); }); }
  window.addEventListener("message", function (event) {
    var ours = local ? event.origin === "null" || event.origin === "file://" : event.origin === location.origin;
    if (window.opener && event.source === window.opener && ours) { follow(event.data); }
  });
  Deck.onShow(tell);
  window.addEventListener("pagehide", function () { send({ wall: NAME, gone: true }); });
  Deck.tellStaff = tell;
})();
