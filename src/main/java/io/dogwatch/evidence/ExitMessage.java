package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSnapshot;
import java.util.Map;

/** How a container's last life ended, in words. Signals as Linux numbers them. Pure. */
final class ExitMessage {

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT, as sent by Ctrl-C"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL, an illegal instruction"),
            Map.entry(6, "SIGABRT, it aborted itself"),
            Map.entry(7, "SIGBUS, a bad memory access"),
            Map.entry(8, "SIGFPE, a bad arithmetic operation"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV, a bad memory access"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM, as sent by docker stop"));

    private ExitMessage() {}

    static String of(ContainerSnapshot container) {
        if (container.pid() > 0) {
            return "it is running";
        }
        if (container.startedAt().isEmpty()) {
            return "it never ran";
        }
        return "exit code " + container.exitCode() + ": " + meaning(container);
    }

    private static String meaning(ContainerSnapshot container) {
        int code = container.exitCode();
        if (container.oomKilled()) {
            return "the kernel killed one of its processes because it reached its memory limit (OOM)";
        }
        return switch (code) {
            case 0 -> "it exited on its own, without an error";
            case 125 -> "the engine could not start it";
            case 126 -> "its command cannot be executed";
            case 127 -> "its command was not found";
            case 137 -> "killed by SIGKILL: docker kill, a stop that timed out, or the kernel's OOM killer";
            default ->
                code > 128 && SIGNALS.containsKey(code - 128)
                        ? "killed by " + SIGNALS.get(code - 128)
                        : "it exited on its own, with an error";
        };
    }
}
