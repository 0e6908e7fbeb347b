package io.dogwatch.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.web.FullHouse;
import io.dogwatch.web.openapi.Document.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up requests from the document: some that it allows, most with something wrong. The same random numbers, the same request. */
final class Imagination {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u0000",
            "a\r\nX-Evil: 1",
            "\u202Egnp.exe",
            "\u2066\u2069",
            "\uFEFFweb",
            "'; DROP TABLE incident; --",
            "\"><script>alert(1)</script>",
            "${7*7}#{7*7}",
            "../../etc/passwd",
            "..%2f..%2f",
            "%00",
            "a/b",
            ".",
            "..",
            ";x=y",
            "\\",
            "*",
            "[a-",
            "(((((a+)+)+)+)+)$",
            "\uD83D\uDC15",
            "\uD83D\uDC15".repeat(60),
            "e\u0301\u0301\u0301\u0301",
            "x".repeat(101),
            "x".repeat(256),
            "y".repeat(501),
            "z".repeat(3000),
            "\u001b[31mred",
            "null",
            "NaN",
            "true",
            "Ünïcödé");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2",
            "10000",
            "10001",
            "99999",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "1e3",
            "1.0",
            "01",
            "+1",
            " 1",
            "1 ",
            "0x10",
            "١",
            "one");

    private static final List<String> DURATIONS = List.of(
            "1m",
            "59s",
            "60s",
            "1h",
            "59m",
            "90m",
            "2h",
            "30d",
            "30d1ms",
            "31d",
            "366d",
            "367d",
            "0s",
            "1ms",
            "-1h",
            "1w",
            "1H",
            "h",
            "10",
            "999999999d",
            "9999999999d",
            "1h1h",
            "1m1h",
            "1h 30m",
            "PT1H");

    private static final List<String> MOMENTS = List.of(
            "2026-11-24",
            "2026-11-24T03:12:07Z",
            "2026-11-24T03:12:07.123456789Z",
            "2026-11-24T03:12:07+01:00",
            "2026-02-30",
            "2026-13-01",
            "2026-11-24T25:00:00Z",
            "2026-11-24T03:12",
            "0000-00-00",
            "-999999999-01-01",
            "+1000000000-01-01T00:00:00Z",
            "9999-12-31T23:59:60Z",
            "2026-11-24T03:12:07z",
            "2026-11-24 03:12:07Z",
            "0001-01-01",
            "9999-12-31");

    private static final List<String> BROKEN = List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "\"createdBy\"",
            "{\"createdBy\": \"a\"} {}",
            "{\"createdBy\": \"a\", \"createdBy\": \"b\"}",
            "{'createdBy': 'a'}",
            "{\"createdBy\": \"a\u0001\"}",
            "{\"createdBy\": \"\\uD800\"}",
            "{\"createdBy\": NaN}",
            "{createdBy: 1}",
            "\uFEFF{\"createdBy\": \"a\"}",
            "{\"createdBy\": \"a\",}",
            "// x\n{}",
            "{\"\": \"\"}",
            "{\"createdBy\": \"" + "x".repeat(70_000) + "\"}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "{\"createdBy\": 1" + "0".repeat(2_000) + "}");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/jsonx",
            "application/json; charset=utf-16",
            "multipart/form-data; boundary=x",
            "application/xml",
            "*/*",
            "json",
            "application/json;",
            "APPLICATION/JSON");

    private static final List<String> TAGS = List.of(
            "*",
            "\"x\"",
            "W/\"x\"",
            "x",
            "\"",
            "W/",
            "\"a\", \"b\"",
            "",
            ",",
            "\"\u00e4\"",
            "W/\"" + "a".repeat(2_000) + "\"");

    private static final List<String> ACCEPTED = List.of(
            "*/*",
            "application/json",
            "application/json;q=0.1, text/html",
            "application/*",
            "text/html",
            "image/png",
            "x",
            ";",
            "application/problem+json",
            "text/event-stream",
            "application/json; version=99",
            "*/json");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND");

    private final Document document;
    private final Random random;
    private final Map<String, List<String>> known;

    /** @param known values that are there, by the name of the path's parameter */
    Imagination(Document document, Random random, Map<String, List<String>> known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    FuzzRequest request() {
        List<Call> calls = document.calls();
        Call call = calls.get(random.nextInt(calls.size()));
        boolean isTame = random.nextInt(3) == 0;
        Map<String, String> headers = headers(call, isTame);
        String method = isTame || random.nextInt(12) > 0 ? call.method() : any(METHODS);
        byte[] body =
                call.body().isPresent() || (!isTame && random.nextInt(20) == 0) ? body(call, isTame) : new byte[0];
        Map<String, String> inPath = inPath(call, isTame);
        return new FuzzRequest(call, method, path(call, inPath, isTame), inPath, query(call, isTame), headers, body);
    }

    private Map<String, String> headers(Call call, boolean isTame) {
        Map<String, String> headers = new LinkedHashMap<>();
        String token = isTame || random.nextInt(8) > 0
                ? FullHouse.ADMIN
                : any(List.of(FullHouse.OPERATOR, FullHouse.VIEWER, "nonsense", ""));
        headers.put("Authorization", "Bearer " + token);
        if (call.writes()) {
            headers.put("Content-Type", "application/json");
        }
        for (JsonNode parameter : call.parameters("header")) {
            if (random.nextBoolean()) {
                headers.put(
                        parameter.path("name").asText(),
                        any(List.of("1", "x-7", "", "%", "m3abc-99999999999999999999", "-")));
            }
        }
        if (isTame) {
            return headers;
        }
        if (random.nextInt(10) == 0) {
            headers.put("Content-Type", any(TYPES));
        }
        if (random.nextInt(10) == 0) {
            headers.put("Accept", any(ACCEPTED));
        }
        if (random.nextInt(6) == 0) {
            headers.put(any(List.of("If-None-Match", "If-Match")), any(TAGS));
        }
        if (random.nextInt(40) == 0) {
            headers.put("If-Modified-Since", any(List.of("yesterday", "Tue, 24 Nov 2026 06:12:30 GMT", "")));
        }
        if (random.nextInt(40) == 0) {
            headers.put("Origin", any(List.of("http://evil.example", "null", "http://127.0.0.1")));
        }
        return headers;
    }

    private Map<String, String> inPath(Call call, boolean isTame) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonNode parameter : call.parameters("path")) {
            String name = parameter.path("name").asText();
            String kind = name + " " + call.path().split("/", -1)[1];
            values.put(
                    name,
                    isTame || random.nextInt(4) > 0 ? any(known.getOrDefault(kind, List.of("none"))) : any(HOSTILE));
        }
        return values;
    }

    private String path(Call call, Map<String, String> inPath, boolean isTame) {
        String path = Operation.ROOT + call.path();
        for (Map.Entry<String, String> one : inPath.entrySet()) {
            path = path.replace("{" + one.getKey() + "}", FuzzRequest.encoded(one.getValue()));
        }
        return isTame || random.nextInt(60) > 0
                ? path
                : path + any(List.of("/", "//", ";x=1", "/x", "%20", ".json", "/%2e%2e"));
    }

    private List<Map.Entry<String, String>> query(Call call, boolean isTame) {
        List<Map.Entry<String, String>> query = new ArrayList<>();
        for (JsonNode parameter : call.parameters("query")) {
            if (random.nextInt(3) == 0) {
                query.add(Map.entry(parameter.path("name").asText(), text(parameter.path("schema"), isTame)));
            }
        }
        if (!isTame && random.nextInt(20) == 0) {
            query.add(Map.entry(any(HOSTILE), any(HOSTILE)));
        }
        return query;
    }

    /** For a schema; if it is to be tame, one that the schema allows, as far as that is likely. */
    private String text(JsonNode declared, boolean isTame) {
        JsonNode schema = document.at(declared);
        if (!isTame && random.nextInt(3) == 0) {
            return any(HOSTILE);
        }
        if (schema.has("enum")) {
            JsonNode word =
                    schema.path("enum").path(random.nextInt(schema.path("enum").size()));
            return word.isNull()
                    ? ""
                    : isTame || random.nextInt(3) > 0
                            ? word.asText()
                            : word.asText().toUpperCase(java.util.Locale.ROOT);
        }
        if (schema.has("x-least")) {
            return any(DURATIONS);
        }
        if (schema.path("type").asText().equals("integer")) {
            return any(NUMBERS);
        }
        return schema.has("anyOf")
                ? any(MOMENTS)
                : any(List.of("web", "*", "local", "a", "w?b", "shop", "Web", "2h", any(HOSTILE)));
    }

    private byte[] body(Call call, boolean isTame) {
        JsonNode content = call.body().orElse(NODES.objectNode());
        ObjectNode body = random.nextBoolean() && content.has("example")
                ? content.path("example").deepCopy()
                : NODES.objectNode();
        JsonNode schema = document.at(content.path("schema"));
        schema.path("properties").properties().forEach(property -> {
            if (random.nextInt(schema.path("properties").size()) < 2) {
                body.set(property.getKey(), value(property.getValue(), isTame));
            }
        });
        if (isTame) {
            return random.nextInt(10) == 0 ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        }
        return switch (random.nextInt(10)) {
            case 0 -> any(BROKEN).getBytes(StandardCharsets.UTF_8);
            case 1 -> {
                body.put(any(HOSTILE), any(HOSTILE));
                yield body.toString().getBytes(StandardCharsets.UTF_8);
            }
            case 2 -> cut(body.toString().getBytes(StandardCharsets.UTF_8));
            default -> body.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private JsonNode value(JsonNode schema, boolean isTame) {
        if (isTame || random.nextInt(4) > 0) {
            return random.nextInt(15) == 0 ? NODES.nullNode() : NODES.textNode(text(schema, isTame));
        }
        return any(List.of(
                NODES.numberNode(7),
                NODES.numberNode(1e300),
                NODES.booleanNode(true),
                NODES.arrayNode().add("x"),
                NODES.objectNode().put("x", 1)));
    }

    /** Somewhere, also in the middle of a letter, or with a byte that is none. */
    private byte[] cut(byte[] whole) {
        byte[] cut = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
        if (cut.length > 0 && random.nextBoolean()) {
            cut[random.nextInt(cut.length)] = (byte) random.nextInt(256);
        }
        return cut;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
