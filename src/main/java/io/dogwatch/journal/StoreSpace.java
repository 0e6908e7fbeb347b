package io.dogwatch.journal;

/**
 * The store and its disk, in bytes.
 *
 * @param size of the database; of SQLite's, its write-ahead log included
 * @param free on the disk of the data folder, as far as Dogwatch may use it
 */
public record StoreSpace(long size, long free) {}
