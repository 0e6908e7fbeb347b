package io.dogwatch.config;

/**
 * Where a value was written, for people.
 *
 * @param path such as {@code watch[0].checks.site.port}, or the container label's own name
 * @param line in the file, from 1; 0 when there is no file
 */
record SourceLocation(String path, int line) {

    private static final String LABEL_PREFIX = "dogwatch.";

    static final SourceLocation ROOT = new SourceLocation("", 0);

    /** The location of a nested value that is not written. */
    SourceLocation child(String key) {
        return new SourceLocation(path.isEmpty() ? key : path + "." + key, line);
    }

    /** Whether a container's label says it and not the operator's file. No key of the file begins like that. */
    boolean isLabel() {
        return path.startsWith(LABEL_PREFIX);
    }
}
