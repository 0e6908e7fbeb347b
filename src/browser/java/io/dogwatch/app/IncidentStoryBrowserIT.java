package io.dogwatch.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.dogwatch.TestEngine;
import io.dogwatch.app.Visitor.Device;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The story of an incident as a person follows it in a browser, of a real Dogwatch on a real engine. */
@Timeout(240)
class IncidentStoryBrowserIT {

    private static final Pattern ON = Pattern.compile(".*\\bon\\b.*");
    private static final Pattern CUT = Pattern.compile("disconnected since \\d\\d:\\d\\d:\\d\\d.*");

    private final TestEngine engine = TestEngine.connect();
    private final RunningDogwatch dogwatch = RunningDogwatch.configured(
            engine.endpoint(), """
            defaults: {startPeriod: 1s, backoff: {initial: 1s, cap: 2s}, giveUpAfter: 10, recoveryTimeout: 10s}
            watch:
              - name: "%s"
                budget: {restarts: 2}
                checks:
                  site: {kind: http, port: 80, interval: 1s, timeout: 500ms, failureThreshold: 3}
              - {name: "%s", mode: observe}
            """.formatted(TestEngine.unique("story-web"), TestEngine.unique("story-evil")));
    private Visitor visitor;

    @BeforeEach
    void start() {
        dogwatch.startConnected();
        visitor = Visitor.of("http://127.0.0.1:" + dogwatch.port());
    }

    @AfterEach
    void stop() {
        visitor.close();
        dogwatch.close();
        engine.close();
    }

    @Test
    void aFailureIsSeenUnderstoodAndEndedByAPersonOnEachOfTheirScreens() {
        Patient web = Patient.admit(engine, "story-web");
        dogwatch.awaitPhase(web.name(), "healthy");
        Page desk = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
        Page phone = visitor.open(Device.PHONE, ColorScheme.DARK);
        for (Page page : new Page[] {desk, phone}) {
            page.navigate("/");
            assertThat(page.locator("#live")).hasClass(ON);
            assertThat(row(page, web)).hasAttribute("data-phase", "healthy");
            noteTrouble(page, web);
        }

        web.doom();
        web.crash();

        assertThat(row(desk, web)).hasAttribute("data-phase", "quarantined", atLeast(60));
        assertThat(row(phone, web)).hasAttribute("data-phase", "quarantined", atLeast(5));
        assertThat(Math.abs(troubleSeenAt(desk) - troubleSeenAt(phone)))
                .as("milliseconds between the moments in which two browsers see the same change")
                .isLessThan(1000);
        assertThat(phone.locator("#verdict")).containsText("needs attention");
        assertThat(desk).hasTitle(Pattern.compile("\\(1\\) .*"));
        look(desk, "overview-quarantined");

        phone.getByRole(AriaRole.HEADING, named(web.name()))
                .getByRole(AriaRole.LINK)
                .click();
        assertThat(phone.locator("#t-head")).containsText("quarantined");
        assertThat(phone.locator("#t-timeline")).containsText("incident opened");
        look(phone, "target-quarantined");

        desk.navigate("/incidents");
        desk.getByRole(AriaRole.TABLE).getByRole(AriaRole.LINK).last().click();
        assertThat(desk.locator("main")).containsText("Evidence");
        assertThat(desk.locator("main")).containsText("log.txt");
        look(desk, "incident");

        engine.docker("rm", "--force", web.name());
        Patient mended = Patient.admit(engine, "story-web");
        dogwatch.awaitPhase(mended.name(), "healthy");
        assertThat(phone.locator("#t-head")).containsText("healthy", containing(20));
        desk.navigate("/");
        assertThat(row(desk, mended)).hasAttribute("data-phase", "healthy", atLeast(10));
        assertThat(visitor.troubles()).isEmpty();
    }

    @Test
    void whatAPersonOrdersIsAskedConfirmedDoneAndKept() {
        Patient web = Patient.admit(engine, "story-web");
        dogwatch.awaitPhase(web.name(), "healthy");
        Page page = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
        page.navigate("/targets/local/" + web.name());
        assertThat(page.locator("#live")).hasClass(ON);

        page.getByRole(AriaRole.LINK, linkNamed("Restart")).first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).isVisible();
        look(page, "dialog");
        dialog.getByLabel("Comment").fill("new certificate <b>& key</b>");
        dialog.getByLabel("Your name").fill("anna");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restart"))
                .click();
        assertThat(dialog).containsText("is being restarted");
        dogwatch.await("the container has two lives", () -> web.starts() == 2);

        page.navigate("/audit");
        assertThat(page.locator("main")).containsText("anna");
        assertThat(page.locator("main")).containsText("new certificate <b>& key</b>");

