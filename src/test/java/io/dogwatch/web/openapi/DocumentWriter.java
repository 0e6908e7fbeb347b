package io.dogwatch.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Problem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the API's document: what there is from the resources and their answers, the words from their comments. Not
 * thread-safe.
 */
final class DocumentWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String ABOUT = """
            Everything that Dogwatch's pages show and do.

            Every error is an `application/problem+json` whose `detail` says what is wrong, where, and what is allowed. A method \
            that a path does not have is answered with 405, and a path that is not there with 404.

            Whatever writes needs `Content-Type: application/json`, also without a body. A key whose \
            text is empty is as none. What is done is kept in the audit, with author, comment and origin.

            Times are in UTC, durations in seconds unless a key says otherwise. Each answer to a GET has an `ETag`: send it as \
            `If-None-Match` and get 304 as long as nothing has changed.

            Keys may be added to answers within this version. None is renamed or taken away.""";

    /** In the order in which people look for them. */
    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("targets", "The watched containers: how they stand, and what can be asked of one.");
        TAGS.put("incidents", "What has gone wrong, and how it ended.");
        TAGS.put("silences", "Silences, maintenance windows and pauses. Each one expires automatically.");
        TAGS.put("restarts-disabled", "The switch that disables all restarts.");
        TAGS.put("hosts", "The Docker engines.");
        TAGS.put("stream", "What changes, as it changes.");
        TAGS.put("notifications", "Notifications and their delivery.");
        TAGS.put("maildir", "Mails that lie in a folder, because no server takes them.");
        TAGS.put("mail", "Whether mail arrives.");
        TAGS.put("report", "Days, weeks and months in words.");
        TAGS.put("audit", "What people have asked of Dogwatch.");
        TAGS.put("reload", "The configuration file.");
        TAGS.put("reasons", "The closed vocabulary.");
        TAGS.put("about", "Dogwatch itself, and this document.");
    }

    private static final Map<Integer, String> REFUSALS = new TreeMap<>(Map.of(
            400, "The request cannot be understood: `faults` says what is wrong with which parameter or key.",
            401, "Neither a token nor a session, or one that is not known.",
            403, "The caller's role is not enough, or the request comes from a page of another site.",
            404, "There is none of this name.",
            406, "It cannot be written as `Accept` wants it.",
            409, "It makes no sense as things stand: `detail` says why.",
            415, "The body is not JSON.",
            503, "The store or the engine does not answer at the moment, or too many listen."));

    private static final Map<Integer, String> NAMES = Map.of(
            400, "NotUnderstood",
            401, "NotKnown",
            403, "NotAllowed",
            404, "NotThere",
            406, "NotAcceptable",
            409, "NotNow",
            415, "NotJson",
            503, "NotAvailable");

    private final ObjectMapper mapper;
    private final Javadocs docs;
    private final Schemas schemas;

    DocumentWriter(ObjectMapper mapper, Javadocs docs) {
        this.mapper = mapper;
        this.docs = docs;
        this.schemas = new Schemas(mapper, docs);
    }

    ObjectNode write(Collection<Class<?>> resources) {
        List<Operation> operations = resources.stream()
                .flatMap(Operation::of)
                .sorted(Comparator.comparing(Operation::path)
                        .thenComparing(Operation::verb)
                        .thenComparing(Operation::mediaType))
                .toList();
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Dogwatch")
                .put("version", "1")
                .put("summary", "Watches containers, restarts what has really failed, and tells people why.")
                .put("description", ABOUT)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", Operation.ROOT);
        ArrayNode tags = document.putArray("tags");
        TreeSet<String> used =
                new TreeSet<>(operations.stream().map(Operation::tag).toList());
        TAGS.forEach((name, words) -> tags.addObject().put("name", name).put("description", words));
        if (!used.equals(new TreeSet<>(TAGS.keySet()))) {
            throw new IllegalStateException("described are " + TAGS.keySet() + ", used are " + used);
        }
        ObjectNode paths = document.putObject("paths");
        operations.forEach(it -> add(paths.withObject("/" + escaped(it.path())), it));
        document.set("components", components());
        return document;
    }

    /** Of two that differ only in what they write, the one that writes JSON comes first, and is the operation. */
    private void add(ObjectNode path, Operation operation) {
        if (path.has(operation.verb())) {
            path.withObject("/" + operation.verb() + "/responses/200/content")
                    .putObject(operation.mediaType())
                    .putObject("schema")
                    .put("type", "string");
        } else {
            path.set(operation.verb(), operation(operation));
        }
    }

    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    private ObjectNode operation(Operation operation) {
        Javadocs.Doc doc = docs.of(operation.method());
        if (doc.first().isEmpty()) {
            throw new IllegalStateException(operation.method() + " needs a comment that says what it is for");
        }
        ObjectNode written = JSON.objectNode().put("operationId", operation.id());
        written.putArray("tags").add(operation.tag());
        written.put("summary", doc.first());
        String needs = operation
                .role()
                .map(role -> "Needs the role `" + role.word() + "`.")
                .orElse("Needs no login.");
        written.put("description", doc.rest().isEmpty() ? needs : doc.rest() + "\n\n" + needs);
        ArrayNode parameters = JSON.arrayNode();
        operation.parameters().forEach(it -> parameters.add(parameter(it, doc)));
        operation
                .query()
                .ifPresent(query ->
                        Stream.of(query.getRecordComponents()).forEach(it -> parameters.add(parameter(query, it))));
        if (!parameters.isEmpty()) {
            written.set("parameters", parameters);
        }
        operation.body().ifPresent(form -> written.set("requestBody", body(form, operation)));
        written.set("responses", responses(operation, doc));
        ArrayNode security = written.putArray("security");
        operation.role().ifPresent(role -> {
            security.addObject().putArray("token").add(role.word());
            security.addObject().putArray("session").add(role.word());
        });
        return written;
    }

    private ObjectNode parameter(Parameter parameter, Javadocs.Doc doc) {
        ObjectNode written = JSON.objectNode();
        String name;
        if (parameter.isAnnotationPresent(PathParam.class)) {
            name = parameter.getAnnotation(PathParam.class).value();
            written.put("name", name).put("in", "path").put("required", true);
        } else if (parameter.isAnnotationPresent(QueryParam.class)) {
            name = parameter.getAnnotation(QueryParam.class).value();
            written.put("name", name).put("in", "query");
        } else {
            name = parameter.getAnnotation(HeaderParam.class).value();
            written.put("name", name).put("in", "header");
        }
        String words = Optional.ofNullable(doc.params().get(parameter.getName()))
                .or(() -> Optional.ofNullable(docs.of(TargetId.class).params().get(name)))
                .orElseThrow(() -> new IllegalStateException("nothing says what " + parameter + " is"));
        return written.put("description", words).set("schema", schemas.asked(parameter.getType(), parameter));
    }

    private ObjectNode parameter(Class<?> query, RecordComponent component) {
        AnnotatedElement field;
        try {
            field = query.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
        return JSON.objectNode()
                .put("name", Schemas.key(query, component))
                .put("in", "query")
                .put("description", docs.of(query).params().get(component.getName()))
                // An empty one is as none, as forms send it.
                .put("allowEmptyValue", true)
                .set("schema", schemas.asked(component.getType(), field));
    }

    private ObjectNode body(Class<?> form, Operation operation) {
        ObjectNode body = JSON.objectNode().put("required", false);
        ObjectNode content = body.putObject("content").putObject("application/json");
        content.set("schema", schemas.body(form));
        operation.contract().map(Contract::example).filter(it -> !it.isEmpty()).ifPresent(example -> {
            try {
                content.set("example", mapper.readTree(example));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(operation.method() + " has an example that is no JSON", e);
            }
        });
        return body;
    }

    private ObjectNode responses(Operation operation, Javadocs.Doc doc) {
        ObjectNode responses = JSON.objectNode();
        String status = Integer.toString(operation.status());
        responses.set(status, success(operation, doc));
        if (operation.verb().equals("get") && operation.answer().isPresent()) {
            responses.putObject("304").put("description", "What `If-None-Match` names is still so.");
        }
        TreeSet<Integer> refusals = new TreeSet<>(List.of(400, 401, 403, 406, 503));
        operation.contract().ifPresent(it -> {
            for (int refusal : it.refusals()) {
                refusals.add(refusal);
            }
        });
        if (!operation.inPath().isEmpty()) {
            refusals.add(404);
        }
        if (operation.writes()) {
            refusals.add(415);
        }
        refusals.forEach(
                it -> responses.putObject(it.toString()).put("$ref", "#/components/responses/" + NAMES.get(it)));
        return responses;
    }

    private ObjectNode success(Operation operation, Javadocs.Doc doc) {
        ObjectNode answer = JSON.objectNode();
        ObjectNode headers = JSON.objectNode();
        if (operation.verb().equals("get") && operation.answer().isPresent()) {
            headers.putObject("ETag").put("$ref", "#/components/headers/ETag");
        }
        if (operation.isPaged()) {
            headers.putObject("Link").put("$ref", "#/components/headers/Link");
        }
        if (operation.status() == 201) {
            headers.putObject("Location").put("$ref", "#/components/headers/Location");
        }
        answer.put("description", doc.returns().orElseGet(() -> what(operation)));
        if (!headers.isEmpty()) {
            answer.set("headers", headers);
        }
        if (!operation.verb().equals("head")) {
            ObjectNode content = answer.putObject("content").putObject(operation.mediaType());
            content.set(
                    "schema",
                    operation
                            .answer()
                            .map(type ->
                                    operation.isPaged() ? schemas.list(schemas.answer(type)) : schemas.answer(type))
                            .orElseGet(() -> JSON.objectNode().put("type", "string")));
        }
        return answer;
    }

    private String what(Operation operation) {
        return switch (operation.status()) {
            case 201 -> "It is made.";
            case 202 -> "It is granted, and under way.";
            default -> docs.of(operation.method()).first();
        };
    }

    private ObjectNode components() {
        ObjectNode components = JSON.objectNode();
        ObjectNode responses = components.putObject("responses");
        REFUSALS.forEach((status, words) -> {
            ObjectNode refusal = responses.putObject(NAMES.get(status)).put("description", words);
            refusal.putObject("content")
                    .putObject("application/problem+json")
                    .set("schema", schemas.answer(Problem.class));
        });
        header(components, "ETag", "What this answer says, in short.");
        header(components, "Link", "The next page, as `<…>; rel=\"next\"`; none on the last one.");
        header(components, "Location", "Where it can be looked at.");
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "A token of the configuration (`dogwatch new-token`), with its role. Without users and tokens"
                                + " in the configuration none is needed, and everybody on loopback may do everything.");
        security.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "dogwatch")
                .put("description", "As the login on the page gives it; over https its name is `__Host-dogwatch`.");
        ObjectNode shapes = components.putObject("schemas");
        schemas.components().forEach(shapes::set);
        return components;
    }

    private static void header(ObjectNode components, String name, String words) {
        components
                .withObject("/headers")
                .putObject(name)
                .put("description", words)
                .putObject("schema")
                .put("type", "string");
    }
}
