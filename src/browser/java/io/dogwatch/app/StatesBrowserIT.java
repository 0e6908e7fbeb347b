package io.dogwatch.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.dogwatch.app.Visitor.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every state that a person can meet the pages in, on a desk in the light and on a phone at night; over made-up containers. */
@Timeout(180)
class StatesBrowserIT {

    private static final Pattern ON = Pattern.compile(".*\\bon\\b.*");

    @Test
    void whoMustLogInIsToldWhatWasWrongAndHowLongToWait() {
        everywhere("login", (page, look) -> {
            page.navigate("/incidents");
            assertThat(page).hasURL(Pattern.compile(".*/login\\?to=.*"));
            look(page, "login" + look);

            logIn(page, "anna", "wrong");
            assertThat(page.locator("[role=alert]")).hasText("Wrong user name or password.");
            assertThat(page.locator("#password")).isFocused();
            look(page, "login-wrong" + look);

            logIn(page, "anna", "right");
            assertThat(page).hasURL(Pattern.compile(".*/incidents"));
            assertThat(page.locator(".leave")).containsText("anna");
            look(page, "login-done" + look);
        });
    }

    @Test
    void whoTriesTooOftenIsToldForHowLong() {
        everywhere("login", (page, look) -> {
            page.navigate("/login");
            // As from another address for each screen: they are counted apart.
            for (int attempt = 0;
                    attempt < 12
                            && !page.locator("[role=alert]")
                                    .allInnerTexts()
                                    .toString()
                                    .contains("Too many");
                    attempt++) {
                logIn(page, "mallory" + look, "wrong");
                assertThat(page.locator("[role=alert]")).isVisible();
            }
            assertThat(page.locator("[role=alert]"))
                    .containsText(
                            Pattern.compile("Too many attempts\\. Please try again in \\d+ (seconds?|minutes)\\."));
            look(page, "login-throttled" + look);
        });
    }

    @Test
    void whoseSessionHasEndedIsToldSoAndComesBackToWhereTheyWere() {
        everywhere("login", (page, look) -> {
            page.navigate("/silences");
            logIn(page, "anna", "right");
            assertThat(page.locator("h1")).hasText("Silences and maintenance");
            List<Cookie> cookies = page.context().cookies();
            cookies.forEach(cookie -> cookie.value = "0".repeat(43));
            page.context().addCookies(cookies);

            page.reload();

            assertThat(page.locator("[role=alert]")).hasText("Your session has ended. Please log in again.");
            look(page, "session-ended" + look);
            logIn(page, "anna", "right");
            assertThat(page.locator("h1")).hasText("Silences and maintenance");
        });
    }

