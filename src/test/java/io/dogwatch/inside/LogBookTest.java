package io.dogwatch.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ContainerSnapshot.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which logs grow without end, how fast, and what would bound them. */
class LogBookTest {

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
    void anUnboundedLogIsToldWithSizeGrowthAndOption() throws IOException {
        Path log = folder.resolve("a-json.log");
        LogBook book = new LogBook(Optional.of(new LogFiles(new Machine(Path.of("/")))), clock);
        ContainerSnapshot web = Boxes.box(7, "bridge", Boxes.START, 0, new Log("json-file", log.toString(), Map.of()));
        for (int minute = 0; minute <= 30; minute++) {
            Files.write(log, new byte[1000 * minute]);
            book.refresh(List.of(web));
            clock.pass(Duration.ofMinutes(1));
        }

        LogHygiene hygiene = book.hygiene(web);

        assertThat(hygiene.isUnbounded()).isTrue();
        assertThat(hygiene.size()).hasValue(30_000);
        assertThat(hygiene.growthPerHour().orElseThrow()).isBetween(55_000L, 60_000L);
        assertThat(hygiene.free()).isPresent();
        assertThat(hygiene.advice())
                .contains("the log of web can grow for as long as the container exists (now 29KiB); create it with"
                        + " --log-opt max-size=10m --log-opt max-file=3");
    }

    @Test
    void aRefreshIsDoneOnceAMinuteAndVanishedContainersAreForgotten() throws IOException {
        Path log = Files.write(folder.resolve("a-json.log"), new byte[10]);
        LogBook book = new LogBook(Optional.of(new LogFiles(new Machine(Path.of("/")))), clock);
        ContainerSnapshot web = Boxes.box(7, "bridge", Boxes.START, 0, new Log("json-file", log.toString(), Map.of()));
        book.refresh(List.of(web));
        Files.write(log, new byte[20]);

        book.refresh(List.of(web));
        assertThat(book.hygiene(web).size()).hasValue(10);
        clock.pass(Duration.ofMinutes(1));
        book.refresh(List.of(web));
        assertThat(book.hygiene(web).size()).hasValue(20);
    }

    @Test
    void whatIsNotAskedForIsForgotten() {
        Shelf<String> shelf = new Shelf<>();
        shelf.take("a", clock.instant(), Duration.ofMinutes(5), () -> "a");
        clock.pass(Duration.ofMinutes(4));
        shelf.take("b", clock.instant(), Duration.ofMinutes(5), () -> "b");
        clock.pass(Duration.ofMinutes(2));
        shelf.take("b", clock.instant(), Duration.ofMinutes(5), () -> "b2");

        assertThat(shelf.size()).isEqualTo(1);
    }

    @Test
    void withoutARootNothingIsSeenButTheBoundIsKnown() {
        LogHygiene hygiene = new LogBook(Optional.empty(), clock).hygiene(Boxes.running(7));

        assertThat(hygiene.size()).isEmpty();
        assertThat(hygiene.isUnbounded()).isTrue();
    }
}
