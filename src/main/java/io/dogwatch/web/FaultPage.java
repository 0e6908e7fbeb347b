package io.dogwatch.web;

import java.time.Instant;

/** Says that there is nothing to show, and why. */
public final class FaultPage extends Page {
    private final Problem problem;

    FaultPage(Problem problem, Instant now) {
        super("fault.ftlh", now);
        this.problem = problem;
    }

    public Problem getProblem() {
        return problem;
    }
}
