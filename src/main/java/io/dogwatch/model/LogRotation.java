package io.dogwatch.model;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rotation of a container's log files, by driver and options. Pure.
 *
 * @param fileSize the size at which the engine begins a new file; empty without rotation or without files
 * @param files the number of files to keep, including the current one; 1 to 1000. With 1, the engine truncates the
 *     file
 */
public record LogRotation(OptionalLong fileSize, int files) {

    /** The options of {@code docker run} that limit the log. They apply to containers created with them only. */
    public static final String RUN_OPTION = "--log-opt max-size=10m --log-opt max-file=3";

    /** The same for a service in a Compose file. */
    public static final String COMPOSE_OPTION =
            "logging: {driver: json-file, options: {max-size: \"10m\", max-file: \"3\"}}";

    /** The same limits in {@code /etc/docker/daemon.json}, for all containers created later. */
    public static final String DAEMON_OPTION =
            "{\"log-driver\": \"json-file\", \"log-opts\": {\"max-size\": \"10m\", \"max-file\": \"3\"}}";

    private static final LogRotation NONE = new LogRotation(OptionalLong.empty(), 1);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(?:\\.\\d+)?\\s*([kmgtp]?)(?:i?b)?");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final String UNITS = "kmgtp";

    /** 1 PiB: no disk is larger, and a thousand of these can be added. */
    private static final double LARGEST = 1L << 50;

    /** The defaults of the driver local: five files of 20 MiB. */
    private static final long LOCAL_SIZE = 20 << 20;

    private static final int LOCAL_FILES = 5;

    public static LogRotation of(ContainerSnapshot.Log log) {
        return switch (log.driver()) {
            case "json-file" -> of(log, -1, 1);
            case "local" -> of(log, LOCAL_SIZE, LOCAL_FILES);
            default -> NONE;
        };
    }

    private static LogRotation of(ContainerSnapshot.Log log, long standardSize, int standardFiles) {
        long size = bytes(log.options().getOrDefault("max-size", ""), standardSize);
        String count = log.options().getOrDefault("max-file", "");
        int files = COUNT.matcher(count).matches() ? Integer.parseInt(count) : standardFiles;
        return size > 0 ? new LogRotation(OptionalLong.of(size), Math.clamp(files, 1, 1000)) : NONE;
    }

    /** As the engine reads sizes: in powers of 1024. -1 and what is none mean no limit. */
    private static long bytes(String text, long standard) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return standard;
        }
        long number = Long.parseLong(size.group(1));
        int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
        return (long) Math.min(number * Math.pow(1024, power), LARGEST);
    }
}
