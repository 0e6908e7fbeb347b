package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {user: me}                                   | store.url: is required; a user is set
            {passwordFile: /dev/null/x, user: me}        | store.url: is required; a user is set
            {url: "postgres://db/dogwatch"}              | store.url: invalid address "postgres://db/dogwatch"; allowed: an address such as jdbc:postgresql://db/dogwatch
            {url: "jdbc:postgresql://db"}                | store.url: invalid address "jdbc:postgresql://db"
            {url: "jdbc:postgresql://me:pw@db/dogwatch"} | invalid address
            {url: "jdbc:postgresql://db/d?password=hunter2"} | store.url: must not contain a user or a password
            {url: "jdbc:postgresql://db/d", usr: me}     | store.usr: unknown key; did you mean "user"?
            """)
    void whatIsWrongIsSaidWithoutThePassword(String store, String fault) {
        assertThat(Texts.faults("store: " + store + "\n"))
                .anySatisfy(line -> assertThat(line).contains(fault.strip()))
                .noneMatch(line -> line.contains("hunter2"));
    }
}
