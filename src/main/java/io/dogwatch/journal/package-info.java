/** The durable store of facts, ledgers, intents, incidents, evidence and the outbox. SQLite by default. */
@NullMarked
package io.dogwatch.journal;

import org.jspecify.annotations.NullMarked;
