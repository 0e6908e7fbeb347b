package io.dogwatch.web.openapi;

import io.dogwatch.auth.Public;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.web.request.Contract;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A resource's method that answers below {@code /api/v1}, as its annotations and its {@link Contract} have it. */
record Operation(Class<?> resource, Method method) {

    static final String ROOT = "/api/v1";

    static Stream<Operation> of(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods())
                .filter(method -> verb(method).isPresent())
                .map(method -> new Operation(resource, method));
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .flatMap(one -> Stream.ofNullable(one.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    String id() {
        return method.getName();
    }

    /** In small letters. */
    String verb() {
        return verb(method).orElseThrow().toLowerCase(Locale.ROOT);
    }

    boolean writes() {
        return !List.of("get", "head").contains(verb());
    }

    /** Such as {@code /targets/{host}}, below the root. */
    String path() {
        String below = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(Path::value)
                .filter(it -> !it.isEmpty())
                .map(it -> "/" + it)
                .orElse("");
        return (resource.getAnnotation(Path.class).value() + below).substring(ROOT.length());
    }

    /** The first part of its path, but that of a target's incidents and so on is their own. */
    String tag() {
        return path().split("/")[1].replace("openapi.json", "about");
    }

    /** Empty if it is open to all. */
    Optional<Role> role() {
        return method.isAnnotationPresent(Public.class) || resource.isAnnotationPresent(Public.class)
                ? Optional.empty()
                : Optional.ofNullable(method.getAnnotation(RequiresRole.class))
                        .or(() -> Optional.ofNullable(resource.getAnnotation(RequiresRole.class)))
                        .map(RequiresRole::value);
    }

    Optional<Contract> contract() {
        return Optional.ofNullable(method.getAnnotation(Contract.class));
    }

    Optional<Class<?>> query() {
        return contract().<Class<?>>map(Contract::query).filter(it -> it != Void.class);
    }

    Optional<Class<?>> body() {
        return contract().<Class<?>>map(Contract::body).filter(it -> it != Void.class);
    }

    int status() {
        return contract().map(Contract::status).orElse(200);
    }

    boolean isPaged() {
        return contract().filter(Contract::paged).isPresent();
    }

    /** Without parameters, such as {@code application/json}. */
    String mediaType() {
        return Optional.ofNullable(method.getAnnotation(Produces.class))
                .orElseGet(() -> resource.getAnnotation(Produces.class))
                .value()[0]
                .split(";")[0];
    }

    /** Empty if it is no JSON. */
    Optional<Type> answer() {
        Optional<Class<?>> declared = contract().<Class<?>>map(Contract::answer).filter(it -> it != Void.class);
        if (declared.isPresent() || method.getReturnType() == Response.class) {
            return declared.map(it -> it);
        }
        return Optional.of(method.getGenericReturnType());
    }

    List<Parameter> parameters() {
        return Stream.of(method.getParameters())
                .filter(it -> it.isAnnotationPresent(PathParam.class)
                        || it.isAnnotationPresent(QueryParam.class)
                        || it.isAnnotationPresent(HeaderParam.class))
                .toList();
    }

    List<String> inPath() {
        return parameters().stream()
                .flatMap(it -> Stream.ofNullable(it.getAnnotation(PathParam.class)))
                .map(PathParam::value)
                .toList();
    }
}
