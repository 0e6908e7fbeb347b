package io.dogwatch.app.simulate;

import io.dogwatch.config.ConfigurationFaultsException;
import io.dogwatch.config.PolicyTestReader;
import io.dogwatch.config.PolicyTestSource;
import io.dogwatch.replay.policytest.NotUnderstoodException;
import io.dogwatch.replay.policytest.PolicyTest;
import io.dogwatch.replay.policytest.Sentence;
import io.dogwatch.replay.policytest.Subject;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Turns files into policy tests: their rules by the reader of the configuration, their sentences by the language. */
final class PolicyTestFiles {

    private final PolicyTestReader reader;

    PolicyTestFiles(PolicyTestReader reader) {
        this.reader = reader;
    }

    /**
     * @throws IOException if the file cannot be read
     * @throws ConfigurationException if it cannot be understood
     */
    PolicyTest read(Path file) throws IOException, ConfigurationException {
        PolicyTestSource source = source(file);
        Subject subject = new Subject(
                source.host(),
                source.container(),
                source.image(),
                source.labels(),
                source.restart(),
                source.stopTimeout());
        try {
            return PolicyTest.of(
                    source.name(),
                    subject,
                    RuledWatches.of(source.rules(), subject.host(), subject.name()),
                    sentences(source.given()),
                    sentences(source.expect()),
                    source.until());
        } catch (NotUnderstoodException e) {
            throw new ConfigurationFaultsException(file.toString(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private PolicyTestSource source(Path file) throws IOException, ConfigurationException {
        try {
            return reader.read(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationFaultsException(file.toString(), List.of("no such file: " + e.getFile()));
        }
    }

    private static List<Sentence> sentences(List<PolicyTestSource.Line> lines) {
        return lines.stream()
                .map(line -> new Sentence(line.head(), line.rest(), line.place(), line.line()))
                .toList();
    }
}
