package io.dogwatch.web.page;

import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.view.About;
import java.time.Instant;

/** Shows the version, the runtime and the configuration state of this Dogwatch. */
public final class AboutPage extends Page {

    private final About about;
    private final ConfigReload.Status configuration;

    AboutPage(About about, ConfigReload.Status configuration, Instant now) {
        super("about.ftlh", now);
        this.about = about;
        this.configuration = configuration;
    }

    public ConfigReload.Status getConfiguration() {
        return configuration;
    }

    public About getAbout() {
        return about;
    }

    public String getJava() {
        return Runtime.version().toString();
    }

    public String getMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        return used + " MiB of " + (runtime.maxMemory() >> 20) + " MiB maximum heap";
    }
}
