/* What was added since this page was made: said once, quietly; the page changes when its reader wants. */
(function () {
  "use strict";
  var page = document.body.dataset;
  if (!page.state || !document.querySelector(".held") || location.protocol === "file:" || !window.fetch) { return; }

  function told() { return document.querySelector(".news"); }

  function tell(about) {
    if (!about || about.state <= Number(page.state) || told()) { return; }
    var more = about.counts.reports - Number(page.reports);
    var line = document.createElement("span");
    line.className = "news";
    line.setAttribute("role", "status");
    line.textContent = more > 0 ? more + (more === 1 ? " new report. " : " new reports. ") : "The ledger has changed. ";
    var link = line.appendChild(document.createElement("a"));
    link.href = location.href;
    link.textContent = "Show";
    link.addEventListener("click", function (event) { event.preventDefault(); location.reload(); });
    var held = document.querySelector(".held");
    held.appendChild(document.createElement("br"));
    held.appendChild(line);
  }

  function look() {
    if (document.hidden || told()) { return; }
    fetch("/api/v1/about", { headers: { accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(tell)
      .catch(function () { /* the server rests; so does this */ });
  }

  setInterval(look, 60000);
  document.addEventListener("visibilitychange", look);
})();
