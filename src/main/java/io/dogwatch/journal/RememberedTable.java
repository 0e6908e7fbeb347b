package io.dogwatch.journal;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Small values by name. */
final class RememberedTable {

    private RememberedTable() {}

    static Optional<String> get(Handle handle, String name) {
        return handle.createQuery("SELECT content FROM remembered WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    static void put(Handle handle, String name, String content) {
        handle.createUpdate("""
                        INSERT INTO remembered (name, content) VALUES (:name, :content)
                        ON CONFLICT (name) DO UPDATE SET content = excluded.content""").bind("name", name).bind("content", content).execute();
    }

    /** Deletes rows with this name prefix and a content that begins with an earlier time. */
    static void prune(Handle handle, String prefix, String before) {
        handle.createUpdate("DELETE FROM remembered WHERE substr(name, 1, :length) = :prefix AND content < :before")
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .bind("before", before)
                .execute();
    }

    static void delete(Handle handle, String name) {
        handle.createUpdate("DELETE FROM remembered WHERE name = :name")
                .bind("name", name)
                .execute();
    }
}
