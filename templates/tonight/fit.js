/* One screen: where a laptop shows three columns and the page is higher than the screen, it is made to fit, once, before anybody reads.
   1. The columns take those of a few widths that make the page lowest, and blocks that may stand anywhere go to the shortest column.
   2. Where that is not enough, long lines of the safety list are folded to their first sentence, the longest first and those that name
      911 last: a few until the page fits, or, where that does not do, as many as bring the list itself onto the screen.
   Opening a block moves nothing. Paper and a page without scripts have all of it open. */
(function () {
  var WIDTHS = ["32fr 38fr 30fr", "36fr 34fr 30fr", "32fr 34fr 34fr", "40fr 34fr 26fr"]; // the first is the style's own
  var FEW = 3; // lines that may be folded to save a scroll
  var board = document.querySelector(".board");
  var list = document.querySelector(".checks");
  var columns = Array.prototype.slice.call(document.querySelectorAll(".board > section"));
  var blocks = Array.prototype.slice.call(document.querySelectorAll("[data-anywhere]"));
  var homes = blocks.map(function (block) { return { parent: block.parentNode, next: block.nextSibling }; });

  function over() {
    return document.documentElement.scrollHeight - window.innerHeight;
  }

  function bottom(column) {
    return column.lastElementChild.getBoundingClientRect().bottom;
  }

  function longest() {
    return columns.reduce(function (high, one) { return bottom(one) > bottom(high) ? one : high; });
  }

  function shortest() {
    return columns.reduce(function (low, one) { return bottom(one) < bottom(low) ? one : low; });
  }

  /** Put every block back to where it was written. */
  function home() {
    for (var at = blocks.length - 1; at >= 0; at -= 1) { homes[at].parent.insertBefore(blocks[at], homes[at].next); }
  }

  /** Even out the columns at these widths; return how far the page is over the screen. */
  function even(widths) {
    home();
    board.style.setProperty("--columns", widths);
    for (var tries = 0; tries < 8 && over() > 0; tries += 1) {
      var from = longest();
      var to = shortest();
      var movable = from.querySelectorAll("[data-anywhere]");
      var block = movable[movable.length - 1];
      var high = block ? block.offsetHeight : 0;
      if (!block || from === to || bottom(to) + high >= bottom(from)) { break; }
      to.appendChild(block);
    }
    return over();
  }

  /** Take the widths that make the page lowest; return how far it is over the screen. */
  function widen() {
    var best = WIDTHS[0];
    var least = Infinity;
    for (var at = 0; at < WIDTHS.length && least > 0; at += 1) {
      var left = even(WIDTHS[at]);
      if (left < least) { best = WIDTHS[at]; least = left; }
    }
    board.classList.toggle("is-fitted", best !== WIDTHS[0]);
    return board.style.getPropertyValue("--columns") === best ? least : even(best);
  }

  function fold(rest) {
    var item = rest.parentNode;
    var part = document.createElement("details");
    var summary = document.createElement("summary");
    summary.append(item.querySelector("[data-first]"));
    part.append(summary, rest);
    item.replaceChildren(part);
  }

  function unfold(rest) {
    rest.closest("li").replaceChildren(rest.closest("details").querySelector("[data-first]"), " ", rest);
  }

  function weight(rest) {
    return rest.textContent.length - (/\b911\b/.test(rest.textContent) ? 10000 : 0);
  }

  /** Fold line after line as long as it is needed; return those that were folded. */
  function shorten(needed, most) {
    var tails = Array.prototype.slice.call(list.querySelectorAll("[data-rest]"));
    tails.sort(function (one, other) { return weight(other) - weight(one); });
    return tails.slice(0, most).filter(function (rest) {
      if (!needed()) { return false; }
      fold(rest);
      widen();
      return true;
    });
  }

  if (!window.matchMedia("(min-width: 68.01rem)").matches || widen() <= 0) { return; }
  var folded = shorten(function () { return over() > 0; }, FEW);
  if (over() > 0) {
    folded.forEach(unfold);
    widen();
    shorten(function () { return list.getBoundingClientRect().bottom > window.innerHeight; }, list.children.length);
  }
})();
