/* One day of knowledge for a page: a slider moves it, whoever listens shows it. Statuses come from the
   server as change points; nothing is reasoned here. */
window.rashomonTurning = (function () {
  "use strict";
  var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  var DAY = 86400000;

  function number(iso) { return Date.parse(iso + "T00:00:00Z") / DAY; }
  function iso(day) { return new Date(day * DAY).toISOString().slice(0, 10); }
  function words(day) {
    var part = day.split("-");
    return +part[2] + " " + MONTHS[part[1] - 1] + " " + +part[0];
  }

  /* The last of [day, …] rows that is not after a day; days are ISO 8601, which sorts as text. */
  function before(rows, day) {
    var found = null;
    for (var n = 0; n < rows.length && rows[n][0] <= day; n++) { found = rows[n]; }
    return found;
  }

  function sentence(counts, day) {
    var last = counts[counts.length - 1];
    var at = before(counts, day) || [day, 0, 0, 0, 0];
    return "On " + words(day) + ": " + (at[1] + at[2] + at[3] + at[4]) + " of " +
      (last[1] + last[2] + last[3] + last[4]) + " claims known, " + at[1] + " contested, " + at[3] +
      " corroborated" + (at[2] ? ", " + at[2] + " developing" : "") + ", " + at[4] + " on a single origin.";
  }

  /* An element in the colour of its status on a day; faded before anybody told it. */
  function show(element, turns, day) {
    var turn = before(turns, day);
    var role = (turn || turns[0])[1];
    element.classList.toggle("later", !turn);
    if (turn) { element.removeAttribute("aria-disabled"); } else { element.setAttribute("aria-disabled", "true"); }
    if (element.dataset.role !== role) {
      ["contested", "developing", "corroborated", "single"].forEach(function (one) {
        element.classList.toggle(one, one === role);
      });
      var icon = element.querySelector("use");
      if (icon) { icon.setAttribute("href", "#i-" + role); }
      element.dataset.role = role;
    }
    return !!turn;
  }

  /* Links, the top bar and the address follow the day. */
  function carry(day, last) {
    var now = day >= last;
    var base = location.protocol === "file:" ? null : document.body.getAttribute("data-story");
    var label = document.querySelector("details.asof summary b");
    if (label) { label.textContent = now ? "today" : words(day); }
    if (!base) { return; }
    base = base.split("?")[0];
    document.querySelectorAll('a[href^="' + base + '"]').forEach(function (link) {
      var url = new URL(link.getAttribute("href"), location.href);
      /* What was not told by then stands on no page of that day. */
      if (now || link.closest(".later")) { url.searchParams.delete("asof"); } else { url.searchParams.set("asof", day); }
      link.setAttribute("href", url.pathname + url.search + url.hash);
    });
    var here = new URL(location.href);
    if (now) { here.searchParams.delete("asof"); } else { here.searchParams.set("asof", day); }
    history.replaceState(null, "", here);
  }

  /* input: the slider; scale: {at(day) → 0…1000, day(at) → iso}; days: those of reports, in order. */
  function slide(input, scale, days, start, turn, settle) {
    var day = start;
    function set(next) {
      var first = days.length ? days[0] : next;
      day = next < scale.first ? scale.first : next > scale.last ? scale.last : next;
      input.value = scale.at(day);
      input.style.setProperty("--full", input.value / 10 + "%");
      input.setAttribute("aria-valuetext", words(day));
      turn(day, first);
    }
    function step(by) { set(iso(number(day) + by)); settle(day); }
    function toReport(forward) {
      var found = null;
      days.forEach(function (one) {
        if (forward ? one > day && found === null : one < day) { found = one; }
      });
      if (found !== null) { set(found); settle(day); }
    }
    input.addEventListener("input", function () { set(scale.day(+input.value)); });
    input.addEventListener("change", function () { settle(day); });
    input.addEventListener("keydown", function (event) {
      switch (event.key) {
        case "ArrowRight": case "ArrowUp": step(1); break;
        case "ArrowLeft": case "ArrowDown": step(-1); break;
        case "PageUp": toReport(true); break;
        case "PageDown": toReport(false); break;
        case "Home": set(scale.first); settle(day); break;
        case "End": set(scale.last); settle(day); break;
        default: return;
      }
      event.preventDefault();
    });
    input.hidden = false;
    set(start);
  }

  return { number: number, iso: iso, words: words, before: before, sentence: sentence, show: show, carry: carry, slide: slide };
})();
