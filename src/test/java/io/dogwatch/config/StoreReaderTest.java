package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {user: me}                                   | store.url: missing; a user is there
            {passwordFile: /dev/null/x, user: me}        | store.url: missing; a user is there
            {url: "postgres://db/dogwatch"}              | store.url: "postgres://db/dogwatch" is not an address such as jdbc:postgresql://db/dogwatch
            {url: "jdbc:postgresql://db"}                | store.url: "jdbc:postgresql://db" is not an address
            {url: "jdbc:postgresql://me:pw@db/dogwatch"} | is not an address
            {url: "jdbc:postgresql://db/d?password=hunter2"} | store.url: holds a user or a password
            {url: "jdbc:postgresql://db/d", usr: me}     | store.usr: unknown key; did you mean "user"?
            """)
    void whatIsWrongIsSaidWithoutThePassword(String store, String fault) {
        assertThat(Texts.faults("store: " + store + "\n"))
                .anySatisfy(line -> assertThat(line).contains(fault.strip()))
                .noneMatch(line -> line.contains("hunter2"));
    }
}
