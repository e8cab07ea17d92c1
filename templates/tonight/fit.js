/* One screen: where a laptop shows three columns and the page is higher than the screen, blocks that may stand anywhere go from
   the longest column to the shortest, once, before anybody reads. Opening a block moves nothing. */
(function () {
  var columns = Array.prototype.slice.call(document.querySelectorAll(".board > section"));

  function bottom(column) {
    return column.lastElementChild.getBoundingClientRect().bottom;
  }

  function longest() {
    return columns.reduce(function (high, one) { return bottom(one) > bottom(high) ? one : high; });
  }

  function shortest() {
    return columns.reduce(function (low, one) { return bottom(one) < bottom(low) ? one : low; });
  }

  if (!window.matchMedia("(min-width: 68.01rem)").matches) { return; }
  for (var tries = 0; tries < 8 && document.documentElement.scrollHeight > window.innerHeight; tries += 1) {
    var from = longest();
    var to = shortest();
    var blocks = from.querySelectorAll("[data-anywhere]");
    var block = blocks[blocks.length - 1];
    var high = block ? block.offsetHeight : 0;
    if (!block || from === to || bottom(to) + high >= bottom(from)) { return; }
    to.appendChild(block);
  }
})();
