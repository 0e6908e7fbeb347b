package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class LogTailTest {

    @Test
    void theOldestLinesGoWhenThereAreTooManyBytes() {
        assertThat(texts(6, "one", "two", "tri")).containsExactly("two", "tri");
        assertThat(texts(5, "one", "two", "tri")).containsExactly("tri");
        assertThat(texts(9, "one", "two", "tri")).containsExactly("one", "two", "tri");
    }

    @Test
    void aLineThatIsTooLongByItselfIsCutInWholeCharacters() {
        assertThat(texts(4, "aéé")).containsExactly("aé");
        assertThat(texts(0, "a")).containsExactly("");
    }

    private static List<String> texts(int maxBytes, String... lines) {
        LogTail tail = new LogTail(maxBytes);
        for (String line : lines) {
            tail.add(new LogLine(Instant.EPOCH, LogLine.Source.STDOUT, line));
        }
        return tail.lines().stream().map(LogLine::text).toList();
    }
}
