package io.dogwatch.tell;

import io.dogwatch.journal.ReportPaper;
import io.dogwatch.journal.ReportStore;
import io.dogwatch.report.Report;
import io.dogwatch.report.ReportClerk;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts reports into words, and what was written and kept into letters. Safe for use by many threads. */
public final class ReportLetters implements Letters {

    private final ReportStore store;
    private final String instanceId;
    private final Optional<URI> publicUrl;
    private final Templates templates;
    private final String bound;

    /** @param bound the options by which the log of a container is bounded */
    public ReportLetters(
            ReportStore store, String instanceId, Optional<URI> publicUrl, Templates templates, String bound) {
        this.store = store;
        this.instanceId = instanceId;
        this.publicUrl = publicUrl;
        this.templates = templates;
        this.bound = bound;
    }

    public ReportClerk.Written words(Report report) {
        ReportWording wording = new ReportWording(report);
        Map<String, Object> model =
                wording.model(publicUrl.map(URI::toASCIIString).orElse(""), bound);
        return new ReportClerk.Written(
                wording.subject(), templates.fill("report.txt.ftl", model), templates.fill("report.html.ftl", model));
    }

    /** @throws IllegalStateException if there is no such report any more */
    @Override
    public Letter write(Message message) {
        String id = message.newest().incident().id();
        ReportPaper paper = store.paper(id).orElseThrow(() -> new IllegalStateException("unknown report " + id));
        return new Letter(
                LetterWriter.headerSafe(message.id()),
                LetterWriter.messageId(message.id(), instanceId),
                Optional.empty(),
                paper.madeAt(),
                "report " + paper.name(),
                paper.subject(),
                paper.subject(),
                List.of(
                        new Letter.Header("X-Dogwatch-Report", LetterWriter.headerSafe(paper.name())),
                        new Letter.Header("X-Dogwatch-Kind", "report")),
                paper.text(),
                paper.html(),
                List.of());
    }
}
