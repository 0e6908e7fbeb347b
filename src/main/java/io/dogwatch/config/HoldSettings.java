package io.dogwatch.config;

import io.dogwatch.hold.Order;
import java.util.List;

/**
 * What the operator wants to be left alone.
 *
 * @param maintenance in the order of writing; default none
 * @param restartsDisabled whether nothing at all may be done; default false
 */
public record HoldSettings(List<Order> maintenance, boolean restartsDisabled) {

    public static final HoldSettings DEFAULT = new HoldSettings(List.of(), false);

    public HoldSettings {
        maintenance = List.copyOf(maintenance);
    }
}
