package io.dogwatch.web.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import io.dogwatch.model.DurationText;
import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PathParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of what the API says and reads. Which keys an answer has, Jackson itself is asked; whether one may be null,
 * JSpecify's annotations say. Not thread-safe.
 */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What has other signs in it is refused by the web server itself. */
    private static final String IN_A_PATH = "^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f/\\\\;%]+$";

    private final ObjectMapper mapper;
    private final Javadocs docs;
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, Class<?>> named = new TreeMap<>();

    /** @param mapper the one that writes the answers */
    Schemas(ObjectMapper mapper, Javadocs docs) {
        this.mapper = mapper;
        this.docs = docs;
    }

    /** All that were referred to, by name. */
    Map<String, ObjectNode> components() {
        return components;
    }

    /** Of what is answered. */
    ObjectNode answer(Type type) {
        if (type instanceof Class<?> plain) {
            return scalar(plain).orElseGet(() -> reference(plain));
        }
        ParameterizedType parameterized = (ParameterizedType) type;
        if (parameterized.getRawType() == List.class) {
            return list(answer(parameterized.getActualTypeArguments()[0]));
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    ObjectNode list(ObjectNode items) {
        ObjectNode list = object("array");
        list.set("items", items);
        return list;
    }

    /** Of a request's body: texts by key, each of which may be left out. */
    ObjectNode body(Class<?> form) {
        return named(form, schema -> {
            ObjectNode properties = schema.putObject("properties");
            for (RecordComponent component : form.getRecordComponents()) {
                ObjectNode property = asked(component.getType(), field(form, component));
                if (property.has("enum")) {
                    property.withArray("enum").addNull();
                }
                property.putArray("type").add("string").add("null");
                describe(property, docs.of(form).params().get(component.getName()));
                properties.set(key(form, component), property);
            }
            schema.put("additionalProperties", false);
        });
    }

    static String key(Class<?> form, RecordComponent component) {
        return Optional.ofNullable(field(form, component).getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    /** Of one parameter or key of a request, with what is allowed. */
    ObjectNode asked(Class<?> type, AnnotatedElement declared) {
        ObjectNode schema = restricted(type == Temporal.class ? moment(declared) : plain(type), declared);
        given(declared, PathParam.class).ifPresent(it -> schema.put("pattern", IN_A_PATH));
        given(declared, Min.class).ifPresent(least -> schema.put("minimum", least.value()));
        given(declared, Max.class).ifPresent(most -> schema.put("maximum", most.value()));
        given(declared, Size.class).ifPresent(size -> schema.put("maxLength", size.max()));
        given(declared, DefaultValue.class).ifPresent(usual -> {
            if (type == int.class) {
                schema.put("default", Integer.parseInt(usual.value()));
            } else {
                schema.put("default", usual.value());
            }
        });
        if (type != Temporal.class) {
            given(declared, TimeRange.class).ifPresent(range -> schema.setAll(duration(range)));
        }
        return schema;
    }

    private static ObjectNode plain(Class<?> type) {
        return scalar(type).orElseThrow(() -> new IllegalArgumentException("a parameter of type " + type));
    }

    /** A time, or else a day or, where a range is given, how long ago it was. */
    private static ObjectNode moment(AnnotatedElement declared) {
        ObjectNode either = JSON.objectNode();
        ObjectNode other = given(declared, TimeRange.class)
                .map(Schemas::duration)
                .orElseGet(() -> object("string").put("format", "date"));
        either.putArray("anyOf").add(other).add(object("string").put("format", "date-time"));
        return either;
    }

    private static ObjectNode duration(TimeRange range) {
        return object("string")
                .put("pattern", "^(?=\\d)" + DurationText.SHAPE.pattern() + "$")
                .put("x-least", range.least())
                .put("x-most", range.most());
    }

    private static <A extends Annotation> Optional<A> given(AnnotatedElement declared, Class<A> kind) {
        return Optional.ofNullable(declared.getAnnotation(kind));
    }

    private ObjectNode restricted(ObjectNode schema, AnnotatedElement declared) {
        ChoiceParam words = declared.getAnnotation(ChoiceParam.class);
        if (words == null) {
            return schema;
        }
        if (words.words() != Void.class) {
            return vocabulary(words.words());
        }
        Stream.of(words.value()).forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** A closed vocabulary, which has a name of its own. */
    private ObjectNode vocabulary(Class<?> words) {
        return named(words, schema -> {
            schema.put("type", "string");
            Stream.of(words.getEnumConstants()).map(Schemas::word).forEach(schema.putArray("enum")::add);
        });
    }

    private static String word(Object constant) {
        try {
            return (String) constant.getClass().getMethod("wireName").invoke(constant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(constant.getClass() + " has no wireName()", e);
        }
    }

    private static Optional<ObjectNode> scalar(Class<?> type) {
        return Optional.ofNullable(
                switch (type.getName()) {
                    case "boolean", "java.lang.Boolean" -> object("boolean");
                    case "int", "java.lang.Integer" -> object("integer").put("format", "int32");
                    case "long", "java.lang.Long" -> object("integer").put("format", "int64");
                    case "double", "java.lang.Double" -> object("number").put("format", "double");
                    case "java.lang.String" -> object("string");
                    case "java.time.Instant" -> object("string").put("format", "date-time");
                    default -> JsonNode.class.isAssignableFrom(type) ? object("object") : null;
                });
    }

    private ObjectNode reference(Class<?> type) {
        named(type, schema -> {
            ObjectNode properties = JSON.objectNode();
            ArrayNode required = JSON.arrayNode();
            fill(type, properties, required);
            schema.set("properties", properties);
            schema.set("required", required);
        });
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name(type));
    }

    private ObjectNode named(Class<?> type, Consumer<ObjectNode> fill) {
        String name = name(type);
        Class<?> earlier = named.putIfAbsent(name, type);
        if (earlier == null) {
            ObjectNode schema = object("object");
            components.put(name, schema);
            // Whoever reads the document knows that.
            describe(
                    schema,
                    docs.of(type).whole().replaceFirst(", as the (API answers it and the )?pages? shows? it", ""));
            fill.accept(schema);
        } else if (earlier != type) {
            throw new IllegalArgumentException(earlier + " and " + type + " are both " + name);
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** Nested ones with the name of what they are nested in. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer).replaceFirst("Resource$", "") + type.getSimpleName();
    }

    private void fill(Class<?> type, ObjectNode properties, ArrayNode required) {
        for (Iterator<PropertyWriter> writers = writers(type); writers.hasNext(); ) {
            BeanPropertyWriter writer = (BeanPropertyWriter) writers.next();
            RecordComponent component = Stream.of(type.getRecordComponents())
                    .filter(one -> one.getName().equals(writer.getMember().getName()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            type + " would also say " + writer.getName() + ", which is no component of it"));
            if (writer.isUnwrapping()) {
                fill(component.getType(), properties, required);
                continue;
            }
            ObjectNode property = said(component.getAnnotatedType());
            property = restricted(property, field(type, component));
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                property = orNull(property);
            }
            describe(property, docs.of(type).params().get(component.getName()));
            properties.set(writer.getName(), property);
            if (!writer.willSuppressNulls()) {
                required.add(writer.getName());
            }
        }
    }

    private ObjectNode said(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) annotated.getType()).getRawType();
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            if (raw == List.class) {
                return list(said(arguments[0]));
            }
            if (raw == Map.class && arguments[0].getType() == String.class) {
                ObjectNode map = object("object");
                map.set("additionalProperties", said(arguments[1]));
                return map;
            }
            throw new IllegalArgumentException("no schema for " + annotated);
        }
        return answer(annotated.getType());
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = JSON.objectNode();
            either.putArray("anyOf").add(schema).add(object("null"));
            return either;
        }
        String type = schema.get("type").asText();
        schema.putArray("type").add(type).add("null");
        if (schema.has("enum")) {
            schema.withArray("enum").addNull();
        }
        return schema;
    }

    private Iterator<PropertyWriter> writers(Class<?> type) {
        SerializerProvider provider = mapper.getSerializerProviderInstance();
        try {
            return provider.findValueSerializer(type).properties();
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(type.getName(), e);
        }
    }

    private static Field field(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(ObjectNode schema, @Nullable String words) {
        if (words != null && !words.isEmpty()) {
            schema.put("description", words);
        }
    }

    private static ObjectNode object(String type) {
        return JSON.objectNode().put("type", type);
    }
}
