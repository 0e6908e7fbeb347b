package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.ListenCheck.On;
import io.dogwatch.model.ListenCheck.Protocol;
import io.dogwatch.model.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listens is read from the kernel's tables as a kernel 6.18 writes them. */
class SocketsTest {

    private static final String TCP_HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String ALL_80 =
            "   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1818537 1 00000000ca6045a4 100 0 0 10 0\n";
    private static final String LOOPBACK_5432 =
            "   1: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000    70        0 1818538 1 00000000ca6045a4 100 0 0 10 0\n";
    private static final String CONNECTION =
            "   2: 020011AC:0050 010011AC:9C40 01 00000000:00000000 02:000AD7AE 00000000     0        0 1818540 2 00000000ca6045a4 20 4 30 10 -1\n";
    private static final String DUAL_8080 =
            "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1818539 1 00000000ca6045a4 100 0 0 10 0\n";
    private static final String UDP_53 =
            "  101: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1820001 2 00000000ca6045a4 0\n";
    private static final String UDP_CONNECTED =
            "  102: 020011AC:9C41 08080808:0035 01 00000000:00000000 00:00000000 00000000     0        0 1820002 2 00000000ca6045a4 0\n";

    @TempDir
    private Path folder;

    @Test
    void socketsThatListenAreFoundAndConnectionsAreNot() throws IOException {
        Listeners seen = seen(TCP_HEAD + ALL_80 + LOOPBACK_5432 + CONNECTION, DUAL_8080, UDP_53 + UDP_CONNECTED);

        assertThat(seen.sockets())
                .containsExactly(
                        new Listener(Protocol.UDP, "0.0.0.0", 53, Listener.Reach.ALL),
                        new Listener(Protocol.TCP, "0.0.0.0", 80, Listener.Reach.ALL),
                        new Listener(Protocol.TCP, "127.0.0.1", 5432, Listener.Reach.LOOPBACK),
                        new Listener(Protocol.TCP, "::", 8080, Listener.Reach.ALL));
        assertThat(seen.whose()).isEqualTo(Listeners.Whose.NAMESPACE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80   | port 80 in the container listens (0.0.0.0:80)
            5432 | port 5432 in the container listens on loopback only (127.0.0.1:5432), so it is unreachable from outside; bind it to 0.0.0.0
            8080 | port 8080 in the container listens ([::]:8080); also for IPv4, unless the socket is IPv6-only, which Dogwatch cannot see
            443  | nothing listens on port 443 in the container (listening: 80 on all interfaces, 5432 on loopback, 8080 on all interfaces)
            """)
    void aPortIsExplainedInOneSentence(int port, String sentence) throws IOException {
        assertThat(seen(TCP_HEAD + ALL_80 + LOOPBACK_5432, DUAL_8080, "").about(Protocol.TCP, port))
                .isEqualTo(sentence);
    }

    @Test
    void whereNothingListensAtAllItSaysSo() throws IOException {
        assertThat(seen(TCP_HEAD, "", "").about(Protocol.TCP, 80))
                .isEqualTo("nothing listens on port 80 in the container, nor on any other port");
    }

    @ParameterizedTest
    @CsvSource({
        "0100007F:0050, 127.0.0.1, LOOPBACK",
        "0200007F:0050, 127.0.0.2, LOOPBACK",
        "00000000:0050, 0.0.0.0, ALL",
        "020011AC:0050, 172.17.0.2, ADDRESS",
        "00000000000000000000000000000000:0050, ::, ALL",
        "00000000000000000000000001000000:0050, ::1, LOOPBACK",
        "0000000000000000FFFF00000100007F:0050, 127.0.0.1, LOOPBACK",
        "0000000000000000FFFF0000020011AC:0050, 172.17.0.2, ADDRESS",
        "B80D0120000000000000000001000000:0050, 2001:db8::1, ADDRESS",
        "000080FE00000000FF000A42010011AC:0050, fe80::420a:ff:ac11:1, ADDRESS"
    })
    void addressesAreReadInTheByteOrderOfTheMachine(String text, String address, Listener.Reach reach) {
        Listener listener = SocketAddress.read(text).orElseThrow().listener(Protocol.TCP);

        assertThat(listener.address()).isEqualTo(address);
        assertThat(listener.reach()).isEqualTo(reach);
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, NETWORK, 80, ",
        "TCP, NETWORK, 5432, LOOPBACK_ONLY",
        "TCP, ANY, 5432, ",
        "TCP, ANY, 53, NOT_LISTENING",
        "UDP, NETWORK, 53, ",
        "UDP, ANY, 40001, NOT_LISTENING",
        "TCP, NETWORK, 8080, "
    })
    void aCheckPassesWhereItsSocketListens(Protocol protocol, On on, int port, @Nullable Cause expected)
            throws IOException {
        Listeners seen = seen(TCP_HEAD + ALL_80 + LOOPBACK_5432, DUAL_8080, UDP_53 + UDP_CONNECTED);

        Outcome outcome =
                ListenProber.judge(new ListenCheck(Check.Terms.of("door"), port, protocol, on), seen, Duration.ZERO);

        if (expected == null) {
            assertThat(outcome).isEqualTo(Outcome.healthy(Duration.ZERO));
        } else {
            assertThat(((Outcome.Unhealthy) outcome).cause()).isEqualTo(expected);
        }
    }

    @Test
    void aProcessOfAnotherContainerWithTheSameNumberIsNotBelieved() throws IOException {
        process("0::/docker/" + "a".repeat(64) + "\n").file("/proc/7/net/tcp", TCP_HEAD + ALL_80);

        assertThat(sockets().of(Boxes.running(7))).isEmpty();
    }

    @Test
    void withoutAnIdInTheCgroupTheStartTimeDecides() throws IOException {
        // 4,000 ticks after the boot are 40 s.
        long boot = Boxes.START.getEpochSecond() - 40;
        process("0::/user.slice\n")
                .file("/proc/7/net/tcp", TCP_HEAD + ALL_80)
                .file("/proc/stat", "cpu  1 2\ncpu0 1 2\nbtime " + boot + "\n")
                .file("/proc/7/stat", "7 (a) b (c) S 1 7 7 0 -1 4194560 974 0 2 0 3 3 0 0 20 0 1 0 4000 2322432 316");

        assertThat(sockets().of(Boxes.running(7))).isPresent();
        assertThat(sockets()
                        .of(Boxes.box(
                                7,
                                "bridge",
                                Boxes.START.plusSeconds(4),
                                0,
                                Boxes.running(7).log())))
                .isEmpty();
    }

    @Test
    void anUnreadableOrStoppedContainerIsNotSeen() {
        assertThat(sockets().of(Boxes.running(7))).isEmpty();
        assertThat(sockets().of(Boxes.running(0))).isEmpty();
    }

    @Test
    void tenThousandConnectionsAreReadAndAnEndlessTableIsCut() throws IOException {
        assertThat(table(TCP_HEAD + ALL_80 + CONNECTION.repeat(10_000)).entries())
                .hasSize(1);
        assertThat(table(TCP_HEAD + ALL_80 + CONNECTION.repeat(10_000)).isWhole())
                .isTrue();
        SocketTable endless = table(ALL_80 + CONNECTION.repeat(80_000));
        assertThat(endless.isWhole()).isFalse();
        assertThat(endless.entries()).hasSize(1);
    }

    @Test
    void hostileTablesAreHarmless() throws IOException {
        Random random = new Random(4);
        String valid = TCP_HEAD + ALL_80 + LOOPBACK_5432 + CONNECTION;
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(valid);
            for (int change = 0; change < 8; change++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            assertThat(table(text.substring(0, random.nextInt(text.length()))).entries())
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    private static SocketTable table(String text) throws IOException {
        return SocketTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), Protocol.TCP);
    }

    private Listeners seen(String tcp, String tcp6, String udp) throws IOException {
        process("4:memory:/docker/" + Boxes.ID + "\n0::/docker/" + Boxes.ID + "\n")
                .file("/proc/7/net/tcp", tcp)
                .file("/proc/7/net/tcp6", tcp6)
                .file("/proc/7/net/udp", udp);
        return sockets().of(Boxes.running(7)).orElseThrow();
    }

    private FakeRoot process(String cgroup) throws IOException {
        return new FakeRoot(folder).file("/proc/7/cgroup", cgroup);
    }

    private Sockets sockets() {
        FakeRoot root = new FakeRoot(folder);
        return new Sockets(root.machine(), root.cgroups(new SettableClock()));
    }
}
