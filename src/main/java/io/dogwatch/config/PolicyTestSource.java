package io.dogwatch.config;

import io.dogwatch.discover.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of a policy test, read as far as the configuration knows: its rules are understood, its sentences are not.
 *
 * @param name what the test is called
 * @param host the name of its engine
 * @param container the name of the container the story is about
 * @param restart the engine's own restart policy of the container
 * @param until when the story ends
 */
public record PolicyTestSource(
        String name,
        WatchRules rules,
        String host,
        String container,
        String image,
        Map<String, String> labels,
        String restart,
        Duration stopTimeout,
        Optional<Duration> until,
        List<Line> given,
        List<Line> expect) {

    /**
     * @param head what stands before the colon
     * @param rest what stands after it; empty if there is none
     * @param place such as {@code given[2]}
     * @param line in the file, from 1
     */
    public record Line(String head, String rest, String place, int line) {}

    public PolicyTestSource {
        labels = Map.copyOf(labels);
        given = List.copyOf(given);
        expect = List.copyOf(expect);
    }
}
