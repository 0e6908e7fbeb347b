package io.dogwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.ContainerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the specification of a container from an inspect answer, by an allowlist. Environment values, and labels
 * not known to be harmless, are only fingerprinted. Never throws. Pure, apart from the key.
 */
final class ContainerSpecReader {

    /** Labels of tools known to hold no secrets. An entry with a dot at the end is a prefix. */
    private static final List<String> HARMLESS_LABELS = List.of(
            "com.docker.compose.config-hash",
            "com.docker.compose.container-number",
            "com.docker.compose.depends_on",
            "com.docker.compose.image",
            "com.docker.compose.oneoff",
            "com.docker.compose.project",
            "com.docker.compose.service",
            "com.docker.compose.version",
            "org.opencontainers.image.",
            "org.label-schema.",
            "dogwatch.",
            "autoheal",
            "maintainer");

    private static final List<String> LOG_OPTIONS =
            List.of("max-size", "max-file", "compress", "mode", "max-buffer-size");
    private static final int MAX_VALUE_LENGTH = 2000;
    private static final int MAX = 300;

    private final JsonNode container;
    private final JsonNode config;
    private final JsonNode host;
    private final SpecFingerprints fingerprints;
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Map<String, String> hidden = new TreeMap<>();

    private ContainerSpecReader(JsonNode container, SpecFingerprints fingerprints) {
        this.container = container;
        this.config = container.path("Config");
        this.host = container.path("HostConfig");
        this.fingerprints = fingerprints;
    }

    static ContainerSpec read(JsonNode container, SpecFingerprints fingerprints) {
        ContainerSpecReader reader = new ContainerSpecReader(container, fingerprints);
        reader.program();
        reader.networks();
        reader.mounts();
        reader.limits();
        reader.rights();
        reader.labels();
        reader.environment();
        return new ContainerSpec(reader.parts, reader.hidden);
    }

    private void program() {
        put("image", config.path("Image"));
        put("image id", container.path("Image"));
        put("command", SnapshotReader.command(container));
        put("user", config.path("User"));
        put("working folder", config.path("WorkingDir"));
        put("healthcheck", words(config.path("Healthcheck").path("Test")));
        put("stop signal", config.path("StopSignal"));
        put("stop timeout", config.path("StopTimeout"));
        String retries = host.path("RestartPolicy").path("MaximumRetryCount").asText("0");
        put(
                "restart policy",
                host.path("RestartPolicy").path("Name").asText("") + (retries.equals("0") ? "" : ":" + retries));
        put("runtime", host.path("Runtime"));
        put("log driver", host.path("LogConfig").path("Type"));
        LOG_OPTIONS.forEach(option ->
                put("log " + option, host.path("LogConfig").path("Config").path(option)));
    }

    private void networks() {
        put("network mode", host.path("NetworkMode"));
        sorted(container.path("NetworkSettings").path("Networks")).forEach((name, network) -> {
            String id = network.path("NetworkID").asText("");
            put("network " + name, "id " + id.substring(0, Math.min(12, id.length())));
        });
        sorted(host.path("PortBindings")).forEach((port, bindings) -> {
            List<String> places = new ArrayList<>();
            bindings.forEach(binding -> places.add(binding.path("HostIp").asText("") + ":"
                    + binding.path("HostPort").asText("")));
            put("port " + port, "published at " + String.join(", ", places));
        });
        put("extra hosts", words(host.path("ExtraHosts")));
        put("dns", words(host.path("Dns")));
    }

    private void mounts() {
        Map<String, String> mounts = new TreeMap<>();
        container.path("Mounts").forEach(mount -> {
            String source = mount.path("Name").asText("");
            mounts.put(
                    "mount " + mount.path("Destination").asText(""),
                    mount.path("Type").asText("") + " "
                            + (source.isEmpty() ? mount.path("Source").asText("") : source)
                            + (mount.path("RW").asBoolean(true) ? "" : ", read-only"));
        });
        mounts.forEach(this::put);
        sorted(host.path("Tmpfs")).forEach((folder, options) -> put("tmpfs " + folder, "tmpfs " + options.asText("")));
    }

    private void limits() {
        size("memory", host.path("Memory"));
        size("memory reservation", host.path("MemoryReservation"));
        size("memory and swap", host.path("MemorySwap"));
        size("shared memory", host.path("ShmSize"));
        long nanoCpus = host.path("NanoCpus").asLong(0);
        put("limit cpus", nanoCpus == 0 ? "" : String.valueOf(nanoCpus / 1e9));
        number("cpu quota", host.path("CpuQuota"));
        number("cpu period", host.path("CpuPeriod"));
        number("cpu shares", host.path("CpuShares"));
        put("limit cpu set", host.path("CpusetCpus"));
        number("pids", host.path("PidsLimit"));
        host.path("Ulimits")
                .forEach(limit -> put(
                        "limit " + limit.path("Name").asText(""),
                        limit.path("Soft").asText("") + ":" + limit.path("Hard").asText("")));
    }

    private void size(String name, JsonNode bytes) {
        long size = bytes.asLong(0);
        put(
                "limit " + name,
                size == 0 ? "" : size > 0 && size % (1 << 20) == 0 ? (size >> 20) + "MiB" : size + " bytes");
    }

    private void number(String name, JsonNode number) {
        put("limit " + name, number.asLong(0) == 0 ? "" : number.asText());
    }

    private void rights() {
        flag("privileged", host.path("Privileged"));
        flag("read-only root", host.path("ReadonlyRootfs"));
        put("capabilities added", words(host.path("CapAdd")));
        put("capabilities dropped", words(host.path("CapDrop")));
        put("security options", words(host.path("SecurityOpt")));
        put("pid mode", host.path("PidMode"));
        put("ipc mode", host.path("IpcMode"));
        List<String> devices = new ArrayList<>();
        host.path("Devices")
                .forEach(device -> devices.add(device.path("PathInContainer").asText("")));
        put("devices", String.join(", ", devices));
    }

    private void flag(String name, JsonNode flag) {
        put(name, flag.asBoolean(false) ? "yes" : "");
    }

    private void labels() {
        sorted(config.path("Labels")).forEach((name, value) -> {
            if (HARMLESS_LABELS.stream()
                    .anyMatch(known -> known.endsWith(".") ? name.startsWith(known) : name.equals(known))) {
                put("label " + name, value.asText(""));
            } else {
                hide("label " + name, value.asText(""));
            }
        });
    }

    private void environment() {
        config.path("Env").forEach(variable -> {
            String[] both = variable.asText("").split("=", 2);
            hide("environment " + both[0], both.length > 1 ? both[1] : "");
        });
    }

    private void hide(String name, String value) {
        if (hidden.size() < MAX) {
            hidden.put(cut(name), fingerprints.of(value));
        }
    }

    private void put(String name, JsonNode value) {
        put(name, value.isNull() ? "" : value.asText(""));
    }

    /** What is empty is not there. */
    private void put(String name, String value) {
        if (!value.isBlank() && parts.size() < MAX) {
            parts.put(cut(name), cut(value));
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "…";
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText("")));
        return String.join(" ", words);
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
