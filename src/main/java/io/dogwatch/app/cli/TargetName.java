package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the target that {@code [HOST/]NAME} means. */
final class TargetName {

    private TargetName() {}

    /**
     * Without a host: the only target of that name, on whichever host.
     *
     * @throws CommandFailure if there is none, with the nearest names, or more than one, with all of them
     */
    static TargetId find(ApiClient api, String said) {
        int slash = said.indexOf('/');
        if (slash > 0 && slash < said.length() - 1) {
            return new TargetId(said.substring(0, slash), said.substring(slash + 1));
        }
        String name = said.startsWith("/") ? said.substring(1) : said;
        List<TargetId> known = new ArrayList<>();
        for (JsonNode target : api.get("targets")) {
            known.add(new TargetId(
                    target.path("host").asText(), target.path("name").asText()));
        }
        List<TargetId> meant =
                known.stream().filter(target -> target.name().equals(name)).toList();
        return switch (meant.size()) {
            case 0 -> throw new CommandFailure(CommandFailure.REFUSED, unknown(name, known));
            case 1 -> meant.getFirst();
            default ->
                throw new CommandFailure(
                        CommandFailure.USAGE,
                        name + " exists on several hosts; use " + String.join(" or ", texts(meant)));
        };
    }

    /** Its address below {@code /api/v1/}. */
    static String path(TargetId target) {
        return "targets/" + encoded(target.host()) + "/" + encoded(target.name());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String unknown(String name, List<TargetId> known) {
        List<String> near =
                DidYouMean.nearest(name, known.stream().map(TargetId::name).toList(), 3);
        String quoted = PlainText.line(name, 128);
        if (known.isEmpty()) {
            return "Unknown container " + quoted + "; no containers are watched.";
        }
        return "Unknown container " + quoted + "."
                + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?");
    }

    private static List<String> texts(List<TargetId> targets) {
        return targets.stream().map(TargetId::toString).toList();
    }
}
