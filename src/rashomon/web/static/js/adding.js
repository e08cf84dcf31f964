/* Adding reports: files are dropped or chosen, sent with progress, followed while they are read.
   Without it the form sends them, and the page that follows looks again by itself. */
(function () {
  "use strict";
  var form = document.getElementById("send");
  var following = document.getElementById("following");
  var SHOWN = 12;

  function id(name) { return document.getElementById(name); }

  function size(bytes) {
    return bytes >= 1e6 ? (bytes / 1e6).toFixed(1) + " MB" : Math.ceil(bytes / 1e3) + " kB";
  }

  /* -- choosing and sending */

  function send() {
    var chosen = [];
    var trouble = id("trouble");
    var button = form.querySelector("button.main");

    function tell(words) {
      trouble.textContent = words;
      trouble.hidden = !words;
    }

    function show() {
      var bytes = chosen.reduce(function (sum, one) { return sum + one.size; }, 0);
      id("chosen").hidden = id("clear").hidden = !chosen.length;
      id("count").textContent = chosen.length + (chosen.length === 1 ? " file, " : " files, ") + size(bytes);
      id("names").textContent = "";
      chosen.slice(0, SHOWN).forEach(function (one) { name(one.webkitRelativePath || one.name); });
      if (chosen.length > SHOWN) { name("and " + (chosen.length - SHOWN) + " more"); }
      button.disabled = false;
      if (chosen.length > +form.dataset.most) {
        tell("These are more than " + form.dataset.most + " files. Put them into a ZIP archive, or send some at a time.");
        button.disabled = true;
      } else if (bytes > +form.dataset.largest) {
        tell("These are more than " + size(+form.dataset.largest) + ". Send some at a time, or read the folder with “rashomon read FOLDER”.");
        button.disabled = true;
      } else { tell(""); }
    }

    function name(words) {
      var item = document.createElement("li");
      item.textContent = item.title = words;
      id("names").appendChild(item);
    }

    function take(files) {
      Array.prototype.forEach.call(files, function (file) {
        var path = file.webkitRelativePath || file.name;
        var held = chosen.some(function (one) {
          return (one.webkitRelativePath || one.name) === path && one.size === file.size && one.lastModified === file.lastModified;
        });
        if (!held) { chosen.push(file); }
      });
      show();
    }

    /* A folder that is dropped gives its files one by one. */
    function walk(entry) {
      if (entry.isFile) {
        return new Promise(function (done) { entry.file(function (file) { take([file]); done(); }, done); });
      }
      var reader = entry.createReader();
      return new Promise(function (done) {
        (function more() {
          reader.readEntries(function (found) {
            if (!found.length) { done(); return; }
            Promise.all(found.map(walk)).then(more);
          }, done);
        })();
      });
    }

    function dropped(event) {
      var entries = Array.prototype.map.call(event.dataTransfer.items || [], function (one) {
        return one.webkitGetAsEntry && one.webkitGetAsEntry();
      }).filter(Boolean);
      if (entries.length) { entries.forEach(walk); } else { take(event.dataTransfer.files); }
    }

    function post(event) {
      event.preventDefault();
      if (!chosen.length) { tell("No file was chosen."); return; }
      var body = new FormData();
      chosen.forEach(function (file) { body.append("files", file, file.name); });
      var request = new XMLHttpRequest();
      request.open("POST", form.dataset.uploads);
      request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.onprogress = function (now) {
        if (now.lengthComputable) { id("sent").value = 100 * now.loaded / now.total; }
      };
      request.onload = function () {
        if (request.status === 202) { location.href = form.dataset.then + request.response.id; return; }
        ended((request.response && request.response.detail) || "The server refused the files (" + request.status + ").");
      };
      request.onerror = function () {
        ended("The server did not answer, or a file changed while it was sent. Nothing was read; try again.");
      };
      function ended(words) {
        id("sending").hidden = true;
        button.disabled = false;
        tell(words);
      }
      tell("");
      button.disabled = true;
      id("sending").hidden = false;
      request.send(body);
    }

    id("where-to").hidden = false;
    form.querySelector(".choose").classList.add("scripted");
    ["files", "folder"].forEach(function (name) {
      id(name).addEventListener("change", function () { take(this.files); this.value = ""; });
    });
    id("clear").addEventListener("click", function () { chosen = []; show(); id("files").focus(); });
    ["dragenter", "dragover"].forEach(function (kind) {
      form.addEventListener(kind, function (event) { event.preventDefault(); form.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (kind) {
      form.addEventListener(kind, function (event) {
        if (kind === "drop" || !form.contains(event.relatedTarget)) { form.classList.remove("over"); }
      });
    });
    form.addEventListener("drop", function (event) { event.preventDefault(); dropped(event); });
    form.addEventListener("submit", post);
  }

  /* -- following */

  function follow() {
    var states = JSON.parse(id("states").textContent);
    var far = id("far");
    var told = "";
    var source = new EventSource(following.dataset.events);

    function look(event) {
      var now = JSON.parse(event.data);
      if (now.state !== told) { id("state").textContent = states[now.state]; told = now.state; }
      if (now.state === "reading" && now.total) {
        far.max = now.total;
        far.value = now.done;
        id("far-words").textContent = now.done + " of " + now.total;
      } else {
        far.removeAttribute("value");
        id("far-words").textContent = "";
      }
    }

    function end() { source.close(); location.reload(); }
    source.addEventListener("progress", look);
    source.addEventListener("done", end);
    source.addEventListener("failed", end);
    /* The server knows nothing of the upload any more, for instance since it was started anew. */
    source.onerror = function () { if (source.readyState === 2) { end(); } };
  }

  if (form) { send(); }
  if (following) { follow(); }
})();
