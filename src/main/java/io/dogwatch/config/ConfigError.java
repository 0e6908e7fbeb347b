package io.dogwatch.config;

/**
 * One error of a configuration.
 *
 * @param path the value, such as {@code watch[0].checks.site.port}, or the name of the container label
 * @param message the problem, the allowed values, and the nearest known word; never contains a secret
 * @param line in the file, from 1; 0 if unknown
 */
public record ConfigError(String path, String message, int line) {

    /** Everything in one line. */
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + (line > 0 ? " (line " + line + ")" : "");
    }
}
