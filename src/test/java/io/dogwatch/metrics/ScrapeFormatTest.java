package io.dogwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeFormatTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            TEXT         |
            TEXT         | */*
            TEXT         | text/html,application/xhtml+xml;q=0.9,*/*;q=0.8
            OPEN_METRICS | application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
            TEXT         | application/openmetrics-text;version=1.0.0;q=0.3,text/plain;version=0.0.4;q=0.5
            TEXT         | application/openmetrics-text;q=0
            PROTOBUF     | application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.6,*/*;q=0.5
            OPEN_METRICS | application/openmetrics-text;version=1.0.0;q=0.6,application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.5
            """)
    void theScraperGetsWhatItLikesBest(ScrapeFormat format, String accept) {
        assertThat(ScrapeFormat.of(accept == null ? "" : accept)).isEqualTo(format);
    }
}
