package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EventReaderTest {

    @Test
    void aCrashIsReadWithItsExitCodeAndNanoseconds() throws JsonProcessingException {
        assertThat(read("""
                        {"status":"die","id":"abc","Type":"container","Action":"die","time":1700000000,
                         "timeNano":1700000000123456789,
                         "Actor":{"ID":"abc","Attributes":{"exitCode":"137","name":"web","image":"x"}}}
                        """))
                .contains(new EngineEvent(
                        "die",
                        "abc",
                        "web",
                        Optional.empty(),
                        OptionalInt.of(137),
                        OptionalInt.empty(),
                        Instant.ofEpochSecond(1700000000, 123456789)));
    }

    @Test
    void aRenameKnowsTheOldName() throws JsonProcessingException {
        Optional<EngineEvent> event = read("""
                {"Type":"container","Action":"rename","time":7,
                 "Actor":{"ID":"abc","Attributes":{"name":"new","oldName":"/old"}}}
                """);

        assertThat(event).hasValueSatisfying(rename -> {
            assertThat(rename.oldName()).contains("old");
            assertThat(rename.at()).isEqualTo(Instant.ofEpochSecond(7));
        });
    }

    @Test
    void aNetworkEventIsAboutTheContainerItNames() throws JsonProcessingException {
        assertThat(read("""
                        {"Type":"network","Action":"disconnect","time":7,
                         "Actor":{"ID":"net","Attributes":{"container":"abc","name":"back","type":"bridge"}}}
                        """))
                .contains(new EngineEvent(
                        "disconnect",
                        "abc",
                        "",
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Instant.ofEpochSecond(7)));
        assertThat(read("{\"Type\":\"network\",\"Action\":\"create\",\"Actor\":{\"ID\":\"net\"}}"))
                .isEmpty();
    }

    @Test
    void aHealthVerdictKeepsTheEnginesWords() throws JsonProcessingException {
        assertThat(read("{\"Type\":\"container\",\"Action\":\"health_status: unhealthy\"}"))
                .hasValueSatisfying(event -> assertThat(event.action()).isEqualTo("health_status: unhealthy"));
    }

    @Test
    void aSignalThatIsNoNumberIsAbsent() throws JsonProcessingException {
        assertThat(
                        read(
                                "{\"Type\":\"container\",\"Action\":\"kill\",\"Actor\":{\"Attributes\":{\"signal\":\"SIGX\"}}}"))
                .hasValueSatisfying(event -> assertThat(event.signal()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\":\"container\",\"Action\":\"exec_start: sh -c true\"}",
                "{\"Type\":\"network\",\"Action\":\"create\"}",
                "{\"Type\":\"container\",\"Action\":\"attach\"}",
                "{\"Type\":\"container\"}",
                "[]",
                "7"
            })
    void eventsWithoutUseAreLeftOut(String json) throws JsonProcessingException {
        assertThat(read(json)).isEmpty();
    }

    private static Optional<EngineEvent> read(String json) throws JsonProcessingException {
        return EventReader.read(new ObjectMapper().readTree(json));
    }
}
