// Runs before the first paint: applies the reader's colours, and loads the other scripts after the page is visible to
// speed up the first paint.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Without storage, the system theme applies.
  }
  const later = document.currentScript.dataset.later.split(" ");
  const withoutScripts = () => root.classList.remove("scripted");
  const load = () => {
    for (const src of later.splice(0)) {
      const script = document.createElement("script");
      script.src = src;
      // Preserves the order: each script depends on the previous ones.
      script.async = false;
      script.onerror = withoutScripts;
      document.head.append(script);
    }
  };
  // Waits for the load event: htmx would otherwise wait for the end of an already parsed page.
  addEventListener("load", () => {
    // All other scripts depend on times.js.
    if (!root.classList.contains("times-ready")) return withoutScripts();
    // A background page is not painted, and some browsers do not report paints.
    setTimeout(load, 500);
    try {
      new PerformanceObserver(load).observe({type: "paint", buffered: true});
    } catch {
      // As above.
    }
  });
})();
