package io.dogwatch.web.page;

import io.dogwatch.web.ask.Problem;
import java.time.Instant;

/** Says that there is nothing to show, and why. */
public final class FaultPage extends Page {
    private final Problem problem;

    public FaultPage(Problem problem, Instant now) {
        super("fault.ftlh", now);
        this.problem = problem;
    }

    public Problem getProblem() {
        return problem;
    }
}
