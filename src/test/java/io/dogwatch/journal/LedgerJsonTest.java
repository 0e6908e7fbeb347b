package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {

    /** As version 0.1 writes it. It must stay readable for ever: never change it, add another beside it. */
    private static final String WRITTEN_BY_0_1 = """
            {"ordinal":3,
             "lastRunning":{"containerId":"abc","startedAt":"2026-11-24T00:12:07.123456789Z"},
             "restarts":["2026-11-24T03:12:07Z"],"crashes":[],"attempt":1,
             "lastRestart":"2026-11-24T03:12:07Z",
             "quarantine":{"reason":"BUDGET_SPENT","since":"2026-11-24T03:12:07Z",
                           "until":"2026-11-24T04:12:07Z","containerId":"abc"},
             "intent":{"id":"i","incidentId":"local.web.3",
                       "incarnation":{"containerId":"abc","startedAt":"2026-11-24T00:12:07Z"},
                       "attempt":1,"decidedAt":"2026-11-24T03:12:07Z","why":"500"},
             "incident":{"id":"local.web.3","target":{"host":"local","name":"web"},"image":"nginx",
                         "failingSince":"2026-11-24T03:11:47Z","openedAt":"2026-11-24T03:12:07Z",
                         "failure":{"check":"site","kind":"http","cause":"UNEXPECTED_STATUS","detail":"500",
                                    "count":3,"threshold":3},
                         "restarts":1,"acting":true,"notices":1,"closedAt":null,"outcome":null},
             "stopped":{"incarnation":{"containerId":"abc","startedAt":"2026-11-24T00:12:07Z"},
                        "reason":"STOPPED_BY_PERSON"}}
            """;

    @Test
    void whatAnyLedgerSaysComesBackTheSame() {
        long seed = System.nanoTime();
        System.out.println("LedgerJsonTest seed=" + seed);
        Random random = new Random(seed);

        for (int i = 0; i < 2_000; i++) {
            PersistentState ledger = ledger(random);
            assertThat(Json.value(Json.text(ledger), PersistentState.class))
                    .as("seed %s, case %s", seed, i)
                    .isEqualTo(ledger);
        }
    }

    @Test
    void theEmptyLedgerComesBackTheSame() {
        assertThat(Json.value(Json.text(PersistentState.EMPTY), PersistentState.class))
                .isEqualTo(PersistentState.EMPTY);
    }

    @Test
    void whatVersion01WroteIsRead() {
        PersistentState ledger = Json.value(WRITTEN_BY_0_1, PersistentState.class);

        assertThat(ledger.ordinal()).isEqualTo(3);
        assertThat(ledger.restarts()).containsExactly(Instant.parse("2026-11-24T03:12:07Z"));
        assertThat(ledger.incident().orElseThrow().failure().cause()).isEqualTo(Cause.UNEXPECTED_STATUS);
        assertThat(ledger.stopped().orElseThrow().reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(ledger.quarantine().orElseThrow().until()).isEqualTo(Instant.parse("2026-11-24T04:12:07Z"));
    }

    @Test
    void whatIsNotThereYetIsEmpty() {
        assertThat(Json.value("{}", PersistentState.class)).isEqualTo(PersistentState.EMPTY);
        assertThat(Json.value("{\"restarts\":null,\"stopped\":null}", PersistentState.class))
                .isEqualTo(PersistentState.EMPTY);
    }

    @Test
    void whatANewerVersionAddedIsIgnored() {
        assertThat(Json.value("{\"ordinal\":7,\"mood\":{\"a\":[1]}}", PersistentState.class)
                        .ordinal())
                .isEqualTo(7);
    }

    @Test
    void whatIsNoLedgerIsAStoreException() {
        for (String text : List.of("", "[]", "{\"ordinal\":", "{\"restarts\":[\"yesterday\"]}")) {
            assertThatThrownBy(() -> Json.value(text, PersistentState.class)).isInstanceOf(StoreException.class);
        }
    }

    private static PersistentState ledger(Random random) {
        return new PersistentState(
                random.nextInt(1000),
                maybe(random, () -> incarnation(random)),
                instants(random),
                instants(random),
                random.nextInt(9),
                maybe(random, () -> instant(random)),
                maybe(
                        random,
                        () -> new PersistentState.Quarantine(
                                reason(random), instant(random), instant(random), text(random))),
                maybe(random, () -> intent(random)),
                maybe(random, () -> incident(random)),
                maybe(
                        random,
                        () -> new PersistentState.Futility(
                                text(random), any(List.of(Cause.values()), random), random.nextInt(9))),
                random.nextBoolean(),
                maybe(random, () -> incarnation(random)),
                maybe(random, () -> new PersistentState.Stopped(incarnation(random), reason(random))));
    }

    private static Intent intent(Random random) {
        return new Intent(
                text(random),
                text(random),
                incarnation(random),
                any(List.of(Action.values()), random),
                random.nextInt(9),
                instant(random),
                text(random));
    }

    private static Incident incident(Random random) {
        Cause cause = any(List.of(Cause.values()), random);
        return new Incident(
                text(random),
                new TargetId(text(random), text(random)),
                text(random),
                text(random),
                text(random),
                instant(random),
                instant(random),
                new Failure(text(random), text(random), cause, text(random), random.nextInt(), random.nextInt()),
                any(List.of(Severity.values()), random),
                List.of(new TargetId(text(random), text(random))),
                random.nextInt(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(),
                maybe(random, () -> any(List.of(Notice.Kind.values()), random)),
                maybe(random, () -> instant(random)),
                maybe(random, () -> reason(random)));
    }

    private static Incarnation incarnation(Random random) {
        return new Incarnation(text(random), instant(random));
    }

    private static List<Instant> instants(Random random) {
        return Stream.generate(() -> instant(random)).limit(random.nextInt(6)).toList();
    }

    private static Instant instant(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> Instant.EPOCH;
            case 1 -> Instant.MAX;
            case 2 -> Instant.MIN;
            default -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
        };
    }

    private static Reason reason(Random random) {
        return any(List.of(Reason.values()), random);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String text(Random random) {
        String alphabet = "ab\"\\\n\r\t\0\u202E\u2028</é名🐶'{}[]:,";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12), 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        return text.toString();
    }

    private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
