package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The engine's stats are read as the docker command reads them. */
class StatsReadingTest {

    /** Of an engine 20.10 with cgroups of version 1, shortened. */
    private static final String FIRST = """
            {"read":"2026-11-24T16:23:03.499517697Z","pids_stats":{"current":4,"limit":50},
             "cpu_stats":{"cpu_usage":{"total_usage":109854598},"online_cpus":2,
              "throttling_data":{"periods":%d,"throttled_periods":0}},
             "memory_stats":{"usage":2723840,"stats":{"inactive_file":1,"total_inactive_file":217088},"limit":67108864}}
            """;

    private static final Instant READ = Instant.parse("2026-11-24T16:23:03.499517697Z");

    @Test
    void figuresOfVersionOneAreRead() {
        assertThat(read(FIRST.formatted(0)))
                .isEqualTo(new Usage(
                        READ,
                        OptionalLong.of(2723840 - 217088),
                        OptionalLong.of(67108864),
                        OptionalLong.of(109854598),
                        OptionalDouble.of(2),
                        false,
                        OptionalLong.of(4),
                        OptionalLong.of(50)));
    }

    @Test
    void aQuotaIsSeenToBeThereButNotHowLargeItIs() {
        Usage usage = read(FIRST.formatted(5));

        assertThat(usage.hasQuota()).isTrue();
        assertThat(usage.cores()).isEmpty();
    }

    @Test
    void versionTwoHasNoTotalsAndTheLargestNumberIsNoLimit() {
        Usage usage = read("""
                {"pids_stats":{"current":4,"limit":18446744073709551615},
                 "memory_stats":{"usage":1000,"stats":{"inactive_file":300},"limit":18446744073709551615}}
                """);

        assertThat(usage.memory()).hasValue(700);
        assertThat(usage.memoryLimit()).isEmpty();
        assertThat(usage.pidsLimit()).isEmpty();
        assertThat(usage.at()).isEqualTo(Boxes.START);
    }

    @Test
    void whatIsNoJsonOrHasNoFiguresSaysNothing() {
        assertThat(StatsReading.read("<html>", Boxes.START, OptionalLong.empty()))
                .isEmpty();
        assertThat(read("{}").memory()).isEmpty();
    }

    private static Usage read(String text) {
        return StatsReading.read(text, Boxes.START, OptionalLong.empty()).orElseThrow();
    }
}
