package io.dogwatch.web.action;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.view.ForecastReport;

/**
 * Result of a manual request.
 *
 * @param request {@code restart} or {@code release}
 * @param text one sentence about the current step
 * @param next the expected next step
 */
public record RequestAnswer(
        String host,
        String name,
        @ChoiceParam({"restart", "release"}) String request,
        String createdBy,
        String comment,
        String text,
        ForecastReport next) {}
