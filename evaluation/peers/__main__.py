"""Compare Sayso with other tools: `python -m evaluation.peers`.

Each tool runs in an environment of its own (`--how` says how they are made; what is missing is reported as such), on
the same articles, in turn. Accuracy is measured on the project's own articles, and on PolNeAR where it is given;
speed on the first articles of PolNeAR, or on our own. Prints tables in Markdown and, last, one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from pathlib import Path

from evaluation.annotated import load_all
from evaluation.corpus import Document, load
from evaluation.peers import page
from evaluation.peers.accuracy import Accuracy, measure
from evaluation.peers.catalogue import HOME, PEERS, Peer, how
from evaluation.peers.drive import LIMIT, NotInstalledError, PeerError, Run, run
from evaluation.peers.timing import Times, cores, rate, ratios, time_all


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.peers", description=__doc__)
    names = [peer.name for peer in PEERS]
    parser.add_argument("--how", action="store_true", help="print how each tool is installed, and stop")
    parser.add_argument("--home", type=Path, default=HOME, help="the folder of their environments (.peers)")
    parser.add_argument("--peers", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--polnear", type=Path, metavar="FILE", help="PolNeAR's JSON Lines, such as dev.jsonl")
    parser.add_argument("--timed", type=int, default=24, metavar="N", help="so many articles are timed (24; 0: none)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each tool is timed (5)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds after which a run is given up")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page, between its markers")
    args = parser.parse_args()
    if args.how:
        print(how(args.home))
        return
    peers = [peer for peer in PEERS if peer.name in args.peers]
    try:
        measured = compare(peers, args)
        if args.write:
            args.write.write_text(page.put(args.write.read_text("utf-8"), measured), "utf-8")
    except (PeerError, OSError, ValueError) as error:
        sys.exit(f"python -m evaluation.peers: {error}")


def compare(peers: list[Peer], args: argparse.Namespace) -> str:
    """Run everything that was asked for; the page's tables, printed too."""
    load_before = os.getloadavg()[0]
    corpora = {"our own articles": own()}
    if args.polnear:
        corpora = {f"PolNeAR, {args.polnear.name}": load(args.polnear), **corpora}
    documents = [d for some in corpora.values() for d in some]
    runs, absent, messages = read_everything(peers, args.home, {d.id: d.text for d in documents}, args.limit)
    there = [peer for peer in peers if peer.name in runs]
    accuracies = {name: _accuracies(there, some, runs) for name, some in corpora.items()}
    timed = {d.id: d.text for d in documents[: args.timed]}
    times = time_all(there, args.home, timed, args.rounds, args.limit) if timed else {}
    load_after = os.getloadavg()[0]

    parts = [f"`{shlex.join(['python', '-m', 'evaluation.peers', *sys.argv[1:]])}` printed:"]
    if times:
        sizes = {peer.name: peer.bytes_installed(args.home) for peer in there}
        length = sum(map(len, timed.values())) / len(timed)
        parts += [
            f"**Speed**: {len(timed)} articles of {length:.0f} characters, {args.rounds} rounds, medians (lowest to "
            f"highest). {page.machine((load_before, load_after))}.",
            page.speed_table(peers, times, sizes, absent),
        ]
    for name, found in accuracies.items():
        gold = sum(len(d.attributions) for d in corpora[name])
        direct = next((a.direct.recall.asked for a in found.values()), 0)
        parts += [
            f"**Everything annotated**, {name}: {len(corpora[name])} articles, {gold} attributions.",
            page.accuracy_table(peers, found, absent),
            f"**Direct quotations**, {name}: {direct} of these {gold}.",
            page.direct_table(peers, found, absent),
        ]
    parts += ["**What ran**:", page.versions(peers, {name: run.about for name, run in runs.items()})]
    if refused := page.refusals(runs):
        parts.append(refused)
    measured = "\n\n".join(parts)
    print(measured)
    for message in messages:
        print(f"\n{message}")
    print("\n" + json.dumps(_machine_line(accuracies, times)))
    return measured


def own() -> list[Document]:
    """Our own annotated articles, outermost statements alone, which is what other corpora annotate."""
    return [Document(a.name, a.text, tuple(a.outermost)) for a in load_all()]


def read_everything(
    peers: list[Peer], home: Path, articles: dict[str, str], limit: float
) -> tuple[dict[str, Run], dict[str, str], list[str]]:
    """Each peer's run over all articles, by name; a word for those that have none; and what to tell about them."""
    runs, absent, messages = {}, {}, []
    few = dict(list(articles.items())[:1])
    for peer in peers:
        try:
            runs[peer.name] = run(peer, home, articles if peer.reads else few, cores(), limit=limit)
        except PeerError as error:
            absent[peer.name] = "not installed" if isinstance(error, NotInstalledError) else "failed"
            messages.append(str(error))
    return runs, absent, messages


def _accuracies(peers: list[Peer], documents: list[Document], runs: dict[str, Run]) -> dict[str, Accuracy]:
    found = {}
    for peer in (p for p in peers if p.reads):
        answers = runs[peer.name].answers
        found[peer.name] = measure(
            documents, {d.id: None if answers[d.id].error else answers[d.id].quotes for d in documents}
        )
    return found


def _machine_line(accuracies: dict[str, dict[str, Accuracy]], times: dict[str, Times]) -> dict[str, object]:
    """The numbers for programs: F1 by corpus and peer, articles a second, and Sayso's times each peer's."""
    ours = times.get("sayso")
    return {
        "attribution_f1": {
            c: {n: round(a.everything.rows["attribution"].f1, 1) for n, a in f.items()} for c, f in accuracies.items()
        },
        "direct_f1": {c: {n: round(a.direct.f1, 1) for n, a in f.items()} for c, f in accuracies.items()},
        "articles_a_second": {
            n: {"one core": round(rate(t.one), 2), "all cores": round(rate(t.all), 2)} for n, t in times.items()
        },
        "processor_seconds": {n: round(t.cpu, 4) for n, t in times.items()},
        "sayso_times": {
            n: {
                "one core": [round(r, 2) for r in ratios(ours.one, t.one)],
                "all cores": [round(r, 2) for r in ratios(ours.all, t.all)],
            }
            for n, t in times.items()
            if ours and n != "sayso"
        },
    }


if __name__ == "__main__":
    main()
