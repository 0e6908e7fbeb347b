package io.dogwatch.app;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.dogwatch.app.Visitor.Device;
import java.nio.file.Path;

/** Takes the pictures of the README, of a made-up shop: {@code ScreenPictures docs/screens}. */
public final class ScreenPictures {

    private ScreenPictures() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        try (ShowcaseProcess showcase = ShowcaseProcess.start("shop");
                Visitor visitor = Visitor.of(showcase.site())) {
            take(visitor.open(Device.DESKTOP, ColorScheme.LIGHT), "/", folder.resolve("overview.png"));
            take(visitor.open(Device.DESKTOP, ColorScheme.DARK), "/", folder.resolve("overview-dark.png"));
            take(visitor.open(Device.DESKTOP, ColorScheme.LIGHT), "/targets/local/web", folder.resolve("target.png"));
            take(
                    visitor.open(Device.DESKTOP, ColorScheme.DARK),
                    "/incidents/local.web.3",
                    folder.resolve("incident.png"));
            take(visitor.open(Device.PHONE, ColorScheme.DARK), "/", folder.resolve("phone.png"));
        }
    }

    /** What is in sight without scrolling, once it is live. */
    private static void take(Page page, String address, Path file) {
        page.navigate(address);
        page.locator("#live.on").waitFor();
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
