package io.dogwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the prose of the project plain: idioms of literal translation, counted per 1,000 words on each surface, stay
 * below a ceiling. Alertmanager's and Gatus' own prose has 1 to 4 of them. The count only detects smoke: a text below
 * its ceiling still has to be read.
 */
class ProseTest {

    private static final Path MAIN = Path.of("src/main/java");

    private static final List<Pattern> IDIOMS = Stream.of(
                    "\\b(told|tells?|telling)\\b",
                    "\\b(anew|afresh)\\b",
                    "\\bmend(s|ed|ing)?\\b",
                    "\\bdear(er|est)?\\b",
                    "\\bbeside\\b",
                    "\\b(whoever|whatever|whomever|whose)\\b",
                    "\\b(nobody|somebody|anybody|everybody)\\b",
                    "(?:(?<=[.|:] )|^|(?<=\\*\\* ))What (?!\\b(is|are|does|do|did|you|to|happens|this|it)\\b)\\w+",
                    "\\bof (its|their|his|our|one's) own\\b",
                    "\\b(by|in|at|from|on|behind|for|with|of) which\\b",
                    "\\bso that\\b",
                    "\\b(stands?|stood) (in|at|for|on|here|there|behind|below|above|so|beside|still)\\b",
                    "\\b(is|are|be) (said|told) to\\b|\\bsays so\\b",
                    "\\b(none|no one) of\\b|\\bnothing (is|can|may|of)\\b",
                    "\\b(for ever|at once|meanwhile)\\b",
                    "\\bthat (is|are|was|were|has|have)\\b")
            .map(idiom -> Pattern.compile(idiom, Pattern.MULTILINE))
            .toList();

    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");
    private static final Pattern CODE_BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*(.*?)\\*/|^[ \\t]*//([^\\n]*)$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|\\$\\{[^}]*}");

    static Stream<Arguments> surfaces() {
        return Stream.of(
                arguments("README and docs", 4.0, markdown(Path.of("docs"), 1) + read(Path.of("README.md"))),
                arguments("decision records", 4.0, markdown(Path.of("docs/decisions"), 1)),
                arguments("runbooks", 4.0, markdown(Path.of("docs/runbooks"), 1)),
                arguments("changelog", 4.0, read(Path.of("CHANGELOG.md"))),
                arguments("mail and page templates", 3.0, templates()),
                arguments("command line", 3.0, literals(path -> path.startsWith(MAIN.resolve("io/dogwatch/app/cli")))),
                arguments(
                        "configuration errors",
                        3.0,
                        literals(path -> path.startsWith(MAIN.resolve("io/dogwatch/config")))),
                arguments("sentences in code", 3.0, literals(path -> true)),
                arguments("Javadoc and comments", 6.0, comments()));
    }

    @ParameterizedTest(name = "{0}: at most {1} per 1,000 words")
    @MethodSource("surfaces")
    void aSurfaceStaysBelowItsCeiling(String surface, double ceiling, String text) {
        long words = WORD.matcher(text).results().count();
        Map<String, Long> found = IDIOMS.stream()
                .flatMap(idiom -> idiom.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.groupingBy(idiom -> idiom, TreeMap::new, Collectors.counting()));
        double rate =
                1000.0 * found.values().stream().mapToLong(Long::longValue).sum() / Math.max(1, words);

        assertThat(words).as("words of %s", surface).isPositive();
        assertThat(rate)
                .as("idioms per 1,000 words of %s (%d words): %s", surface, words, found)
                .isLessThanOrEqualTo(ceiling);
    }

    @Test
    void anIdiomIsCounted() {
        String text = "What fails is told at once, so that nobody is woken anew.";

        assertThat(IDIOMS.stream()
                        .flatMap(idiom -> idiom.matcher(text).results())
                        .map(MatchResult::group))
                .containsExactlyInAnyOrder("What fails", "told", "at once", "so that", "nobody", "anew");
    }

    private static String markdown(Path folder, int depth) {
        return join(files(folder, depth, path -> path.toString().endsWith(".md")));
    }

    private static String templates() {
        String text = join(files(
                Path.of("src/main/resources"),
                Integer.MAX_VALUE,
                path -> path.getFileName().toString().contains(".ft")));
        return MARKUP.matcher(text).replaceAll(" ");
    }

    private static String literals(Predicate<Path> chosen) {
        return java(chosen)
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(literal -> literal.group(1))
                .filter(literal -> literal.strip().split("\\s+").length >= 3)
                .collect(Collectors.joining("\n"));
    }

    private static String comments() {
        return java(path -> true)
                .flatMap(source -> COMMENT.matcher(source).results())
                .map(comment -> comment.group(1) == null ? comment.group(2) : comment.group(1))
                .map(comment -> comment.replaceAll("(?m)^\\s*\\*", ""))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> java(Predicate<Path> chosen) {
        return files(MAIN, Integer.MAX_VALUE, path -> path.toString().endsWith(".java") && chosen.test(path))
                .map(ProseTest::source);
    }

    private static String join(Stream<Path> files) {
        return files.map(ProseTest::read).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path folder, int depth, Predicate<Path> chosen) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found
                    .filter(Files::isRegularFile)
                    .filter(chosen)
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        return CODE_BLOCK.matcher(source(file)).replaceAll("");
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
