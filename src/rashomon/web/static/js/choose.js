/* Ticking claims in lists: what was ticked stays while one looks elsewhere, until it is merged, printed
   or let go. Without it, a claim is merged from its own card. */
window.rashomonChoose = (function () {
  "use strict";
  var bar = document.getElementById("choosing");
  var say = document.getElementById("say");
  if (!bar) { return null; }
  var story = document.body.getAttribute("data-story").split("?")[0];
  var KEY = "chosen " + story;
  var MOST = 50;
  var merge = bar.querySelector("[data-merge]");
  var chosen = [];
  try { chosen = JSON.parse(sessionStorage.getItem(KEY) || "[]"); } catch (e) { /* private window */ }

  function has(id) { return chosen.some(function (one) { return one[0] === id; }); }

  /* A question is several claims that clash: it goes into a brief, and is merged from its card. */
  function claims() { return chosen.filter(function (one) { return one[0].indexOf("cl-") === 0; }); }

  function show() {
    try { sessionStorage.setItem(KEY, JSON.stringify(chosen)); } catch (e) { /* private window */ }
    bar.hidden = !chosen.length;
    bar.querySelector("b").textContent = chosen.length + " chosen";
    bar.querySelector("[data-names]").textContent = chosen.map(function (one) { return one[1]; }).join(" · ");
    if (merge) {
      merge.disabled = claims().length < 2 || claims().length < chosen.length;
      merge.title = merge.disabled ? "Two or more claims can be merged; a question is merged from its card" : "";
    }
  }

  function set(id, text, on) {
    chosen = chosen.filter(function (one) { return one[0] !== id; });
    if (on && chosen.length < MOST) { chosen.push([id, text.slice(0, 60)]); }
    show();
    say.textContent = chosen.length + " chosen.";
  }

  /* A box for a row: its name is the claim's, which stands beside it. */
  function box(id, text) {
    var made = document.createElement("input");
    made.type = "checkbox";
    made.className = "pick";
    made.checked = has(id);
    made.setAttribute("data-pick", id);
    made.setAttribute("aria-label", "Choose: " + text.slice(0, 60));
    made.addEventListener("change", function () { set(id, text, made.checked); });
    return made;
  }

  function go(path, field, extra) {
    var where = new URL(story + path, location.href);
    extra.forEach(function (pair) { where.searchParams.append(pair[0], pair[1]); });
    chosen.forEach(function (one) { where.searchParams.append(field, one[0]); });
    /* The page that follows holds what was ticked; Back brings nothing that is merged by then. */
    try { sessionStorage.removeItem(KEY); } catch (e) { /* private window */ }
    location.href = where;
  }

  document.querySelectorAll("table[data-choose] tr[data-row]").forEach(function (row) {
    var link = row.querySelector('a.to[href*="/claims/"]');
    if (!link) { return; }
    var id = link.pathname.split("/").pop();
    row.cells[0].insertBefore(box(id, link.textContent), row.cells[0].firstChild);
    row.cells[0].classList.add("picks");
  });
  if (merge) {
    merge.addEventListener("click", function () { go("/corrections/new", "targets", [["act", "merge"], ["look", "1"]]); });
  }
  bar.querySelector("[data-brief]").addEventListener("click", function () { go("/export/brief", "claims", []); });
  bar.querySelector("[data-drop]").addEventListener("click", function () {
    chosen = [];
    document.querySelectorAll("[data-pick]").forEach(function (one) { one.checked = false; });
    show();
    say.textContent = "Nothing chosen.";
    var main = document.getElementById("main");
    if (main) { main.focus(); }
  });
  show();
  return { box: box };
})();
