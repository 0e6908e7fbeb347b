package io.dogwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockScannerTest {

    private static List<String> found(List<ByteLiteral> needles, String text) {
        byte[] block = ("\n" + text).getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        new BlockScanner(needles).scan(block, 1, block.length, (from, end) -> {
            lines.add(new String(block, from, end - from, StandardCharsets.UTF_8));
            return true;
        });
        return lines;
    }

    private static List<ByteLiteral> needles(ByteLiteral.Form form, String... patterns) {
        return ByteLiteral.of(
                List.of(patterns).stream().map(RequiredLiterals::by).toList(), form);
    }

    @Test
    void aLineIsFoundOnceHoweverManyNeedlesItHolds() {
        assertThat(found(needles(ByteLiteral.Form.PLAIN, "FATAL", "panic"), "x\nFATAL panic FATAL\ny\npanic\n"))
                .containsExactly("FATAL panic FATAL", "panic");
    }

    @Test
    void withoutNeedlesEveryLineIsFound() {
        assertThat(found(needles(ByteLiteral.Form.PLAIN, "FATAL", ".*"), "a\n\nb\n"))
                .containsExactly("a", "", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"(?i)fatal FaTaL", "(?i)error|panic PANIC", "(?i)fatal_k FATAL_\u212A"})
    void caseIsIgnoredWhereThePatternIgnoresIt(String pattern, String line) {
        assertThat(found(needles(ByteLiteral.Form.JSON, pattern), "x\n" + line + "\n"))
                .containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({"a<bc>,bc", "'say \"hello\"',hello", "café,café", "tab\\.more,tab.more"})
    void inJsonTheLongestPartWithoutEscapesIsSearched(String pattern, String part) {
        List<ByteLiteral> needles = needles(ByteLiteral.Form.JSON, pattern);

        assertThat(needles).hasSize(1);
        assertThat(new String(needles.getFirst().bytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({"\"\"\"", "<&>", "(?i)sk", "a*", "x|"})
    void aPatternWithoutSuchAPartNeedsEveryLine(String pattern) {
        assertThat(needles(ByteLiteral.Form.JSON, pattern)).isEmpty();
    }

    @Test
    void itFindsWhatANaiveSearchFinds() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            List<ByteLiteral> needles = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(random.nextInt(10) == 0 ? 200 : 6); i++) {
                boolean folds = random.nextBoolean();
                String text = word(random, 1 + random.nextInt(1 + random.nextInt(6)));
                needles.add(new ByteLiteral(
                        (folds ? text.toLowerCase(Locale.ROOT) : text).getBytes(StandardCharsets.UTF_8), folds));
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                text.append(word(random, random.nextInt(30))).append('\n');
            }

            assertThat(found(needles, text.toString()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(text.toString()
                            .lines()
                            .filter(line -> holds(line, needles))
                            .toList());
        }
    }

    private static boolean holds(String line, List<ByteLiteral> needles) {
        return needles.stream().anyMatch(needle -> {
            String piece = new String(needle.bytes(), StandardCharsets.UTF_8);
            return (needle.ignoresCase() ? small(line) : line).contains(piece);
        });
    }

    private static String small(String text) {
        StringBuilder small = new StringBuilder();
        text.chars().forEach(c -> small.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return small.toString();
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("abcABFM éя".charAt(random.nextInt(10)));
        }
        return word.toString();
    }

    @Test
    void aLiteralIsFoundByItsRareByteAtAnyPosition() {
        List<ByteLiteral> rare = needles(ByteLiteral.Form.PLAIN, "FATAL", "OutOfMemory");
        assertThat(RareByteSearch.of(rare)).isNotNull();

        for (int before = 0; before < 20; before++) {
            String line = "-".repeat(before) + "FATAL";
            assertThat(found(rare, "INF\n" + line + "\nF M FATA\nOutOfMemory\nF"))
                    .containsExactly(line, "OutOfMemory");
        }
    }

    @Test
    void shortNeedlesAreFoundByTwoOfTheirBytesWhereverTheyStand() {
        List<ByteLiteral> common = needles(ByteLiteral.Form.PLAIN, "ERR", "(?i)gone");
        assertThat(RareByteSearch.of(common)).isNull();
        assertThat(BytePairSearch.of(common)).isNotNull();

        for (int before = 0; before < 40; before++) {
            String line = "e".repeat(before) + "ERR";
            String other = "g".repeat(before) + "GoNe";
            assertThat(found(common, "ER\n" + line + "\nRRE\n" + other + "\ngon\nER"))
                    .containsExactly(line, other);
        }
    }

    @ParameterizedTest
    @CsvSource({"ERR|IRR|OIE", "E", "ERRORSINPOSE", "(?i)error in line"})
    void manyOrLongNeedlesAreLeaptTo(String pattern) {
        assertThat(BytePairSearch.of(needles(ByteLiteral.Form.PLAIN, pattern))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"error", "(?i)fatal", "FATAL|MUCH|LESS|HALF|BUT"})
    void withoutAFewRareBytesTheSearchLeaps(String pattern) {
        assertThat(RareByteSearch.of(needles(ByteLiteral.Form.PLAIN, pattern))).isNull();
    }

    @Test
    void manyLinesAreCounted() {
        for (int length = 0; length < 5000; length += 37) {
            byte[] bytes = "\n".repeat(length).getBytes(StandardCharsets.ISO_8859_1);

            assertThat(BlockScanner.lines(bytes, length / 50, bytes.length)).isEqualTo(length - length / 50);
        }
    }

    @Test
    void linesAreCounted() {
        byte[] bytes = "a\n\nbcdefghijkl\nx\u008A\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(BlockScanner.lines(bytes, 0, bytes.length)).isEqualTo(4);
    }
}
