/* The reader: text and numbered statements move together. Without it, the numbers are plain links. */
(function () {
  "use strict";
  var items = Array.prototype.slice.call(document.querySelectorAll(".numbered li"));
  var at = -1;

  function marks(number) {
    return Array.prototype.filter.call(document.querySelectorAll(".m[data-n]"), function (mark) {
      return (" " + mark.getAttribute("data-n") + " ").indexOf(" " + number + " ") >= 0;
    });
  }

  function choose(index, move) {
    if (index < 0 || index >= items.length) { return; }
    if (at >= 0) {
      items[at].classList.remove("sel");
      marks(at + 1).forEach(function (mark) { mark.classList.remove("sel"); });
    }
    at = index;
    items[at].classList.add("sel");
    var found = marks(at + 1);
    found.forEach(function (mark) { mark.classList.add("sel"); });
    if (move !== "rail") { items[at].scrollIntoView({ block: "nearest" }); }
    if (move !== "text" && found[0]) { found[0].scrollIntoView({ block: "center" }); }
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".m[data-n]");
    if (mark) {
      event.preventDefault();
      choose(Number(mark.getAttribute("data-n").split(" ")[0]) - 1, "text");
      return;
    }
    var item = event.target.closest(".numbered li");
    if (item && !event.target.closest("a[data-ev], h3 a")) {
      event.preventDefault();
      choose(items.indexOf(item), "rail");
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var off = false;
    try { off = localStorage.getItem("keys") === "off"; } catch (e) { /* private window */ }
    if (off) { return; }
    if (event.key === "[" || event.key === "]") {
      event.preventDefault();
      choose(at + (event.key === "]" ? 1 : -1), "both");
    }
  });

  function byHash() {
    var id = location.hash.slice(1);
    var index = items.findIndex(function (item) { return item.getAttribute("data-ev") === id || item.id === id; });
    if (index >= 0) { choose(index, "both"); }
  }
  window.addEventListener("hashchange", byHash);
  byHash();
})();
