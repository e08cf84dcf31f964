/* The reader: text and numbered statements move together, and the next part of a long report is put below
   as soon as it comes near. Without it, the numbers are plain links and the parts are pages. */
(function () {
  "use strict";
  var rail = document.querySelector(".numbered");
  var items, at = -1;

  function count() { items = Array.prototype.slice.call(document.querySelectorAll(".numbered li")); }
  count();

  /* Numbers count from the report's first statement, not from the first that is shown. */
  function number(index) { return items[index].id.slice(1); }

  function marks(number) {
    return Array.prototype.filter.call(document.querySelectorAll(".m[data-n]"), function (mark) {
      return (" " + mark.getAttribute("data-n") + " ").indexOf(" " + number + " ") >= 0;
    });
  }

  function choose(index, move) {
    if (index < 0 || index >= items.length) { return; }
    if (at >= 0) {
      items[at].classList.remove("sel");
      marks(number(at)).forEach(function (mark) { mark.classList.remove("sel"); });
    }
    at = index;
    items[at].classList.add("sel");
    var found = marks(number(at));
    found.forEach(function (mark) { mark.classList.add("sel"); });
    if (move !== "rail") { items[at].scrollIntoView({ block: "nearest" }); }
    if (move !== "text" && found[0]) { found[0].scrollIntoView({ block: "center" }); }
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".m[data-n]");
    if (mark) {
      event.preventDefault();
      choose(items.indexOf(document.getElementById("n" + mark.getAttribute("data-n").split(" ")[0])), "text");
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
    if (index >= 0) { choose(index, "both"); return; }
    if (/^st-/.test(id) && more && here.searchParams.get("at") !== id) {
      here.searchParams.delete("leaf");
      here.searchParams.set("at", id);
      here.hash = id;
      location.replace(here);
    }
  }

  var here = new URL(location.href);
  var more = document.querySelector(".leaf-of") && location.protocol !== "file:";

  /* The part below is fetched as the page that it is, and taken out of it. */
  function follow() {
    var next = document.getElementById("more");
    if (!next || !more || !window.IntersectionObserver) { return; }
    new IntersectionObserver(function (seen, watch) {
      if (!seen[0].isIntersecting) { return; }
      watch.disconnect();
      fetch(next.querySelector("a").href)
        .then(function (answer) { if (!answer.ok) { throw new Error(answer.status); } return answer.text(); })
        .then(function (html) { put(next, new DOMParser().parseFromString(html, "text/html")); })
        .catch(function () { /* the link stays */ });
    }, { rootMargin: "1200px" }).observe(next);
  }

  function put(next, page) {
    var text = document.querySelectorAll(".text");
    var last = text[text.length - 1];
    var added = page.querySelector(".text");
    added.classList.add("leaf");
    last.after(added);
    var numbers = rail.querySelector("ol") || rail.appendChild(document.createElement("ol"));
    page.querySelectorAll(".numbered li").forEach(function (item) { numbers.appendChild(item); });
    var left = page.querySelector(".leftovers");
    if (left) { next.after(left); }
    var after = page.getElementById("more");
    if (after) { next.replaceWith(after); } else { next.remove(); }
    count();
    var shown = document.getElementById("shown");
    if (shown) { shown.textContent = items.length; }
    follow();
  }

  window.addEventListener("hashchange", byHash);
  byHash();
  follow();
})();
