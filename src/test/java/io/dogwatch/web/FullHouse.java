package io.dogwatch.web;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.Sessions;
import io.dogwatch.auth.Token;
import io.dogwatch.model.TargetId;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.suggest.Suggestion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server behind a login, with something of everything: for whoever walks through all of the API. */
public final class FullHouse implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");
    public static final String VIEWER = Token.random();
    public static final String OPERATOR = Token.random();
    public static final String ADMIN = Token.random();

    private static final AuthSettings ACCESS = new AuthSettings(
            List.of(),
            List.of(
                    new Token("viewer", Token.hash(VIEWER), Role.VIEWER, Optional.empty()),
                    new Token("operator", Token.hash(OPERATOR), Role.OPERATOR, Optional.empty()),
                    new Token("admin", Token.hash(ADMIN), Role.ADMIN, Optional.empty())),
            Sessions.Span.DEFAULT,
            Optional.empty(),
            false,
            List.of(),
            List.of());

    public final FakeFleet fleet = Kennel.fleet(NOW);
    public final FakeJournal journal = Kennel.journal(fleet, NOW);
    public final PagesServer server;

    public FullHouse() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        SilenceRegistry holds = PagesServer.holdsNothing(clock);
        Showcase.windows(holds, NOW);
        Showcase.audit(journal, NOW);
        fleet.suggestions = Map.of(
                new TargetId("local", "web"),
                List.of(
                        new Suggestion(
                                80,
                                Optional.of(new Suggestion.Proposal("http", "http", Map.of("port", "80", "path", "/"))),
                                "responds to GET / with 200"),
                        new Suggestion(443, Optional.empty(), "nothing listens on it")));
        server = new PagesServer(fleet, journal, holds, Showcase.sources(NOW), ACCESS, clock, 0);
    }

    @Override
    public void close() {
        server.close();
    }
}
