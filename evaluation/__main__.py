"""How well Sayso reads: `python -m evaluation`.

Prints a table a data set, the learned reader beside the rules-only one, and exits 1 when a number
on our own articles is below its floor (`evaluation/floors.json`). A floor is raised when we get
better and never lowered without saying so in the changelog.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from evaluation import annotated, cofenet, measure
from sayso.reading.many import ReaderName

READERS: tuple[ReaderName, ...] = ("learned", "rules")
FLOORS = Path(__file__).parent / "floors.json"


def below_floor(rows: Mapping[ReaderName, dict[str, float]]) -> list[str]:
    """What is wrong with the numbers on our own articles (`rows[reader][row]`), one line each."""
    floors: dict[ReaderName, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    problems = [
        f"{reader}, {row}: {rows[reader][row]:.1f} is below its floor of {floor}"
        for reader, wanted in floors.items()
        for row, floor in wanted.items()
        if rows[reader][row] < floor
    ]
    if rows["learned"]["attribution"] <= rows["rules"]["attribution"]:
        problems.append("the learned reader is no better than the rules")
    return problems


def own_rows() -> dict[ReaderName, dict[str, float]]:
    """The numbers of each reader on our own articles."""
    articles = annotated.load_all()
    return {reader: measure.own(articles, reader).rows() for reader in READERS}


def show(title: str, rows: Mapping[ReaderName, dict[str, float]]) -> None:
    """Print a table with a column a reader."""
    print(f"\n{title}\n{'':22s}" + "".join(f"{reader:>10s}" for reader in rows))
    for row in next(iter(rows.values())):
        print(f"{row:22s}" + "".join(f"{columns[row]:10.1f}" for columns in rows.values()))


def main() -> None:
    """Measure and print; exit 1 below a floor."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--polnear", type=Path, metavar="FILE", help="PolNeAR-style JSON Lines, such as dev.jsonl")
    parser.add_argument("--cofenet", type=Path, metavar="FILE", help="CofeNet's JSON Lines of tokens and labels")
    args = parser.parse_args()
    rows = own_rows()
    show(f"Our own {len(annotated.load_all())} articles (F1 or percent)", rows)
    if args.polnear:
        scores = {r: measure.polnear(args.polnear, r) for r in READERS}
        found = {r: {k: c.f1 for k, c in score.attributions.rows.items()} for r, score in scores.items()}
        show(f"{args.polnear.name} in PolNeAR's format (F1)", found)
        print("\nright at each tenth of the learned reader's confidence (percent, of how many)")
        for tenth, share in sorted(scores["learned"].right_at.items()):
            print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f} {share.percent:8.1f} {share.asked:8d}")
    if args.cofenet:
        found = {r: {k: c.f1 for k, c in cofenet.score(args.cofenet, r).items()} for r in READERS}
        show(f"{args.cofenet.name} in CofeNet's format (F1)", found)
    problems = below_floor(rows)
    print("\n" + ("\n".join(problems) if problems else "no number is below its floor"))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
