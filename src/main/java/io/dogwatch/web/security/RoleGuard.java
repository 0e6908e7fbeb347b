package io.dogwatch.web.security;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.Public;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Allows a resource method only for callers with the role declared by {@link RequiresRole}. Denies access to methods
 * without a declaration.
 */
@Priority(Priorities.AUTHORIZATION)
final class RoleGuard implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo called;

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        ResourceInfo method = Objects.requireNonNull(called);
        if (isOpen(method)) {
            return;
        }
        Role needed = needed(method)
                .orElseThrow(() -> new ForbiddenException("Access denied: the resource does not declare a role."));
        Caller caller = Caller.of(Objects.requireNonNull(request));
        if (!caller.may(needed)) {
            throw new ForbiddenException("This request requires the role " + needed.word() + "; " + caller.name()
                    + " is " + caller.word() + ".");
        }
    }

    static boolean isOpen(ResourceInfo method) {
        return method.getResourceMethod().isAnnotationPresent(Public.class)
                || method.getResourceClass().isAnnotationPresent(Public.class);
    }

    private static Optional<Role> needed(ResourceInfo method) {
        return Optional.ofNullable(method.getResourceMethod().getAnnotation(RequiresRole.class))
                .or(() -> Optional.ofNullable(method.getResourceClass().getAnnotation(RequiresRole.class)))
                .map(RequiresRole::value);
    }
}
