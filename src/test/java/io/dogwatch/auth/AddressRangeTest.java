package io.dogwatch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "172.18.0.0/16, 172.18.255.255, true",
        "172.18.0.0/16, 172.19.0.0, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "10.0.0.128/25, 10.0.0.128, true",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, [fd12::1], true",
        "fd00::/8, fe80::1, false",
        "0.0.0.0/0, unknown, false"
    })
    void holdsWhatBeginsAlike(String range, String address, boolean isInside) {
        assertThat(AddressRange.read(range).orElseThrow().contains(address)).isEqualTo(isInside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fd00::/129", "300.1.1.1"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(AddressRange.read(text)).isEmpty();
    }
}
