package io.dogwatch.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.dogwatch.app.Visitor.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pages cost in a real browser: {@code PageBench [--only paint,crowd,changes,streams]}, one JSON object a measurement, each with
 * the machine's load before and after. Run by {@code bin/bench page}; no test, since it depends on the machine.
 */
public final class PageBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VISITS = 5;
    private static final String CROWD = "1000";
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private static final List<String> PAGES = List.of(
            "/",
            "/targets/local/web",
            "/incidents",
            "/incidents/local.web.3",
            "/silences",
            "/hosts",
            "/notifications",
            "/notifications/a.eml",
            "/audit",
            "/about",
            "/acts/restart?host=local&name=web",
            "/status");

    private PageBench() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> only = arguments.length > 1 && arguments[0].equals("--only")
                ? Set.of(arguments[1].split(","))
                : Set.of("paint", "crowd", "changes", "streams");
        if (only.contains("paint")) {
            paint();
        }
        if (only.contains("crowd")) {
            crowd();
        }
        if (only.contains("changes")) {
            changes("changes_few", "12", "2/s");
            changes("changes_crowd", CROWD, "2/s");
            changes("changes_storm", CROWD, "50/s");
        }
        if (only.contains("streams")) {
            streams();
        }
    }

    /** First visits, with nothing in the browser's cache, in a window that stands open. */
    private static void paint() {
        try (ShowcaseProcess showcase = ShowcaseProcess.start();
                ShowcaseProcess guarded = ShowcaseProcess.start("login");
                Visitor visitor = Visitor.of(showcase.site());
                Visitor stranger = Visitor.of(guarded.site())) {
            firstVisits(stranger, "/login");
            // A few bytes of text: what the browser itself needs.
            firstVisits(visitor, "/api/v1/restarts-disabled");
            PAGES.forEach(address -> firstVisits(visitor, address));
        }
    }

    private static void firstVisits(Visitor visitor, String address) {
        Report report = new Report("paint").with("page", address);
        List<Double> paints = new ArrayList<>();
        List<Double> answers = new ArrayList<>();
        List<Double> loads = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int visit = 0; visit < VISITS; visit++) {
            Page page = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
            Observer observer = Observer.of(page);
            // A new window is busy with itself at first: a person's has long been open.
            rest(page, Duration.ofMillis(600));
            page.navigate(address);
            paints.add(observer.firstPaint());
            answers.add(observer.firstByte());
            loads.add(observer.loaded());
            rest(page, Duration.ofMillis(300));
            bytes.add(observer.weight() / 1000.0);
            page.context().close();
        }
        report.with("first_byte_ms", Figures.of(answers))
                .with("first_paint_ms", Figures.of(paints))
                .with("loaded_ms", Figures.of(loads))
                .with("transferred_kB", Figures.of(bytes))
                .print();
    }

    /** A thousand targets that do not change: the first sight, filtering, scrolling. */
    private static void crowd() {
        try (ShowcaseProcess showcase = ShowcaseProcess.start(CROWD);
                Visitor visitor = Visitor.of(showcase.site())) {
            firstVisits(visitor, "/");
            for (Device device : Device.values()) {
                Page page = visitor.open(device, ColorScheme.LIGHT);
                Observer observer = Observer.of(page);
                page.navigate("/");
                Report report = new Report("crowd")
                        .with("device", device.name())
                        .with("html_kB", rounded(observer.number("document.documentElement.outerHTML.length / 1000")))
                        .with("first_byte_ms", rounded(observer.firstByte()))
                        .with("elements", observer.number("document.querySelectorAll('*').length"));
                rest(page, Duration.ofSeconds(2));
                filter(page, observer, report);
                scroll(page, observer, report);
                report.print();
            }
        }
    }

    private static void filter(Page page, Observer observer, Report report) {
        page.locator("#filter").focus();
        observer.watch();
        for (String key : "label:team=ops worker-5".split("")) {
            page.keyboard().press(key.equals(" ") ? "Space" : key);
            rest(page, Duration.ofMillis(120));
        }
        for (int back = 0; back < 23; back++) {
            page.keyboard().press("Backspace");
            rest(page, Duration.ofMillis(120));
        }
        report.with("key_to_paint_ms", Figures.of(observer.keys()));
    }

    private static void scroll(Page page, Observer observer, Report report) {
        page.mouse().move(150, 400);
        observer.watch();
        for (int turn = 0; turn < 120; turn++) {
            page.mouse().wheel(0, 400);
            rest(page, Duration.ofMillis(16));
        }
        rest(page, Duration.ofMillis(300));
        report.with("scrolled_px", observer.number("scrollY"))
                .with("scroll_long_frames", observer.longFrames().size())
                .with("scroll_longest_ms", Figures.of(observer.longFrames()).most());
    }

    /** Targets that change: when it is seen, and what it costs. */
    private static void changes(String what, String... arguments) {
        try (ShowcaseProcess showcase = ShowcaseProcess.start(arguments);
                Visitor visitor = Visitor.of(showcase.site())) {
            Report report = new Report(what).with("targets and changes", String.join(" ", arguments));
            Duration idle = cost(showcase, null);
            Page page = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
            Observer observer = Observer.of(page);
            page.navigate("/");
            observer.await("document.querySelector('#live.on') != null");
            rest(page, Duration.ofSeconds(3));
            observer.watch();
            long bytes = observer.received();
            Duration one = cost(showcase, page);
            report.with("seen_after_ms", Figures.of(observer.changes()))
                    .with("rows_touched", observer.touched())
                    .with("changes_seen", observer.changes().size())
                    .with("shift", observer.shift())
                    .with("shifted", observer.shifted())
                    .with("long_frames", observer.longFrames().size())
                    .with("longest_frame_ms", Figures.of(observer.longFrames()).most())
                    .with("kB_a_second", rounded((double) (observer.received() - bytes) / 1000 / WINDOW.toSeconds()))
                    .with("cpu_without_browser", cores(idle))
                    .with("cpu_with_one", cores(one))
                    .print();
        }
    }

    private static Duration cost(ShowcaseProcess showcase, @Nullable Page page) {
        Duration before = showcase.cpu();
        if (page == null) {
            pause(WINDOW);
        } else {
            rest(page, WINDOW);
        }
        return showcase.cpu().minus(before);
    }

    private static double cores(Duration cpu) {
        return Math.rint(1000.0 * cpu.toMillis() / WINDOW.toMillis()) / 1000;
    }

    /** Fifty that only listen, while a thousand targets change. */
    private static void streams() throws IOException, InterruptedException {
        try (ShowcaseProcess showcase = ShowcaseProcess.start(CROWD, "50/s");
                HttpClient client = HttpClient.newHttpClient()) {
            Report report = new Report("streams");
            read(client, showcase.site() + "/");
            double heap = showcase.heap();
            double resident = showcase.resident();
            Duration none = cost(showcase, null);
            List<InputStream> streams = new ArrayList<>();
            long[] bytes = {0};
            for (int number = 0; number < 50; number++) {
                InputStream stream = client.send(
                                HttpRequest.newBuilder(URI.create(showcase.site() + "/api/v1/stream"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                streams.add(stream);
                Thread.ofVirtual().start(() -> drain(stream, bytes));
            }
            Duration all = cost(showcase, null);
            long heard;
            synchronized (bytes) {
                heard = bytes[0];
            }
            report.with("streams", streams.size())
                    .with("cpu_without", cores(none))
                    .with("cpu_with", cores(all))
                    .with("kB_a_second_each", rounded((double) heard / 1000 / WINDOW.toSeconds() / streams.size()))
                    .with("heap_MiB_without", rounded(heap))
                    .with("heap_MiB_with", rounded(showcase.heap()))
                    .with("resident_MiB_without", rounded(resident))
                    .with("resident_MiB_with", rounded(showcase.resident()))
                    .print();
            for (InputStream stream : streams) {
                stream.close();
            }
            client.shutdownNow();
        }
    }

    private static void drain(InputStream stream, long[] bytes) {
        byte[] buffer = new byte[8192];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                synchronized (bytes) {
                    bytes[0] += count;
                }
            }
        } catch (IOException e) {
            // That is how it ends.
        }
    }

    private static void read(HttpClient client, String address) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
    }

    /** Lets the browser's events come in meanwhile. */
    private static void rest(Page page, Duration time) {
        page.waitForTimeout((double) time.toMillis());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }

    /** Of several measurements. */
    record Figures(int count, double least, double median, double most) {

        static Figures of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Figures(0, 0, 0, 0)
                    : new Figures(
                            sorted.size(),
                            rounded(sorted.getFirst()),
                            rounded(sorted.get(sorted.size() / 2)),
                            rounded(sorted.getLast()));
        }
    }

    /** One line. */
    private static final class Report {

        private final Map<String, Object> figures = new LinkedHashMap<>();

        Report(String what) {
            with("what", what);
            with("load_before", load());
        }

        Report with(String name, Object figure) {
            figures.put(name, figure);
            return this;
        }

        void print() {
            with("load_after", load());
            try {
                System.out.println(JSON.writeValueAsString(figures));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static double load() {
            try {
                return Double.parseDouble(
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
