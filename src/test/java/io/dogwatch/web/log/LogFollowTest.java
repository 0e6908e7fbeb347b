package io.dogwatch.web.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.FakeFleet;
import io.dogwatch.web.Kennel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who follows a log must be noticed to have gone. */
@Timeout(30)
class LogFollowTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    private static final TargetId WEB = new TargetId("local", "web");
    private static final int PATIENCE = 100;

    @Test
    void thatItIsStillThereIsSaidAlsoWhileOnlyLinesComeThatAreNotWanted() {
        FakeFleet fleet = Kennel.fleet(NOW);
        fleet.logs = Map.of(
                WEB,
                IntStream.range(0, 1000)
                        .mapToObj(i -> new MarkedLine(
                                new LogLine(NOW.plusMillis(i), LogLine.Source.STDOUT, "GET /"), List.of()))
                        .toList());
        LogSearch onlyMarked = new LogSearch(10, Optional.empty(), Optional.empty(), true, Optional.empty());
        LogLines lines = new LogLines(new Redaction(List.of()), LogPosition.beginning(""));
        LogFollow follow = new LogFollow(fleet, WEB, onlyMarked, lines, new CountDownLatch(1));
        AtomicInteger said = new AtomicInteger();

        assertThatThrownBy(() -> follow.send(
                        List.of(),
                        new LogEvents(
                                events -> {
                                    if (said.incrementAndGet() == PATIENCE) {
                                        throw new IOException("gone");
                                    }
                                },
                                new ObjectMapper(),
                                Duration.ZERO)))
                .hasMessage("gone");
    }
}
