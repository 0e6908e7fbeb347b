package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Messages and channels for the tests of channels. */
final class ChannelSamples {

    static final SenderIdentity VOICE =
            new SenderIdentity("0badcafe", Optional.of(URI.create("https://dogwatch.example.org/")));

    /** What a log line or an answer may hold: the ways of these services to mention, to link and to style. */
    static final String HOSTILE =
            "@everyone @here <!channel> <@U012AB3CD> <@&8> <#C01> <at>all</at> [free](https://evil.example/)"
                    + " <https://evil.example/|click> https://evil.example/ **b** *b* _i_ ~~s~~ `c` ||spoiler|| :bomb: # h > q"
                    + " <script>alert(1)</script> &lt;!here&gt; \\@everyone \" ' \u202E \u0007 \r\n## head\n{{x}} ${y} %0a";

    private ChannelSamples() {}

    static ChannelSettings settings(ChannelSettings.Kind kind, URI url) {
        Optional<String> secret =
                kind.secret() == ChannelSettings.Secret.NONE ? Optional.empty() : Optional.of("s3cret-of-the-channel");
        return new ChannelSettings("chat", kind, url, secret, Duration.ofSeconds(5));
    }

    static PayloadFormatter form(ChannelSettings.Kind kind) {
        URI url = URI.create(
                switch (kind) {
                    case NTFY -> "https://ntfy.example.org/alerts";
                    case PAGERDUTY -> "https://events.pagerduty.com/v2/enqueue";
                    case WEBHOOK, SLACK, TEAMS, DISCORD -> "https://hooks.example.org/services/T000/B000/XXXXXXXX";
                    case GOTIFY, ALERTMANAGER -> "https://" + kind.wireName() + ".example.org/";
                });
        return Channels.form(settings(kind, url), VOICE, () -> AT.plusSeconds(1));
    }

    static OutgoingMessage opened() {
        return Notices.message(Notices.opened(), Notices.evidence());
    }

    static OutgoingMessage closed() {
        return Notices.message(Notices.closed(), List.of());
    }

    static OutgoingMessage acknowledged() {
        return Notices.message(seen(), List.of());
    }

    /** Before the first of them was sent. */
    static OutgoingMessage openedAndAcknowledged() {
        return of(List.of(Notices.opened(), seen()), Set.of());
    }

    private static Notice seen() {
        return new Notice(Notice.Kind.ACKNOWLEDGED, Notices.incident(), 0, 1, "by anna: on my way");
    }

    /** web recovers while db fails; held back by a cap. */
    static OutgoingMessage gathered() {
        return of(
                List.of(Notices.opened(), failing("local.db.7", "db", "connection refused"), Notices.closed()),
                Set.of("more than 5 messages about local/web within 10 min"));
    }

    static OutgoingMessage hostile(int incidents) {
        return of(
                IntStream.range(0, incidents)
                        .mapToObj(i -> failing("local.evil." + i, "evil_" + i, HOSTILE))
                        .toList(),
                Set.of());
    }

    private static Notice failing(String id, String name, String detail) {
        Incident incident = Notices.incident(id, new TargetId("local", name), detail);
        return new Notice(Notice.Kind.OPENED, incident, 0, "It is being restarted now. " + detail);
    }

    private static OutgoingMessage of(List<Notice> notices, Set<String> heldFor) {
        String others = notices.size() == 1 ? "" : "+" + (notices.size() - 1);
        return new OutgoingMessage(notices.getFirst().id() + others, notices, heldFor, Map.of(), AT, List.of());
    }
}
