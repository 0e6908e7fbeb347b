package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence as files of a letter.
 *
 * @param leftOut how many pieces found no room
 */
record Attachments(List<MailContent.Attachment> files, int leftOut) {

    /** Mail servers commonly refuse more than 10 MB, and base64 makes a third more of it. */
    private static final int LIMIT_BYTES = 4 * 1024 * 1024;

    /** The closing letter has none: the first of its thread brought them. Giving up shows the newest only. */
    static Attachments of(Notice notice, List<Evidence> evidence) {
        List<Evidence> shown = MailRenderer.shown(notice, evidence);
        boolean isFirst = notice.kind() == Notice.Kind.OPENED;
        return of(isFirst || shown.isEmpty() ? shown : List.of(shown.getLast()));
    }

    private static Attachments of(List<Evidence> evidence) {
        List<MailContent.Attachment> files = new ArrayList<>();
        int room = LIMIT_BYTES;
        int leftOut = 0;
        for (int i = 0; i < evidence.size(); i++) {
            for (Evidence.Exhibit exhibit : evidence.get(i).exhibits()) {
                String text = PlainText.block(exhibit.text());
                int size = text.getBytes(UTF_8).length;
                if (size > room) {
                    leftOut++;
                    continue;
                }
                room -= size;
                files.add(new MailContent.Attachment(fileName(evidence.size() > 1 ? i + 1 : 0, exhibit), text));
            }
        }
        return new Attachments(files, leftOut);
    }

    private static String fileName(int number, Evidence.Exhibit exhibit) {
        String name = exhibit.name().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        String whole = name.isEmpty() ? "evidence.txt" : name.length() > 60 ? name.substring(0, 60) : name;
        return number == 0 ? whole : number + "-" + whole;
    }
}
