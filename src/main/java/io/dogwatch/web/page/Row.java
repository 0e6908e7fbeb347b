package io.dogwatch.web.page;

import io.dogwatch.model.TargetId;
import io.dogwatch.web.view.TargetReport;
import org.jspecify.annotations.Nullable;

/**
 * One target in the overview, without its {@link RowPictures}.
 *
 * @param id the element id: letters, digits and dashes
 * @param project the Compose project; absent without one
 * @param labels searchable labels on one line, for the filter
 */
public record Row(
        String id,
        TargetId targetId,
        TargetReport target,
        @Nullable String project,
        String labels) {

    /** Maps any name to an element id, deterministically. */
    static String id(String host, String name) {
        StringBuilder id = new StringBuilder("t");
        (host + '/' + name).codePoints().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                id.appendCodePoint(c);
            } else {
                id.append('-').append(Integer.toHexString(c)).append('-');
            }
        });
        return id.toString();
    }
}
