package io.dogwatch.docker;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads the answer of the engine's log call to its end, line by line. */
final class LogReader {

    private static final int BUFFER = 8 * 1024;

    private LogReader() {}

    /** @throws IOException when the stream is cut, is no log, or the engine cannot read it on */
    static void read(InputStream body, boolean tty, Consumer<LogLine> sink) throws IOException {
        LogDecoder decoder = new LogDecoder(tty, sink);
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            decoder.accept(buffer, 0, n);
        }
        decoder.end();
    }
}
