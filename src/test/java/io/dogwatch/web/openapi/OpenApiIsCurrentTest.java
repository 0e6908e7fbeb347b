package io.dogwatch.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document that ships says what the code says. */
class OpenApiIsCurrentTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path SHIPPED = Path.of("src/main/resources/io/dogwatch/web/openapi.json");
    private static final String AGAIN =
            "mvn -q test-compile surefire:test -Dtest=OpenApiIsCurrentTest -Ddogwatch.openapi.write=true";

    @Test
    void theDocumentThatShipsIsTheOneThatTheCodeSays() throws Exception {
        String now = printed(document());
        if (Boolean.getBoolean("dogwatch.openapi.write")) {
            Files.writeString(SHIPPED, now);
        }

        assertThat(Files.readString(SHIPPED))
                .as("%s is not what the code says. To write it anew: %s", SHIPPED, AGAIN)
                .isEqualTo(now);
    }

    static ObjectNode document() {
        ObjectMapper mapper = Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        return new DocumentWriter(mapper, new Javadocs(SOURCES)).write(resources());
    }

    private static List<Class<?>> resources() {
        try (Stream<Path> sources = Files.walk(SOURCES.resolve("io/dogwatch"))) {
            return sources.map(it -> SOURCES.relativize(it).toString())
                    .filter(it -> it.endsWith("Resource.java"))
                    .<Class<?>>map(it -> loaded(it.replace(".java", "").replace('/', '.')))
                    .filter(it ->
                            it.getAnnotation(jakarta.ws.rs.Path.class).value().startsWith(Operation.ROOT))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String printed(ObjectNode document) throws Exception {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
    }
}
