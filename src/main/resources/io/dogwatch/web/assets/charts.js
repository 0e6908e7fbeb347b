// Replaces the server-rendered sparklines with uPlot charts of check latencies.
"use strict";
(() => {
  const words = seconds => seconds < 0.9995 ? `${Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
  const colour = name => {
    const probe = document.createElement("span");
    probe.hidden = true;
    probe.className = `ink-${name}`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const hours = (seconds, withSeconds) => {
    const at = new Date(seconds * 1000);
    return `${two(at.getHours())}:${two(at.getMinutes())}${withSeconds ? `:${two(at.getSeconds())}` : ""}`;
  };

  const chart = figure => {
    const caption = figure.querySelector("figcaption");
    const plain = figure.querySelector("svg");
    const label = () => plain.getAttribute("aria-label");
    let view = "recent", plot = null;

    const data = () => {
      const rows = JSON.parse(figure.dataset[view]);
      return view === "recent"
          ? [rows.map(r => r[0]), rows.map(r => r[1]), rows.map(r => r[2] ? r[1] : null)]
          : [rows.map(r => r[0] + 900), rows.map(r => r[1]), rows.map(r => r[2])];
    };
    const describe = index => {
      if (index == null) {
        caption.textContent = view === "recent" ? label() : "half hours: mean and slowest (upper line), since Dogwatch started";
        return;
      }
      const row = JSON.parse(figure.dataset[view])[index];
      if (!row) return;
      caption.textContent = view === "recent"
          ? `${hours(row[0], true)}: ${words(row[1])}${row[2] ? ", failed" : ""}`
          : `${hours(row[0])} to ${hours(row[0] + 1800)}: ${words(row[1])} on average, ${words(row[2])} at most${row[3] ? `, ${row[3]} failed` : ""}`;
    };
    const draw = () => {
      plot?.destroy();
      plain.setAttribute("hidden", "");
      const ink = colour("calm"), bad = colour("bad"), quiet = colour("quiet"), line = colour("line");
      const axis = {stroke: quiet, grid: {stroke: line, width: 1}, ticks: {show: false}, font: "11px system-ui, sans-serif"};
      plot = new uPlot({
        width: Math.max(200, figure.clientWidth), height: 108, padding: [8, 24, 0, 0],
        legend: {show: false}, cursor: {y: false, drag: {x: false, y: false}, points: {size: 6}},
        scales: {y: {range: (u, low, high) => [0, Math.max(0.002, (high ?? 0) * 1.15)]}},
        axes: [
          {...axis, size: 22, space: 70, values: (u, splits) => splits.map(at => hours(at, view === "recent" && splits.at(-1) - splits[0] < 120))},
          {...axis, size: 54, space: 28, values: (u, splits) => splits.map(words)},
        ],
        series: [{}, {stroke: ink, width: 1.5, points: {show: view === "day"}},
          view === "recent" ? {stroke: bad, paths: () => null, points: {show: true, size: 6, fill: bad, stroke: bad}}
              : {stroke: quiet, width: 1, dash: [3, 3], points: {show: false}}],
        hooks: {setCursor: [u => describe(u.cursor.idx)]},
      }, data(), figure);
      plot.root.setAttribute("role", "img");
      plot.root.setAttribute("aria-label", label());
      figure.insertBefore(plot.root, caption);
    };
    const choice = document.createElement("div");
    choice.className = "choice";
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", `Time range of ${figure.dataset.check}`);
    for (const [name, text] of [["recent", "minutes"], ["day", "24 h"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-pressed", String(name === view));
      button.addEventListener("click", () => {
        view = name;
        for (const other of choice.children) other.setAttribute("aria-pressed", String(other === button));
        draw();
        describe(null);
      });
      choice.append(button);
    }
    figure.prepend(choice);
    draw();
    figure.addEventListener("fresh", () => {
      const recent = JSON.parse(figure.dataset.recent);
      if (recent.length) plot.setData(data());
      describe(plot.cursor.idx);
    });
    document.addEventListener("theme", draw);
    new ResizeObserver(() => {
      const width = Math.max(200, figure.clientWidth);
      if (plot.width !== width) plot.setSize({width, height: 108});
    }).observe(figure);
  };
  const initialize = () => document.querySelectorAll("figure.chart").forEach(figure => {
    if (!figure.initialized) {
      figure.initialized = true;
      chart(figure);
    }
  });
  initialize();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new CustomEvent("theme")));
  new MutationObserver(initialize).observe(document.getElementById("main"), {childList: true, subtree: true});
})();
