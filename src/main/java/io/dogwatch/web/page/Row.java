package io.dogwatch.web.page;

import io.dogwatch.model.TargetId;
import io.dogwatch.web.view.TargetReport;
import org.jspecify.annotations.Nullable;

/**
 * One target in the overview, without its {@link RowPictures}.
 *
 * @param id of its element; letters, digits and dashes only
 * @param project its Compose project; absent if it has none
 * @param labels those that somebody may look for, one line; for the filter
 */
public record Row(
        String id,
        TargetId targetId,
        TargetReport target,
        @Nullable String project,
        String labels) {

    /** Made of any text whatsoever, the same for the same. */
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
