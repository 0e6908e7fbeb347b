package io.dogwatch.logs;

/**
 * What has been read of one target's log since Dogwatch watches it. All are counters that only grow.
 *
 * @param lines lines that were judged
 * @param bytes their length in UTF-8, without line ends
 * @param matches how often a marker matched a line
 * @param reopens how often the stream was opened again after a cut or a stall
 * @param stalls how many of those because the follow had gone silent although the log grew
 * @param skipped lines that were read again after a reopening and dropped, or that belong to a life that nobody watches
 */
public record LogStats(long lines, long bytes, long matches, long reopens, long stalls, long skipped) {

    static final LogStats NONE = new LogStats(0, 0, 0, 0, 0, 0);

    LogStats judged(String text, int matched) {
        return new LogStats(lines + 1, bytes + utf8Length(text), matches + matched, reopens, stalls, skipped);
    }

    LogStats matched(int more) {
        return more == 0 ? this : new LogStats(lines, bytes, matches + more, reopens, stalls, skipped);
    }

    LogStats skippedOne() {
        return new LogStats(lines, bytes, matches, reopens, stalls, skipped + 1);
    }

    LogStats reopened() {
        return new LogStats(lines, bytes, matches, reopens + 1, stalls, skipped);
    }

    LogStats stalledOnce() {
        return new LogStats(lines, bytes, matches, reopens, stalls + 1, skipped);
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The two halves of a surrogate pair make four bytes together.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }
}
