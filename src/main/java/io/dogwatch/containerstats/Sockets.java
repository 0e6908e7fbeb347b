package io.dogwatch.containerstats;

import io.dogwatch.containerstats.Listeners.Whose;
import io.dogwatch.containerstats.SocketTable.Entry;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ListenCheck.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what listens in a container from the machine's {@code /proc}. Safe for use by many threads. */
final class Sockets {

    private static final Comparator<Listener> BY_PORT = Comparator.comparingInt(Listener::port)
            .thenComparing(Listener::protocol)
            .thenComparing(Listener::address);

    private final Machine machine;
    private final Cgroups cgroups;

    Sockets(Machine machine, Cgroups cgroups) {
        this.machine = machine;
        this.cgroups = cgroups;
    }

    /** Empty if its process is not there any more, or cannot be seen. */
    Optional<Listeners> of(ContainerSnapshot container) {
        MainProcess process = new MainProcess(machine, container);
        if (!process.isVisible()) {
            return Optional.empty();
        }
        try {
            List<Entry> entries = new ArrayList<>();
            Path net = process.folder().resolve("net");
            boolean isWhole = true;
            for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
                Protocol protocol = table.startsWith("tcp") ? Protocol.TCP : Protocol.UDP;
                isWhole = read(net.resolve(table), protocol, entries) && isWhole;
            }
            Listeners seen = container.network().mode().equals("host")
                    ? ownedBy(process, entries, isWhole)
                    : listeners(entries, Whose.NAMESPACE, isWhole);
            return process.isStill() ? Optional.of(seen) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean read(Path file, Protocol protocol, List<Entry> into) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            SocketTable table = SocketTable.read(in, protocol);
            into.addAll(table.entries());
            return table.isWhole();
        } catch (NoSuchFileException e) {
            // a kernel without IPv6
            if (file.endsWith("tcp")) {
                throw e;
            }
            return true;
        }
    }

    private Listeners ownedBy(MainProcess process, List<Entry> entries, boolean isWhole) {
        Set<Long> inodes = entries.stream().map(Entry::inode).collect(Collectors.toSet());
        Optional<Set<Long>> own = OpenSockets.of(machine, cgroups.processes(process), inodes);
        return own.map(held -> listeners(
                        entries.stream()
                                .filter(entry -> held.contains(entry.inode()))
                                .toList(),
                        Whose.PROCESSES,
                        isWhole))
                .orElseGet(() -> listeners(entries, Whose.MACHINE, isWhole));
    }

    private static Listeners listeners(List<Entry> entries, Whose whose, boolean isWhole) {
        return new Listeners(
                entries.stream().map(Entry::listener).sorted(BY_PORT).toList(), whose, isWhole);
    }
}