        page.navigate("/silences");
        page.getByRole(AriaRole.LINK, linkNamed("New maintenance")).click();
        dialog.getByLabel("Container").fill(web.name());
        dialog.getByLabel("Comment").fill("new disk");
        dialog.getByLabel("Your name").fill("anna");
        dialog.getByRole(AriaRole.BUTTON).first().click();
        assertThat(dialog.locator("[data-said]")).isVisible();
        dialog.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Close"))
                .click();
        assertThat(page.locator("main")).containsText("new disk");
        assertThat(visitor.troubles()).isEmpty();
    }

    @Test
    void thePageSaysThatItsStreamIsCutAndGoesOnByItselfAfterwards() {
        Patient web = Patient.admit(engine, "story-web");
        dogwatch.awaitPhase(web.name(), "healthy");
        Page page = visitor.open(Device.PHONE, ColorScheme.LIGHT);
        page.navigate("/");
        assertThat(page.locator("#live")).hasClass(ON);

        dogwatch.kill();

        assertThat(page.locator("#live")).containsText(CUT, containing(20));
        assertThat(row(page, web)).isVisible();
        engine.docker("stop", web.name());
        dogwatch.startConnected();
        assertThat(page.locator("#live")).hasClass(ON, hasClass(60));
        assertThat(row(page, web)).hasAttribute("data-phase", "stopped", atLeast(30));
    }

    @Test
    void whatContainersWriteStaysText() {
        String script = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        TestEngine.Container evil = engine.run(
                "story-evil",
                java.util.List.of("--label", "team=" + script, "--label", "com.docker.compose.project=" + script),
                "sh",
                "-c",
                "printf '%s \\033[31mred\\033[0m \\342\\200\\256evil\\n' \"$0\"; exec sleep 1000",
                script);
        dogwatch.awaitPhase(evil.name(), "healthy");

        for (Device device : Device.values()) {
            Page page = visitor.open(device, ColorScheme.LIGHT);
            for (String address :
                    new String[] {"/", "/targets/local/" + evil.name(), "/hosts", "/?phase=%3Cscript%3E"}) {
                page.navigate(address);
                assertThat(page.locator("main")).isVisible();
                assertThat(page.title()).doesNotContain("owned");
                assertThat(page.locator("main script, main img[src=x]").count()).isZero();
                assertThat(Visitor.overflowing(page))
                        .as(address + " on " + device)
                        .isEmpty();
            }
            page.navigate("/targets/local/" + evil.name());
            assertThat(page.locator("main")).containsText("sh -c");
        }
        assertThat(visitor.troubles()).isEmpty();
    }

    @Test
    void everyPageIsForEverybodyOnEveryScreen() {
        Patient web = Patient.admit(engine, "story-web");
        dogwatch.awaitPhase(web.name(), "healthy");
        for (Device device : Device.values()) {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                Page page = visitor.open(device, colours);
                for (String address : new String[] {
                    "/",
                    "/targets/local/" + web.name(),
                    "/incidents",
                    "/silences",
                    "/hosts",
                    "/notifications",
                    "/audit",
                    "/about",
                    "/acts/silence",
                    "/targets/local/nobody"
                }) {
                    page.navigate(address);
                    look(
                            page,
                            address.replace(web.name(), "web")
                                            .replaceAll("\\W+", "-")
                                            .replaceAll("^-$", "overview") + "-" + device + "-" + colours);
                }
            }
        }
    }

    private static Locator row(Page page, Patient patient) {
        return page.locator("#containers tr[data-name='" + patient.name() + "']");
    }

    /** From now on the page keeps when its row has first left its good phase. */
    private static void noteTrouble(Page page, Patient patient) {
        page.evaluate("""
                name => {
                  const row = document.querySelector(`#containers tr[data-name='${name}']`);
                  new MutationObserver(() => {
                    if (row.dataset.phase !== "healthy") window.troubleSeenAt ??= performance.timeOrigin + performance.now();
                  }).observe(row, {attributes: true});
                }
                """, patient.name());
    }

    private static double troubleSeenAt(Page page) {
        return ((Number) page.evaluate("window.troubleSeenAt")).doubleValue();
    }

    /** Nothing keeps a person out, nothing scrolls sideways, and a picture is left for people to look at. */
    private static void look(Page page, String name) {
        Visitor.screenshot(page, name);
        assertThat(Visitor.barriers(page)).as(name).isEmpty();
        assertThat(Visitor.overflowing(page)).as(name + " scrolls sideways").isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions linkNamed(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions atLeast(int seconds) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                .setTimeout(seconds * 1000.0);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions containing(int seconds) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(seconds * 1000.0);
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.HasClassOptions hasClass(int seconds) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.HasClassOptions().setTimeout(seconds * 1000.0);
    }
}
