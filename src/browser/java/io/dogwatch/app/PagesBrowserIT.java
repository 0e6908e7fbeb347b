package io.dogwatch.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.dogwatch.TestEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person sees in a browser, of a real Dogwatch on a real engine. */
@Timeout(180)
class PagesBrowserIT {

    private static final TestEngine ENGINE = TestEngine.connect();
    private static final RunningDogwatch DOGWATCH =
            RunningDogwatch.configured(ENGINE.endpoint(), """
            watch:
              - name: "%s"
                checks:
                  site: {kind: http, port: 80, interval: 1s, timeout: 500ms}
            """.formatted(TestEngine.unique("page-*")));

    private static Visitor visitor;
    private static Patient web;

    @BeforeAll
    static void start() {
        DOGWATCH.startConnected();
        web = Patient.admit(ENGINE, "page-web");
        DOGWATCH.awaitPhase(web.name(), "healthy");
        visitor = Visitor.of("http://127.0.0.1:" + DOGWATCH.port());
    }

    @AfterAll
    static void stop() {
        if (visitor != null) {
            visitor.close();
        }
        DOGWATCH.close();
        ENGINE.close();
    }

    @Test
    void theOverviewShowsTheContainerOnEveryScreen() {
        for (Visitor.Device device : Visitor.Device.values()) {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                Page page = visitor.open(device, colours);
                page.navigate("/");

                assertThat(page.locator("#containers")).containsText(web.name());
                assertThat(Visitor.barriers(page)).isEmpty();
                assertThat(Visitor.overflowing(page))
                        .as("scrolls sideways on " + device)
                        .isEmpty();
                Visitor.screenshot(page, "overview-" + device + "-" + colours);
            }
        }
        assertThat(visitor.troubles()).isEmpty();
    }
}
