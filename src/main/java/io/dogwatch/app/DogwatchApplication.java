package io.dogwatch.app;

/** Placeholder replaced by the composition root. */
public final class DogwatchApplication {
    private DogwatchApplication() {}

    public static void main(String[] args) {}
}
