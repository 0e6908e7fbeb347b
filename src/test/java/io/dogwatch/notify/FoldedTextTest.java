package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTextTest {

    private static final String WORDS = "word ".repeat(30).strip();

    @Test
    void aLineOf78CharactersStaysAndOneOf79IsFoldedAtItsLastSpace() {
        String fits = "a".repeat(70) + " " + "b".repeat(7);

        assertThat(FoldedText.of(fits + "\n")).isEqualTo(fits + "\n");
        assertThat(FoldedText.of(fits + "b\n")).isEqualTo("a".repeat(70) + "\n" + "b".repeat(8) + "\n");
    }

    @Test
    void continuationLinesAreIndented() {
        assertThat(FoldedText.of("  " + WORDS)).contains("\n  word").doesNotContain("\nword");
        assertThat(FoldedText.of("  | " + WORDS)).contains("\n  |   word").doesNotContain("\n  | word");
        assertThat(FoldedText.of("  | " + WORDS).lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void noWordIsLost() {
        String folded = FoldedText.of("  " + WORDS);

        assertThat(folded.strip().split("\\s+")).hasSize(30);
    }

    @Test
    void aCommandAndAWordWithoutSpacesStayAsTheyAre() {
        String command = "      docker " + WORDS + "\n";
        String address = "  " + "x".repeat(200) + "\n";

        assertThat(FoldedText.of(command)).isEqualTo(command);
        assertThat(FoldedText.of(address)).isEqualTo(address);
        assertThat(FoldedText.of("  see " + "x".repeat(200) + " now"))
                .isEqualTo("  see\n  " + "x".repeat(200) + "\n  now\n");
    }

    @Test
    void emptyLinesAndTheSignaturesMarkStay() {
        assertThat(FoldedText.of("a\n\n-- \nDogwatch\n")).isEqualTo("a\n\n-- \nDogwatch\n");
    }
}
