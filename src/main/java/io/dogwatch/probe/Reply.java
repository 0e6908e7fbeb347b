package io.dogwatch.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A numbered reply of one or more lines, as SMTP and FTP have them.
 *
 * @param lines without their numbers
 */
record Reply(int code, List<String> lines) {

    /** A server that goes on for ever ends here rather than at the deadline. */
    private static final int MAX_LINES = 100;

    /** @throws Mismatch if it is none */
    static Reply read(LineReader wire) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MAX_LINES) {
            String line = wire.line();
            boolean isNumbered = line.matches("[1-5][0-9][0-9]([ -].*)?");
            if (!isNumbered && lines.isEmpty()) {
                throw Mismatch.answer("expected a numbered reply, got \"" + HttpProbeResponse.cut(line) + "\"");
            }
            // FTP leaves the lines in between without numbers.
            lines.add(isNumbered && line.length() > 4 ? line.substring(4) : isNumbered ? "" : line);
            if (isNumbered && !line.startsWith("-", 3)) {
                return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(lines));
            }
        }
        throw Mismatch.answer("the reply exceeds " + MAX_LINES + " lines");
    }

    /** @throws Mismatch with what was answered to {@code what}, unless it is this code */
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
