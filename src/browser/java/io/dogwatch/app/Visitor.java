package io.dogwatch.app;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A person in front of a real browser: the Chromium of this machine. Notes what went wrong in it, and which requests left
 * this machine. To be used by the thread that made it.
 */
final class Visitor implements AutoCloseable {

    /** What the person holds in their hands. */
    enum Device {
        DESKTOP(1280, 800),
        PHONE(360, 740);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Where the screenshots go, for a person to look at. */
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final String site;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Visitor(Playwright playwright, Browser browser, String site) {
        this.playwright = playwright;
        this.browser = browser;
        this.site = site;
    }

    /** @param site without a slash at its end */
    static Visitor of(String site) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Visitor(playwright, browser, site);
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium here: apt-get install chromium"));
    }

    /** A window of its own, with cookies of its own. */
    Page open(Device device, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(site)
                .setViewportSize(device.width, device.height)
                .setHasTouch(device == Device.PHONE)
                .setColorScheme(colours)
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(error -> troubles.add("script: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                troubles.add("console: " + message.text() + " at " + page.url());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(site + "/") && !request.url().startsWith("data:")) {
                troubles.add("a request to elsewhere: " + request.url());
            }
        });
        return page;
    }

    /** What went wrong so far, and is forgotten by this. */
    List<String> troubles() {
        List<String> all = List.copyOf(troubles);
        troubles.clear();
        return all;
    }

    /** For a person to look at: {@code target/screenshots/NAME.png}, the whole page. */
    static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** What axe finds that keeps people out, one line each. */
    static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(Visitor::isSerious)
                        .map(rule -> rule.getImpact() + " " + rule.getId() + ": "
                                + rule.getNodes().getFirst().getHtml())
                        .toList();
    }

    private static boolean isSerious(Rule rule) {
        return Optional.ofNullable(rule.getImpact())
                .filter(impact -> List.of("serious", "critical").contains(impact))
                .isPresent();
    }

    /** What makes the reader scroll sideways: the elements that reach beyond the window, outermost first. */
    static List<String> overflowing(Page page) {
        return ((List<?>) page.evaluate("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                    : [...document.querySelectorAll("body *")]
                        .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                        .filter(it => {
                            // What scrolls within a frame of its own is in nobody's way.
                            let around = it.parentElement;
                            while (around && getComputedStyle(around).overflowX === "visible") around = around.parentElement;
                            return !around || around === document.body || around === document.documentElement;
                        })
                        .map(it => it.cloneNode(false).outerHTML)
                """)).stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        playwright.close();
    }
}
