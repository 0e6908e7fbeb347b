package io.dogwatch.web.page;

import io.dogwatch.web.action.Actions;
import io.dogwatch.web.log.LogQuery;
import io.dogwatch.web.view.QueryService;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.views.common.ViewBundle;
import java.time.InstantSource;
import java.util.Map;

/** Registers the pages and their static files with an application. */
public final class Pages {

    private Pages() {}

    /** Returns the bundle that renders the pages. Add it in {@code initialize}. */
    public static ViewBundle<Configuration> bundle() {
        return new ViewBundle<>() {
            @Override
            public Map<String, Map<String, String>> getViewConfiguration(Configuration configuration) {
                return Map.of(
                        "freemarker",
                        Map.of(
                                // Required for record properties in templates and for automatic escaping of .ftlh
                                // files.
                                "incompatible_improvements", "2.3.34",
                                "object_wrapper", "DefaultObjectWrapper(2.3.34)",
                                "recognize_standard_file_extensions", "true",
                                // FreeMarker's default handler writes the stack trace into the page.
                                "template_exception_handler", "rethrow",
                                "log_template_exceptions", "false",
                                "number_format", "computer",
                                "boolean_format", "c",
                                "new_builtin_class_resolver", "allows_nothing"));
            }
        };
    }

    /** Registers the pages. Call once in {@code run}. */
    public static void register(
            Environment environment,
            QueryService queries,
            Actions deeds,
            LogQuery logs,
            PageSources sources,
            InstantSource clock) {
        JerseyEnvironment jersey = environment.jersey();
        Rows rows = new Rows(queries, sources.past(), sources.redaction());
        jersey.register(new PageResource(queries, logs, rows, sources, clock));
        jersey.register(new MailPageResource(queries, sources.letters(), deeds.mail(), clock));
        jersey.register(new AboutResource(sources.about(), sources.configuration(), clock));
        jersey.register(new ActionResource(deeds, clock));
        sources.status().ifPresent(order -> jersey.register(new StatusResource(order, rows, clock)));
        environment.servlets().addServlet("assets", Assets.SHIPPED).addMapping(Assets.PATH + "*");
    }
}
