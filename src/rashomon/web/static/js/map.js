/* The map: enlarge, move, turn back to a day. What stands on it was drawn by the server; the list beside
   it says the same without scripts. */
(function () {
  "use strict";
  var turning = window.rashomonTurning;
  var map = document.getElementById("map");
  if (!map) { return; }
  var STEP = 1.5;
  var ORDER = ["contested", "developing", "corroborated", "single"];
  var svg, frame, whole, view, data, day, scale, waiting;

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  function begin() {
    svg = map.querySelector(".world");
    frame = map.getAttribute("data-frame").split(",").map(Number);
    whole = svg.getAttribute("viewBox").split(" ").map(Number);
    view = whole.slice();
    data = JSON.parse(document.getElementById("turning").textContent);
    draw();
  }

  /* -- looking */

  function unitsPerPixel() {
    var box = svg.getBoundingClientRect();
    return 1 / Math.min(box.width / view[2], box.height / view[3]);
  }

  function draw() {
    svg.setAttribute("viewBox", view.join(" "));
    var k = unitsPerPixel();
    all(".spot, .named", svg).forEach(function (one) {
      one.setAttribute("transform", "translate(" + one.dataset.x + " " + one.dataset.y + ") scale(" + k + ")");
    });
    label(k);
  }

  /* The same eight positions as on the server, anew for what is seen now. */
  function label(k) {
    var box = svg.getBoundingClientRect();
    var left = view[0] + view[2] / 2 - box.width / 2 * k;
    var top = view[1] + view[3] / 2 - box.height / 2 * k;
    var spots = all(".spot", svg);
    var points = spots.map(function (one) { return [(one.dataset.x - left) / k, (one.dataset.y - top) / k]; });
    var stacks = spots.map(function (one) { return one.querySelector(".stack") ? 9 : 0; });
    var covered = points.map(function (p, n) { return [p[0] - 8 - stacks[n], p[1] - 8 - stacks[n], p[0] + 8, p[1] + 8]; });
    all(".tools > *, .key", map).forEach(function (one) {
      var r = one.getBoundingClientRect();
      covered.push([r.left - box.left, r.top - box.top, r.right - box.left, r.bottom - box.top]);
    });
    spots.forEach(function (one, n) {
      var text = one.querySelector(".label");
      text.removeAttribute("hidden");
      var p = points[n];
      if (one.classList.contains("later")) { return; }
      var size = text.getBBox();
      var width = size.width;
      var west = -11 - stacks[n];
      var found = [[11, -2, "start"], [west, -2, "end"], [9, -13, "start"], [west + 2, -13, "end"], [9, 14, "start"],
        [west + 2, 14, "end"], [0, -25, "middle"], [0, 21, "middle"]].find(function (c) {
        var x = p[0] + c[0] - (c[2] === "end" ? width : c[2] === "middle" ? width / 2 : 0);
        var r = [x, p[1] + c[1] - 10, x + width, p[1] + c[1] + 16];
        var free = r[0] > 4 && r[1] > 4 && r[2] < box.width - 4 && r[3] < box.height - 22 &&
          covered.every(function (o, at) {
            return at === n || r[0] >= o[2] || o[0] >= r[2] || r[1] >= o[3] || o[1] >= r[3];
          });
        if (free) { covered.push(r); }
        return free;
      });
      if (!found) { text.setAttribute("hidden", ""); return; }
      text.setAttribute("text-anchor", found[2]);
      text.setAttribute("transform", "translate(" + found[0] + " " + found[1] + ")");
    });
    all(".town", svg).forEach(function (one) {
      var x = (one.dataset.x - left) / k;
      var y = (one.dataset.y - top) / k;
      var wide = one.querySelector("text").getComputedTextLength() + 6;
      var west = one.classList.contains("left");
      var r = [west ? x - wide : x - 3, y - 7, west ? x + 3 : x + wide, y + 5];
      var free = r[0] > 0 && r[2] < box.width && covered.every(function (o) { return r[2] <= o[0] || o[2] <= r[0] || r[3] <= o[1] || o[3] <= r[1]; });
      one.classList.toggle("unsaid", !free);
      if (free) { covered.push(r); }
    });
    all(".named:not(.town)", svg).forEach(function (one) {
      var half = one.querySelector("text").getComputedTextLength() / 2;
      var x = (one.dataset.x - left) / k;
      var y = (one.dataset.y - top) / k;
      var free = x > half && x + half < box.width && covered.every(function (o) { return x + half <= o[0] || o[2] <= x - half || y + 4 <= o[1] || o[3] <= y - 10; });
      one.classList.toggle("unsaid", !free);
    });
  }

  function zoom(by, x, y) {
    var width = Math.max(whole[2] / 24, Math.min(whole[2] * 4, view[2] / by));
    var share = width / view[2];
    view = [x - (x - view[0]) * share, y - (y - view[1]) * share, width, view[3] * share];
    draw();
    settleView();
  }

  function middle() { return [view[0] + view[2] / 2, view[1] + view[3] / 2]; }

  function pan(dx, dy) {
    view[0] += dx;
    view[1] += dy;
    draw();
    settleView();
  }

  function latitude(y) {
    function up(lat) { return Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)); }
    var high = up(frame[3]);
    var low = up(frame[1]);
    return 360 / Math.PI * Math.atan(Math.exp(high - y / whole[3] * (high - low))) - 90;
  }

  function box() {
    function lon(x) { return frame[0] + x / whole[2] * (frame[2] - frame[0]); }
    return [lon(view[0]), Math.max(-80, latitude(view[1] + view[3])), lon(view[0] + view[2]), Math.min(80, latitude(view[1]))]
      .map(function (one) { return one.toFixed(3); }).join(",");
  }

  /* Beyond what was drawn, or much nearer: ask the server for the ground of this stretch. */
  function settleView() {
    clearTimeout(waiting);
    if (location.protocol === "file:") { return; }
    var off = Math.max(whole[0] - view[0], view[0] + view[2] - whole[2]) > whole[2] * 0.28 ||
      Math.max(whole[1] - view[1], view[1] + view[3] - whole[3]) > whole[3] * 0.28;
    var near = view[2] < whole[2] / 2;
    if (!off && !near) { return; }
    waiting = setTimeout(function () {
      var here = new URL(location.href);
      here.searchParams.set("bbox", box());
      here.searchParams.delete("show");
      fetch(here).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        return answer.text();
      }).then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        map.setAttribute("data-frame", page.getElementById("map").getAttribute("data-frame"));
        map.replaceChild(page.querySelector(".world"), svg);
        ["places", "turning"].forEach(function (id) {
          var old = document.getElementById(id);
          var fresh = page.getElementById(id);
          if (old && fresh) { old.replaceWith(fresh); }
        });
        history.replaceState(null, "", here);
        begin();
        hold();
        if (scale) { turn(day); }
      }).catch(function () { /* what was drawn stays */ });
    }, 350);
  }

  function hold() {
    var from = null;
    svg.addEventListener("pointerdown", function (event) {
      if (event.pointerType === "touch" || event.button) { return; }
      from = [event.clientX, event.clientY, false];
    });
    svg.addEventListener("pointermove", function (event) {
      if (!from || !event.buttons) { from = null; return; }
      var dx = event.clientX - from[0];
      var dy = event.clientY - from[1];
      if (!from[2] && Math.abs(dx) + Math.abs(dy) < 5) { return; }
      if (!from[2]) { svg.setPointerCapture(event.pointerId); svg.classList.add("held"); }
      var k = unitsPerPixel();
      from = [event.clientX, event.clientY, true];
      pan(-dx * k, -dy * k);
    });
    svg.addEventListener("pointerup", function () { svg.classList.remove("held"); from = null; });
    svg.addEventListener("wheel", function (event) {
      event.preventDefault();
      var r = svg.getBoundingClientRect();
      var k = unitsPerPixel();
      var m = middle();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, m[0] + (event.clientX - r.left - r.width / 2) * k,
        m[1] + (event.clientY - r.top - r.height / 2) * k);
    }, { passive: false });
  }

  function at(step) { var m = middle(); zoom(step, m[0], m[1]); }

  all("[data-zoom]", map).forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { at(button.dataset.zoom === "in" ? STEP : 1 / STEP); });
  });
  map.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.id === "turn") { return; }
    var far = view[2] / 8;
    switch (event.key) {
      case "+": case "=": at(STEP); break;
      case "-": at(1 / STEP); break;
      case "0": view = whole.slice(); draw(); break;
      case "ArrowLeft": pan(-far, 0); break;
      case "ArrowRight": pan(far, 0); break;
      case "ArrowUp": pan(0, -far); break;
      case "ArrowDown": pan(0, far); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  /* The list and the map point at one another. */
  function point(event) {
    var one = event.target.closest && event.target.closest("[data-spot], .place");
    var id = one && (one.dataset.spot || one.id);
    all(".hot").forEach(function (hot) { hot.classList.remove("hot"); });
    if (!id) { return; }
    var place = document.getElementById(id);
    if (place) { place.classList.add("hot"); }
    all('.spot[data-spot="' + CSS.escape(id) + '"]').forEach(function (spot) { spot.classList.add("hot"); });
  }
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);

  /* -- the day of knowledge */

  function known(turns, then) { var found = turning.before(turns, then); return found && found[1]; }

  function turn(then) {
    day = then;
    document.getElementById("day").textContent = turning.words(then);
    if (data.asks) { return; }
    var marks = all(".spot", svg);
    var places = all("#places > li");
    data.spots.forEach(function (claims, n) {
      var roles = claims.map(function (turns) { return known(turns, then); });
      var told = roles.filter(Boolean);
      var role = ORDER.find(function (one) { return told.indexOf(one) >= 0; });
      var summed = [["0000-00-00", role || claims[0][0][1]]];
      [marks[n], places[n]].forEach(function (one) {
        turning.show(one, summed, then);
        one.classList.toggle("later", !role);
      });
      if (role) { places[n].removeAttribute("aria-disabled"); } else { places[n].setAttribute("aria-disabled", "true"); }
      all(".stack text", marks[n]).forEach(function (text) { text.textContent = told.length || claims.length; });
      if (claims.length > 1) {
        var of = told.length && told.length < claims.length ? told.length + " of " : "";
        [marks[n].querySelector(".below"), places[n].querySelector("small")].forEach(function (one) {
          one.textContent = of + claims.length + " claims";
        });
      }
      all("ul > li", places[n]).forEach(function (item, k) {
        turning.show(item, claims[data.shown[n][k]], then);
      });
      var about = svg.querySelector('.about[data-spot="' + CSS.escape(marks[n].dataset.spot) + '"]');
      if (about) {
        turning.show(about, summed, then);
        about.classList.toggle("later", !role);
      }
    });
    label(unitsPerPixel());
    document.getElementById("summary").textContent = turning.sentence(data.counts, then);
  }

  function days() {
    var input = document.getElementById("turn");
    if (!data.days.length || (data.asks && location.protocol === "file:")) { return; }
    var last = data.days.length - 1;
    /* Reports stand at even steps; between two of them days are even too. */
    scale = {
      first: data.days[0],
      last: data.days[last],
      at: function (then) {
        for (var n = 0; n < last; n++) {
          if (then < data.days[n + 1]) {
            var from = turning.number(data.days[n]);
            return 1000 / last * (n + (turning.number(then) - from) / (turning.number(data.days[n + 1]) - from));
          }
        }
        return 1000;
      },
      day: function (where) {
        var n = Math.min(last, Math.floor(where / 1000 * last));
        if (n === last) { return data.days[last]; }
        var from = turning.number(data.days[n]);
        return turning.iso(Math.round(from + (where / 1000 * last - n) * (turning.number(data.days[n + 1]) - from)));
      }
    };
    turning.slide(input, scale, data.days, input.dataset.upto, turn, function (then) {
      if (!data.asks) { turning.carry(then, scale.last); return; }
      var here = new URL(location.href);
      if (then >= scale.last) { here.searchParams.delete("asof"); } else { here.searchParams.set("asof", then); }
      location.href = here;
    });
  }

  begin();
  hold();
  days();
  window.addEventListener("resize", draw);
})();
