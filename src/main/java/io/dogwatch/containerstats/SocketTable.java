package io.dogwatch.containerstats;

import io.dogwatch.model.ListenCheck.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads listening sockets from {@code /proc/net/tcp} and similar files. Pure; skips invalid lines.
 *
 * @param isWhole false if the table was too long to read completely. The kernel lists listening sockets first, so
 *     the missing ones are unlikely to be among them
 */
record SocketTable(List<Entry> entries, boolean isWhole) {

    /** A socket and its inode number, by which its owner can be found. */
    record Entry(Listener listener, long inode) {}

    /** About 50,000 lines; they take some 50 ms. */
    private static final int LIMIT = 8 << 20;

    private static final int MAX_ENTRIES = 10_000;

    /** TCP_LISTEN, and the state of an unconnected UDP socket (TCP_CLOSE). */
    private static final String TCP_LISTENS = "0A";

    private static final String UDP_WAITS = "07";

    static SocketTable read(InputStream in, Protocol protocol) throws IOException {
        List<Entry> entries = new ArrayList<>();
        LimitedInputStream bounded = new LimitedInputStream(in, LIMIT);
        BufferedReader lines = new BufferedReader(new InputStreamReader(bounded, StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null && entries.size() < MAX_ENTRIES; line = lines.readLine()) {
            entry(line, protocol).ifPresent(entries::add);
        }
        return new SocketTable(List.copyOf(entries), !bounded.isSpent() && entries.size() < MAX_ENTRIES);
    }

    /** {@code sl local rem st queues timer retrnsmt uid timeout inode …} */
    private static Optional<Entry> entry(String line, Protocol protocol) {
        String wanted = protocol == Protocol.TCP ? TCP_LISTENS : UDP_WAITS;
        // Most lines are connections: this passes over them without taking them apart.
        if (!line.contains(" " + wanted + " ")) {
            return Optional.empty();
        }
        String[] fields = line.strip().split(" +");
        if (fields.length < 10
                || !fields[3].equals(wanted)
                || !fields[2].endsWith(":0000")
                || Numbers.read(fields[9]).isEmpty()) {
            return Optional.empty();
        }
        return SocketAddress.read(fields[1])
                .filter(address -> address.port() > 0)
                .map(address -> new Entry(
                        address.listener(protocol), Numbers.read(fields[9]).orElse(0)));
    }
}
