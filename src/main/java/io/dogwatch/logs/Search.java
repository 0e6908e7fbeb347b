package io.dogwatch.logs;

/** A way to find needles in a block of bytes. Immutable. */
interface Search {

    /**
     * @param from where to begin: {@link #lead} bytes after the first byte that may be part of a needle
     * @param begin the first byte that may be part of a needle
     *
     * @return a place within the first needle; {@code to} or more if there is none before {@code to}
     */
    int next(byte[] block, int from, int begin, int to);

    /** How far into a needle the first look goes. */
    int lead();
}
