package io.dogwatch.evidence;

/** The place of a secret in a text: from {@code start} to before {@code end}. */
record Span(int start, int end) {

    static final Span NONE = new Span(0, 0);

    boolean isEmpty() {
        return end <= start;
    }
}
