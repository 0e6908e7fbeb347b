package io.dogwatch.logs;

import java.util.Optional;

/**
 * A place in a file by which reading is resumed at once.
 *
 * @param inode the file's number on its device: a renamed file keeps it
 * @param offset the first byte that was not judged; the byte before it is a line feed, if there is one
 * @param fingerprint of the bytes before the offset: a file that was cut and has grown again is another one
 */
record FileOffset(long inode, long offset, long fingerprint) {

    /** How many bytes before the offset the fingerprint is of: enough for a time stamp with nanoseconds. */
    static final int FINGERPRINT_OF = 64;

    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    static long fingerprint(byte[] bytes, int from, int end) {
        long hash = FNV_BASIS;
        for (int i = from; i < end; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    /** Three numbers, a dot between. */
    String encoded() {
        return inode + "." + offset + "." + Long.toHexString(fingerprint);
    }

    static Optional<FileOffset> decoded(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            return parts.length != 3
                    ? Optional.empty()
                    : Optional.of(new FileOffset(
                            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseUnsignedLong(parts[2], 16)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
