package io.dogwatch.config;

import io.dogwatch.auth.AuthSettings;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** The section {@code access} alone, for tests of other rooms. */
public final class AccessSample {

    /** For commands that need none. */
    public static final Bootstrap<DogwatchConfiguration> NO_BOOTSTRAP = new Bootstrap<>(new Application<>() {
        @Override
        public void run(DogwatchConfiguration configuration, Environment environment) {}
    });

    private AccessSample() {}

    /** @param yaml what stands below the key, not indented */
    public static AuthSettings settings(String yaml) {
        return Texts.settings("auth:\n" + yaml.indent(2)).auth();
    }
}
