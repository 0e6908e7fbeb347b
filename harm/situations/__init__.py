"""The situations, one module per theme, in the order of the table."""

from harm.situations import (stops, users, updates, jobs, restarts, slow, ineffective, orders, logs, dependencies, networks, refusals,
                             host, itself, clock)
