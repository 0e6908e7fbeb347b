package io.dogwatch.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes URL components. */
final class PathPart {

    private PathPart() {}

    /** Encodes text as one path segment or one query value. */
    static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
