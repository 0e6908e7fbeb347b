package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.TcpCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code tcp} check. */
final class TcpCheckReader {

    private TcpCheckReader() {}

    static Optional<TcpCheck> read(Check.Terms terms, ConfigSection section) {
        Optional<Integer> port = CheckReader.port(section);
        boolean tls = section.flag("tls", false);
        Optional<TcpCheck.StartTls> startTls = optional(section, "startTls", TcpCheck.StartTls.class);
        if (tls && startTls.isPresent()) {
            section.fault("startTls", "conflicts with tls; use only one");
        }
        Optional<TcpCheck.Preset> preset = optional(section, "preset", TcpCheck.Preset.class);
        List<TcpCheck.Step> steps = new ArrayList<>();
        section.sections("steps", "tcp step", "").forEach(step -> step(step).ifPresent(steps::add));
        if (preset.isPresent() && !steps.isEmpty()) {
            section.fault("preset", "conflicts with steps; use only one");
        }
        TcpCheck check = new TcpCheck(
                terms,
                port.orElse(1),
                TlsReader.read(
                        section, terms.thresholds().severity(), tls || startTls.isPresent(), "tls: true, or startTls"),
                startTls,
                preset,
                steps);
        return port.map(present -> check);
    }

    private static <E extends Enum<E>> Optional<E> optional(ConfigSection section, String key, Class<E> type) {
        ValueParser<E> one = ValueParser.choice(type);
        return section.read(key, "none", one);
    }

    private static Optional<TcpCheck.Step> step(ConfigSection section) {
        Optional<TcpCheck.Step> send =
                section.text("send", "none", "text to send, as it is").map(TcpCheck.Step.Send::new);
        Optional<TcpCheck.Step> expect = section.pattern("expect").map(TcpCheck.Step.Expect::new);
        if (section.has("send") == section.has("expect")) {
            section.faultHere("must have either send or expect");
        }
        section.rejectUnknown();
        return send.or(() -> expect);
    }
}
