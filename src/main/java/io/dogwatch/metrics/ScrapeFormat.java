package io.dogwatch.metrics;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of a scrape. */
enum ScrapeFormat {
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** The only text form with exemplars. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    /** The only form with native histograms. Prometheus asks for it where these are switched on. */
    PROTOBUF("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");

    private static final Pattern QUALITY = Pattern.compile(";\\s*q=([01](?:\\.\\d{1,3})?)\\s*(?:;|$)");

    private final String type;
    private final String name;

    ScrapeFormat(String type) {
        this.type = type;
        this.name = type.substring(0, type.indexOf(';'));
    }

    /** As the answer's Content-Type has it. */
    String type() {
        return type;
    }

    /** What an Accept header likes best of them, the earlier of two that it likes equally well; text if it names none. */
    static ScrapeFormat of(String accept) {
        ScrapeFormat best = TEXT;
        double most = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            for (ScrapeFormat format : values()) {
                double quality = quality(range);
                boolean isBetter = quality > most && range.strip().startsWith(format.name);
                if (isBetter) {
                    best = format;
                    most = quality;
                }
            }
        }
        return best;
    }

    private static double quality(String range) {
        Matcher quality = QUALITY.matcher(range);
        return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
    }
}
