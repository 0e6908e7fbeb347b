package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.MailTrial;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.web.deed.MailTrials;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The lines of mail as {@link Post} builds them, to be tried by hand. */
final class PostTrials implements MailTrials {

    private final Supplier<Settings> settings;
    private final String instanceId;
    private final InstantSource clock;

    /** @param settings those in force */
    PostTrials(Supplier<Settings> settings, String instanceId, InstantSource clock) {
        this.settings = settings;
        this.instanceId = instanceId;
        this.clock = clock;
    }

    private Map<String, MailTrial> trials() {
        Settings now = settings.get();
        Map<String, MailTrial> trials = new LinkedHashMap<>();
        Post.mailLines(now).forEach((line, mail) -> {
            LetterWriter writer = new LetterWriter(instanceId, mail.publicUrl(), ZoneId.systemDefault());
            MaildirChannel maildir = new MaildirChannel(now.maildir(), "." + line, mail, writer);
            trials.put(line, new MailTrial(line, mail, instanceId, maildir));
        });
        return trials;
    }

    @Override
    public List<String> lines() {
        return List.copyOf(trials().keySet());
    }

    @Override
    public Answer run(String line) {
        MailTrial.Report report =
                Objects.requireNonNull(trials().get(line), line).run(clock.instant());
        return new Answer(
                report.line(),
                report.accepted(),
                report.recipients(),
                report.messageId(),
                report.attempts().stream().map(PostTrials::attempt).toList());
    }

    private static Attempt attempt(MailTrial.Attempt attempt) {
        return new Attempt(
                attempt.server(),
                attempt.accepted(),
                attempt.steps().stream()
                        .map(step -> new Step(step.name(), step.good(), step.words()))
                        .toList(),
                attempt.advice());
    }
}
