package io.dogwatch.journal;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The medium of a journal. Its text is for messages, such as {@code the database /data/dogwatch.db}. Thread-safe. */
interface Storage {

    /**
     * Connections that write; one is used at a time. Each excludes the writers of every other process.
     *
     * @param durable whether a commit must survive a crash of the machine, or only one of this process
     */
    Jdbi writers(boolean durable);

    /** Connections that read; in each transaction all is of one moment. */
    Jdbi readers();

    /**
     * Where the schema is brought up to date, and what its scripts do not share.
     *
     * @throws StoreException if it cannot be reached now
     */
    FluentConfiguration schema(FluentConfiguration flyway);

    /** @throws StoreException if that cannot be seen */
    StoreSpace space(Handle reader);

    /** @throws StoreException if it is gone, though what has it open might not notice */
    void verifyPresent();
}
