package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;

/**
 * What is to be opened.
 *
 * @param number of this opening
 * @param life how many lives were seen so far
 * @param isPlaced whether it is known where to begin
 * @param prefersEngine whether some check wants the engine's API
 */
record Opening(int number, ContainerSnapshot container, int life, boolean isPlaced, boolean prefersEngine) {}
