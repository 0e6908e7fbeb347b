package io.dogwatch.journal;

import java.time.Instant;

/** A person has seen an incident. */
public record Acknowledgement(String incident, Instant at, String createdBy, String comment) {}
