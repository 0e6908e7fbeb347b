package io.dogwatch.evidence;

import java.util.function.Supplier;

/**
 * Where one file of evidence comes from.
 *
 * @param weight its share of the room, if all want more than there is
 * @param ask blocks; throws if it cannot be had
 */
record EvidenceSource(String name, int weight, EvidenceFile.Kept kept, Supplier<String> ask) {}
