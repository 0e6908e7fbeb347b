"""The results of several runs as Markdown."""

import json
import pathlib

from harm.situation import SITUATIONS

BEGIN, END = "<!-- bin/harm table: begin -->", "<!-- bin/harm table: end -->"


def merged(files):
    """Results by supervisor; of the same situation, the last file counts."""
    results, runs = {}, {}
    for file in files:
        run = json.loads(pathlib.Path(file).read_text())
        column = run["supervisor"] + (" at %g %% CPU" % (100 * run["cpu"]) if run.get("cpu") else "")
        results.setdefault(column, {}).update(run["results"])
        runs.setdefault(column, []).append(run)
    return results, runs


def cell(result):
    if result is None or "skipped" in result:
        return "–"
    if "fault" in result:
        return "?"
    return str(result["wrong"]) + {None: "", True: " ✓", False: " ✗"}[result["healed"]]


def markdown(files):
    results, runs = merged(files)
    lines = ["| | " + " | ".join(results) + " |", "|---|" + "---|" * len(results)]
    for title, figure in (("situations played", played), ("situations with a wrong start", harmed), ("wrong starts", wrong),
                          ("controls healed", controls), ("date", None)):
        lines.append("| %s | %s |" % (title, " | ".join(
            runs[column][-1]["on"] if figure is None else figure(results[column]) for column in results)))
    themes = {}
    for situation in SITUATIONS.values():
        if any(situation.id in rows for rows in results.values()):
            themes.setdefault(situation.theme, []).append(situation)
    for theme, situations in themes.items():
        lines += ["", "### " + theme, "", "| situation | right starts | " + " | ".join(results) + " |", "|---|---|" + "---|" * len(results)]
        for one in situations:
            lines.append("| `%s`: %s *%s* | %s | %s |" % (one.id, one.what, one.why, one.limit, " | ".join(
                cell(rows.get(one.id)) for rows in results.values())))
    return "\n".join(lines) + "\n"


def done(rows):
    return [row for row in rows.values() if "wrong" in row]


def played(rows):
    return str(len(done(rows)))


def harmed(rows):
    return str(sum(row["wrong"] > 0 for row in done(rows)))


def wrong(rows):
    return str(sum(row["wrong"] for row in done(rows)))


def controls(rows):
    known = [row["healed"] for row in done(rows) if row["healed"] is not None]
    return "%d of %d" % (sum(known), len(known))


def write(file, files):
    """Replaces the generated block of a document."""
    path = pathlib.Path(file)
    text = path.read_text()
    if BEGIN not in text or END not in text:
        raise SystemExit("%s: the comments %s and %s are required" % (file, BEGIN, END))
    before, rest = text.split(BEGIN, 1)
    path.write_text(before + BEGIN + "\n" + markdown(files) + END + rest.split(END, 1)[1])
