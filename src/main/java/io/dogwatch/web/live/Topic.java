package io.dogwatch.web.live;

import io.dogwatch.target.TargetId;
import java.util.Optional;

/** What can change. Of each, only the newest is told: who has missed something needs no more than that. */
public sealed interface Topic {

    /** The word of its events. */
    String kind();

    /** The target that it is about; empty if it is about none. */
    default Optional<TargetId> target() {
        return Optional.empty();
    }

    /** Whether the same again is no news. Else something that is not written down has changed. */
    default boolean saysItAll() {
        return true;
    }

    /** One target; told as {@code gone} when it is watched no more. */
    record OfTarget(TargetId id) implements Topic {
        @Override
        public String kind() {
            return "target";
        }

        @Override
        public Optional<TargetId> target() {
            return Optional.of(id);
        }
    }

    /** The timeline of one target has grown. */
    record Facts(TargetId id) implements Topic {
        @Override
        public String kind() {
            return "fact";
        }

        @Override
        public boolean saysItAll() {
            return false;
        }

        @Override
        public Optional<TargetId> target() {
            return Optional.of(id);
        }
    }

    record Host(String host) implements Topic {
        @Override
        public String kind() {
            return "host";
        }
    }

    record OfIncident(String id) implements Topic {
        @Override
        public String kind() {
            return "incident";
        }

        @Override
        public boolean saysItAll() {
            return false;
        }
    }

    /** The outbox. */
    record Mail() implements Topic {
        @Override
        public String kind() {
            return "mail";
        }

        @Override
        public boolean saysItAll() {
            return false;
        }
    }

    /** Windows and the global stop. */
    record Hold() implements Topic {
        @Override
        public String kind() {
            return "hold";
        }
    }
}
