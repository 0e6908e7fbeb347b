package io.dogwatch.app;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a browser tells of one of its pages: paints, long frames, shifts, what was transferred. To be put onto a page before it goes
 * anywhere; for the thread of the page.
 */
final class Observer {

    private static final String SCRIPT = """
            const seen = window.seen = {frames: [], shift: 0, shifted: [], keys: [], changes: [], touched: new Set(), watching: false};
            const observe = (type, take, more) => new PerformanceObserver(list => list.getEntries().forEach(take))
                .observe({type, buffered: true, ...more});
            observe("long-animation-frame", it => seen.frames.push(it.duration));
            observe("layout-shift", it => {
              seen.shift += it.value;
              for (const source of it.sources) seen.shifted.push(source.node?.id || source.node?.className || source.node?.nodeName);
            });
            observe("event", it => { if (/^key|input/.test(it.name)) seen.keys.push(it.duration); }, {durationThreshold: 16});
            const painted = then => requestAnimationFrame(() => { const {port1, port2} = new MessageChannel(); port1.onmessage = then; port2.postMessage(0); });
            addEventListener("DOMContentLoaded", () => {
              const list = document.getElementById("containers");
              if (!list) return;
              new MutationObserver(records => {
                const rows = new Set();
                for (const record of records) {
                  const row = (record.target.nodeType === 1 ? record.target : record.target.parentElement)?.closest("tr[id]");
                  const isClock = record.type === "characterData" || record.target.nodeName === "TIME" && record.attributeName === "title";
                  if (row && !isClock && seen.watching) seen.touched.add(row.id);
                  if (row && record.attributeName === "data-phase") rows.add(row);
                }
                rows.forEach(row => {
                  const since = Date.parse(row.querySelector(".c-phase time").getAttribute("datetime"));
                  painted(() => seen.changes.push(Date.now() - since));
                });
              }).observe(list, {subtree: true, childList: true, attributes: true, characterData: true});
            });
            """;

    private final Page page;
    private final AtomicLong received = new AtomicLong();

    private Observer(Page page) {
        this.page = page;
    }

    static Observer of(Page page) {
        Observer observer = new Observer(page);
        page.addInitScript(SCRIPT);
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        session.on(
                "Network.dataReceived",
                event -> observer.received.addAndGet(
                        event.get("encodedDataLength").getAsLong()));
        return observer;
    }

    /** Bytes of the page and all that belongs to it, as they came over the wire; of each answer 300 for its head. */
    double weight() {
        return number("performance.getEntries().reduce((sum, it) => sum + (it.transferSize ?? 0), 0)");
    }

    /** Bytes that came over the wire so far, without heads: also of answers that have not ended yet. */
    long received() {
        return received.get();
    }

    /** Milliseconds from the request of the page to its first content in sight. */
    double firstPaint() {
        await("performance.getEntriesByName('first-contentful-paint').length > 0");
        return number("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    }

    /** Milliseconds until all of the page is there and its scripts have begun. */
    double loaded() {
        await("performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
        return number("performance.getEntriesByType('navigation')[0].loadEventEnd");
    }

    /** Milliseconds from the request of the page to the first byte of the answer. */
    double firstByte() {
        return number("performance.getEntriesByType('navigation')[0].responseStart");
    }

    /** Forgets what it has seen. */
    void watch() {
        page.evaluate(
                "() => Object.assign(seen, {frames: [], shift: 0, shifted: [], keys: [], changes: [], watching: true}) && seen.touched.clear()");
    }

    /** Milliseconds of each frame that took more than 50. */
    List<Double> longFrames() {
        return numbers("seen.frames");
    }

    /** The sum of all layout shifts, whoever caused them. */
    double shift() {
        return number("seen.shift");
    }

    String shifted() {
        return String.valueOf(page.evaluate("[...new Set(seen.shifted)].join(' ')"));
    }

    /** Milliseconds from pressing a key to what it changed on the screen, in steps of 8; none of those below 16. */
    List<Double> keys() {
        return numbers("seen.keys");
    }

    /** Milliseconds from each change of a phase to the paint that shows it. */
    List<Double> changes() {
        return numbers("seen.changes");
    }

    /** How many rows were touched since {@link #watch}, but for their running clocks. */
    double touched() {
        return number("seen.touched.size");
    }

    /** By asking again and again, since the pages forbid the browser to evaluate text. */
    void await(String condition) {
        for (int times = 0; !page.evaluate(condition).equals(true); times++) {
            if (times > 500) {
                throw new IllegalStateException("not within 10 s: " + condition);
            }
            page.waitForTimeout(20);
        }
    }

    double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private List<Double> numbers(String expression) {
        return ((List<?>) page.evaluate(expression))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }
}
