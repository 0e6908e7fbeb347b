package io.dogwatch.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the address of a running Dogwatch from its configuration file. */
final class ConfiguredUrl {

    private static final int DEFAULT_PORT = 8080;

    private ConfiguredUrl() {}

    /**
     * The address of the first connector, on this machine.
     *
     * @throws CommandFailure if the file cannot be read, or its port is not written as a number
     */
    static String of(Path file) {
        JsonNode server = read(file).path("server");
        boolean isSimple = server.path("type").asText().equals("simple");
        JsonNode connector = isSimple
                ? server.path("connector")
                : server.path("applicationConnectors").path(0);
        String scheme = connector.path("type").asText().startsWith("https") ? "https" : "http";
        JsonNode port = connector.path("port");
        if (!port.isMissingNode() && !port.canConvertToInt()) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    file + ": port must be a number, not " + PlainText.line(port.asText(), 80) + "; use --url instead");
        }
        String path = server.path("applicationContextPath").asText(isSimple ? "/application" : "/");
        return scheme + "://" + reachable(connector.path("bindHost").asText("")) + ":" + port.asInt(DEFAULT_PORT)
                + (path.equals("/") ? "" : path);
    }

    /** What listens on all interfaces listens on loopback, too. */
    private static String reachable(String bindHost) {
        return switch (bindHost) {
            case "", "0.0.0.0", "::" -> "127.0.0.1";
            default -> bindHost.contains(":") ? "[" + bindHost + "]" : bindHost;
        };
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "--config: " + file + " is invalid YAML; run dogwatch check-config " + file);
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.USAGE, "--config: " + file + " cannot be read");
        }
    }
}
