/* Trace: a node keeps what it rests on and what rests on it; the rest fades. Escape shows all again. */
(function () {
  "use strict";
  var graph = document.getElementById("graph");
  if (!graph) { return; }
  var said = document.getElementById("traced");
  var before = graph.classList.contains("tracing") ? null : said.textContent;
  var nodes = {};
  var lines = Array.prototype.slice.call(graph.querySelectorAll(".line"));
  graph.querySelectorAll(".node").forEach(function (node) { nodes[node.dataset.n] = node; });

  function walk(start, from, to) {
    var found = {};
    var waiting = [start];
    found[start] = true;
    while (waiting.length) {
      var at = waiting.pop();
      lines.forEach(function (line) {
        var next = line.dataset[to];
        if (line.dataset[from] === at && !found[next]) { found[next] = true; waiting.push(next); }
      });
    }
    return found;
  }

  function trace(id) {
    var up = walk(id, "b", "a");
    var down = walk(id, "a", "b");
    var others = -1;
    Object.keys(nodes).forEach(function (one) {
      var on = Boolean(up[one] || down[one]);
      others += on ? 1 : 0;
      nodes[one].classList.toggle("on", on);
      nodes[one].classList.toggle("start", one === id);
    });
    lines.forEach(function (line) {
      var a = line.dataset.a;
      var b = line.dataset.b;
      line.classList.toggle("on", Boolean((up[a] && up[b]) || (down[a] && down[b])));
    });
    graph.classList.add("tracing");
    said.textContent = "Traced: " + nodes[id].querySelector("title").textContent + "; " + others +
      (others === 1 ? " other" : " others") + " up and downstream. Escape shows all.";
    remember(id);
  }

  function remember(id) {
    if (location.protocol === "file:") { return; }
    var here = new URL(location.href);
    if (id) { here.searchParams.set("trace", id); } else { here.searchParams.delete("trace"); }
    history.replaceState(null, "", here);
  }

  function all() {
    if (before === null) { remember(""); location.reload(); return; }
    graph.classList.remove("tracing");
    said.textContent = before;
    remember("");
  }

  graph.addEventListener("click", function (event) {
    var node = event.target.closest(".node");
    if (!node || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    if (node.classList.contains("start") && graph.classList.contains("tracing")) { all(); } else { trace(node.dataset.n); }
  });
  document.addEventListener("keydown", function (event) {
    var open = document.querySelector("#drawer.open, dialog[open], details[open]");
    if (event.key === "Escape" && !open && graph.classList.contains("tracing")) { all(); }
  });
})();
