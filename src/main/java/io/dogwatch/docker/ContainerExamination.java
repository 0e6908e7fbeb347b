package io.dogwatch.docker;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;

/** Both how a container is and what it is made of, by one inspect. */
public record ContainerExamination(ContainerSnapshot snapshot, ContainerSpec makeup) {}
