"""The arguments of bin/harm."""

import argparse
import difflib
import os
import signal
import sys

import harm.situations
from harm import runner, table
from harm.situation import SITUATIONS


def names(text):
    """Ids of situations, separated by commas."""
    ids = [id for id in text.split(",") if id]
    for id in ids:
        if id not in SITUATIONS:
            near = difflib.get_close_matches(id, SITUATIONS, 1)
            raise argparse.ArgumentTypeError('"%s" is unknown%s; see bin/harm list' % (id, "; did you mean %s?" % near[0] if near else ""))
    return ids


def percentage(text):
    try:
        share = float(text.rstrip("%")) / 100
    except ValueError:
        share = 0
    if not text.endswith("%") or not 0.01 <= share <= 1:
        raise argparse.ArgumentTypeError('"%s" must be a percentage from 1%% to 100%%' % text)
    return share


def main():
    parser = argparse.ArgumentParser(prog="bin/harm", description="Situations in which starting or restarting a container would be wrong.")
    commands = parser.add_subparsers(dest="command", required=True)
    lister = commands.add_parser("list", help="list the situations")
    lister.add_argument("--selection", action="store_true", help="only the selection of bin/test")
    run = commands.add_parser("run", help="play situations to one supervisor")
    run.add_argument("--supervisor", required=True, choices=("dogwatch", "autoheal", "monit", "engine"))
    run.add_argument("--out", required=True, help="file for the results (JSON)")
    run.add_argument("--only", type=names, default=[], help="only these situations")
    run.add_argument("--skip", type=names, default=[], help="all but these situations")
    run.add_argument("--selection", action="store_true", help="only the selection of bin/test, which takes at most 8 minutes")
    run.add_argument("--jobs", type=int, default=6, help="situations at the same time (6)")
    run.add_argument("--cpu", type=percentage, help="limit the supervisor's CPU by a cgroup, such as 2%%")
    run.add_argument("--clock", action="store_true", help="also play the situations that shift Dogwatch's clock; needs cc")
    run.add_argument("--once", dest="again", action="store_false", help="no second attempt after an unhealed control or a failed set-up")
    run.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    tables = commands.add_parser("table", help="print results as Markdown")
    tables.add_argument("files", nargs="+", metavar="FILE")
    tables.add_argument("--write", metavar="DOCUMENT", help="replace the generated block of this document")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *ignored: sys.exit(143))
    if options.command == "list":
        show(options)
    elif options.command == "run":
        if options.check:
            return
        # stdout is a file or a pipe in bin/test.
        sys.stdout.reconfigure(line_buffering=True)
        sys.exit(runner.Play(options).run())
    elif options.write:
        table.write(options.write, options.files)
    else:
        print(table.markdown(options.files), end="")


def show(options):
    theme = None
    try:
        for one in SITUATIONS.values():
            if options.selection and not one.selected:
                continue
            if one.theme != theme:
                theme = one.theme
                print("\n%s" % theme)
            print("  %-32s %s%s" % (one.id, one.what, "  (alone)" if one.alone else ""))
        print("\n%d situations" % sum(one.selected or not options.selection for one in SITUATIONS.values()))
    except BrokenPipeError:
        os._exit(0)


main()
