package io.dogwatch.web.security;

import io.dogwatch.auth.AuthService;
import io.dogwatch.auth.AuthService.Attempt;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.Caller;
import io.dogwatch.auth.OidcLogin;
import io.dogwatch.auth.PasswordHash;
import io.dogwatch.auth.Public;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.User;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves login and logout, with a password or through an OpenID provider. Thread-safe. */
@Path("/")
@Produces(Page.HTML)
public final class LoginResource {

    private static final Logger LOG = LoggerFactory.getLogger(LoginResource.class);
    private static final int MAX_NAME_LENGTH = 100;
    private static final String HOME = "/";

    private final AuthService access;
    private final Supplier<AuthSettings> settings;
    private final Optional<OidcLogin> provider;
    private final RequestOrigin visits;
    private final InstantSource clock;

    /** @param provider empty without an OpenID provider */
    LoginResource(
            AuthService access,
            Supplier<AuthSettings> settings,
            Optional<OidcLogin> provider,
            RequestOrigin visits,
            InstantSource clock) {
        this.access = access;
        this.settings = settings;
        this.provider = provider;
        this.visits = visits;
        this.clock = clock;
    }

    @GET
    @Public
    @Path("login")
    public Response ask(@Context HttpServletRequest request, @QueryParam("to") @DefaultValue(HOME) String to) {
        if (Caller.of(request).role().isPresent()) {
            return lead(RequestOrigin.local(to));
        }
        boolean hasEnded = visits.session(request).isPresent();
        return page(200, "", to, hasEnded ? "Your session has ended. Please log in again." : "");
    }

    @POST
    @Public
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response login(
            @Context HttpServletRequest request,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("to") @DefaultValue(HOME) String to) {
        if (name.length() > MAX_NAME_LENGTH || password.length() > PasswordHash.MAX_LENGTH) {
            return page(403, "", to, "User name or password is too long.");
        }
        String address = visits.address(request);
        return switch (access.login(name, password, address)) {
            case Attempt.Entered entered -> enter(request, entered, address, lead(RequestOrigin.local(to)));
            case Attempt.Refused refused -> {
                LOG.warn("login rejected name=\"{}\" from={}", PlainText.line(name, MAX_NAME_LENGTH), address);
                yield page(403, name, to, "Wrong user name or password.");
            }
            case Attempt.TooSoon tooSoon -> tooSoon(name, to, tooSoon.left());
        };
    }

    private Response tooSoon(String name, String to, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        String words =
                seconds < 120 ? seconds + (seconds == 1 ? " second" : " seconds") : (seconds + 59) / 60 + " minutes";
        Response answer = page(429, name, to, "Too many attempts. Please try again in " + words + ".");
        return Response.fromResponse(answer).header("Retry-After", seconds).build();
    }

    private Response enter(HttpServletRequest request, Attempt.Entered entered, String address, Response onwards) {
        visits.session(request).ifPresent(access::leave);
        User user = entered.user();
        LOG.info("login name=\"{}\" role={} from={}", user.name(), user.role().word(), address);
        return Response.fromResponse(onwards)
                .cookie(visits.sessionCookie(
                        request, entered.session(), settings.get().session().maxLifetime()))
                .build();
    }

    @POST
    @RequiresRole(Role.VIEWER)
    @Path("logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logout(@Context HttpServletRequest request) {
        visits.session(request).ifPresent(access::leave);
        LOG.info("logout name=\"{}\"", Caller.of(request).name());
        return Response.fromResponse(lead("/login"))
                .cookie(visits.sessionCookie(request, "", Duration.ZERO))
                .build();
    }

    @GET
    @Public
    @Path("login/oidc")
    public Response depart(@Context HttpServletRequest request, @QueryParam("to") @DefaultValue(HOME) String to) {
        try {
            OidcLogin.Departure departure = provider().depart(RequestOrigin.local(to));
            return Response.seeOther(departure.to())
                    .cookie(visits.stateCookie(request, departure.state(), OidcLogin.PATIENCE))
                    .build();
        } catch (OidcLogin.Failure e) {
            return failed(e, to);
        }
    }

    @GET
    @Public
    @Path("login/oidc/back")
    public Response arrive(@Context HttpServletRequest request, @Context UriInfo asked) {
        try {
            OidcLogin.Arrival arrival = provider()
                    .arrive(asked.getRequestUri(), visits.state(request).orElse(""));
            Response welcome = Response.ok(new LoginPage.Welcome(arrival.to(), clock.instant()))
                    .cookie(visits.stateCookie(request, "", Duration.ZERO))
                    .build();
            return enter(request, access.enter(arrival.user()), visits.address(request), welcome);
        } catch (OidcLogin.Failure e) {
            return failed(e, HOME);
        }
    }

    private OidcLogin provider() {
        return provider.orElseThrow(() -> new NotFoundException("No OpenID provider is configured."));
    }

    private Response failed(OidcLogin.Failure failure, String to) {
        LOG.warn("provider login failed error={}", failure.getMessage(), failure.getCause());
        return page(403, "", to, String.valueOf(failure.getMessage()));
    }

    private Response page(int status, String name, String to, String wrong) {
        AuthSettings now = settings.get();
        return Response.status(status)
                .entity(new LoginPage(
                        PlainText.line(name, MAX_NAME_LENGTH),
                        RequestOrigin.local(to),
                        wrong,
                        !now.users().isEmpty(),
                        provider.isPresent(),
                        clock.instant()))
                .build();
    }

    private static Response lead(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", URI.create(path).toASCIIString())
                .build();
    }
}
