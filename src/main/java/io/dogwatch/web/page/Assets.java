package io.dogwatch.web.page;

import static java.util.Map.entry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Serves the static files of the pages from a fixed list that is read once, so no path can reach another file. Links
 * contain the content hash, so browsers may cache a file indefinitely.
 */
public final class Assets extends HttpServlet {

    /** Base path of the files. */
    static final String PATH = "/assets/";

    private static final long serialVersionUID = 1;
    private static final String FILES = "/io/dogwatch/web/assets/";
    private static final String JARS = "/META-INF/resources/webjars/";

    /** Class path location of each file; third-party files come from their WebJars. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("dogwatch.css", FILES + "dogwatch.css"),
            entry("dogwatch.js", FILES + "dogwatch.js"),
            entry("first.js", FILES + "first.js"),
            entry("times.js", FILES + "times.js"),
            entry("charts.js", FILES + "charts.js"),
            entry("status.js", FILES + "status.js"),
            entry("dogwatch.svg", FILES + "dogwatch.svg"),
            entry("htmx.js", JARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            entry("sse.js", JARS + "htmx-ext-sse/2.2.2/sse.js"),
            entry("uplot.js", JARS + "uplot/1.6.30/dist/uPlot.iife.min.js"),
            entry("uplot.css", JARS + "uplot/1.6.30/dist/uPlot.min.css"));

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    static final Assets SHIPPED = new Assets();

    private record Asset(String content, String type, String hash) {}

    private final transient Map<String, Asset> assets = new TreeMap<>();

    private Assets() {
        PLACES.forEach((name, place) -> assets.put(name, read(place, type(name))));
    }

    /** Returns the versioned path of a file for a link in a page. */
    public String link(String name) {
        Asset asset = Optional.ofNullable(assets.get(name)).orElseThrow();
        return PATH + name + "?v=" + asset.hash();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        Asset asset = assets.get(path.substring(1));
        if (asset == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean isVersioned = asset.hash().equals(request.getParameter("v"));
        String tag = '"' + asset.hash() + '"';
        response.setHeader("Cache-Control", isVersioned ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        byte[] content = asset.content().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static String type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .orElseThrow();
    }

    private static Asset read(String place, String type) {
        try (InputStream file = Assets.class.getResourceAsStream(place)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + place);
            }
            byte[] content = file.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(
                    new String(content, StandardCharsets.UTF_8),
                    type,
                    HexFormat.of().formatHex(digest, 0, 6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
