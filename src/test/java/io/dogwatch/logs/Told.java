package io.dogwatch.logs;

import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Writes down what a watcher tells, as {@code check@container: outcome}. */
final class Told implements LogWatcher.Listener {

    final List<String> words = new CopyOnWriteArrayList<>();
    final List<Incarnation> incarnations = new CopyOnWriteArrayList<>();

    @Override
    public void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome) {
        String word =
                switch (outcome) {
                    case Outcome.Healthy healthy -> "healthy";
                    case Outcome.Unhealthy unhealthy -> unhealthy.cause().wireName() + " " + unhealthy.detail();
                    case Outcome.Inconclusive inconclusive ->
                        inconclusive.cause().wireName();
                };
        incarnations.add(incarnation);
        words.add(check + "@" + incarnation.containerId() + ": " + word);
    }

    boolean has(String part) {
        return words.stream().anyMatch(word -> word.contains(part));
    }

    long count(String part) {
        return words.stream().filter(word -> word.contains(part)).count();
    }

    /** Ticks until it is so, as the watcher's own ticker would. */
    static void await(EngineLogWatcher watcher, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    watcher.tick();
                    return condition.call();
                });
    }
}
