// Refreshes the status every minute without changing the scroll position.
"use strict";
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, {signal: AbortSignal.timeout(8000)});
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    if (answer.ok && fresh) document.getElementById("main").replaceWith(fresh);
  } catch {
    // The time at the end of the page shows its age.
  }
}, 60_000);
