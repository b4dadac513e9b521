"""Charts as SVG from the server: figures over time with their bounds, and places on a map.

Colours and widths stand in the stylesheet, by class; every word is escaped by `markupsafe`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from sayso.linking.times import start_of
from sayso.records import Place

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 14, 34
COLOURS = 8
"""Voices with a colour of their own, classes v0 to v7 of the stylesheet; further ones begin again."""
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a chart: a range, open where a bound is None, when it was reported, by whom, and a link."""

    when: str
    low: float | None
    high: float | None
    voice: str
    label: str
    href: str
    disputed: bool = False


def figures_chart(dots: Sequence[Dot], title: str) -> Markup:
    """Values over time, each a bar from its lower to its upper bound; an open end is an arrow. Empty without two."""
    placed = [(moment, dot) for dot in dots if (moment := start_of(dot.when)) is not None]
    numbers = [n for _, d in placed for n in (d.low, d.high) if n is not None]
    if len(placed) < 2 or not numbers:
        return Markup()
    voices = list(dict.fromkeys(dot.voice for _, dot in placed))
    scale = _Scale([m for m, _ in placed], max(numbers))
    marks = Markup().join(_dot(scale, m, d, voices.index(d.voice) % COLOURS) for m, d in placed)
    legend = Markup().join(
        Markup('<li><span class="key v{}"></span>{}</li>').format(n % COLOURS, voice) for n, voice in enumerate(voices)
    )
    return Markup(
        '<figure class="chart"><svg viewBox="0 0 {w} {h}" role="group" aria-label="{title}">{axes}{marks}</svg>'
        '<figcaption>{title}<ul class="legend">{legend}</ul></figcaption></figure>'
    ).format(w=_WIDTH, h=_HEIGHT, title=title, axes=scale.axes(), marks=marks, legend=legend)


class _Scale:
    """Where moments and numbers stand in the picture."""

    def __init__(self, moments: Sequence[datetime], most: float) -> None:
        self.first, self.last = min(moments), max(moments)
        self.span = max((self.last - self.first).total_seconds(), 1.0)
        self.step = _nice(most / _TICKS)
        self.most = self.step * max(1, math.ceil(most / self.step))

    def x(self, moment: datetime) -> float:
        share = (moment - self.first).total_seconds() / self.span
        return round(_LEFT + 12 + share * (_WIDTH - _LEFT - _RIGHT - 24), 1)

    def y(self, number: float) -> float:
        return round(_HEIGHT - _BOTTOM - number / self.most * (_HEIGHT - _TOP - _BOTTOM), 1)

    def axes(self) -> Markup:
        """Lines with numbers, and the first and the last day."""
        lines = Markup().join(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick" x="{}" y="{}">{}</text>'
            ).format(_LEFT, _WIDTH - _RIGHT, self.y(n), self.y(n), _LEFT - 8, self.y(n) + 4, _number(n))
            for n in self._ticks()
        )
        days = [(self.x(self.first), "start", self.first), (self.x(self.last), "end", self.last)]
        return lines + Markup().join(
            Markup('<text class="day {}" x="{}" y="{}">{}</text>').format(
                at, x, _HEIGHT - 10, moment.date().isoformat()
            )
            for x, at, moment in days[: 1 if self.first.date() == self.last.date() else 2]
        )

    def _ticks(self) -> Iterator[float]:
        number = 0.0
        while number <= self.most:
            yield number
            number += self.step


def _nice(step: float) -> float:
    """A step of 1, 2 or 5 and noughts that is no smaller."""
    if step <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(step))
    return next(unit * n for n in (1, 2, 5, 10) if unit * n >= step * 0.999)


def _number(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:g}"


def _dot(scale: _Scale, moment: datetime, dot: Dot, colour: int) -> Markup:
    x = scale.x(moment)
    low, high = dot.low, dot.high
    bottom, top = scale.y(low if low is not None else 0), scale.y(high if high is not None else scale.most)
    only = low if low is not None else high or 0
    classes = f"dot v{colour}" + (" disputed" if dot.disputed else "")
    bar = Markup() if low == high else Markup('<line class="range" x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>').format(
        x=x, a=bottom, b=top
    )  # fmt: skip
    arrow = Markup()
    if high is None:
        arrow = Markup('<path class="open" d="M{} {}l5 9h-10z"/>').format(x, top)
    elif low is None:
        arrow = Markup('<path class="open" d="M{} {}l5 -9h-10z"/>').format(x, bottom)
    return Markup(
        '<a href="{href}" class="{classes}"><title>{label}</title>{bar}{arrow}<circle cx="{x}" cy="{y}" r="5"/></a>'
    ).format(href=dot.href, classes=classes, label=dot.label, bar=bar, arrow=arrow, x=x, y=scale.y(only))


def shares_chart(rows: Iterable[tuple[str, str, int]], most: int) -> Markup:
    """Bars for how much each speaks: name, address, number of statements."""
    bars = Markup().join(
        Markup(
            '<li><a href="{href}">{name}</a><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
            '<rect class="share" width="{width}" height="4"/></svg><span class="count">{count}</span></li>'
        ).format(href=href, name=name, width=round(100 * count / max(1, most), 1), count=count)
        for name, href, count in rows
    )
    return Markup('<ul class="shares">{}</ul>').format(bars) if bars else Markup()


def places_map(places: Iterable[Place]) -> Markup:
    """Places on the outlines of the land, larger where they are named more often. Empty where none has a position."""
    counted: dict[tuple[float, float], list[str]] = {}
    for place in places:
        if place.lat is not None and place.lon is not None:
            counted.setdefault((place.lat, place.lon), []).append(place.name or place.text)
    if not counted:
        return Markup()
    left, top, width, height = _window(list(counted))
    size = width / 90
    dots = Markup().join(
        Markup('<circle cx="{}" cy="{}" r="{}"><title>{} ({})</title></circle>').format(
            round(lon + 180, 2),
            round(90 - lat, 2),
            round(size * math.sqrt(min(9, len(names))), 2),
            names[0],
            len(names),
        )
        for (lat, lon), names in sorted(counted.items())
    )
    label = f"A map of {len(counted)} places"
    return Markup(
        '<svg class="map" viewBox="{l:.1f} {t:.1f} {w:.1f} {h:.1f}" role="img" aria-label="{label}">'
        '<path class="land" d="{land}"/><g class="spots">{dots}</g></svg>'
    ).format(l=left, t=top, w=width, h=height, label=label, land=_land(), dots=dots)


def _window(positions: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the map that is shown, twice as wide as high, with some room around the places."""
    xs, ys = [lon + 180 for _, lon in positions], [90 - lat for lat, _ in positions]
    width = min(360.0, max(40.0, 1.4 * (max(xs) - min(xs)), 2.8 * (max(ys) - min(ys))))
    height = width / 2
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    left = min(max(0.0, middle_x - width / 2), 360.0 - width)
    return left, min(max(0.0, middle_y - height / 2), 180.0 - height), width, height


@cache
def _land() -> Markup:
    """Outlines of the land as a path: Natural Earth 1:110m, in the public domain, through npm's world-atlas 2.0.2."""
    return escape(files("sayso.web").joinpath("land.txt").read_text("ascii").replace("\n", ""))
