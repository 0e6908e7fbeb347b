package io.dogwatch.app;

/** The moments of the story that {@link PrometheusIT} tells, in their order. */
enum Moment {
    HEALTHY,
    FAILING,
    RESTARTED,
    RECOVERED,
    QUARANTINED,
    STOPPED,
    GONE,
    BACK
}
