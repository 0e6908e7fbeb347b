package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.ListenCheck;
import java.util.Optional;

/** Reads a {@code listen} check. */
final class ListenCheckReader {

    private ListenCheckReader() {}

    static Optional<ListenCheck> read(Check.Terms terms, ConfigSection section) {
        Optional<Integer> port = CheckReader.port(section);
        ListenCheck check = new ListenCheck(
                terms,
                port.orElse(1),
                section.choice("protocol", ListenCheck.Protocol.TCP),
                section.choice("on", ListenCheck.On.NETWORK));
        return port.map(present -> check);
    }
}
