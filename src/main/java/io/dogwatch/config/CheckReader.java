package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import java.util.Optional;

/** Reads one check of a target, of any kind. */
final class CheckReader {

    private final Defaults defaults;

    CheckReader(Defaults defaults) {
        this.defaults = defaults;
    }

    /** @return empty if keys of the check are missing, which is then reported */
    Optional<Check> read(String name, CheckKind kind, ConfigSection plain) {
        ConfigSection section = plain.as(kind.wireName() + " check");
        section.text("kind", "the check's name", String.join(", ", CheckKind.words()));
        Optional<Check> check = ofKind(name, kind, section);
        section.rejectUnknown();
        return check;
    }

    private Optional<Check> ofKind(String name, CheckKind kind, ConfigSection section) {
        return switch (kind) {
            case STATE -> {
                TargetReader.successExitCodes(section);
                yield Optional.of(new Check.StateCheck(name, ThresholdsReader.read(section, Thresholds.CERTAIN)));
            }
            case HEALTH -> Optional.of(new Check.HealthCheck(name, ThresholdsReader.read(section, Thresholds.CERTAIN)));
            case HTTP -> HttpCheckReader.read(terms(name, section), section).map(check -> check);
            case TCP -> TcpCheckReader.read(terms(name, section), section).map(check -> check);
            case GRPC -> GrpcCheckReader.read(terms(name, section), section).map(check -> check);
            case LISTEN -> ListenCheckReader.read(terms(name, section), section).map(check -> check);
            case LOG -> Optional.of(LogCheckReader.read(name, section));
            case EXEC -> ExecCheckReader.read(terms(name, section), section).map(check -> check);
            case RESOURCE ->
                ResourceCheckReader.read(terms(name, section, Severity.WARN), section)
                        .map(check -> check);
        };
    }

    private Check.Terms terms(String name, ConfigSection section) {
        return terms(name, section, defaults.thresholds().severity());
    }

    private Check.Terms terms(String name, ConfigSection section, Severity standard) {
        Thresholds usual = defaults.thresholds();
        Thresholds fallback = new Thresholds(usual.failure(), usual.success(), usual.window(), standard);
        return new Check.Terms(
                name, ThresholdsReader.read(section, fallback), ScheduleReader.read(section, defaults.schedule()));
    }

    /** Empty, and reported, where there is none. */
    static Optional<Integer> port(ConfigSection section) {
        Optional<Integer> port = section.number("port", "required", 1, 65535);
        if (!section.has("port")) {
            section.missing("port", "allowed: 1 to 65535, a port inside the container");
        }
        return port;
    }
}
