package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.notify.MailRenderer;
import io.dogwatch.notify.MaildirChannel;
import io.dogwatch.notify.TestMailRun;
import io.dogwatch.web.action.TestMailSender;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The lines of mail as {@link Receivers} builds them, to be tried by hand. */
final class TestMails implements TestMailSender {

    private final Supplier<Settings> settings;
    private final String instanceId;
    private final InstantSource clock;

    /** @param settings those in force */
    TestMails(Supplier<Settings> settings, String instanceId, InstantSource clock) {
        this.settings = settings;
        this.instanceId = instanceId;
        this.clock = clock;
    }

    private Map<String, TestMailRun> trials() {
        Settings now = settings.get();
        Map<String, TestMailRun> trials = new LinkedHashMap<>();
        Receivers.mailLines(now).forEach((line, mail) -> {
            MailRenderer writer = new MailRenderer(instanceId, mail.publicUrl(), ZoneId.systemDefault());
            MaildirChannel maildir = new MaildirChannel(now.maildir(), "." + line, mail, writer);
            trials.put(line, new TestMailRun(line, mail, instanceId, maildir));
        });
        return trials;
    }

    @Override
    public List<String> receivers() {
        return List.copyOf(trials().keySet());
    }

    @Override
    public Answer run(String line) {
        TestMailRun.Report report =
                Objects.requireNonNull(trials().get(line), line).run(clock.instant());
        return new Answer(
                report.line(),
                report.accepted(),
                report.recipients(),
                report.messageId(),
                report.attempts().stream().map(TestMails::attempt).toList());
    }

    private static Attempt attempt(TestMailRun.Attempt attempt) {
        return new Attempt(
                attempt.server(),
                attempt.accepted(),
                attempt.steps().stream()
                        .map(step -> new Step(step.name(), step.good(), step.words()))
                        .toList(),
                attempt.advice());
    }
}
