"""The register of situations."""

import dataclasses
import typing

SITUATIONS = {}


class Unavailable(Exception):
    """This machine lacks something that the situation needs, such as a program or a kernel module."""


@dataclasses.dataclass
class Situation:
    act: typing.Callable
    id: str
    theme: str
    what: str
    why: str
    roles: list
    needs: frozenset
    alone: bool
    selected: bool
    limit: int
    port: int
    rules: list


def situation(what, why, *, id=None, roles="web", needs="", alone=False, selected=False, limit=0, port=80, rules=()):
    """Declares a situation.

    what and why are sentences for the reader of the table: the situation, and why a start would be wrong. The function
    takes a Stage and returns the number of wrong starts, and whether the control was healed (None without a control).

    roles: its containers, which are named harm-ID-ROLE. needs: features of a supervisor. alone: nothing else may run, such as
    when the engine is killed. selected: part of the selection. limit: that many starts are right. port: the one
    that is probed. rules: rules for Dogwatch's configuration."""

    def declare(act):
        name = id or act.__name__.replace("_", "-")
        if name in SITUATIONS:
            raise ValueError("duplicate situation " + name)
        theme = (__import__(act.__module__, fromlist=["THEME"])).THEME
        SITUATIONS[name] = Situation(act, name, theme, what, why, roles.split(), frozenset(needs.split()), alone, selected, limit,
                                     port, list(rules))
        return act

    return declare
