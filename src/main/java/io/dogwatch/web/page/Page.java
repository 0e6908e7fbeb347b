package io.dogwatch.web.page;

import io.dogwatch.auth.Caller;
import io.dogwatch.web.view.TimeFormat;
import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One HTML page: a template and what it shows. Templates are {@code .ftlh}, so whatever they write is escaped for HTML.
 */
public abstract class Page extends View {

    /** What is answered with a page. */
    public static final String HTML = "text/html; charset=utf-8";

    private static final String TEMPLATES = "/io/dogwatch/web/";
    private static final String STREAM = "/api/v1/stream";

    private final TimeFormat times;
    private Caller caller = Caller.ANONYMOUS;
    private String stream = STREAM;

    /**
     * A page that is shown to {@link Caller#ANONYMOUS} until it is told to whom.
     *
     * @param template the name of its file, such as {@code login.ftlh}
     * @param now the moment that its times are seen from
     */
    protected Page(String template, Instant now) {
        super(TEMPLATES + template, StandardCharsets.UTF_8);
        this.times = TimeFormat.seenFrom(now);
    }

    public TimeFormat getTimes() {
        return times;
    }

    /** Who looks at it. */
    public final Caller getCaller() {
        return caller;
    }

    final void showTo(Caller reader) {
        caller = reader;
    }

    /** The address of its stream; from where nothing is missed that has happened since the page was asked for. */
    public final String getStream() {
        return stream;
    }

    final void goesOnFrom(String position) {
        stream = STREAM + "?from=" + position;
    }

    public Assets getAssets() {
        return Assets.SHIPPED;
    }
}
