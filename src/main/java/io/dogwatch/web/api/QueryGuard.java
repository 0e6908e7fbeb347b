package io.dogwatch.web.api;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Contract;
import io.dogwatch.web.request.Problem.Fault;
import io.dogwatch.web.request.RejectedException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rejects unknown query parameters of API methods, so that a typing error is not silently ignored. Methods with many
 * parameters validate them together.
 */
final class QueryGuard implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo called;

    @Override
    public void filter(ContainerRequestContext asked) {
        Method method = Objects.requireNonNull(called).getResourceMethod();
        Optional<Contract> contract = Optional.ofNullable(method.getAnnotation(Contract.class));
        boolean readsItself = contract.filter(it -> it.query() != Void.class).isPresent();
        if (readsItself || !asked.getUriInfo().getPath().startsWith("api/")) {
            return;
        }
        List<String> known = Stream.of(method.getParameters())
                .flatMap(parameter -> Stream.ofNullable(parameter.getAnnotation(QueryParam.class)))
                .map(QueryParam::value)
                .toList();
        List<Fault> faults = asked.getUriInfo().getQueryParameters().keySet().stream()
                .filter(key -> !known.contains(key))
                .map(key -> new Fault(PlainText.line(key, 80), "unknown parameter" + hint(key, known)))
                .toList();
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
    }

    private static String hint(String key, List<String> known) {
        return known.isEmpty() ? "; no parameters are allowed" : DidYouMean.of(key, known);
    }
}
