// Runs before anything is drawn: the reader's colours; and when the page is in sight, the scripts that make it live, so
// that a person reads it earlier.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Without storage it is as the system wants it.
  }
  const later = document.currentScript.dataset.later.split(" ");
  const withoutScripts = () => root.classList.remove("scripted");
  const load = () => {
    for (const src of later.splice(0)) {
      const script = document.createElement("script");
      script.src = src;
      // One after the other: each builds on those before it.
      script.async = false;
      script.onerror = withoutScripts;
      document.head.append(script);
    }
  };
  // Not before the page has loaded: htmx would wait for the end of a page that has already been read.
  addEventListener("load", () => {
    // All others build on times.js.
    if (!root.classList.contains("told")) return withoutScripts();
    // A page in the background is not drawn, and not every browser tells that one was.
    setTimeout(load, 500);
    try {
      new PerformanceObserver(load).observe({type: "paint", buffered: true});
    } catch {
      // As above.
    }
  });
})();
