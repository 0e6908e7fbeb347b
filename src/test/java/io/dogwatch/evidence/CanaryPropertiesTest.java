package io.dogwatch.evidence;

import static io.dogwatch.evidence.StagedEngine.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Canary secrets in all places that a container can speak from: none is found in what is stored. */
final class CanaryPropertiesTest {

    private static final int CASES = 2_000;
    private static final TargetId WEB = new TargetId("local", "web");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String SIGNS = "+/=._~-!#%$*";
    private static final List<String> NAMES = List.of(
            "password",
            "DB_PASSWORD",
            "db.passwd",
            "PGPASSWORD",
            "MYSQL_PWD",
            "secret",
            "clientSecret",
            "AUTH_TOKEN",
            "access_token",
            "apiKey",
            "API-KEY",
            "aws_secret_access_key",
            "privateKey",
            "credentials",
            "spring.datasource.password",
            "X-Auth-Token",
            "sessionId",
            "encryption_key",
            "REDIS_PASS",
            "passphrase");

    /** How a secret of a name may be written. */
    private static final List<BiFunction<String, String, String>> FORMS = List.of(
            (name, secret) -> name + "=" + secret,
            (name, secret) -> "set " + name + "=" + secret + ", then more",
            (name, secret) -> name + ": " + secret,
            (name, secret) -> "{\"a\": 1, \"" + name + "\": \"" + secret + "\", \"b\": 2}",
            (name, secret) -> "{\\\"" + name + "\\\":\\\"" + secret + "\\\",\\\"b\\\":2}",
            (name, secret) -> "{'" + name + "': '" + secret + "'}",
            (name, secret) -> "run --" + name + " " + secret + " --verbose",
            (name, secret) -> "run --" + name + "=" + secret,
            (name, secret) -> "java -D" + name + "=" + secret + " -jar app.jar",
            (name, secret) -> "<" + name + ">" + secret + "</" + name + ">",
            (name, secret) -> name + " => " + secret,
            (name, secret) -> "export " + name + "='" + secret + "'",
            (name, secret) -> "the " + name + " is " + secret,
            (name, secret) -> "Authorization: Bearer " + secret,
            (name, secret) -> "> authorization: Basic " + secret,
            (name, secret) -> "Cookie: a=1; session=" + secret,
            (name, secret) -> "curl -u admin:" + secret + " http://db/",
            (name, secret) -> "mysql -uroot -p" + secret + " shop",
            (name, secret) ->
                    "dial https://user:" + secret.replace("/", "%2F").replace("#", "%23") + "@host:443/x failed",
            (name, secret) -> "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----");

    @Test
    void noCanaryIsInWhatIsStored() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<String> canaries = new ArrayList<>();
            String stored = stored(random, canaries);

            assertThat(canaries).hasSizeGreaterThanOrEqualTo(10);
            for (String canary : canaries) {
                assertThat(stored).as("seed %d", seed).doesNotContain(canary);
                assertThat(stored).as("a part, seed %d", seed).doesNotContain(canary.substring(0, 10));
            }
        }
    }

    private static String stored(Random random, List<String> canaries) {
        StagedEngine engine = new StagedEngine();
        engine.container = StagedEngine.container(new Health(
                HealthStatus.UNHEALTHY, 3, List.of(new HealthProbe(STARTED, STARTED, 1, text(random, canaries)))));
        engine.log = List.of(line(1, text(random, canaries)), line(2, text(random, canaries)), line(3, "FATAL"));
        engine.top = "PID CMD\n" + text(random, canaries) + "\n" + text(random, canaries) + "\n";
        engine.exec = new ExecResult(OptionalInt.of(1), text(random, canaries), false);
        engine.makeup = new ContainerSpec(
                Map.of(
                        "command",
                        text(random, canaries),
                        "healthcheck",
                        text(random, canaries),
                        "label dogwatch." + name(random),
                        canary(random, canaries)),
                Map.of());
        String sockets = text(random, canaries);
        StringBuilder stored = new StringBuilder();
        LastHealthy.Store store = new LastHealthy.Store() {
            @Override
            public Optional<String> get(TargetId target) {
                return Optional.empty();
            }

            @Override
            public void put(TargetId target, String text) {
                synchronized (stored) {
                    stored.append(text);
                }
            }
        };
        EvidenceGatherer gatherer = new EvidenceGatherer(
                engine,
                new EvidenceLimits(Duration.ofSeconds(30), 256 * 1024, 200),
                new HostAccess(Optional.empty(), container -> Optional.of(sockets)),
                new Redaction(List.of()),
                store,
                () -> STARTED);
        Evidence evidence = gatherer.gather(scene(engine.container), Duration.ofSeconds(30));
        stored.append(SpecText.write(SpecText.clean(engine.makeup, new Redaction(List.of())), STARTED));
        evidence.exhibits().forEach(exhibit -> stored.append(exhibit.text()));
        return stored.toString();
    }

    private static EvidenceRequest scene(ContainerSnapshot container) {
        LogCheck check = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                List.of(new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.BOTH, 1, Duration.ofMinutes(1))),
                Duration.ofMinutes(5));
        Policy.Diagnostic command = new Policy.Diagnostic(List.of("dump"), "", Duration.ofSeconds(3));
        return new EvidenceRequest(
                WEB, Optional.of(container), List.of(check), Optional.of(command), "before restart 1");
    }

    private static String text(Random random, List<String> canaries) {
        BiFunction<String, String, String> form = FORMS.get(random.nextInt(FORMS.size()));
        return form.apply(name(random), canary(random, canaries));
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Begins with letters, as a scheme or a number would mean something else. */
    private static String canary(Random random, List<String> canaries) {
        StringBuilder canary = new StringBuilder("Cn4ry");
        int length = 12 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            String from = i > 8 && random.nextInt(6) == 0 ? SIGNS : LETTERS;
            canary.append(from.charAt(random.nextInt(from.length())));
        }
        canaries.add(canary.toString());
        return canary.toString();
    }

    private static LogLine line(int second, String text) {
        return new LogLine(STARTED.plusSeconds(second), LogLine.Source.STDOUT, text);
    }
}
