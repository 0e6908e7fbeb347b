"""The supervisors. Each is a subclass of Supervisor in its own module; the situations know nothing else about it."""

from harm.supervisors.autoheal import Autoheal
from harm.supervisors.dogwatch import Dogwatch
from harm.supervisors.monit import Monit
from harm.supervisors.policy import Policy

SUPERVISORS = {one.name: one for one in (Dogwatch, Autoheal, Monit, Policy)}
