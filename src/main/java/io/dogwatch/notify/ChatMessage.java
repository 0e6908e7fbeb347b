package io.dogwatch.notify;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Severity;
import java.util.List;

/**
 * A chat message: short, the cause first. All texts are single lines without control characters; the formatter of a
 * service escapes its markup.
 *
 * @param title such as {@code web fails its http check site}
 * @param items at least one; only the first ones of a large group
 * @param unlisted the number of further incidents
 * @param late why the message is delayed; empty if it is not
 */
record ChatMessage(String title, Mood mood, List<Item> items, int unlisted, String late) {

    /** Severity shown as a colour or a priority. */
    enum Mood {
        ALARM,
        WARNING,
        NEUTRAL,
        GOOD
    }

    /**
     * One incident.
     *
     * @param state such as {@code RECOVERED}
     * @param next the next step of Dogwatch or of the operator
     * @param signature identifies the incident
     */
    record Item(String name, String state, Mood mood, String cause, String next, String signature) {}

    ChatMessage {
        items = List.copyOf(items);
    }

    /** @param most the maximum number of listed incidents */
    static ChatMessage of(OutgoingMessage message, int most) {
        List<Notice> notices = message.newestOfEach();
        List<Item> items = notices.stream().limit(most).map(ChatMessage::item).toList();
        return new ChatMessage(
                title(message),
                notices.stream().map(ChatMessage::mood).min(Enum::compareTo).orElse(Mood.NEUTRAL),
                items,
                notices.size() - items.size(),
                MailRenderer.late(message));
    }

    boolean isAboutOne() {
        return items.size() == 1 && unlisted == 0;
    }

    /** Returns the text after the items; may be empty. */
    String more() {
        String others = unlisted == 0 ? "" : unlisted + " more in Dogwatch.";
        return others.isEmpty() || late.isEmpty() ? others + late : others + " " + late;
    }

    /** Returns the title, as shown by a phone. */
    static String title(OutgoingMessage message) {
        if (message.isAboutOne()) {
            return PlainText.line(new NoticeText(message.newest(), List.of()).headline(), 200);
        }
        GroupedNoticeText gathered = new GroupedNoticeText(message);
        return PlainText.line(gathered.word() + ": " + gathered.names(), 200);
    }

    private static Item item(Notice notice) {
        NoticeText wording = new NoticeText(notice, List.of());
        return new Item(
                wording.name(),
                wording.word(),
                mood(notice),
                wording.causeIntroduction() + wording.cause(),
                PlainText.line(wording.next(), 300),
                "incident " + notice.incident().id());
    }

    private static Mood mood(Notice notice) {
        return switch (new NoticeText(notice, List.of()).mood()) {
            case "bad" -> notice.incident().severity() == Severity.CRITICAL ? Mood.ALARM : Mood.WARNING;
            case "good" -> Mood.GOOD;
            default -> Mood.NEUTRAL;
        };
    }
}
