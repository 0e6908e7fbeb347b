package io.dogwatch.web.action;

import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.view.ForecastReport;

/**
 * What becomes of a person's request.
 *
 * @param request {@code restart} or {@code release}
 * @param text one sentence for people: what happens now
 * @param next what happens after it if nothing changes
 */
public record RequestAnswer(
        String host,
        String name,
        @ChoiceParam({"restart", "release"}) String request,
        String by,
        String why,
        String text,
        ForecastReport next) {}
