/* The frame in the browser: keys, the drawer, light and dark, the help. Every link works without it. */
(function () {
  "use strict";
  var drawer = document.getElementById("drawer");
  var bar = document.getElementById("bar");
  var say = document.getElementById("say");
  var from = null;
  var at = -1;
  var waiting = 0;

  function $(selector, root) { return (root || document).querySelector(selector); }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function stored(name) { try { return localStorage.getItem(name); } catch (e) { return null; } }
  function store(name, value) { try { localStorage.setItem(name, value); } catch (e) { /* private window */ } }

  /* A page opened from a file can fetch nothing: its links lead to pages instead. */
  var served = location.protocol !== "file:" && typeof htmx !== "undefined";

  function withPart(href, part) {
    var sharp = href.indexOf("#");
    var plain = sharp < 0 ? href : href.slice(0, sharp);
    return plain + (plain.indexOf("?") < 0 ? "?" : "&") + "part=" + part;
  }

  function show(link) {
    from = document.activeElement && document.activeElement !== document.body ? document.activeElement : link;
    var late = setTimeout(function () { bar.className = "on"; }, 300);
    htmx.ajax("GET", withPart(link.getAttribute("href"), "drawer"), { target: "#drawer", swap: "innerHTML" })
      .then(function () {
        drawer.className = "open";
        document.body.classList.add("drawn");
        drawer.focus();
        var quote = $("[data-quote]", drawer);
        if (quote) { drawer.scrollTop = Math.max(0, quote.offsetTop - 120); }
      })
      .catch(function () { location.href = link.href; })
      .then(function () { clearTimeout(late); bar.className = ""; });
  }

  function close() {
    if (!drawer.classList.contains("open")) { return false; }
    drawer.className = "";
    drawer.textContent = "";
    document.body.classList.remove("drawn");
    if (from && document.contains(from)) { from.focus(); }
    return true;
  }

  function theme() {
    var form = $("form.theme");
    if (!form) { return; }
    var root = document.documentElement;
    var now = root.getAttribute("data-theme") ||
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    var next = now === "dark" ? "light" : "dark";
    root.setAttribute("data-theme", next);
    if (!served) { return; }
    var body = new URLSearchParams(new FormData(form));
    body.set("theme", next);
    fetch(form.getAttribute("action"), { method: "POST", body: body, redirect: "manual" }).catch(function () {});
  }

  function help() {
    var link = document.getElementById("help");
    if (!link) { return; }
    if (!served) { location.href = link.href; return; }
    from = document.activeElement;
    fetch(withPart(link.getAttribute("href"), "dialog")).then(function (answer) { return answer.text(); })
      .then(function (html) {
        var box = document.createElement("dialog");
        box.setAttribute("aria-label", "Keys and signs");
        box.innerHTML = html;
        var done = document.createElement("button");
        done.className = "btn";
        done.textContent = "Close";
        done.addEventListener("click", function () { box.close(); });
        box.appendChild(done);
        box.addEventListener("close", function () { box.remove(); if (from) { from.focus(); } });
        document.body.appendChild(box);
        keysOff(box);
        box.showModal();
      }).catch(function () { location.href = link.href; });
  }

  function keysOff(root) {
    var box = $("#keys-off", root);
    if (!box) { return; }
    box.checked = stored("keys") === "off";
    box.addEventListener("change", function () { store("keys", box.checked ? "off" : "on"); });
  }

  function rows() {
    return all("[data-row]").filter(function (row) { return row.offsetParent !== null; });
  }

  function move(step) {
    var found = rows();
    if (!found.length) { return; }
    if (at >= 0 && found[at]) { found[at].classList.remove("at"); }
    at = Math.max(0, Math.min(found.length - 1, at + step));
    var row = found[at];
    row.classList.add("at");
    var target = $("[data-open], a.to, a", row) || row;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function row() {
    var active = document.activeElement && document.activeElement.closest("[data-row]");
    return active || rows()[at];
  }

  function typing(target) {
    return target.closest && target.closest("input:not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var open = $("details.asof[open]");
      if (open) { open.open = false; $("summary", open).focus(); return; }
      if (close()) { event.preventDefault(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) { return; }
    if (stored("keys") === "off") { return; }
    var key = event.key;
    var link;
    if (waiting && Date.now() - waiting < 1500) {
      waiting = 0;
      link = $('.rail a[data-key="' + CSS.escape(key) + '"]');
      if (link) { event.preventDefault(); link.click(); return; }
    }
    waiting = 0;
    switch (key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "e":
        link = row() && $("a[data-ev]", row());
        if (link) { link.click(); }
        break;
      case "x":
        link = row() && $("input[type=checkbox]", row());
        if (link) { link.click(); }
        break;
      case "y": case "n": case "u":
        link = row() && $('a[data-answer="' + key + '"]', row());
        if (!link) { return; }
        if (key === "u") { move(1); } else { link.click(); }
        break;
      case "[": link = document.getElementById("prev"); if (link) { link.click(); } break;
      case "]": link = document.getElementById("next"); if (link) { link.click(); } break;
      case "g": waiting = Date.now(); break;
      case "/": link = document.getElementById("q"); if (link) { link.focus(); } break;
      case "d": theme(); break;
      case "?": help(); break;
      default: return;
    }
    event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var target = event.target.closest ? event.target : event.target.parentElement;
    var link = target.closest("a[data-ev]");
    if (link && served) { event.preventDefault(); show(link); return; }
    if (target.closest("[data-close]")) { close(); return; }
    var copy = target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.getAttribute("data-copy")).then(
        function () { say.textContent = "Copied."; copy.textContent = "Copied"; },
        function () { say.textContent = "The browser does not let this page copy."; }
      );
      return;
    }
    if (target.closest("[data-print]")) { window.print(); return; }
    if (target.closest("#help") && served) { event.preventDefault(); help(); return; }
    if (target.closest("form.theme button")) { event.preventDefault(); theme(); }
  });

  /* A correction settles everything again, which takes a while in a large ledger: say so, send it once. */
  document.addEventListener("submit", function (event) {
    var working = document.getElementById("working");
    var button = event.submitter;
    if (!working || !button || event.target.closest(".top")) { return; }
    setTimeout(function () { button.disabled = true; }, 0);
    setTimeout(function () {
      bar.className = "on";
      working.hidden = false;
      working.textContent = event.target.method === "post"
        ? "Settling everything again and keeping it. Leave this page open; it moves on by itself."
        : "Looking at what it would change. Nothing is kept.";
    }, 300);
  });
  window.addEventListener("pageshow", function (event) {
    var working = document.getElementById("working");
    if (!event.persisted || !working) { return; }
    working.hidden = true;
    bar.className = "";
    all("main button[disabled]").forEach(function (one) { one.disabled = false; });
  });

  /* What is settled aside is asked for until it is over; each answer comes when there is news, or soon. */
  var work = document.getElementById("work");
  function follow() {
    fetch(work.getAttribute("data-follow"), { headers: { accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (now) {
        var left = now && "waits" in now ? now.waits : now;
        if (!left) { location.reload(); return; }
        if (left.is_over) { location.replace(left.path); return; }
        var told = $("progress", work);
        if (left.expected) { told.max = left.expected; told.value = left.seconds; } else { told.removeAttribute("value"); }
        $("[data-told]", work).textContent = left.seconds + " s" +
          (left.expected ? " of about " + left.expected + " s" : " so far, longer than was to be expected");
        setTimeout(follow, 1000);
      })
      .catch(function () { setTimeout(follow, 3000); });
  }
  if (work && served) { follow(); }

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-auto]");
    if (form) { form.requestSubmit(); }
  });

  /* On a phone the views stand in a line that is longer than the screen: the one shown is in sight. */
  var shown = $(".rail [aria-current]");
  if (shown && shown.parentNode.scrollWidth > shown.parentNode.clientWidth) {
    shown.parentNode.scrollLeft = shown.offsetLeft - 40;
  }

  keysOff(document);
  if (served && location.hash.indexOf("#ev=") === 0) {
    var wanted = location.hash.slice(4);
    var link = $('a[data-ev][href*="/' + CSS.escape(wanted) + '"]');
    if (link) { show(link); }
  }
})();
