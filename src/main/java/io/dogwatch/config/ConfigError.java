package io.dogwatch.config;

/**
 * One thing that is wrong with a configuration, as told to people.
 *
 * @param path which value, such as {@code watch[0].checks.site.port}, or the container label's own name
 * @param message what is wrong, what is allowed, what was probably meant; never holds a secret
 * @param line in the file, from 1; 0 when there is none
 */
public record ConfigError(String path, String message, int line) {

    /** Everything in one line. */
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + (line > 0 ? " (line " + line + ")" : "");
    }
}
