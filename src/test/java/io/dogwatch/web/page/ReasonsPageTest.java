package io.dogwatch.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reasons.md explains every word there is, no other, and in the words that the code itself uses. */
class ReasonsPageTest {

    private static final Path PAGE = Path.of("docs/reasons.md");

    /** One line of a table. */
    private record Row(String word, List<String> cells) {}

    @Test
    void everyReasonIsExplainedInItsOwnWords() throws IOException {
        assertThat(meanings("Reasons"))
                .containsExactlyEntriesOf(inOrder(Stream.of(Reason.values()), Reason::wireName, Reason::meaning));
    }

    @Test
    void everyCauseIsExplainedInItsOwnWords() throws IOException {
        assertThat(meanings("Causes"))
                .containsExactlyEntriesOf(inOrder(Stream.of(Cause.values()), Cause::wireName, Cause::meaning));
    }

    @Test
    void everyPhaseActionResultAndNoticeIsExplained() throws IOException {
        assertThat(words("Phases"))
                .containsExactlyElementsOf(
                        Stream.of(Phase.values()).map(Phase::wireName).toList());
        assertThat(words("Actions"))
                .containsExactlyElementsOf(
                        Stream.of(Action.values()).map(Action::wireName).toList());
        assertThat(words("Results"))
                .containsExactlyElementsOf(Stream.of(ActionResult.class.getPermittedSubclasses())
                        .map(result -> word(result.getSimpleName()))
                        .toList());
        assertThat(words("Notifications"))
                .containsExactlyElementsOf(Stream.of(Notice.Kind.values())
                        .map(kind -> word(kind.name()))
                        .toList());
    }

    @Test
    void everyWordSaysWhatIsDoneAndWhatAPersonCanDo() throws IOException {
        for (List<Row> table : tables().values()) {
            assertThat(table)
                    .allSatisfy(row ->
                            assertThat(row.cells()).as(row.word()).hasSize(3).noneMatch(String::isBlank));
        }
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> Map<String, String> inOrder(
            Stream<T> all,
            java.util.function.Function<T, String> word,
            java.util.function.Function<T, String> meaning) {
        Map<String, String> meanings = new LinkedHashMap<>();
        all.forEach(one -> meanings.put(word.apply(one), meaning.apply(one)));
        return meanings;
    }

    private static Map<String, String> meanings(String heading) throws IOException {
        return inOrder(
                tables().getOrDefault(heading, List.of()).stream(),
                Row::word,
                row -> row.cells().getFirst());
    }

    private static List<String> words(String heading) throws IOException {
        return tables().getOrDefault(heading, List.of()).stream().map(Row::word).toList();
    }

    private static Map<String, List<Row>> tables() throws IOException {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                heading = line.substring(3).split(":", 2)[0];
            } else if (line.startsWith("| `")) {
                List<String> cells = Stream.of(
                                line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList();
                tables.computeIfAbsent(heading, key -> new ArrayList<>())
                        .add(new Row(cells.getFirst().replace("`", ""), cells.subList(1, cells.size())));
            }
        }
        return tables;
    }
}
