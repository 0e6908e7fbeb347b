package io.dogwatch.web.security;

import io.dogwatch.auth.AuthService;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.OidcLogin;
import io.dogwatch.auth.OpenPaths;
import io.dogwatch.web.page.PageCaller;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Registers authentication for all mapped paths. Required: every resource needs the caller. */
public final class SecurityFeature {

    private SecurityFeature() {}

    /**
     * Registers the filters. Call once in {@code run}.
     *
     * @param settings read at each request; the presence of a provider is read now
     * @param openMetrics whether scrapes need no token
     * @param ownNames host names of this service, besides addresses, {@code localhost} and the names in the settings
     */
    public static void register(
            Environment environment,
            Supplier<AuthSettings> settings,
            boolean openMetrics,
            Set<String> ownNames,
            InstantSource clock) {
        AuthSettings now = settings.get();
        AuthService access = new AuthService(settings, clock);
        RequestOrigin visits = new RequestOrigin(now.proxies());
        Optional<OidcLogin> provider = now.oidc().map(oidc -> new OidcLogin(oidc, clock));
        environment.jersey().register(new LoginResource(access, settings, provider, visits, clock));
        environment.jersey().register(new AliveResource());
        environment.jersey().register(RoleGuard.class);
        environment.jersey().register(FormGuard.class);
        environment.jersey().register(PageCaller.class);
        OpenPaths open = openMetrics ? OpenPaths.STANDARD.withMetrics() : OpenPaths.STANDARD;
        environment
                .servlets()
                .addFilter("access", new AuthFilter(access, visits, open, environment.getObjectMapper()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        environment
                .servlets()
                .addFilter("write-guard", new WriteGuard(names(now, ownNames), environment.getObjectMapper()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    private static Set<String> names(AuthSettings settings, Set<String> others) {
        Stream<String> ofProvider =
                settings
                        .oidc()
                        .flatMap(oidc -> Optional.ofNullable(oidc.publicUrl().getHost()))
                        .stream();
        return Stream.of(settings.names().stream(), others.stream(), ofProvider)
                .flatMap(names -> names)
                .collect(Collectors.toUnmodifiableSet());
    }
}
