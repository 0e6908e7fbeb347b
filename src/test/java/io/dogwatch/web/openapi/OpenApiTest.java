package io.dogwatch.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dogwatch.silence.SilenceParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document by itself. */
class OpenApiTest {

    private static final String OFFICIAL = "https://spec.openapis.org/oas/3.1/";

    private final Document document = Document.shipped();

    @Test
    void itIsWhatTheOfficialSchemaOfOpenApiAllows() {
        assertThat(official().validate(document.root())).isEmpty();
    }

    @Test
    void theOfficialSchemaFindsWhatIsWrong() {
        ObjectNode broken = document.root().deepCopy();
        broken.withObject("/paths").putObject("/x").putObject("get").put("operationId", 7);
        broken.withObject("/components/schemas").putObject("Bad").put("type", "strnig");

        assertThat(official().validate(broken).stream().map(Object::toString))
                .anyMatch(it -> it.contains("operationId"))
                .anyMatch(it -> it.contains("/components/schemas/Bad"));
    }

    /** Its base, too, which holds every schema of the document against JSON Schema 2020-12. Both lie in a jar of vert.x. */
    private static Schema official() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaIdResolvers(
                        resolvers -> resolvers.mapPrefix(OFFICIAL, "classpath:spec.openapis.org/oas/3.1/")));
        return registry.getSchema(SchemaLocation.of(OFFICIAL + "schema-base/2022-10-07"));
    }

    @Test
    void everyOperationHasAUniqueId() {
        assertThat(document.calls().stream().map(Document.Call::id)).doesNotHaveDuplicates();
        assertThat(document.calls()).hasSizeGreaterThan(25);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(document.root()))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(document.root().at(it.substring(1)).isMissingNode())
                        .as(it)
                        .isFalse());
    }

    private static List<String> references(JsonNode node) {
        return Stream.concat(
                        Stream.ofNullable(node.get("$ref")).map(JsonNode::asText),
                        node.valueStream().flatMap(it -> references(it).stream()))
                .toList();
    }

    @Test
    void theKeysOfASilenceAreTheParsedOnes() {
        assertThat(document.root()
                        .at("/components/schemas/SilenceForm/properties")
                        .fieldNames())
                .toIterable()
                .containsExactlyElementsOf(SilenceParser.KEYS);
    }

    @Test
    void theWordsAreTheClosedOnes() {
        assertThat(document.root()
                        .at("/components/schemas/Phase/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .contains("healthy", "backing-off", "quarantined")
                .hasSize(11);
    }

    @Test
    void whatMayBeNullSaysSoAndNothingElseMay() {
        JsonNode target = document.root().at("/components/schemas/TargetReport/properties");

        assertThat(target.at("/failure/type").valueStream().map(JsonNode::asText))
                .containsExactly("string", "null");
        assertThat(target.at("/container/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(target.at("/name/type").asText()).isEqualTo("string");
        assertThat(document.root()
                        .at("/components/schemas/TargetReport/required")
                        .valueStream()
                        .map(JsonNode::asText))
                .contains("failure", "name");
    }

    @Test
    void whatIsLeftOutWhenEmptyIsNotRequired() {
        assertThat(document.root()
                        .at("/components/schemas/Problem/required")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactly("type", "title", "status", "detail");
    }
}
