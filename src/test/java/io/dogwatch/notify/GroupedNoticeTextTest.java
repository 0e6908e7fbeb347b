package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupedNoticeTextTest {

    private static final MailRenderer WRITER = new MailRenderer("0badcafe", Optional.empty(), ZoneId.of("UTC"));

    private static Notice opened(String name) {
        return new Notice(
                Notice.Kind.OPENED,
                Notices.incident("local." + name + ".1", new TargetId("local", name), "500"),
                0,
                "It is being restarted now.");
    }

    private static OutgoingMessage gathered(Map<String, NoticeBatch.Root> roots, Notice... notices) {
        return new OutgoingMessage(
                notices[0].id() + "+" + (notices.length - 1), List.of(notices), Set.of(), roots, AT, List.of());
    }

    @Test
    void theSubjectCountsAndNamesAndEachIncidentHasItsLines() {
        MailContent letter = WRITER.write(gathered(Map.of(), opened("db"), opened("web"), Notices.closed()));

        assertThat(letter.subject()).isEqualTo("[dogwatch] 2 FAILING, 1 RECOVERED: db, web, web");
        assertThat(letter.messageId()).isEqualTo("<local.db.1-0+2.0badcafe@dogwatch>");
        assertThat(letter.text())
                .contains("FAILING: db\n  http site: 500")
                .contains("Next: It is being restarted now.")
                .contains("RECOVERED: web\n  Was: http site: 500", "; down for 1 min 12 s,", "restarted once")
                .doesNotContain("Nothing is left to do");
        assertThat(letter.attachments()).isEmpty();
    }

    @Test
    void whatBeganInOneMessageEndsInItsThread() {
        NoticeBatch.Root root = new NoticeBatch.Root("local.db.1-0+1", "[dogwatch] 2 FAILING: db, web");
        MailContent letter =
                WRITER.write(gathered(Map.of("local.db.1", root, "local.web.1", root), opened("db"), opened("web")));

        assertThat(letter.inReplyTo()).contains("<local.db.1-0+1.0badcafe@dogwatch>");
        assertThat(letter.subject()).isEqualTo("Re: [dogwatch] 2 FAILING: db, web");
    }

    @Test
    void oneOfThemAloneStillAnswersTheMessageInWhichItBegan() {
        NoticeBatch.Root root = new NoticeBatch.Root("local.db.1-0+1", "[dogwatch] 2 FAILING: db, web");
        OutgoingMessage alone = new OutgoingMessage(
                "local.db.1-1", List.of(opened("db")), Set.of(), Map.of("local.db.1", root), AT, List.of());

        assertThat(WRITER.write(alone).subject()).isEqualTo("Re: [dogwatch] 2 FAILING: db, web");
    }

    @Test
    void manyAreNamedInPartAndListedUpToOneHundred() {
        Notice[] many = IntStream.range(0, 500).mapToObj(i -> opened("c" + i)).toArray(Notice[]::new);
        MailContent letter = WRITER.write(gathered(Map.of(), many));

        assertThat(letter.subject()).isEqualTo("[dogwatch] 500 FAILING: c0, c1, c2, c3 and 496 more");
        assertThat(letter.text())
                .contains("FAILING: c99\n")
                .doesNotContain("FAILING: c100\n")
                .contains("and 400 more");
    }

    @Test
    void whatWasHeldBackSaysWhy() {
        OutgoingMessage held = new OutgoingMessage(
                "a",
                Stream.of("db", "web").map(GroupedNoticeTextTest::opened).toList(),
                Set.of("warnings wait until quiet hours end"),
                Map.of(),
                AT,
                List.of());

        assertThat(WRITER.write(held).text())
                .contains("Some notifications were delayed: warnings wait until quiet hours end.");
    }
}
