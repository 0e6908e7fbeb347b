package io.dogwatch.evidence;

import io.dogwatch.model.Evidence.Exhibit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shares the room among the files: who needs less than the share leaves the rest to the others. Pure. */
final class SizeBudget {

    private SizeBudget() {}

    /** @param maxSize bytes for all of them together */
    static List<Exhibit> of(List<EvidenceFile> all, int maxSize) {
        int room = maxSize - all.stream().mapToInt(EvidenceFile::overhead).sum();
        int weights = all.stream().mapToInt(found -> found.source().weight()).sum();
        Map<EvidenceFile, Integer> rooms = new HashMap<>();
        List<EvidenceFile> byNeed = all.stream()
                .sorted(Comparator.comparingInt(
                        found -> found.size() / found.source().weight()))
                .toList();
        for (EvidenceFile found : byNeed) {
            int share = (int) ((long) Math.max(0, room) * found.source().weight() / Math.max(1, weights));
            int taken = Math.min(found.size(), share);
            rooms.put(found, taken);
            room -= taken;
            weights -= found.source().weight();
        }
        return all.stream()
                .map(found -> found.within(rooms.getOrDefault(found, 0)))
                .toList();
    }
}
