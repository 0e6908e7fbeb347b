package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dogwatch.model.HttpCheck.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

    private static final String BODY =
            "{\"status\":\"up\",\"n\":3,\"x\":1.50,\"ok\":true,\"none\":null,\"a/b\":{\"~\":[1,{\"deep\":\"yes\"}]},\"\":7}";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            /status,          up
            /n,               3
            /n,               3.0
            /x,               1.5
            /ok,              true
            /none,            null
            /a~1b/~0/1/deep,  yes
            /a~1b/~0/0,       1
            /a~1b,            `{"~":[1,{"deep":"yes"}]}`
            /,                7
            """)
    void aPointerFindsWhatIsWanted(String pointer, String expected) {
        assertThat(trouble(BODY, pointer, expected)).isEmpty();
    }

    @Test
    void whatIsNotAsWantedIsSaid() {
        assertThat(trouble(BODY, "/status", "down")).contains("/status is \"up\" (wanted: down)");
        assertThat(trouble(BODY, "/n", "4")).contains("/n is 3 (wanted: 4)");
        assertThat(trouble(BODY, "/n", "three")).contains("/n is 3 (wanted: three)");
        assertThat(trouble(BODY, "/gone/0", "1")).contains("/gone/0 is not in the JSON body (wanted: 1)");
        assertThat(trouble("\"up\"", "", "down")).contains("the JSON body is \"up\" (wanted: down)");
    }

    @Test
    void whatIsNoJsonIsSaid() {
        assertThat(trouble("", "/a", "1")).contains("the body is empty, so it is not JSON");
        assertThat(trouble("<html>", "/a", "1").orElseThrow())
                .startsWith("the body is not JSON (")
                .endsWith("starts with \"<html>\"");
        assertThat(trouble("{\"a\":1", "/a", "1").orElseThrow()).startsWith("the body is not JSON (");
        assertThat(trouble("{\"a\":1} x", "/a", "1").orElseThrow()).startsWith("the body is not JSON (");
    }

    @Test
    void aBodyThatWasCutIsNotRead() {
        assertThat(JsonBody.firstMismatch("{\"a\":1}", false, List.of(new JsonValue("/a", "1"))))
                .contains(
                        "the body exceeds the limit of 7 characters, so its JSON is incomplete; raise" + " bodyLimit");
    }

    @Test
    void aHostileDepthOrNumberIsNoJson() {
        String tooDeep = "[".repeat(201) + "]".repeat(201);
        String deep = "[".repeat(200) + "]".repeat(200);

        assertThat(trouble(tooDeep, "/0", "1").orElseThrow()).startsWith("the body is not JSON (");
        assertThat(trouble(deep, "/1", "1").orElseThrow()).startsWith("/1 is not in the JSON body");
        assertThat(trouble("[".repeat(1_000_000), "/0", "1").orElseThrow()).startsWith("the body is not JSON (");
        assertThat(trouble("9".repeat(1001), "", "1").orElseThrow()).startsWith("the body is not JSON (");
        assertThat(trouble("1e999999999", "", "1").orElseThrow()).startsWith("the JSON body is 1");
        assertThat(trouble("1e99999999999", "", "1")).isPresent();
    }

    /** Small in CI; longer with {@code -Ddogwatch.fuzz=1000000}. */
    @Test
    void noBodyMakesItThrow() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        int rounds = Integer.getInteger("dogwatch.fuzz", 5000);
        Random random = new Random(seed);
        String letters = "{}[]\":,\\u00e9-+.eE0123456789truefalsn /~\n\u0000";

        for (int i = 0; i < rounds; i++) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? BODY : "");
            for (int n = random.nextInt(40); n > 0; n--) {
                char letter = letters.charAt(random.nextInt(letters.length()));
                int at = random.nextInt(body.length() + 1);
                if (random.nextBoolean() && at < body.length()) {
                    body.setCharAt(at, letter);
                } else {
                    body.insert(at, letter);
                }
            }
            String text = body.toString();

            assertThatCode(() -> trouble(text, "/a~1b/~0/1", "1"))
                    .as("dogwatch.seed=%d, round %d: %s", seed, i, text)
                    .doesNotThrowAnyException();
        }
    }

    private static Optional<String> trouble(String body, String pointer, String expected) {
        return JsonBody.firstMismatch(body, true, List.of(new JsonValue(pointer, expected)));
    }
}
