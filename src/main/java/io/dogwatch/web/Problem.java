package io.dogwatch.web;

/**
 * An error as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param detail one sentence for a person
 */
public record Problem(String type, String title, int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail);
    }
}
