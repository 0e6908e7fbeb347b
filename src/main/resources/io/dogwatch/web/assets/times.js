// Converts times from UTC, as the server renders them, to the reader's time zone. Runs as soon as the page is parsed; until
// then, the style sheet hides times that would be wrong.
"use strict";
const skew = Date.parse(document.documentElement.dataset.now) - Date.now() || 0;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const two = n => String(n).padStart(2, "0");
const clock = at => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
const span = seconds => {
  const s = Math.max(0, Math.floor(seconds));
  const m = Math.floor(s / 60), h = Math.floor(m / 60), d = Math.floor(h / 24);
  if (s < 60) return `${s} s`;
  if (m < 10 && s % 60) return `${m} min ${s % 60} s`;
  if (m < 60) return `${m} min`;
  if (h < 24) return m % 60 ? `${h} h ${m % 60} min` : `${h} h`;
  return d === 1 ? "1 day" : `${d} days`;
};
const formatTime = (element, now) => {
  const at = new Date(element.getAttribute("datetime"));
  const seconds = (now - at) / 1000;
  const form = element.dataset.form;
  const text = form === "clock" ? clock(at)
      : form === "lasting" ? span(seconds)
      : seconds < -0.999 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
  const node = element.firstChild;
  if (node && node.nodeType === 3 && node.data !== text) node.data = text;
  if (!element.formatted) {
    element.formatted = true;
    element.title = form === "clock" ? `${zone}; ${at.toISOString()}` : `${clock(at)} ${zone}`;
  }
};
const formatTimes = root => {
  const now = Date.now() + skew;
  root.querySelectorAll("time[data-form]").forEach(element => formatTime(element, now));
};
formatTimes(document);
document.documentElement.classList.add("times-ready");
