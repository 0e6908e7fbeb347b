package io.dogwatch.docker;

import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Makeup;

/** Both how a container is and what it is made of, by one inspect. */
public record Examination(ContainerSnapshot snapshot, Makeup makeup) {}
