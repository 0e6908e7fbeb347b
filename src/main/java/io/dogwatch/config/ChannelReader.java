package io.dogwatch.config;

import io.dogwatch.notify.ChannelSettings;
import io.dogwatch.notify.ChannelSettings.Kind;
import io.dogwatch.notify.Hours;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the chat and webhook channels. Errors quote no address, because most addresses are secrets. */
final class ChannelReader {

    /** Routes have lines of this name already. */
    private static final String TAKEN = "escalation";

    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");

    /** A name or an address, and a port; no user. */
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private ChannelReader() {}

    static List<ChannelSettings> read(ConfigSection notify) {
        List<ChannelSettings> channels = new ArrayList<>();
        notify.named("channels", "channel").forEach((name, section) -> {
            switch (NotifyReader.NAME.read(name)) {
                case ValueParser.Answer.Meaning<String> meaning -> {}
                case ValueParser.Answer.Refusal<String>(String sentence) -> section.faultHere(sentence);
            }
            if (name.equals(TAKEN)) {
                section.faultHere("reserved name " + UnknownKeyMessage.quote(name) + "; choose another one");
            }
            channel(name, section).ifPresent(channels::add);
        });
        return channels;
    }

    private static Optional<ChannelSettings> channel(String name, ConfigSection section) {
        Optional<Kind> kind = section.read("kind", "required", ValueParser.choice(Kind.class));
        if (kind.isEmpty()) {
            section.missing("kind", "allowed: webhook, slack, teams, discord, ntfy, gotify, pagerduty, alertmanager");
        }
        Optional<String> written = SecretReader.read(
                section, "url", kind.map(Kind::hasSecretAddress).orElse(false));
        Optional<URI> url = url(section, kind, written);
        Optional<String> secret = SecretReader.read(section, "secret", true);
        kind.ifPresent(its -> checkSecret(section, its));
        Duration timeout = section.duration("timeout", ChannelSettings.TIMEOUT, SECOND, TWO_MINUTES);
        Hours hours = HoursReader.read(section);
        section.rejectUnknown();
        return kind.flatMap(its -> url.map(address -> new ChannelSettings(name, its, address, secret, timeout, hours)));
    }

    private static Optional<URI> url(ConfigSection section, Optional<Kind> kind, Optional<String> written) {
        if (written.isEmpty()) {
            if (kind.equals(Optional.of(Kind.PAGERDUTY))) {
                return Optional.of(PAGERDUTY);
            }
            if (!section.has("url") && !section.has("urlFile")) {
                section.missing("url", "set url: ${NAME} or urlFile");
            }
            return Optional.empty();
        }
        Optional<URI> url = written.flatMap(ChannelReader::address);
        String key = section.has("url") ? "url" : "urlFile";
        if (url.isEmpty()) {
            section.fault(
                    key,
                    "invalid address; allowed: an address such as https://example.org/hook, without user and fragment");
        } else if (kind.equals(Optional.of(Kind.NTFY))
                && !url.get().getRawPath().matches("/[A-Za-z0-9_-]{1,64}")) {
            section.fault(key, "must end in a topic, such as https://ntfy.sh/my-topic");
            return Optional.empty();
        } else if (isBase(kind) && url.get().getRawQuery() != null) {
            section.fault(key, "must not have a query; allowed: the address of the server");
            return Optional.empty();
        }
        return url;
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** An address to which something may be sent; empty if the text is none. */
    static Optional<URI> address(String text) {
        return parsed(text).filter(ChannelReader::isUsable);
    }

    /** By the authority and not the host: the names of Compose services may have underscores, and Java calls that no host. */
    private static boolean isUsable(URI url) {
        return url.getScheme() != null
                && url.getScheme().matches("https?")
                && url.getRawAuthority() != null
                && AUTHORITY.matcher(url.getRawAuthority()).matches()
                && url.getPort() <= 65535
                && url.getRawFragment() == null;
    }

    /** A path is put behind these. */
    private static boolean isBase(Optional<Kind> kind) {
        return kind.equals(Optional.of(Kind.GOTIFY)) || kind.equals(Optional.of(Kind.ALERTMANAGER));
    }

    private static void checkSecret(ConfigSection section, Kind kind) {
        boolean isGiven = section.has("secret") || section.has("secretFile");
        switch (kind.secret()) {
            case NONE -> {
                if (isGiven) {
                    section.fault(
                            section.has("secret") ? "secret" : "secretFile",
                            "is not supported by " + kind.wireName() + "; its url is the secret");
                }
            }
            case REQUIRED -> {
                if (!isGiven) {
                    section.missing("secret", "set secret: ${NAME} or secretFile");
                }
            }
            case OPTIONAL -> {}
        }
    }
}
