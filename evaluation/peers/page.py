"""The comparison as tables in Markdown, and where they go in a page.

A peer that has no numbers gets the word for why in their place: "not installed", "failed".
"""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.peers.accuracy import Accuracy
from evaluation.peers.catalogue import Peer
from evaluation.peers.drive import Run
from evaluation.peers.timing import Times, cores, rate, ratios

BEGIN, END = "<!-- measured: python -m evaluation.peers -->", "<!-- end of measured -->"


def speed_table(
    peers: Sequence[Peer], times: Mapping[str, Times], sizes: Mapping[str, int], absent: Mapping[str, str]
) -> str:
    """Speed, memory and size of each peer that ran, beside how many times its speed Sayso's is."""
    many = len(cores())
    rows = [
        f"| | articles/s, one core | {many} cores | {many} cores, with loading | Sayso’s, one core | Sayso’s, {many} "
        "cores | processor s an article | cold start, s | memory, MB | installed, MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    ours = times.get("sayso")
    for peer in peers:
        if peer.name not in times:
            rows.append(f"| {peer.title} | {absent[peer.name]} | | | | | | | | |")
            continue
        of = times[peer.name]
        against = ["", ""]
        if ours and not peer.name.startswith("sayso"):
            against = [_range(ratios(ours.one, of.one)), _range(ratios(ours.all, of.all))]
        cells = [f"{rate(of.one):.1f}", f"{rate(of.all):.1f}", f"{of.whole:.1f}", *against]
        cells += [f"{of.cpu:.3f}", f"{of.cold_start:.1f}", f"{of.peak / 1e6:.0f}", f"{sizes[peer.name] / 1e6:.0f}"]
        rows.append(f"| {peer.title} | {' | '.join(cells)} |")
    return "\n".join(rows)


def accuracy_table(peers: Sequence[Peer], found: Mapping[str, Accuracy], absent: Mapping[str, str]) -> str:
    """Everything that is annotated: precision, recall and F1 of attributions, and F1 of their parts."""
    rows = [
        "| | found | attributions P | R | F1 | source exact | overlap | content exact | overlap |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for peer in (p for p in peers if p.reads):
        if peer.name not in found:
            rows.append(f"| {peer.title} | {absent[peer.name]} | | | | | | | |")
            continue
        lines = found[peer.name].everything.rows
        whole = lines["attribution"]
        numbers = [whole.precision, whole.recall, whole.f1]
        numbers += [lines[f"{part} {how}"].f1 for part in ("source", "content") for how in ("exact", "overlap")]
        rows.append(f"| {peer.title} | {found[peer.name].found} | {' | '.join(f'{n:.1f}' for n in numbers)} |")
    return "\n".join(rows)


def direct_table(peers: Sequence[Peer], found: Mapping[str, Accuracy], absent: Mapping[str, str]) -> str:
    """Direct quotations alone, with their source and without."""
    rows = [
        "| | found | with source P | R | F1 | words alone P | R | F1 | articles refused |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for peer in (p for p in peers if p.reads):
        if peer.name not in found:
            rows.append(f"| {peer.title} | {absent[peer.name]} | | | | | | | |")
            continue
        of = found[peer.name]
        numbers = [n for d in (of.direct, of.direct_words) for n in (d.precision.percent, d.recall.percent, d.f1)]
        cells = [str(of.direct.precision.asked), *(f"{n:.1f}" for n in numbers), str(of.unread)]
        rows.append(f"| {peer.title} | {' | '.join(cells)} |")
    return "\n".join(rows)


def versions(peers: Sequence[Peer], about: Mapping[str, Mapping[str, str]]) -> str:
    """What ran, one line a peer."""
    return "\n".join(
        f"- {peer.title}: {', '.join(f'{name} {value}' for name, value in about[peer.name].items())}"
        for peer in peers
        if peer.name in about
    )


def machine(load: Sequence[float]) -> str:
    """The machine in words, with its load when timing began and ended (`os.getloadavg`, one minute)."""
    model = platform.machine()
    told = Path("/proc/cpuinfo")
    if told.exists():
        names = [line.partition(": ")[2] for line in told.read_text("utf-8").splitlines() if "model name" in line]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{model}, {len(cores())} cores as the system counts them, {memory:.0f} GB of memory, {platform.system()}; "
        f"load {load[0]:.1f} before and {load[1]:.1f} at the end, when up to {len(cores())} of it are the last tool’s "
        "own"
    )


def put(page: str, measured: str) -> str:
    """The page with what was measured between its markers.

    Raises:
        ValueError: it has no such markers, or not in this order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no place for the tables: put {BEGIN} and {END} into it, each on its line")
    return f"{before}{begin}\n{measured.strip()}\n{end}{after}"


def refusals(runs: Mapping[str, Run]) -> str:
    """How many articles each peer refused, with the beginning of what it says most often."""
    lines = []
    for name, run in runs.items():
        errors = [a.error for a in run.answers.values() if a.error]
        if errors:
            lines.append(
                f"- {name} refused {len(errors)} of {len(run.answers)} articles, as: {statistics.mode(errors)}"
            )
    return "\n".join(lines)


def _range(numbers: Sequence[float]) -> str:
    low, high = min(numbers), max(numbers)
    return f"{statistics.median(numbers):.1f} × ({low:.1f} to {high:.1f})"
