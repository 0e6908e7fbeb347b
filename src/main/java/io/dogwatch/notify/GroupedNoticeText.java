package io.dogwatch.notify;

import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.PlainText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a letter says about several incidents at once: how many of which kind, and a line for each. */
final class GroupedNoticeText {

    /** More than anybody reads, and Gmail cuts a letter at 102 KB; the page shows all. */
    private static final int LISTED = 100;

    private static final int NAMED = 4;

    private final OutgoingMessage message;
    private final List<NoticeText> wordings;

    GroupedNoticeText(OutgoingMessage message) {
        this.message = message;
        this.wordings = message.newestOfEach().stream()
                .map(notice -> new NoticeText(notice, List.of()))
                .toList();
    }

    /** Such as {@code 10 FAILING, 2 RECOVERED}. */
    String word() {
        Map<String, Long> counts = wordings.stream()
                .collect(Collectors.groupingBy(NoticeText::word, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    String names() {
        String named = wordings.stream().limit(NAMED).map(NoticeText::name).collect(Collectors.joining(", "));
        int others = wordings.size() - NAMED;
        return others > 0 ? named + " and " + others + " more" : named;
    }

    String topic() {
        return PlainText.line("[dogwatch] " + word() + ": " + names(), 180);
    }

    /** That of all, if they began in the same message. */
    Optional<NoticeBatch.Root> commonRoot() {
        List<NoticeBatch.Root> roots =
                message.roots().values().stream().distinct().toList();
        boolean all = message.newestOfEach().stream()
                .map(notice -> notice.incident().id())
                .allMatch(message.roots()::containsKey);
        return all && roots.size() == 1 ? Optional.of(roots.getFirst()) : Optional.empty();
    }

    private String mood() {
        List<String> moods = wordings.stream().map(NoticeText::mood).distinct().toList();
        return moods.contains("bad") ? "bad" : moods.size() == 1 ? moods.getFirst() : "neutral";
    }

    Map<String, Object> model() {
        List<Notice> newest = message.newestOfEach();
        Map<String, Object> model = new HashMap<>();
        model.put("name", PlainText.line(names(), 200));
        model.put("word", word());
        model.put("mood", mood());
        model.put("headline", PlainText.line(names(), 200));
        model.put(
                "cause",
                newest.size() + " incidents are grouped in this message because they occurred close together.");
        model.put("meaning", "");
        model.put("done", List.of());
        model.put("next", "");
        model.put(
                "advice",
                List.of(Map.of(
                        "sentence",
                        "See Dogwatch for the evidence and the actions taken for each incident.",
                        "command",
                        "")));
        model.put(
                "items",
                wordings.stream().limit(LISTED).map(GroupedNoticeText::item).toList());
        model.put("facts", List.of());
        model.put("tail", List.of());
        model.put("files", List.of());
        model.put("leftOut", "0");
        model.put("unlisted", Integer.toString(Math.max(0, wordings.size() - LISTED)));
        model.put("signature", newest.size() + " incidents");
        return model;
    }

    private static Map<String, String> item(NoticeText wording) {
        return Map.of(
                "name", wording.name(),
                "word", wording.word(),
                "mood", wording.mood(),
                "cause", wording.summary(),
                // Of what is over, it says that nothing is left to do.
                "next", wording.mood().equals("good") ? "" : wording.next());
    }
}