    @Test
    void anOrganisationsAccountIsOffered() {
        everywhere("provider", (page, look) -> {
            page.navigate("/login");
            assertThat(page.locator("a.button")).containsText("Log in with your organisation");
            look(page, "login-provider" + look);
        });
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingElse() {
        everywhere("login", (page, look) -> {
            page.navigate("/login");
            logIn(page, "vera", "right");
            assertThat(page.locator("#verdict")).isVisible();
            for (String address :
                    List.of("/", "/targets/local/web", "/silences", "/incidents/local.web.3", "/notifications")) {
                page.navigate(address);
                assertThat(page.locator("main")).isVisible();
                assertThat(page.locator("a[data-act], main form[method=post]").count())
                        .as(address)
                        .isZero();
            }
            page.navigate("/acts/restart?host=local&name=web");
            assertThat(page.locator("main")).containsText("operator");
            look(page, "role-too-low" + look);
        });
    }

    @Test
    void whatIsLostEmptyOrStoppedIsSaidFirst() {
        everywhere("lost", (page, look) -> {
            page.navigate("/");
            assertThat(page.locator("[role=alert]").first()).containsText("The Docker engine local does not respond");
            look(page, "engine-away" + look);
        });
        everywhere("broken", (page, look) -> {
            page.navigate("/");
            assertThat(page.locator(".facts")).containsText("cannot read the store");
            look(page, "store-lost" + look);
            page.navigate("/targets/local/web");
            assertThat(page.locator("#t-timeline")).containsText("Cannot read the store");
            look(page, "store-lost-target" + look);
            page.navigate("/incidents");
            look(page, "store-lost-incidents" + look);
        });
        everywhere("stopped", (page, look) -> {
            page.navigate("/");
            assertThat(page.locator("#stopped")).containsText("Restarts are disabled");
            look(page, "stopped" + look);
        });
        everywhere("empty", (page, look) -> {
            page.navigate("/");
            assertThat(page.locator("main")).containsText("No containers found yet on local");
            look(page, "empty" + look);
        });
    }

    @Test
    void mailsAreReadInPlace() {
        everywhere("15", (page, look) -> {
            page.navigate("/notifications");
            look(page, "mails" + look);
            page.locator("#maildir ~ .wide a").first().click();
            assertThat(page.locator("pre.letter")).containsText("web is FAILING");
            look(page, "mail" + look);
            page.navigate("/about");
            look(page, "about" + look);
            page.navigate("/status");
            look(page, "status" + look);
        });
    }

    /** What a reader has in sight stays where it is, though scripts and times in their zone come only then. */
    @Test
    void nothingMovesWhileAPageComesAlive() {
        try (ShowcaseProcess showcase = ShowcaseProcess.start("15");
                Visitor visitor = Visitor.of(showcase.site())) {
            for (Device device : Device.values()) {
                for (String address :
                        List.of("/", "/targets/local/web", "/silences", "/hosts", "/incidents/local.web.3")) {
                    Page page = visitor.open(device, ColorScheme.LIGHT);
                    Observer observer = Observer.of(page);
                    page.navigate(address);
                    assertThat(page.locator("#live")).hasClass(ON);
                    // The word beside the sign of life is shorter then, which counts for 0.001.
                    assertThat(observer.shift())
                            .as(device + " " + address + " moves " + observer.shifted())
                            .isLessThan(0.005);
                    page.context().close();
                }
            }
        }
    }

    @Test
    void whereAScriptDoesNotComeThePageIsAsWithoutScripts() {
        try (ShowcaseProcess showcase = ShowcaseProcess.start("15");
                Visitor visitor = Visitor.of(showcase.site())) {
            for (String lost : List.of("times.js", "dogwatch.js")) {
                Page page = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
                page.route("**/assets/" + lost + "*", Route::abort);
                page.navigate("/targets/local/web");

                assertThat(page.locator("html.scripted")).hasCount(0);
                assertThat(page.locator("time[data-form=clock]").first()).isVisible();
                assertThat(page.locator("#theme")).isHidden();
                // The word only beside times that are in UTC.
                assertThat(page.locator("time[data-form=clock]").first())
                        .hasText(Pattern.compile(lost.equals("times.js") ? ".*:\\d\\d UTC" : ".*:\\d\\d"), seen());
                page.navigate("/");
                assertThat(page.locator("#tools button")).isVisible();
                page.context().close();
            }
        }
    }

    /** By what is in sight, not by what is in the document. */
    private static LocatorAssertions.HasTextOptions seen() {
        return new LocatorAssertions.HasTextOptions().setUseInnerText(true);
    }

    @Test
    void allCanBeDoneWithTheKeyboardAlone() {
        try (ShowcaseProcess showcase = ShowcaseProcess.start("15");
                Visitor visitor = Visitor.of(showcase.site())) {
            for (String address :
                    List.of("/", "/targets/local/web", "/silences", "/notifications", "/incidents/local.web.3")) {
                Page page = visitor.open(Device.DESKTOP, ColorScheme.LIGHT);
                page.navigate(address);
                assertThat(page.locator("#live")).hasClass(ON);
                List<String> met = walk(page);
                assertThat(met.getFirst()).as("the first of " + address).isEqualTo("#main");
                for (Object act : (List<?>) page.evaluate(
                        "[...document.querySelectorAll('a[data-act]')].map(it => it.getAttribute('href'))")) {
                    assertThat(met).as(address).contains(String.valueOf(act));
                }
            }
            Page page = visitor.open(Device.DESKTOP, ColorScheme.DARK);
            page.navigate("/targets/local/web");
            assertThat(page.locator("#live")).hasClass(ON);
            Locator restart = page.locator("#t-head a[data-act]").first();
            restart.focus();
            page.keyboard().press("Enter");
            Locator dialog = page.locator("dialog");
            assertThat(dialog.locator("input[name=comment]")).isFocused();
            for (int step = 0; step < 12; step++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate("document.activeElement === document.body"
                                + " || document.getElementById('dialog').contains(document.activeElement)"))
                        .as("step " + step + " stays in the dialog")
                        .isEqualTo(true);
            }
            look(page, "keyboard-dialog");
            page.keyboard().press("Escape");
            assertThat(dialog).isHidden();
            assertThat(restart).isFocused();
            assertThat(visitor.troubles()).isEmpty();
        }
    }

    /** Where the tabulator leads, until it comes round: addresses of links, or names. Each is seen to have the focus. */
    private static List<String> walk(Page page) {
        List<String> met = new ArrayList<>();
        for (int step = 0; step < 250; step++) {
            page.keyboard().press("Tab");
            Object here = page.evaluate("""
                    () => {
                      const it = document.activeElement;
                      if (!it || it === document.body) return "";
                      if (parseFloat(getComputedStyle(it).outlineWidth) < 2) return "unseen: " + it.outerHTML;
                      return it.getAttribute("href") ?? it.id ?? it.nodeName;
                    }
                    """);
            if (here.equals("")) {
                break;
            }
            met.add(String.valueOf(here));
        }
        assertThat(met).noneMatch(one -> one.startsWith("unseen"));
        return met;
    }

    private static void logIn(Page page, String name, String password) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("main button").click();
    }

    /** @param person does it with a page, and is told what to add to the name of a picture */
    private static void everywhere(String mode, BiConsumer<Page, String> person) {
        try (ShowcaseProcess showcase = ShowcaseProcess.start(mode);
                Visitor visitor = Visitor.of(showcase.site())) {
            // Each page on every screen is for IncidentStoryBrowserIT; here each device and each scheme comes once.
            for (Device device : Device.values()) {
                ColorScheme colours = device == Device.PHONE ? ColorScheme.DARK : ColorScheme.LIGHT;
                Page page = visitor.open(device, colours);
                person.accept(page, "-" + device + "-" + colours);
                page.context().close();
            }
        }
    }

    private static void look(Page page, String name) {
        Visitor.screenshot(page, name);
        assertThat(Visitor.barriers(page)).as(name).isEmpty();
        assertThat(Visitor.overflowing(page)).as(name + " scrolls sideways").isEmpty();
    }
}
