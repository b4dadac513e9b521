"""One run of one peer: its process started, fed with articles, timed, and what it says checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from evaluation.attribution import Attribution, Span
from evaluation.peers.catalogue import ROOT, Peer

LIMIT = 3600.0
"""Seconds after which a run is given up."""


class PeerError(Exception):
    """A peer that cannot be run, or that ended or answered otherwise than the protocol says; the message tells."""


class NotInstalledError(PeerError):
    """A peer whose environment is not there."""


@dataclass(frozen=True)
class Answer:
    """What a peer made of an article: attributions, or why it gave none; `seconds` by the peer's own clock."""

    seconds: float
    quotes: tuple[Attribution, ...]
    error: str | None = None


@dataclass(frozen=True)
class Run:
    """A run: `about` names what ran; times in seconds.

    `ready` is from the start of the process until it can read, `reading` from the first article sent to the last
    answer, `whole` from start to end. `peak` is the most memory that one of its processes held, in bytes.
    """

    about: dict[str, str]
    answers: dict[str, Answer]
    ready: float
    reading: float
    whole: float
    peak: int

    @property
    def articles_a_second(self) -> float:
        """While reading."""
        return len(self.answers) / self.reading


def run(
    peer: Peer, home: Path, articles: Mapping[str, str], cores: Sequence[int], cold: bool = False, limit: float = LIMIT
) -> Run:
    """Read articles (texts by id) with a peer that may use these cores of the machine, as many at a time.

    With `cold` the peer reads nothing before the first article.

    Raises:
        NotInstalledError: its environment is missing; the message says how to make it.
        PeerError: it crashed, took longer than `limit` seconds, left articles out, or sent what is no answer.
    """
    if missing := peer.missing(home):
        raise NotInstalledError(f"{peer.name} is not installed: there is no {missing[0]}\n{peer.installing(home)}")
    command = [str(peer.python(home)), "-m", f"evaluation.peers.runners.{peer.runner}"]
    command += [argument.format(here=home / peer.folder) for argument in peer.arguments]
    command += ["--workers", str(len(cores)), "--source", str(home / peer.folder / "source"), *["--cold"] * cold]
    with tempfile.TemporaryFile() as complaints:
        began = time.perf_counter()
        process = subprocess.Popen(
            _on(cores, command), env=_environment(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=complaints,
        )  # fmt: skip
        watch = threading.Timer(limit, process.kill)
        watch.start()
        try:
            assert process.stdin
            assert process.stdout
            first = process.stdout.readline()
            ready = time.perf_counter() - began
            feeder = threading.Thread(target=_feed, args=(process.stdin, articles))
            feeder.start()
            lines = list(process.stdout)
            reading = time.perf_counter() - began - ready
            feeder.join()
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            watch.cancel()
            process.stdout.close()  # type: ignore[union-attr]
        process.returncode = os.waitstatus_to_exitcode(status)
        whole = time.perf_counter() - began
        complaints.seek(0)
        _check_end(peer, process.returncode, complaints, whole, limit)
    about = _told(peer, first).get("ready")
    if not isinstance(about, dict):
        raise PeerError(f"{peer.name} does not say that it is ready; its first line is {first[:200]!r}")
    answers = dict(_answers(peer, lines, articles))
    if left := [id_ for id_ in articles if id_ not in answers]:
        raise PeerError(f"{peer.name} left {len(left)} of {len(articles)} articles without an answer, first {left[0]}")
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(about, answers, ready, reading, whole, peak)


def _on(cores: Sequence[int], command: list[str]) -> list[str]:
    """The command, kept to these cores where the system can do that."""
    return ["taskset", "-c", ",".join(map(str, cores)), *command] if sys.platform == "linux" else command


def _environment() -> dict[str, str]:
    """Ours, with this checkout first on the path and every library's own threads off: workers spread the work."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def _feed(pipe: BinaryIO | Any, articles: Mapping[str, str]) -> None:
    try:
        with pipe:
            for id_, text in articles.items():
                pipe.write(json.dumps({"id": id_, "text": text}).encode() + b"\n")
    except BrokenPipeError:
        return  # it ended early, which is told from its exit


def _check_end(peer: Peer, code: int, complaints: BinaryIO | Any, whole: float, limit: float) -> None:
    if code == 0:
        return
    said = complaints.read().decode("utf-8", "replace").strip().splitlines()[-5:]
    why = f"was stopped after {limit:.0f} s" if code == -9 and whole >= limit else f"ended with status {code}"
    raise PeerError("\n".join([f"{peer.name} {why}; its last words:", *(said or ["(none)"])]))


def _told(peer: Peer, line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise PeerError(f"{peer.name} wrote what is no JSON object: {line[:200]!r}")
    return told


def _answers(peer: Peer, lines: Sequence[bytes], articles: Mapping[str, str]) -> Iterator[tuple[str, Answer]]:
    for line in lines:
        told = _told(peer, line)
        if told.get("id") not in articles:
            raise PeerError(f"{peer.name} answered for {told.get('id')!r}, which is no article it was given")
        where = f"{peer.name}, article {told['id']}"
        quotes = tuple(_attribution(where, item, len(articles[told["id"]])) for item in told.get("quotes", ()))
        yield told["id"], Answer(float(told["seconds"]), quotes, told.get("error"))


def _attribution(where: str, item: dict[str, Any], length: int) -> Attribution:
    source, cue = ((() if item[part] is None else (item[part],)) for part in ("source", "cue"))
    return Attribution(*(tuple(_span(where, span, length) for span in part) for part in (source, cue, item["content"])))


def _span(where: str, span: Any, length: int) -> Span:
    if not (isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)):
        raise PeerError(f"{where}: {span!r} is no span; write [start, end]")
    if not 0 <= span[0] < span[1] <= length:
        raise PeerError(f"{where}: the span {span} lies outside its text of {length} characters, or is empty")
    return span[0], span[1]
