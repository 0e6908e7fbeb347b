package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which logs grow without end, how fast, and what would bound them. */
class LogSizesTest {

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @CsvSource({
        "json-file, , , false, 0",
        "json-file, -1, , false, 0",
        "json-file, 10m, , true, 10485760",
        "json-file, 10m, 3, true, 31457280",
        "json-file, 10k, 2, true, 20480",
        "json-file, 1g, , true, 1073741824",
        "json-file, 500, , true, 500",
        "json-file, 10MB, , true, 10485760",
        "json-file, , 3, false, 0",
        "local, , , true, 104857600",
        "local, 1m, 2, true, 2097152",
        "journald, , , true, 0",
        "none, , , true, 0"
    })
    void driverAndOptionsSayHowLargeALogCanBecome(
            String driver, @Nullable String size, @Nullable String files, boolean isBounded, long most) {
        Map<String, String> options = new HashMap<>();
        Optional.ofNullable(size).ifPresent(text -> options.put("max-size", text));
        Optional.ofNullable(files).ifPresent(text -> options.put("max-file", text));

        assertThat(LogBound.of(new Log(driver, "", options)))
                .isEqualTo(new LogBound(isBounded, most == 0 ? OptionalLong.empty() : OptionalLong.of(most)));
    }

    @Test
    void anUnboundedLogIsReportedWithSizeGrowthAndOption() throws IOException {
        Path log = folder.resolve("a-json.log");
        LogSizes book = new LogSizes(Optional.of(new LogFiles(new Machine(Path.of("/")))), clock);
        ContainerSnapshot web = Boxes.box(7, "bridge", Boxes.START, 0, new Log("json-file", log.toString(), Map.of()));
        for (int minute = 0; minute <= 30; minute++) {
            Files.write(log, new byte[1000 * minute]);
            book.hygiene(web);
            clock.pass(Duration.ofMinutes(1));
        }

        LogGrowth hygiene = book.hygiene(web);

        assertThat(hygiene.isUnbounded()).isTrue();
        assertThat(hygiene.size()).hasValue(30_000);
        assertThat(hygiene.growthPerHour().orElseThrow()).isBetween(55_000L, 60_000L);
        assertThat(hygiene.free()).isPresent();
        assertThat(hygiene.standing().orElseThrow()).startsWith("takes 29KiB, grows by 5");
        assertThat(hygiene.advice())
                .contains("the log of web has no size limit (now 29KiB); recreate the container with"
                        + " --log-opt max-size=10m --log-opt max-file=3");
    }

    @Test
    void inTheFirstTenMinutesWhatWasWrittenIsKnownAndNoGrowthPerHour() throws IOException {
        Path log = Files.write(folder.resolve("a-json.log"), new byte[10]);
        LogSizes book = new LogSizes(Optional.of(new LogFiles(new Machine(Path.of("/")))), clock);
        ContainerSnapshot web = Boxes.box(7, "bridge", Boxes.START, 0, new Log("json-file", log.toString(), Map.of()));
        book.hygiene(web);
        Files.write(log, new byte[70]);
        clock.pass(Duration.ofMinutes(9));

        LogGrowth early = book.hygiene(web);
        clock.pass(Duration.ofMinutes(1));

        assertThat(early.size()).hasValue(70);
        assertThat(early.written()).hasValue(60);
        assertThat(early.watched()).isEqualTo(Duration.ofMinutes(9));
        assertThat(early.growthPerHour()).isEmpty();
        assertThat(book.hygiene(web).growthPerHour()).hasValue(360);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1073741823, 104857599, 604801, false, true",
        "true, 1073741824, 0, , true, true",
        "true, 0, 104857600, , true, true",
        "true, 0, , 604800, true, true",
        "true, 536870911, 52428799, 1209601, false, false",
        "true, 536870912, , , false, true",
        "true, , , , false, false",
        "false, 9999999999, 9999999999, 60, false, false"
    })
    void anUnboundedLogThatIsLargeFastOrAboutToFillItsDiskIsAConcern(
            boolean isUnbounded,
            @Nullable Long size,
            @Nullable Long growth,
            @Nullable Long untilFull,
            boolean isConcern,
            boolean isStill) {
        LogGrowth log = new LogGrowth(
                "web",
                "json-file",
                Map.of(),
                optional(size),
                OptionalLong.empty(),
                optional(growth),
                Duration.ofHours(1),
                optional(growth),
                OptionalLong.empty(),
                Optional.ofNullable(untilFull).map(Duration::ofSeconds),
                isUnbounded);

        assertThat(log.isConcern()).isEqualTo(isConcern);
        assertThat(log.isConcernStill()).isEqualTo(isStill);
    }

    private static OptionalLong optional(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Test
    void whatIsNotAskedForIsForgotten() {
        ExpiringMap<String> shelf = new ExpiringMap<>();
        shelf.take("a", clock.instant(), Duration.ofMinutes(5), () -> "a");
        clock.pass(Duration.ofMinutes(4));
        shelf.take("b", clock.instant(), Duration.ofMinutes(5), () -> "b");
        clock.pass(Duration.ofMinutes(2));
        shelf.take("b", clock.instant(), Duration.ofMinutes(5), () -> "b2");

        assertThat(shelf.size()).isEqualTo(1);
    }

    @Test
    void withoutARootNothingIsSeenButTheBoundIsKnown() {
        LogGrowth hygiene = new LogSizes(Optional.empty(), clock).hygiene(Boxes.running(7));

        assertThat(hygiene.size()).isEmpty();
        assertThat(hygiene.isUnbounded()).isTrue();
    }
}
