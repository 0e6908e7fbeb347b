package io.dogwatch.web.page;

import io.dogwatch.web.request.Problem;
import java.time.Instant;

/** Shows an error and its reason. */
public final class ErrorPage extends Page {
    private final Problem problem;

    public ErrorPage(Problem problem, Instant now) {
        super("fault.ftlh", now);
        this.problem = problem;
    }

    public Problem getProblem() {
        return problem;
    }
}
