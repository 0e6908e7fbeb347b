package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTextTest {

    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        "A",
        "1",
        " ",
        "-",
        ",",
        ".",
        "^",
        "$",
        "|",
        "*",
        "+",
        "?",
        "{2}",
        "{0,1}",
        "{1,}",
        "{",
        "}",
        "(",
        ")",
        "(?:",
        "(?i)",
        "(?i:",
        "(?P<n>",
        "(?s)",
        "[ab]",
        "[^a]",
        "[]a]",
        "[a",
        "]",
        "[[:alpha:]]",
        "\\d",
        "\\w",
        "\\b",
        "\\.",
        "\\x61",
        "\\x{62}",
        "\\pL",
        "\\Qa*",
        "\\E",
        "\\141",
        "\\-",
        "\\",
        "é",
        "😀",
        "ſ",
        "ß",
        "\\C",
        "\\z"
    };
    private static final String[] TEXT = {"a", "b", "A", "B", "1", " ", "-", ",", ".", "*", "{", "é", "😀", "ſ", "\t"};

    @ParameterizedTest
    @CsvSource({
        "FATAL, FATAL",
        "panic: .*nil pointer, nil pointer",
        "ab+cd*ef, ab",
        "x(y|z)plain, plain",
        "GET / HTTP/1\\.0\" 200, GET / HTTP/1.0\" 200",
        "^tick$, tick"
    })
    void theLongestPlainRunIsRequired(String pattern, String literal) {
        assertThat(LiteralText.requiredBy(pattern)).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource({"a|b", "(?i)fatal", "\\x41bc", "\\Qa.b\\E", "[a-c]", "a?", "(?i:fatal)error"})
    void whereNothingIsSureNothingIsRequired(String pattern) {
        assertThat(LiteralText.requiredBy(pattern)).isEmpty();
    }

    @Test
    void aPatternFindsTheSameLinesWithAndWithoutItsLiteral() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        int found = 0;
        int withLiteral = 0;

        for (int i = 0; i < 60_000; i++) {
            String expression = anyOf(PIECES, random, 1 + random.nextInt(7));
            if (expression.contains("(?i") && expression.replace("\\", "").contains("-😀")) {
                continue; // RE2/J never ends with such a range; the configuration refuses it (LinearPattern)
            }
            Pattern pattern;
            try {
                pattern = Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                continue;
            }
            String literal = LiteralText.requiredBy(expression);
            withLiteral += literal.isEmpty() ? 0 : 1;
            for (int j = 0; j < 8; j++) {
                String line = anyOf(TEXT, random, random.nextInt(12));
                boolean plain = pattern.matcher(line).find();
                found += plain ? 1 : 0;
                assertThat(line.contains(literal) && pattern.matcher(line).find())
                        .as("seed %d pattern /%s/ literal '%s' line '%s'", seed, expression, literal, line)
                        .isEqualTo(plain);
            }
        }

        // The property would hold for nothing, too.
        assertThat(found).isGreaterThan(5_000);
        assertThat(withLiteral).isGreaterThan(5_000);
    }

    private static String anyOf(String[] pieces, Random random, int count) {
        return Stream.generate(() -> pieces[random.nextInt(pieces.length)])
                .limit(count)
                .reduce("", String::concat);
    }
}
