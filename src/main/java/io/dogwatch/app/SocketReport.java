package io.dogwatch.app;

import io.dogwatch.containerstats.Listener;
import io.dogwatch.containerstats.Listeners;
import java.util.Locale;

/** Writes what listens in a container as a table to read. */
final class SocketReport {

    private SocketReport() {}

    static String of(Listeners listeners) {
        if (listeners.sockets().isEmpty()) {
            return "Nothing listens.\n";
        }
        StringBuilder sheet = new StringBuilder();
        for (Listener socket : listeners.sockets()) {
            sheet.append(String.format(
                    "%-4s %-40s %s%n",
                    socket.protocol().name().toLowerCase(Locale.ROOT), socket.socket(), reach(socket)));
        }
        sheet.append(
                switch (listeners.whose()) {
                    case NAMESPACE -> "";
                    case PROCESSES -> "These are the container's own, in the machine's network.\n";
                    case MACHINE -> "These are all of the machine's, whose network the container shares.\n";
                });
        return sheet + (listeners.isWhole() ? "" : "There are more than are read.\n");
    }

    private static String reach(Listener socket) {
        return switch (socket.reach()) {
            case LOOPBACK -> "loopback only: others cannot reach it";
            case ALL -> socket.isDual() ? "all interfaces, IPv4 too unless it asked for IPv6 only" : "all interfaces";
            case ADDRESS -> "this address only";
        };
    }
}
