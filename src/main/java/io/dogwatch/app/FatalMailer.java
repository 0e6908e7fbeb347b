package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.notify.FatalNotice;
import io.dogwatch.notify.MailRenderer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.Optional;

/** Recipients and servers for the mail about a fatal failure of Dogwatch. */
final class FatalMailer {

    private FatalMailer() {}

    static FatalNotice of(Settings settings) {
        String machine = machine();
        MailRenderer writer = new MailRenderer(machine, settings.mail().publicUrl(), ZoneId.systemDefault());
        return new FatalNotice(
                settings.mail(), writer, settings.maildir(), settings.store().dataDir(), machine);
    }

    /** Where this Dogwatch runs, for people. */
    static String machine() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> {
                    try {
                        return InetAddress.getLocalHost().getHostName();
                    } catch (UnknownHostException e) {
                        return "an unnamed machine";
                    }
                });
    }
}
