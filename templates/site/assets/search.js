/* The search page. What is typed stays in this page: no address, no request, no history holds it. The passages load with the first letter. */
(function () {
  "use strict";
  var MOST = 20;
  var box = document.querySelector(".hr-search");
  if (!box) return;
  var field = box.querySelector("input");
  var said = box.querySelector(".hr-search__said");
  var found = box.querySelector(".hr-search__found");
  var root = new URL("..", location.href);
  var index = null;
  var coming = null;
  var timer = 0;
  box.hidden = false;
  field.focus({ preventScroll: true });

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u2019']/g, "").toLowerCase();
  }

  function load() {
    if (!coming) {
      coming = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = new URL("assets/passages.js", root).href;
        script.onload = resolve;
        script.onerror = function () {
          coming = null;
          script.remove();
          reject(new Error("not there"));
        };
        document.head.append(script);
      }).then(function () {
        index = window.HandrailPassages.map(function (entry) {
          return { address: entry[0], page: entry[1], passage: entry[2], text: entry[3], in: [plain(entry[1]), plain(entry[2]), plain(entry[3])] };
        });
      });
    }
    return coming;
  }

  /* A word counts where another begins with it; more in a title than in a text. Every word has to be somewhere in the passage. */
  function score(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i += 1) {
      var starts = new RegExp("(^|[^a-z0-9])" + words[i].replace(/[^a-z0-9]/g, "\\$&"));
      var here = (starts.test(entry.in[0]) ? (entry.passage ? 3 : 12) : 0) + (starts.test(entry.in[1]) ? 8 : 0) + (starts.test(entry.in[2]) ? 1 : 0);
      if (!here) return 0;
      sum += here;
    }
    return sum;
  }

  /* The words around the first hit, the hits marked. Text nodes only. */
  function extract(entry, words) {
    var line = document.createElement("p");
    var tokens = entry.text.split(/\s+/);
    var hit = function (token) {
      var bare = plain(token).replace(/^[^a-z0-9]+/, "");
      return words.some(function (word) { return bare.indexOf(word) === 0; });
    };
    var first = Math.max(0, tokens.findIndex(hit) - 8);
    tokens.slice(first, first + 28).forEach(function (token, place) {
      if (place) line.append(" ");
      if (!hit(token)) return line.append(token);
      var mark = document.createElement("mark");
      mark.textContent = token;
      line.append(mark);
    });
    if (first) line.prepend("\u2026 ");
    if (first + 28 < tokens.length) line.append(" \u2026");
    return line;
  }

  function show() {
    var words = plain(field.value).split(/[^a-z0-9]+/).filter(function (word) { return word.length > 1; });
    found.replaceChildren();
    if (!words.length) {
      said.textContent = "";
      return;
    }
    load().then(function () {
      var hits = index.map(function (entry) { return [score(entry, words), entry]; })
        .filter(function (pair) { return pair[0]; })
        .sort(function (a, b) { return b[0] - a[0]; });
      found.replaceChildren.apply(found, hits.slice(0, MOST).map(function (pair) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        link.href = new URL(pair[1].address, root).href;
        link.textContent = pair[1].page + (pair[1].passage ? ": " + pair[1].passage : "");
        item.append(link, extract(pair[1], words));
        return item;
      }));
      var n = hits.length;
      var line = !n ? box.dataset.none : n === 1 ? box.dataset.one : n > MOST ? box.dataset.most : box.dataset.some;
      said.textContent = line.replace("{n}", n).replace("{m}", MOST);
    }, function () {
      said.textContent = box.dataset.gone;
    });
  }

  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(show, 200);
  });
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter") {
      clearTimeout(timer);
      show();
    }
  });
})();
