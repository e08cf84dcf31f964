// Searches the claims and titles of published pages in the browser; no server is asked.
(function () {
  "use strict";
  var most = 200;
  var words = new URLSearchParams(location.search).get("q") || "";
  var list = document.getElementById("found");
  var count = document.getElementById("found-count");
  document.getElementById("words").value = words;
  var terms = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!terms.length || !list || typeof RASHOMON_INDEX === "undefined") { return; }
  var found = RASHOMON_INDEX.filter(function (row) {
    var text = (row[1] + " " + row[2]).toLowerCase();
    return terms.every(function (term) { return text.indexOf(term) >= 0; });
  });
  count.textContent = found.length + " found" + (found.length > most ? ", the first " + most + " shown" : "");
  found.slice(0, most).forEach(function (row) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = row[0];
    link.textContent = row[1];
    item.appendChild(link);
    if (row[2]) { item.appendChild(document.createTextNode(" · " + row[2])); }
    list.appendChild(item);
  });
})();
