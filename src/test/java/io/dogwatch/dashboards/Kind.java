package io.dogwatch.dashboards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The kinds of panel, named as in the sources, with the options that Grafana wants for each. */
enum Kind {
    stat("stat", "time_series", true, "thresholds"),
    gauge("bargauge", "time_series", true, "thresholds"),
    lines("timeseries", "time_series", false, "palette-classic"),
    bars("timeseries", "time_series", false, "palette-classic"),
    states("state-timeline", "time_series", false, "thresholds"),
    heat("heatmap", "heatmap", false, "thresholds"),
    table("table", "table", true, "thresholds");

    private final String type;
    private final String format;
    private final boolean instant;
    private final String colorMode;

    Kind(String type, String format, boolean instant, String colorMode) {
        this.type = type;
        this.format = format;
        this.instant = instant;
        this.colorMode = colorMode;
    }

    String type() {
        return type;
    }

    String format() {
        return format;
    }

    /** Whether only the value at the end of the time range is asked for. */
    boolean isInstant() {
        return instant;
    }

    String colorMode() {
        return colorMode;
    }

    ObjectNode custom() {
        ObjectNode custom = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case lines, bars -> {
                custom.put("drawStyle", this == bars ? "bars" : "line").put("lineWidth", 1);
                custom.put("fillOpacity", this == bars ? 60 : 8).put("showPoints", "never");
                custom.put("spanNulls", false);
                custom.putObject("stacking").put("mode", this == bars ? "normal" : "none");
                custom.putObject("thresholdsStyle").put("mode", "dashed");
            }
            case states -> custom.put("fillOpacity", 80).put("lineWidth", 0);
            case table -> custom.putObject("cellOptions").put("type", "color-text");
            case stat, gauge, heat -> {}
        }
        return custom;
    }

    ObjectNode options() {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case stat -> {
                options.put("colorMode", "background").put("graphMode", "none");
                options.put("textMode", "auto").put("justifyMode", "auto").put("orientation", "auto");
                options.set("reduceOptions", newest());
            }
            case gauge -> {
                options.put("displayMode", "basic")
                        .put("orientation", "horizontal")
                        .put("showUnfilled", true);
                options.set("reduceOptions", newest());
            }
            case lines, bars, states -> {
                if (this == states) {
                    options.put("mergeValues", true).put("showValue", "never").put("rowHeight", 0.8);
                }
                legend(options);
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case heat -> {
                options.put("calculate", false);
                options.putObject("color")
                        .put("mode", "scheme")
                        .put("scheme", "Oranges")
                        .put("steps", 64);
                options.putObject("yAxis").put("unit", "s").put("axisPlacement", "left");
                options.putObject("legend").put("show", true);
                options.putObject("tooltip").put("mode", "single").put("yHistogram", true);
            }
            case table -> options.put("showHeader", true).put("cellHeight", "sm");
        }
        return options;
    }

    private static void legend(ObjectNode options) {
        ObjectNode legend = options.putObject("legend");
        legend.put("showLegend", true).put("displayMode", "list").put("placement", "bottom");
        legend.putArray("calcs");
    }

    private static ObjectNode newest() {
        ObjectNode reduce = JsonNodeFactory.instance.objectNode();
        reduce.put("values", false).put("fields", "");
        reduce.putArray("calcs").add("lastNotNull");
        return reduce;
    }
}
