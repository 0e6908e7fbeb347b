package io.dogwatch.journal;

import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The newest persistent state of each target. Never pruned: its ordinal keeps ids unique. */
final class PersistentStateTable {

    private PersistentStateTable() {}

    static void put(Handle handle, TargetId target, PersistentState ledger, Instant at) {
        handle.createUpdate("""
                        INSERT INTO ledger (host, name, json, written_at) VALUES (:host, :name, :json, :at)
                        ON CONFLICT (host, name) DO UPDATE
                        SET json = excluded.json, written_at = excluded.written_at""")
                .bind("host", target.host())
                .bind("name", target.name())
                .bind("json", Json.text(ledger))
                .bind("at", SqlInstant.text(at))
                .execute();
    }

    static Map<TargetId, PersistentState> all(Handle handle) {
        Map<TargetId, PersistentState> ledgers = new HashMap<>();
        handle.createQuery("SELECT host, name, json FROM ledger")
                .map((row, context) -> Map.entry(
                        new TargetId(row.getString("host"), row.getString("name")),
                        Json.value(row.getString("json"), PersistentState.class)))
                .forEach(entry -> ledgers.put(entry.getKey(), entry.getValue()));
        return Map.copyOf(ledgers);
    }
}
