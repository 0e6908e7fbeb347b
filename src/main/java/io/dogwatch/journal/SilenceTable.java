package io.dogwatch.journal;

import io.dogwatch.model.ContainerSelector;
import io.dogwatch.silence.Scope;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import io.dogwatch.silence.SilenceSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The windows that people made. */
final class SilenceTable {

    private SilenceTable() {}

    /** New, or ended before its time: nothing else ever changes. */
    static void put(Handle handle, Silence window) {
        SilenceSpec order = window.order();
        ContainerSelector match = order.scope().match();
        handle.createUpdate("""
                        INSERT INTO hold_window (id, made_at, created_by, comment, host, name, label, project, service,
                                                 from_at, until_at, cron, length_millis, time_zone,
                                                 holds_restarts, mutes_notifications, pauses_watching, ended_at,
                                                 over_at)
                        VALUES (:id, :madeAt, :createdBy, :comment, :host, :name, :label, :project, :service,
                                :from, :until, :cron, :length, :zone, :holds, :mutes, :pauses, :endedAt, :overAt)
                        ON CONFLICT (id) DO UPDATE
                        SET ended_at = excluded.ended_at, over_at = excluded.over_at""")
                .bind("id", window.id())
                .bind("madeAt", SqlInstant.text(window.madeAt()))
                .bind("createdBy", order.createdBy())
                .bind("comment", order.comment())
                .bind("host", order.scope().host().orElse(null))
                .bind("name", match.name().orElse(null))
                .bind("label", match.label().orElse(null))
                .bind("project", match.project().orElse(null))
                .bind("service", match.service().orElse(null))
                .bind(
                        "from",
                        once(order)
                                .map(SilenceSchedule.Once::from)
                                .map(SqlInstant::text)
                                .orElse(null))
                .bind(
                        "until",
                        once(order)
                                .map(SilenceSchedule.Once::until)
                                .map(SqlInstant::text)
                                .orElse(null))
                .bind("cron", recurring(order).map(it -> it.cron().toString()).orElse(null))
                .bind(
                        "length",
                        recurring(order).map(it -> it.length().toMillis()).orElse(null))
                .bind("zone", recurring(order).map(it -> it.zone().getId()).orElse(null))
                .bind("holds", order.holdsRestarts() ? 1 : 0)
                .bind("mutes", order.mutesNotifications() ? 1 : 0)
                .bind("pauses", order.pausesWatching() ? 1 : 0)
                .bind("endedAt", window.endedAt().map(SqlInstant::text).orElse(null))
                .bind("overAt", window.overAt().map(SqlInstant::text).orElse(null))
                .execute();
    }

    private static Optional<SilenceSchedule.Once> once(SilenceSpec order) {
        return order.when() instanceof SilenceSchedule.Once once ? Optional.of(once) : Optional.empty();
    }

    private static Optional<SilenceSchedule.Recurring> recurring(SilenceSpec order) {
        return order.when() instanceof SilenceSchedule.Recurring recurring ? Optional.of(recurring) : Optional.empty();
    }

    /** In order of creation. */
    static List<Silence> all(Handle handle) {
        return handle.createQuery("SELECT * FROM hold_window ORDER BY made_at, id")
                .map((row, context) -> window(row))
                .list();
    }

    static void prune(Handle handle, String before) {
        handle.createUpdate("DELETE FROM hold_window WHERE over_at < :before")
                .bind("before", before)
                .execute();
    }

    private static Silence window(ResultSet row) throws SQLException {
        ContainerSelector match = new ContainerSelector(
                text(row, "name"), Optional.empty(), text(row, "label"), text(row, "project"), text(row, "service"));
        SilenceSpec order = new SilenceSpec(
                new Scope(text(row, "host"), match),
                when(row),
                row.getInt("holds_restarts") != 0,
                row.getInt("mutes_notifications") != 0,
                row.getInt("pauses_watching") != 0,
                row.getString("created_by"),
                row.getString("comment"));
        return new Silence(
                row.getString("id"),
                order,
                SqlInstant.instant(row.getString("made_at")),
                text(row, "ended_at").map(SqlInstant::instant));
    }

    private static SilenceSchedule when(ResultSet row) throws SQLException {
        Optional<Instant> from = text(row, "from_at").map(SqlInstant::instant);
        if (from.isPresent()) {
            return new SilenceSchedule.Once(from.get(), SqlInstant.instant(row.getString("until_at")));
        }
        return SilenceParser.recurring(
                row.getString("cron"), Duration.ofMillis(row.getLong("length_millis")), row.getString("time_zone"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
