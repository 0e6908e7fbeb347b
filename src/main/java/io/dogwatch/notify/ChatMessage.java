package io.dogwatch.notify;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Severity;
import java.util.List;

/**
 * A message as people read it in a chat: short, the cause first. All of it is single lines without control characters; what
 * else means something in the language of a service is that one's to escape.
 *
 * @param title such as {@code web fails its http check site}
 * @param items at least one; the first of them, if there are many
 * @param unlisted how many more there are
 * @param late why some of it comes late; empty if nothing does
 */
record ChatMessage(String title, Mood mood, List<Item> items, int unlisted, String late) {

    /** What a service may show by a colour, or how loud it is. */
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
     * @param next what Dogwatch does, or a person should do
     * @param signature by which the incident is found again
     */
    record Item(String name, String state, Mood mood, String cause, String next, String signature) {}

    ChatMessage {
        items = List.copyOf(items);
    }

    /** @param most how many incidents are listed */
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

    /** What comes behind the items; empty if nothing does. */
    String more() {
        String others = unlisted == 0 ? "" : unlisted + " more in Dogwatch.";
        return others.isEmpty() || late.isEmpty() ? others + late : others + " " + late;
    }

    /** What it is about, as a phone shows it. */
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
