"""One run of one peer: its process started, fed with articles, timed, and what it says checked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

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
    answer, `whole` from start to end. `cpu` is the processor time of its processes while reading, which does not count
    waiting for others. `peak` is the most memory that one of its processes held, in bytes.
    """

    about: dict[str, str]
    answers: dict[str, Answer]
    ready: float
    reading: float
    whole: float
    cpu: float
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
    with tempfile.TemporaryFile() as complaints:
        first, lines, talk = _talk(_on(cores, _command(peer, home, len(cores), cold)), articles, complaints, limit)
        complaints.seek(0)
        _check_end(peer, talk, complaints, limit)
    told = _told(peer, first)
    about, loading = told.get("ready"), told.get("cpu")
    if not isinstance(about, dict) or not isinstance(loading, int | float):
        raise PeerError(f"{peer.name} does not say that it is ready; its first line is {first[:200]!r}")
    answers = dict(_answers(peer, lines, articles))
    if left := [id_ for id_ in articles if id_ not in answers]:
        raise PeerError(f"{peer.name} left {len(left)} of {len(articles)} articles without an answer, first {left[0]}")
    return Run(about, answers, talk.ready, talk.reading, talk.whole, talk.cpu - loading, talk.peak)


@dataclass(frozen=True)
class _Talk:
    """How a process ended, and what it took: `Run`'s numbers, and all its processor time."""

    code: int
    ready: float
    reading: float
    whole: float
    cpu: float
    peak: int


def _talk(
    command: list[str], articles: Mapping[str, str], complaints: IO[bytes], limit: float
) -> tuple[bytes, list[bytes], _Talk]:
    """Start a process, send it the articles when it has said its first line, and hear it to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=_environment(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
    )
    assert process.stdin
    assert process.stdout
    watch = threading.Timer(limit, process.kill)
    watch.start()
    try:
        with process.stdout:
            first = process.stdout.readline()
            sent = time.perf_counter()
            # Beside: a peer answers while it still reads, and both pipes hold only so much.
            feeder = threading.Thread(target=_feed, args=(process.stdin, articles))
            feeder.start()
            lines = list(process.stdout)
            heard = time.perf_counter()
        feeder.join()
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    cpu = used.ru_utime + used.ru_stime
    return first, lines, _Talk(process.returncode, sent - began, heard - sent, time.perf_counter() - began, cpu, peak)


def _command(peer: Peer, home: Path, workers: int, cold: bool) -> list[str]:
    command = [str(peer.python(home)), "-m", f"evaluation.peers.runners.{peer.runner}"]
    command += [argument.format(here=home / peer.folder) for argument in peer.arguments]
    return [*command, "--workers", str(workers), "--source", str(home / peer.folder / "source"), *["--cold"] * cold]


def _on(cores: Sequence[int], command: list[str]) -> list[str]:
    """The command, kept to these cores where the system can do that."""
    return ["taskset", "-c", ",".join(map(str, cores)), *command] if sys.platform == "linux" else command


def _environment() -> dict[str, str]:
    """Ours, with this checkout first on the path and every library's own threads off: workers spread the work."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def _feed(pipe: IO[bytes], articles: Mapping[str, str]) -> None:
    try:
        with pipe:
            for id_, text in articles.items():
                pipe.write(json.dumps({"id": id_, "text": text}).encode() + b"\n")
    except BrokenPipeError:
        return  # it ended early, which is told from its exit


def _check_end(peer: Peer, talk: _Talk, complaints: IO[bytes], limit: float) -> None:
    if talk.code == 0:
        return
    said = complaints.read().decode("utf-8", "replace").strip().splitlines()[-5:]
    late = talk.code == -signal.SIGKILL and talk.whole >= limit
    why = f"was stopped after {limit:g} s" if late else f"ended with status {talk.code}"
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
