// Updates the pages in place and keeps the reader's scroll position. Every page also works without this script.
"use strict";
(() => {
  const main = document.getElementById("main");
  const dialog = document.getElementById("dialog");
  const section = main.dataset.section;

  // ---- times (times.js) ----
  // In a long list, only visible rows have running clocks.
  const inSight = new Set();
  const formatAllTimes = () => {
    if (list) [document.getElementById("top"), ...inSight].forEach(formatTimes);
    else formatTimes(document);
  };
  const sight = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    if (isIntersecting) {
      inSight.add(target);
      formatTimes(target);
    } else inSight.delete(target);
  }), {rootMargin: "200px 0px"});

  // ---- patching: updates one tree to match another and keeps unchanged nodes ----
  const scriptOwned = {DETAILS: ["open"], TR: ["hidden"], DIALOG: ["open"], TIME: ["title"]};
  const patchAttributes = (old, next) => {
    const own = scriptOwned[old.nodeName] ?? [];
    for (const {name} of [...old.attributes]) if (!next.hasAttribute(name) && !own.includes(name)) old.removeAttribute(name);
    for (const {name, value} of next.attributes) {
      if (own.includes(name)) continue;
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
        if (old.nodeName === "TIME") old.formatted = false;
      }
    }
  };
  const patch = (old, next) => {
    if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName) return void old.replaceWith(document.adoptNode(next));
    if (old.nodeType === 3) {
      if (old.data !== next.data) old.data = next.data;
      return;
    }
    if (old.nodeType !== 1) return;
    const isSameTime = old.nodeName === "TIME" && old.getAttribute("datetime") === next.getAttribute("datetime");
    patchAttributes(old, next);
    if (isSameTime) return;
    if (old.hasAttribute("data-recent")) {
      // Keeps the plot of charts.js and notifies it of the new values.
      const words = next.querySelector("svg")?.getAttribute("aria-label");
      if (words) old.querySelector("svg.spark")?.setAttribute("aria-label", words);
      return void old.dispatchEvent(new CustomEvent("fresh"));
    }
    if (old.className === "log-place" || /^(INPUT|TEXTAREA|SELECT)$/.test(old.nodeName)) return;
    patchChildren(old, next);
  };
  const patchChildren = (old, next) => {
    const byId = new Map([...old.children].filter(it => it.id).map(it => [it.id, it]));
    let place = old.firstChild;
    for (const wanted of [...next.childNodes]) {
      const known = wanted.nodeType === 1 && wanted.id ? byId.get(wanted.id) : null;
      if (known) {
        if (known !== place) old.insertBefore(known, place);
        place = known.nextSibling;
        patch(known, wanted);
      } else if (place && !(place.id && (wanted.id || place.nodeName !== wanted.nodeName))) {
        const after = place.nextSibling;
        patch(place, wanted);
        place = after;
      } else {
        old.insertBefore(document.adoptNode(wanted), place);
      }
    }
    while (place) {
      const after = place.nextSibling;
      place.remove();
      place = after;
    }
  };

  // ---- fetching changes ----
  const ask = async address => {
    const answer = await fetch(address, {signal: AbortSignal.timeout(8000), headers: {Accept: "text/html"}});
    if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
    if (answer.redirected) return void location.reload();
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const take = fresh => {
    if (fresh.title) document.title = fresh.title;
    formatAllTimes();
  };

  // ---- the list of containers ----
  const list = document.getElementById("containers");
  const rowId = (host, name) => "t" + [...`${host}/${name}`].map(c => /[A-Za-z0-9]/.test(c) ? c : `-${c.codePointAt(0).toString(16)}-`).join("");
  const rows = () => list ? [...list.querySelectorAll("tbody tr[id]")] : [];
  const texts = new WeakMap();
  const textOf = row => {
    if (!texts.has(row)) texts.set(row, `${row.textContent} ${row.dataset.labels} ${row.dataset.phase} ${row.dataset.host}`.toLowerCase());
    return texts.get(row);
  };
  const places = {
    phase: row => row.dataset.phase, project: row => row.dataset.project, label: row => row.dataset.labels,
    image: row => row.querySelector(".c-image")?.textContent ?? "", host: row => row.dataset.host,
  };
  const box = document.getElementById("filter");
  const phaseBox = document.getElementById("filter-phase");
  const projectBox = document.getElementById("filter-project");
  const fits = (row, words) => {
    if (phaseBox.value && row.dataset.phase !== phaseBox.value) return false;
    if (projectBox?.value && row.dataset.project !== projectBox.value) return false;
    return words.every(word => {
      const [, key, rest] = /^([a-z]+):(.*)$/.exec(word) ?? [];
      return key in places ? places[key](row).toLowerCase().includes(rest) : textOf(row).includes(word);
    });
  };
  const filter = (which = rows()) => {
    if (!box) return;
    const words = box.value.toLowerCase().trim().split(/\s+/).filter(Boolean);
    for (const row of which) {
      const fit = fits(row, words);
      if (row.hidden === fit) row.hidden = !fit;
    }
    const all = rows().length, shown = list.querySelectorAll("tbody tr[id]:not([hidden])").length;
    list.querySelectorAll("tbody[data-group]").forEach(group => { group.hidden = !group.querySelector("tr[id]:not([hidden])"); });
    document.getElementById("nothing").hidden = shown > 0;
    document.getElementById("shown").textContent = shown < all ? `${shown} of ${Math.max(all, Number(list.dataset.total))}` : "";
    for (const chip of document.querySelectorAll(".counts a[data-phase]")) {
      if (chip.dataset.phase === phaseBox.value) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  };
  const keepAddress = () => {
    const asked = new URLSearchParams(new FormData(document.getElementById("tools")));
    [...asked].forEach(([key, value]) => { if (!value) asked.delete(key); });
    history.replaceState(null, "", asked.size ? `/?${asked}` : "/");
  };
  let mustSort = false;
  const sort = () => {
    if (list.matches(":hover") || list.contains(document.activeElement)) return;
    mustSort = false;
    const order = [...phaseBox.options].map(it => it.value);
    for (const body of list.tBodies) {
      const before = [...body.querySelectorAll("tr[id]")];
      const key = row => order.indexOf(row.dataset.phase);
      const after = [...before].sort((a, b) => key(a) - key(b)
          || (a.dataset.host < b.dataset.host ? -1 : a.dataset.host > b.dataset.host ? 1 : 0)
          || (a.dataset.name < b.dataset.name ? -1 : 1));
      if (after.some((row, i) => row !== before[i])) body.append(...after);
    }
  };
  // Suspect rows do not move: a stable position matters more than their order.
  const isCalm = row => !/^(quarantined|missing|failing|backing-off|restarting)$/.test(row.dataset.phase);
  const put = next => {
    const old = document.getElementById(next.id);
    if (old?.nodeName === "TR") {
      const before = old.dataset.phase, wasCalm = isCalm(old);
      texts.delete(old);
      patch(old, next);
      if (before === old.dataset.phase) return old;
      if (!wasCalm || !isCalm(old)) mustSort = true;
      old.classList.remove("fresh");
      requestAnimationFrame(() => old.classList.add("fresh"));
      return old;
    }
    if (list) {
      const body = [...list.tBodies].find(it => (it.dataset.group ?? next.dataset.project) === next.dataset.project);
      if (!body) return void location.reload();
      body.append(document.adoptNode(next));
      sight.observe(next);
      mustSort = true;
    } else location.reload();
    return next;
  };
  const remove = row => {
    sight.unobserve(row);
    inSight.delete(row);
    row.remove();
  };
  const takeParts = fresh => {
    const top = fresh.getElementById("top");
    if (top) patch(document.getElementById("top"), top);
    const found = [...fresh.querySelectorAll("tbody tr[id]")].map(put);
    take(fresh);
    filter(found);
    return found.map(row => row.id);
  };
  const sortIfMust = () => {
    if (list && mustSort) sort();
  };
  const refreshRows = async ids => {
    const found = takeParts(await ask(`/parts/overview?${ids.map(id => `row=${encodeURIComponent(id)}`).join("&")}`));
    for (const id of ids) if (!found.includes(id)) remove(document.getElementById(id) ?? document.createElement("tr"));
    sortIfMust();
  };
  // Loads all rows in batches to keep frames short.
  const refreshList = async () => {
    const seen = new Set();
    let found, after = "";
    do {
      found = takeParts(await ask(`/parts/overview?after=${encodeURIComponent(after)}`));
      found.forEach(id => seen.add(id));
      after = found.at(-1);
    } while (after);
    if (list) list.dataset.total = seen.size;
    rows().filter(row => !seen.has(row.id)).forEach(remove);
    filter();
    sortIfMust();
  };
  const refreshAll = async () => {
    if (section === "overview") return refreshList();
    const fresh = await ask(location.href);
    const next = fresh?.getElementById("main");
    if (!next || next.dataset.section !== section) return;
    patchChildren(main, next);
    take(fresh);
  };

  // ---- stream events: changes are batched, and only one fetch runs at a time ----
  const many = 150;
  const wanted = new Set();
  let all = false, asking = false, timer = 0;
  const flush = async () => {
    timer = 0;
    if (asking) return;
    asking = true;
    try {
      while (all || wanted.size) {
        const ids = [...wanted], whole = all || ids.length > many;
        all = false;
        wanted.clear();
        if (whole || section !== "overview") await refreshAll();
        else await refreshRows(ids.filter(Boolean));
      }
    } catch {
      // The fetch can fail while the stream stays connected.
      all = true;
      timer ||= setTimeout(flush, 2000);
    } finally {
      asking = false;
    }
  };
  const soon = (wait = 80) => { timer ||= setTimeout(flush, wait); };
  const want = id => {
    if (id === undefined) all = true;
    else wanted.add(id);
    soon(section === "overview" ? 80 : 300);
  };
  const heard = {
    target: it => section === "overview" ? want(rowId(it.host, it.name))
        : section === "target" ? isHere(it) && want() : section === "hosts" && want(),
    gone: it => heard.target(it),
    host: () => section === "overview" ? want("") : (section === "hosts" || section === "target") && want(),
    incident: it => section === "overview" ? want("") : section === "target" ? isHere({host: it.host, name: it.target}) && want() : /^incident/.test(section) && want(),
    fact: it => section === "target" && isHere(it) && want(),
    mail: () => section === "overview" ? want("") : section === "notifications" && want(),
    hold: () => section === "audit" || want(),
    reset: () => want(),
  };
  const isHere = it => {
    const here = document.getElementById("target");
    return here && (!it.name || (here.dataset.host === it.host && here.dataset.name === it.name));
  };
  const live = document.getElementById("live");
  let cutSince = null, wasOpen = false;
  const say = (state, words) => {
    if (live.dataset.state === state) return;
    live.dataset.state = state;
    live.className = `live ${state}`;
    live.querySelector(".words").textContent = words;
  };
  const opened = source => {
    say("on", "live");
    if (wasOpen) want();
    wasOpen = true;
    cutSince = null;
    if (source.heard) return;
    source.heard = true;
    for (const kind of Object.keys(heard)) {
      source.addEventListener(kind, event => {
        let it = {};
        try {
          it = JSON.parse(event.data);
        } catch {
          // Invalid data applies to everything.
        }
        heard[kind](it ?? {});
      });
    }
  };
  const cut = () => {
    cutSince ??= new Date();
    say("cut-off", `disconnected since ${two(cutSince.getHours())}:${two(cutSince.getMinutes())}:${two(cutSince.getSeconds())}; reconnecting`);
  };
  if (live) {
    const body = document.body;
    body.addEventListener("htmx:sseOpen", event => opened(event.detail.source));
    body.addEventListener("htmx:sseError", cut);
    // Connects only after htmx and the listeners are ready.
    body.setAttribute("hx-ext", "sse");
    body.setAttribute("sse-connect", body.dataset.stream);
    window.htmx?.process(body);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { formatAllTimes(); if (cutSince) want(); } });
    // The stream omits outcomes without a phase change, so visible rows are refreshed every 10 s.
    setInterval(() => {
      if (document.hidden || cutSince) return;
      if (section === "target") return want();
      if (section !== "overview") return;
      inSight.forEach(row => wanted.add(row.id));
      if (wanted.size) soon();
    }, 10_000);
  }

  // ---- the log, while it is open ----
  const log = document.getElementById("live-log");
  if (log) {
    const place = log.querySelector(".log-place");
    let reading = false;
    const read = async () => {
      if (!log.open || document.hidden || reading || !getSelection().isCollapsed) return;
      reading = true;
      try {
        const next = (await ask(log.dataset.log))?.getElementById("log-lines");
        if (!next) return;
        const old = document.getElementById("log-lines");
        const follows = !old || old.scrollHeight - old.scrollTop - old.clientHeight < 40;
        if (old) patch(old, next);
        else place.replaceChildren(document.adoptNode(next));
        const shown = document.getElementById("log-lines");
        formatTimes(shown);
        if (follows) shown.scrollTop = shown.scrollHeight;
      } catch {
        // The next read retries; the indicator at the top shows a lost connection.
      } finally {
        reading = false;
      }
    };
    log.addEventListener("toggle", read);
    setInterval(read, 2000);
  }

  // ---- actions open in a dialog ----
  const openAct = async link => {
    const fresh = await ask(link.href);
    show(fresh);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[autofocus]")?.focus();
  };
  const show = fresh => {
    const act = fresh?.getElementById("act");
    if (!act) throw new Error("no act");
    dialog.replaceChildren(document.adoptNode(act));
    const title = dialog.querySelector("h1");
    if (title) dialog.setAttribute("aria-label", title.textContent);
    const result = dialog.querySelector("[data-said]");
    if (result) document.getElementById("said").textContent = result.textContent;
    remember();
    formatTimes(dialog);
  };
  const remember = () => {
    document.querySelectorAll("#act input[data-zone]").forEach(it => { if (it.value === "UTC") it.value = zone; });
    const by = document.querySelector("#act input[name=createdBy]");
    try {
      if (by && !by.value) by.value = localStorage.getItem("by") ?? "";
    } catch {
      // Without storage, the name has to be typed again.
    }
  };
  const send = async (form, submitter) => {
    const data = new URLSearchParams(new FormData(form, submitter));
    try {
      if (data.get("createdBy")) localStorage.setItem("by", data.get("createdBy"));
    } catch {
      // As above.
    }
    submitter?.setAttribute("aria-disabled", "true");
    const answer = await fetch(form.action, {method: "POST", body: data, headers: {Accept: "text/html"}});
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh.getElementById("act")) show(fresh);
    else {
      const words = document.createElement("div");
      words.className = "ask";
      words.textContent = fresh.getElementById("main")?.innerText ?? `Dogwatch responded with status ${answer.status}.`;
      dialog.replaceChildren(words);
    }
    want();
  };
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-act]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openAct(link).catch(() => { location.href = link.href; });
      return;
    }
    const close = event.target.closest("[data-close]");
    if (close && dialog.open) {
      event.preventDefault();
      dialog.close();
      return;
    }
    const chip = event.target.closest(".counts a[data-phase]");
    if (chip && phaseBox && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      phaseBox.value = phaseBox.value === chip.dataset.phase ? "" : chip.dataset.phase;
      filter();
      keepAddress();
    }
  });
  document.addEventListener("submit", event => {
    if (!dialog.contains(event.target) || event.target.method === "dialog") return;
    event.preventDefault();
    // A double click submits once.
    if (event.submitter?.getAttribute("aria-disabled") === "true") return;
    send(event.target, event.submitter).catch(() => {
      event.submitter?.removeAttribute("aria-disabled");
      const line = document.createElement("p");
      line.className = "notice bad";
      line.setAttribute("role", "alert");
      line.textContent = "Dogwatch does not respond. The action may have been carried out; check before you retry.";
      event.target.prepend(line);
    });
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

  // ---- filter, colours ----
  if (box) {
    const tools = document.getElementById("tools");
    box.addEventListener("input", () => filter());
    box.addEventListener("change", keepAddress);
    for (const select of [phaseBox, projectBox]) select?.addEventListener("change", () => { filter(); keepAddress(); });
    document.getElementById("group")?.addEventListener("change", () => tools.requestSubmit());
    tools.addEventListener("submit", event => {
      if (document.activeElement === box) {
        event.preventDefault();
        keepAddress();
      }
    });
    document.addEventListener("keydown", event => {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.nodeName) && !dialog.open) {
        event.preventDefault();
        box.focus();
      }
    });
  }
  const theme = document.getElementById("theme");
  const themes = {"": "system", light: "light", dark: "dark"};
  const root = document.documentElement;
  const nameTheme = () => {
    const words = `Colours: ${themes[root.dataset.theme ?? ""]}`;
    theme.setAttribute("aria-label", words);
    theme.title = words;
    theme.textContent = {"": "◐", light: "○", dark: "●"}[root.dataset.theme ?? ""];
  };
  nameTheme();
  theme.addEventListener("click", () => {
    const names = Object.keys(themes);
    const next = names[(names.indexOf(root.dataset.theme ?? "") + 1) % names.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try {
      if (next) localStorage.setItem("theme", next);
      else localStorage.removeItem("theme");
    } catch {
      // Without storage, the choice lasts until the page is closed.
    }
    nameTheme();
    document.dispatchEvent(new CustomEvent("theme"));
  });

  rows().forEach(row => sight.observe(row));
  if (list && rows().length < Number(list.dataset.total)) want();
  formatAllTimes();
  setInterval(() => { if (!document.hidden) formatAllTimes(); }, 1000);
  filter();
  remember();
  document.querySelector("#nav-here")?.scrollIntoView({inline: "center", block: "nearest"});
})();
