"""When, where and how many: the lines under a reading's statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from sayso.records import Figure, Moment, Place, Reading
from sayso.views.words import called, plain


def fact_lines(reading: Reading) -> Iterator[Text]:
    """A line of moments, one of places, and one a figure; none where there are none."""
    yield from _line("when", (_moment(m) for m in reading.moments))
    yield from _line("where", (_place(p) for p in reading.places if p.use == "place"))
    voices = {s.id: called(s.source) for s in reading.statements}
    for number, figure in enumerate(reading.figures):
        yield _figure(figure, voices.get(figure.statement or ""), first=number == 0)


def _line(head: str, parts: Iterable[str]) -> Iterator[Text]:
    """One line of parts, each said once."""
    if said := list(dict.fromkeys(parts)):
        yield Text.assemble((f"{head}: ", "dim"), " · ".join(said))


def _moment(moment: Moment) -> str:
    return f"{plain(moment.text)} ({moment.value or '?'})"


def _place(place: Place) -> str:
    where = "?" if place.lat is None else place.country
    return plain(place.text) + (f" ({where})" if where else "")


def _figure(figure: Figure, voice: str | None, *, first: bool) -> Text:
    line = Text.assemble(("how many: " if first else "          ", "dim"), plain(figure.text))
    known = [figure.harm, figure.victims, figure.by and f"by {figure.by}", figure.since and f"since {figure.since}"]
    known += [figure.until and f"until {figure.until}", figure.place and f"in {figure.place}"]
    if said := ", ".join(plain(part) for part in known if part):
        line.append(f"  {said}", style="magenta")
    line.append("  narrated" if voice is None else f"  {voice}", style="dim" if voice is None else "cyan")
    return line
