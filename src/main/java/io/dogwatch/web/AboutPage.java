package io.dogwatch.web;

import java.time.Instant;

/** Which Dogwatch this is. */
public final class AboutPage extends Page {

    private final About about;

    AboutPage(About about, Instant now) {
        super("about.ftlh", now);
        this.about = about;
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
        return used + " MiB of " + (runtime.maxMemory() >> 20) + " MiB that Java may use";
    }
}
