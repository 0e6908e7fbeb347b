// Runs before anything is drawn: the reader's colours; and when the page is in sight, the scripts that make it live, so
// that a person reads it a third of a second earlier.
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
  const load = () => {
    for (const src of later.splice(0)) {
      const script = document.createElement("script");
      script.src = src;
      // One after the other: each builds on those before it.
      script.async = false;
      document.head.append(script);
    }
  };
  // Not before the page has loaded: htmx would wait for the end of a page that has already been read.
  addEventListener("load", () => {
    new PerformanceObserver(load).observe({type: "paint", buffered: true});
    // A page in the background is not drawn.
    setTimeout(load, 500);
  });
})();
