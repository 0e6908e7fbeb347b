package io.dogwatch.notify;

import io.dogwatch.journal.ReportStore;
import io.dogwatch.journal.StoredReport;
import io.dogwatch.report.Report;
import io.dogwatch.report.ReportScheduler;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts reports into words, and what was written and kept into letters. Safe for use by many threads. */
public final class ReportMails implements MessageRenderer {

    private final ReportStore store;
    private final String instanceId;
    private final Optional<URI> publicUrl;
    private final Templates templates;
    private final String bound;

    /** @param bound the options by which the log of a container is bounded */
    public ReportMails(
            ReportStore store, String instanceId, Optional<URI> publicUrl, Templates templates, String bound) {
        this.store = store;
        this.instanceId = instanceId;
        this.publicUrl = publicUrl;
        this.templates = templates;
        this.bound = bound;
    }

    public ReportScheduler.Written words(Report report) {
        ReportText wording = new ReportText(report);
        Map<String, Object> model =
                wording.model(publicUrl.map(URI::toASCIIString).orElse(""), bound);
        return new ReportScheduler.Written(
                wording.subject(), templates.fill("report.txt.ftl", model), templates.fill("report.html.ftl", model));
    }

    /** @throws IllegalStateException if there is no such report any more */
    @Override
    public MailContent write(OutgoingMessage message) {
        String id = message.newest().incident().id();
        StoredReport paper = store.report(id).orElseThrow(() -> new IllegalStateException("unknown report " + id));
        return new MailContent(
                MailRenderer.headerSafe(message.id()),
                MailRenderer.messageId(message.id(), instanceId),
                Optional.empty(),
                paper.madeAt(),
                "report " + paper.name(),
                paper.subject(),
                paper.subject(),
                List.of(
                        new MailContent.Header("X-Dogwatch-Report", MailRenderer.headerSafe(paper.name())),
                        new MailContent.Header("X-Dogwatch-Kind", "report")),
                paper.text(),
                paper.html(),
                List.of());
    }
}
