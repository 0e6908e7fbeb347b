package io.dogwatch.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes parts of addresses. */
final class PathPart {

    private PathPart() {}

    /** Any text as one part of a path, or as one value of a query. */
    static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
