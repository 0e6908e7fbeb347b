package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.WRITER;
import static io.dogwatch.notify.Notices.closed;
import static io.dogwatch.notify.Notices.evidence;
import static io.dogwatch.notify.Notices.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirChannelTest {

    @TempDir
    Path folder;

    @Test
    void eachNoticeIsOneFileThatOnlyItsOwnerReads() throws IOException {
        MaildirChannel channel = channel(folder.resolve("maildir"));

        assertThat(channel.deliver(Notices.message(opened(), evidence()))).isInstanceOf(Delivery.Accepted.class);
        assertThat(channel.deliver(Notices.message(closed(), evidence()))).isInstanceOf(Delivery.Accepted.class);

        Path opening = folder.resolve("maildir/new/local.web.3-0.eml");
        assertThat(names("maildir/new")).containsExactlyInAnyOrder("local.web.3-0.eml", "local.web.3-1.eml");
        assertThat(names("maildir/tmp")).isEmpty();
        assertThat(Files.readString(opening))
                .contains("Message-ID: <local.web.3-0.0badcafe@dogwatch>")
                .doesNotContain("\r");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opening)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRepetitionReplacesTheFile() throws IOException {
        MaildirChannel channel = channel(folder);
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("tmp/local.web.3-0.eml"), "half of a mail, from before a crash");

        channel.deliver(Notices.message(opened(), evidence()));
        channel.deliver(Notices.message(opened(), List.of()));

        assertThat(names("new")).containsExactly("local.web.3-0.eml");
        assertThat(names("tmp")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsTriedAgain() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "not a folder");

        assertThat(channel(blocked.resolve("maildir")).deliver(Notices.message(opened(), evidence())))
                .isInstanceOf(Delivery.TryAgain.class);
    }

    private MaildirChannel channel(Path at) {
        return new MaildirChannel(at, new MailSettings("dogwatch@localhost", Notices.RECIPIENTS, List.of()), WRITER);
    }

    private List<String> names(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(part))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
