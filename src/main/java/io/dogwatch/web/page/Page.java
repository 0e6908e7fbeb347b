package io.dogwatch.web.page;

import io.dogwatch.auth.Caller;
import io.dogwatch.web.view.TimeFormat;
import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One HTML page: a template and its model. Templates end in {@code .ftlh}, so their output is escaped for HTML. */
public abstract class Page extends View {

    /** Media type of a page. */
    public static final String HTML = "text/html; charset=utf-8";

    private static final String TEMPLATES = "/io/dogwatch/web/";
    private static final String STREAM = "/api/v1/stream";

    private final TimeFormat times;
    private Caller caller = Caller.ANONYMOUS;
    private String stream = STREAM;

    /**
     * Creates a page for {@link Caller#ANONYMOUS} until the caller is set.
     *
     * @param template the file name, such as {@code login.ftlh}
     * @param now the reference for relative times
     */
    protected Page(String template, Instant now) {
        super(TEMPLATES + template, StandardCharsets.UTF_8);
        this.times = TimeFormat.seenFrom(now);
    }

    public TimeFormat getTimes() {
        return times;
    }

    /** Returns the caller who requested the page. */
    public final Caller getCaller() {
        return caller;
    }

    final void showTo(Caller reader) {
        caller = reader;
    }

    /** Returns the URL of the event stream, starting at the position of this page to miss no event. */
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
