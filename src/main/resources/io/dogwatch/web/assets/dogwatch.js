// Keeps a page fresh without losing the reader's place; every page also works without this file.
"use strict";
(() => {
  const main = document.getElementById("main");
  const live = document.getElementById("live");
  const every = 5000;

  const filter = () => {
    const box = document.getElementById("filter");
    if (!box) return;
    box.parentElement.hidden = false;
    const words = box.value.toLowerCase().trim().split(/\s+/);
    let shown = 0;
    for (const row of document.querySelectorAll("#containers tbody tr")) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    }
    document.getElementById("nothing").hidden = shown > 0;
  };

  const isBusy = () => document.hidden || !document.getSelection().isCollapsed;

  const refresh = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(location.href, {signal: AbortSignal.timeout(4000), headers: {Accept: "text/html"}});
      if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh.getElementById("main");
      if (isBusy() || !next) return;
      const typed = document.getElementById("filter")?.value;
      const focus = document.activeElement;
      const place = focus?.id === "filter" ? "#filter"
          : focus?.getAttribute("href") ? `a[href="${CSS.escape(focus.getAttribute("href"))}"]` : null;
      const wasInMain = main.contains(focus);
      const caret = focus?.selectionStart;
      const scrolls = [...main.querySelectorAll(".wide")].map(it => it.scrollLeft);
      const open = [...main.querySelectorAll("details[open][id]")].map(it => it.id);
      main.replaceChildren(...next.childNodes);
      open.forEach(id => { const again = document.getElementById(id); if (again) again.open = true; });
      document.title = fresh.title;
      main.querySelectorAll(".wide").forEach((it, i) => { it.scrollLeft = scrolls[i] ?? 0; });
      const box = document.getElementById("filter");
      if (box && typed !== undefined) box.value = typed;
      filter();
      if (wasInMain && place) {
        const again = main.querySelector(place);
        again?.focus({preventScroll: true});
        if (again === box && caret !== undefined) box.setSelectionRange(caret, caret);
      }
      live.hidden = true;
    } catch {
      live.textContent = "Dogwatch does not answer; this is what it last said.";
      live.hidden = false;
    }
  };

  document.addEventListener("input", event => { if (event.target.id === "filter") filter(); });
  filter();
  if (main.hasAttribute("data-live")) {
    setInterval(refresh, every);
    document.addEventListener("visibilitychange", refresh);
  }
})();
