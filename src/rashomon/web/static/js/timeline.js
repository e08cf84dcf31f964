/* The timeline's slider: what was not yet reported fades, every status is that of the day. */
(function () {
  "use strict";
  var chart = document.getElementById("chart");
  var source = document.getElementById("turning");
  if (!chart || !source) { return; }
  var turning = window.rashomonTurning;
  var data = JSON.parse(source.textContent);
  var parts = data.parts;
  if (!parts.length) { return; }
  var input = document.getElementById("turn");
  var line = document.getElementById("now");
  var label = document.getElementById("day");
  var summary = document.getElementById("summary");
  var rows = Array.prototype.slice.call(chart.querySelectorAll("tbody tr"));
  var strip = Array.prototype.slice.call(document.querySelectorAll("#undated li"));
  var asks = chart.hasAttribute("data-asks");
  var waiting = 0;

  var scale = {
    first: parts[0][0],
    last: parts[parts.length - 1][1],
    at: function (day) {
      for (var n = 0; n < parts.length; n++) {
        var part = parts[n];
        if (day > part[1]) { continue; }
        if (day < part[0]) { return part[2] * 10 - 9.5; }
        var span = Math.max(1, turning.number(part[1]) - turning.number(part[0]));
        return 10 * (part[2] + (turning.number(day) - turning.number(part[0])) / span * (part[3] - part[2]));
      }
      return 1000;
    },
    day: function (at) {
      for (var n = 0; n < parts.length; n++) {
        var part = parts[n];
        if (at / 10 > part[3]) { continue; }
        if (at / 10 < part[2]) { return part[0]; }
        var share = (at / 10 - part[2]) / (part[3] - part[2]);
        var first = turning.number(part[0]);
        return turning.iso(Math.round(first + share * (turning.number(part[1]) - first)));
      }
      return scale.last;
    }
  };

  function turn(day) {
    var at = scale.at(day) / 10 + "%";
    line.setAttribute("x1", at);
    line.setAttribute("x2", at);
    label.textContent = turning.words(day);
    if (asks) { return; }
    rows.forEach(function (row, n) {
      turning.show(row, data.turns[n], day);
      row.querySelectorAll(".told, .again").forEach(function (mark, k) {
        mark.classList.toggle("ahead-of-day", data.marks[n][k] > day);
      });
    });
    strip.forEach(function (item, n) {
      var turns = data.turns[rows.length + n];
      if (turns) { turning.show(item, turns, day); }
    });
    /* Said once the slider rests a moment, so that a reader of screens is not talked over. */
    clearTimeout(waiting);
    waiting = setTimeout(function () { summary.textContent = turning.sentence(data.counts, day); }, 60);
  }

  function settle(day) {
    var newest = data.days.length ? data.days[data.days.length - 1] : scale.last;
    if (asks && location.protocol !== "file:") {
      var here = new URL(location.href);
      if (day >= scale.last) { here.searchParams.delete("asof"); } else { here.searchParams.set("asof", day); }
      location.href = here;
      return;
    }
    turning.carry(day, newest);
  }

  turning.slide(input, scale, data.days, chart.getAttribute("data-upto"), turn, settle);
})();
