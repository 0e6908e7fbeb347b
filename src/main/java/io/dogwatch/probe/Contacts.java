package io.dogwatch.probe;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.probe.Resolution.Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which ports of containers have accepted a connection from here, by address. An address without a contact may
 * be unreachable from this machine although the container is well. Thread-safe; kept in memory only.
 */
final class Contacts {

    private static final int MAX_SIZE = 16_384;

    /** @param via identifies the network, and does not change when the container gets a different address in it */
    private record Contact(String container, int port, String via, boolean ipv6) {}

    /** By use; true after the first accepted connection. */
    private final Map<Contact, Boolean> contacts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Contact, Boolean> eldest) {
            return size() > MAX_SIZE;
        }
    };

    /** Records an attempt. A failed attempt does not remove an earlier contact. */
    synchronized void add(ContainerSnapshot container, int port, Address address, boolean accepted) {
        contacts.merge(contact(container, port, address), accepted, Boolean::logicalOr);
    }

    /** Returns whether the address has ever accepted a connection. */
    synchronized boolean has(ContainerSnapshot container, int port, Address address) {
        return contacts.getOrDefault(contact(container, port, address), false);
    }

    /** Returns the addresses in the same order, with those that were tried without success at the end. */
    synchronized List<Address> inOrder(ContainerSnapshot container, int port, List<Address> addresses) {
        List<Address> sorted = new ArrayList<>(addresses);
        sorted.sort(Comparator.comparing(address -> !contacts.getOrDefault(contact(container, port, address), true)));
        return sorted;
    }

    private static Contact contact(ContainerSnapshot container, int port, Address address) {
        return new Contact(container.id(), port, address.via(), address.socket().getAddress() instanceof Inet6Address);
    }
}
