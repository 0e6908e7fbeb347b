"""The engine itself: --restart=always on every container that a supervisor would watch."""

from harm.supervisors.base import Supervisor


class Policy(Supervisor):
    name = "engine"

    def flags(self, wish):
        return ["--restart=always"] if wish.watched and not wish.restart and "--rm" not in wish.flags else []
