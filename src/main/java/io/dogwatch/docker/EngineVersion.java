package io.dogwatch.docker;

/**
 * @param engine such as {@code 20.10.24}
 * @param api the API version used, such as {@code 1.41}
 */
public record EngineVersion(String engine, String api) {}
