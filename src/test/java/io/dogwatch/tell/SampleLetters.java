package io.dogwatch.tell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes sample letters to a folder, to be looked at in mail clients and browsers. */
final class SampleLetters {

    private SampleLetters() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        LetterWriter writer = new LetterWriter(
                "0badcafe", Optional.of(URI.create("http://dogwatch.example.org:8080/")), ZoneId.of("Europe/Berlin"));
        MaildirChannel channel = new MaildirChannel(
                folder.resolve("maildir"),
                new MailSettings("dogwatch@example.org", Notices.RECIPIENTS, List.of()),
                writer);
        for (var sample : Map.of(
                        "opened", Notices.opened(), "quarantined", Notices.quarantined(), "closed", Notices.closed())
                .entrySet()) {
            channel.deliver(Notices.message(sample.getValue(), Notices.evidence()));
            Letter letter = writer.write(Notices.message(sample.getValue(), Notices.evidence()));
            Files.writeString(folder.resolve(sample.getKey() + ".html"), letter.html());
            Files.copy(
                    folder.resolve("maildir/new/" + letter.fileName() + ".eml"),
                    folder.resolve(sample.getKey() + ".eml"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
