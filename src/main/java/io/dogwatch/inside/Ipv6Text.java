package io.dogwatch.inside;

/** Writes an IPv6 address as people do (RFC 5952): the longest run of zeros as {@code ::}. Pure. */
final class Ipv6Text {

    private static final int WORDS = 8;

    private Ipv6Text() {}

    static String of(byte[] address) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < WORDS; i++) {
            int end = i;
            while (end < WORDS && words[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return start < 0 ? join(words, 0, WORDS) : join(words, 0, start) + "::" + join(words, start + length, WORDS);
    }

    private static String join(int[] words, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(words[i]));
        }
        return text.toString();
    }
}
