package io.dogwatch.web;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.logs.MarkedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the engine gives the log that a test has written: what is there, and what is written while somebody follows. */
public final class FakeLog {

    /** Those who follow now. */
    private record Follower(Consumer<MarkedLine> onLine, Consumer<String> onEnd) {}

    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    public volatile @Nullable EngineException broken;

    List<MarkedLine> newest(List<MarkedLine> log, int lines) {
        check();
        return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
    }

    Engine.Subscription follow(
            List<MarkedLine> log,
            Optional<Instant> since,
            int tail,
            Consumer<MarkedLine> onLine,
            Consumer<String> onEnd) {
        check();
        Follower follower = new Follower(onLine, onEnd);
        List<MarkedLine> there = newest(log, tail < 0 ? Integer.MAX_VALUE : tail).stream()
                .filter(line -> since.filter(line.line().at()::isBefore).isEmpty())
                .toList();
        Thread.startVirtualThread(() -> {
            there.forEach(onLine);
            followers.add(follower);
        });
        return () -> followers.remove(follower);
    }

    public int followers() {
        return followers.size();
    }

    public void write(MarkedLine line) {
        followers.forEach(follower -> follower.onLine.accept(line));
    }

    /** The engine ends all streams. */
    public void cut() {
        List<Follower> all = List.copyOf(followers);
        followers.removeAll(all);
        all.forEach(follower -> follower.onEnd.accept("cut"));
    }

    private void check() {
        EngineException fault = broken;
        if (fault != null) {
            throw fault;
        }
    }
}
