"""How well Sayso reads: `python -m evaluation`.

Prints a table a data set, the learned reader beside the rules-only one where both can read it, and
exits 1 when a number is below its floor (`evaluation/floors.json`). Our own articles are always
measured; a corpus is where its file is given. A floor is raised when we get better and never lowered
without saying so in the changelog.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation import annotated, cofenet, coreference, figures, measure, moments, names, places, speakers
from sayso.reading.many import ReaderName

Rows = dict[str, float]
Table = dict[str, Rows]
"""Numbers by column (a reader), then by row."""

READERS: tuple[ReaderName, ...] = ("learned", "rules")
FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Corpus:
    """A corpus that can be measured: what its files are, and how its table is made from them."""

    name: str
    file: str
    table: Callable[..., Table]
    files: tuple[str, ...] = ("FILE",)


CORPORA = (
    Corpus("polnear", "PolNeAR's JSON Lines, such as dev.jsonl (F1)", lambda path: _polnear(path)),
    Corpus("cofenet", "CofeNet's JSON Lines of tokens and labels (F1)", lambda path: _cofenet(path)),
    Corpus(
        "times", "TimeBank and AQUAINT as JSON Lines (F1 of moments)", lambda path: {"learned": moments.score(path)}
    ),
    Corpus("places", "LGL as JSON Lines (percent, and kilometres)", lambda path: {"learned": places.score(path)}),
    Corpus("newsquant", "NewsQuant as JSON Lines (F1 of figures)", lambda path: {"learned": figures.newsquant(path)}),
    Corpus("idetect", "IDETECT as JSON Lines (percent)", lambda path: {"learned": figures.displaced(path)}),
    Corpus(
        "speakers",
        "sources named by a careful reader, and the articles they are of, both JSON Lines (percent)",
        lambda gold, articles: {reader: speakers.score(gold, articles, reader) for reader in READERS},
        files=("GOLD", "ARTICLES"),
    ),
    Corpus("coref", "GUM's mentions as JSON Lines (CoNLL F1 of its news)", lambda path: _coref(path)),
    Corpus("conll", "CoNLL-2003's tokens, such as eng.testa (F1 of names)", lambda path: _conll(path)),
)


def own_table() -> Table:
    """The numbers of each reader on our own articles."""
    articles = annotated.load_all()
    return {reader: measure.own(articles, reader).rows() for reader in READERS}


def below_floor(name: str, table: Mapping[str, Rows]) -> list[str]:
    """What is wrong with the numbers of a data set, one line each."""
    floors: dict[str, Table] = json.loads(FLOORS.read_text("utf-8"))
    problems = [
        f"{name}, {column}, {row}: {table[column][row]:.1f} is below its floor of {floor}"
        for column, wanted in floors.get(name, {}).items()
        for row, floor in wanted.items()
        if table[column][row] < floor
    ]
    both = "rules" in table and "attribution" in table["rules"]
    if both and table["learned"]["attribution"] <= table["rules"]["attribution"]:
        problems.append(f"{name}: the learned reader is no better than the rules")
    return problems


def show(title: str, table: Mapping[str, Rows]) -> None:
    """Print a table."""
    print(f"\n{title}\n{'':26s}" + "".join(f"{column:>12s}" for column in table))
    for row in next(iter(table.values())):
        print(f"{row:26s}" + "".join(f"{rows[row]:12.1f}" for rows in table.values()))


def _polnear(path: Path) -> Table:
    scores = {r: measure.polnear(path, r) for r in READERS}
    print("\nright at each tenth of the learned reader's confidence (percent, of how many)")
    for tenth, share in sorted(scores["learned"].right_at.items()):
        print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f} {share.percent:8.1f} {share.asked:8d}")
    return {r: {k: c.f1 for k, c in score.attributions.rows.items()} for r, score in scores.items()}


def _cofenet(path: Path) -> Table:
    return {r: {k: c.f1 for k, c in cofenet.score(path, r).items()} for r in READERS}


def _conll(path: Path) -> Table:
    return {"learned": {sort: count.f1 for sort, count in names.conll(path).items()}}


def _coref(path: Path) -> Table:
    found = coreference.score(path)
    return {
        who: {what: found[f"{who} {what}"] for what in ("speakers", "everything")} for who in ("reader", "same words")
    }


def main() -> None:
    """Measure and print; exit 1 below a floor."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    for corpus in CORPORA:
        parser.add_argument(
            f"--{corpus.name}", type=Path, nargs=len(corpus.files), metavar=corpus.files, help=corpus.file
        )
    args = parser.parse_args()
    table = own_table()
    show(f"Our own {len(annotated.load_all())} articles (F1 or percent)", table)
    problems = below_floor("own", table)
    for corpus in CORPORA:
        paths = getattr(args, corpus.name)
        if paths is not None:
            table = corpus.table(*paths)
            show(f"{paths[0].name}: {corpus.file}", table)
            problems += below_floor(corpus.name, table)
    print("\n" + ("\n".join(problems) if problems else "no number is below its floor"))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
