/* The long list: rows of 32 px, drawn where they are looked at, out of windows of 200 that the server
   gives. Without it the list stands as pages of a hundred, which stay for whoever wants them. */
(function () {
  "use strict";
  var list = document.getElementById("list");
  var paged = document.getElementById("paged");
  if (!list || !paged || location.protocol === "file:" || !window.fetch) { return; }
  var total = Number(list.getAttribute("data-total"));
  if (total <= 100 || !matchMedia("(min-width: 900px)").matches) { return; }

  var HIGH = 32, WINDOW = 200, KEPT = 5, MORE = 3, TALLEST = 8000000;
  var words = { contested: "Contested", developing: "Developing", corroborated: "Corroborated", single: "Single origin" };
  var windows = new Map();
  var asked = new Set();
  var drawn = new Map();
  var at = 0;
  var choosing = window.rashomonChoose;
  /* Browsers draw no taller box than some ten million pixels: beyond, a pixel of scrolling is more rows. */
  var tall = Math.min(total * HIGH, TALLEST);
  var box = list.appendChild(document.createElement("div"));
  var busy = false;

  list.hidden = false;
  list.setAttribute("role", "grid");
  list.setAttribute("aria-label", "Claims");
  list.setAttribute("aria-rowcount", String(total));
  list.tabIndex = 0;
  box.className = "vbox";
  box.setAttribute("role", "presentation");
  box.style.height = tall + "px";
  paged.querySelector("table").hidden = true;

  function url(path, id) {
    var day = list.getAttribute("data-asof");
    return list.getAttribute(path) + id + (day ? "?asof=" + encodeURIComponent(day) : "");
  }

  function add(parent, tag, name, text) {
    var made = parent.appendChild(document.createElement(tag));
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    return made;
  }

  function squares(origins) {
    var found = "";
    for (var n = 0; n < Math.min(origins, 6); n++) { found += "M" + n * 11 + " 0h9v9h-9z"; }
    return found;
  }

  function fill(row, one) {
    var cells = ["", "", "", "", "", ""].map(function () {
      var cell = add(row, "span", "");
      cell.setAttribute("role", "gridcell");
      return cell;
    });
    if (choosing) { cells[0].appendChild(choosing.box(one.id, one.text)); }
    add(cells[0], "b", "chip " + one.role, words[one.role] || one.role);
    add(cells[1], "a", "to", one.text).href = url("data-claim", one.id);
    cells[2].className = "dim small";
    cells[2].textContent = one.kind + (one.place ? " · " + one.place : "");
    var pips = add(cells[3], "span", "pips " + one.role);
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", Math.min(one.origins, 6) * 11);
    svg.setAttribute("height", 10);
    svg.setAttribute("aria-hidden", "true");
    var path = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    path.setAttribute("class", "own");
    path.setAttribute("d", squares(one.origins));
    pips.appendChild(svg);
    pips.appendChild(document.createTextNode(one.origins + (one.repeated ? " +" + one.repeated : "")));
    cells[4].className = "dim small";
    cells[4].textContent = one.first;
    if (one.why) { cells[4].title = one.why; }
    var quote = add(cells[5], "a", "q");
    quote.href = url("data-statement", one.statement);
    quote.setAttribute("data-ev", "");
    quote.setAttribute("aria-label", "Words");
  }

  function row(index) {
    var page = windows.get(Math.floor(index / WINDOW));
    var one = page && page[index % WINDOW];
    var made = document.createElement("div");
    made.className = "vrow";
    made.setAttribute("role", "row");
    made.setAttribute("aria-rowindex", String(index + 1));
    made.setAttribute("data-row", "");
    if (one) { fill(made, one); made.full = true; }
    return made;
  }

  /* A window comes as columns; words that recur are numbers of a list, ids are bytes. */
  function rows(found) {
    var bytes = atob(found.ids);
    function id(kind, n) {
      var digits = "";
      for (var at = n * 8; at < n * 8 + 8; at++) { digits += (256 + bytes.charCodeAt(at)).toString(16).slice(1); }
      return kind + digits;
    }
    return found.text.map(function (text, n) {
      var day = found.words[found.first[n]].split("\n");
      return {
        id: id(found.questions.indexOf(n) < 0 ? "cl-" : "di-", n), text: text, statement: id("st-", found.text.length + n),
        role: found.words[found.status[n]], kind: found.words[found.kind[n]], place: found.words[found.place[n]],
        first: day[0], why: day[1],
        origins: found.origins[n], repeated: found.repeated[n]
      };
    });
  }

  function ask(number) {
    if (windows.has(number) || asked.has(number)) { return; }
    asked.add(number);
    var where = new URL(list.getAttribute("data-rows"), location.href);
    where.searchParams.set("offset", number * WINDOW);
    where.searchParams.set("limit", WINDOW);
    where.searchParams.set("rows", "columns");
    fetch(where, { headers: { accept: "application/json" } })
      .then(function (answer) { if (!answer.ok) { throw new Error(answer.status); } return answer.json(); })
      .then(function (found) {
        windows.set(number, rows(found.window));
        Array.from(windows.keys())
          .sort(function (a, b) { return Math.abs(b - number) - Math.abs(a - number); })
          .slice(0, Math.max(0, windows.size - KEPT))
          .forEach(function (far) { windows.delete(far); });
        draw();
      })
      .catch(function () { list.hidden = true; paged.querySelector("table").hidden = false; })
      .then(function () { asked.delete(number); });
  }

  function draw() {
    busy = false;
    var shown = Math.ceil(list.clientHeight / HIGH);
    var range = Math.max(1, tall - list.clientHeight);
    var top = list.scrollTop;
    var first = tall < total * HIGH
      ? Math.round((top / range) * (total - shown))
      : Math.floor(top / HIGH);
    at = Math.max(0, Math.min(first, total - 1));
    var from = Math.max(0, at - MORE);
    var to = Math.min(total, at + shown + MORE);
    drawn.forEach(function (made, index) {
      if (index < from || index >= to || (!made.full && windows.has(Math.floor(index / WINDOW)))) {
        made.remove();
        drawn.delete(index);
      }
    });
    var shift = tall < total * HIGH ? top - at * HIGH : 0;
    for (var index = from; index < to; index++) {
      var made = drawn.get(index);
      if (!made) {
        made = row(index);
        drawn.set(index, made);
        box.appendChild(made);
      }
      made.style.top = index * HIGH + shift + "px";
    }
    ask(Math.floor(from / WINDOW));
    ask(Math.floor((to - 1) / WINDOW));
  }

  list.addEventListener("scroll", function () {
    if (!busy) { busy = true; requestAnimationFrame(draw); }
  });
  window.addEventListener("resize", draw);
  draw();
})();
