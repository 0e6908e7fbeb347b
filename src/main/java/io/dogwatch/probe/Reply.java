package io.dogwatch.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A numbered reply of one or more lines, as in SMTP and FTP.
 *
 * @param lines the lines without their numbers
 */
record Reply(int code, List<String> lines) {

    /** Ends an endless reply before the deadline. */
    private static final int MAX_LINES = 100;

    /**
     * Reads a reply.
     *
     * @throws Mismatch if the input is not a reply
     */
    static Reply read(LineReader wire) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MAX_LINES) {
            String line = wire.line();
            boolean isNumbered = line.matches("[1-5][0-9][0-9]([ -].*)?");
            if (!isNumbered && lines.isEmpty()) {
                throw Mismatch.answer("expected a numbered reply, got \"" + HttpProbeResponse.cut(line) + "\"");
            }
            // FTP omits the number on the lines in between.
            lines.add(isNumbered && line.length() > 4 ? line.substring(4) : isNumbered ? "" : line);
            if (isNumbered && !line.startsWith("-", 3)) {
                return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(lines));
            }
        }
        throw Mismatch.answer("the reply exceeds " + MAX_LINES + " lines");
    }

    /**
     * Requires a code.
     *
     * @throws Mismatch with the reply to {@code what} if the code differs
     */
    Reply expect(int wanted, String what) throws Mismatch {
        if (code != wanted) {
            throw Mismatch.answer(this + " to " + what + " (wanted: " + wanted + ")");
        }
        return this;
    }

    @Override
    public String toString() {
        return code + " " + HttpProbeResponse.cut(lines.getLast());
    }
}
