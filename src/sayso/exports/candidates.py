"""Figures of killed and injured as candidate rows for casualty recorders: ACLED, UCDP GED and Airwars.

A row is one figure on somebody's word, for a coder to check, and no event: one attack told by two sources gives
two rows. Their columns come first and in their order, then ours (`sayso_…`), with the sentence and its chain of
sources. Their ids, codes, gradings and names of actors are theirs to give, so those columns are empty, as is
whatever the article does not say. Columns as in

- ACLED: the API's response, as of the column changes of March 2023
  (https://acleddata.com/knowledge-base/guide-to-2023-acled-column-changes);
- UCDP GED: the header of the Candidate events and of GED 22.1 and later (UCDP GED Codebook,
  https://ucdp.uu.se/downloads/);
- Airwars: the incidents that its site gives for download, without the columns of single belligerents
  (`theme/functions/post-meta.php` of https://github.com/rctngle/airwars-archive-2025).

A figure's date is the period that it is given for, or else the only date in its sentence on the same word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sayso.exports.entry import Entry, called
from sayso.exports.settled import settled
from sayso.exports.tables import csv_line, number_cell
from sayso.reading.figures.stops import sentence_at
from sayso.records import Article, Figure, Place, Reading

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP_GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
AIRWARS = (
    "unique_reference_code permalink country date grading latitude longitude geolocation_accuracy strike_status "
    "civilian_harm_reported civilians_killed_min civilians_killed_max children_killed_min children_killed_max "
    "women_killed_min women_killed_max men_killed_min men_killed_max civilians_injured_min civilians_injured_max "
    "militants_killed_min militants_killed_max civilian_deaths_conceded_min civilian_deaths_conceded_max "
    "civilian_injuries_conceded_min civilian_injuries_conceded_max num_victim_names belligerent_list"
).split()
OURS = (
    "sayso_harm sayso_victims sayso_low sayso_high sayso_bound sayso_counted sayso_by sayso_source sayso_quote "
    "sayso_country sayso_outlet sayso_published sayso_title sayso_url sayso_article sayso_start sayso_end"
).split()

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AIRWARS_VICTIMS = {"civilian": "civilians", "child": "children", "combatant": "militants"}
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A figure with all that a row may need of it; unknown is empty."""

    article: Article
    figure: Figure
    place: Place | None
    start: str
    end: str
    quote: str
    source: str

    @property
    def day(self) -> str:
        """The one day that it is about."""
        return self.start if self.start == self.end and _DAY.fullmatch(self.start) else ""

    @property
    def year(self) -> str:
        return self.start[:4] if self.start[:4] == self.end[:4] else ""

    @property
    def exact(self) -> str:
        """The number, if the words leave no room."""
        figure = self.figure
        return number_cell(figure.low) if figure.bound == "exact" and figure.low == figure.high else ""

    def where(self) -> dict[str, str]:
        place = self.place
        return {
            "latitude": number_cell(place.lat if place else None),
            "longitude": number_cell(place.lon if place else None),
        }


def acled(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Figures of killed people in ACLED's columns; `fatalities` is the lower bound, as ACLED counts the least told."""
    return _table(entries, ACLED, _acled, frozenset({"killed"}))


def ucdp_ged(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Figures of killed people in UCDP GED's columns; `best` only where the words give one number."""
    return _table(entries, UCDP_GED, _ucdp, frozenset({"killed"}))


def airwars(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Figures of killed and injured people in Airwars' columns; who is a civilian only where the words say so."""
    return _table(entries, AIRWARS, _airwars, frozenset({"killed", "injured"}))


def _acled(c: _Candidate) -> Cells:
    return c.where() | {
        "event_date": c.day,
        "year": c.year,
        "location": c.figure.place or "",
        "source": c.article.outlet or "",
        "notes": c.quote,
        "fatalities": number_cell(c.figure.low),
    }


def _ucdp(c: _Candidate) -> Cells:
    article, figure, at = c.article, c.figure, c.where()
    cited = [article.outlet, (article.published or "")[:10], article.title]
    return at | {
        "year": c.year,
        "source_article": ", ".join(part for part in cited if part),
        "source_office": article.outlet or "",
        "source_date": (article.published or "")[:10],
        "source_headline": article.title or "",
        "source_original": c.source,
        "where_coordinates": figure.place or "",
        "geom_wkt": f"POINT ({at['longitude']} {at['latitude']})" if at["latitude"] and at["longitude"] else "",
        "date_start": c.start if _DAY.fullmatch(c.start) else "",
        "date_end": c.end if _DAY.fullmatch(c.end) else "",
        "deaths_civilians": c.exact if figure.victims == "civilian" else "",
        "best": c.exact,
        "high": number_cell(figure.high),
        "low": number_cell(figure.low),
    }


def _airwars(c: _Candidate) -> Cells:
    figure = c.figure
    cells = c.where() | {"date": c.day}
    whom = _AIRWARS_VICTIMS.get(figure.victims or "")
    if whom is not None:
        cells[f"{whom}_{figure.harm}_min"] = number_cell(figure.low)
        cells[f"{whom}_{figure.harm}_max"] = number_cell(figure.high)
    return cells


def _ours(c: _Candidate) -> Cells:
    f, article = c.figure, c.article
    values = (
        f.harm, f.victims, number_cell(f.low), number_cell(f.high), f.bound, f.counted, f.by, c.source, c.quote,
        c.place.country if c.place else None, article.outlet, article.published, article.title, article.url,
        article.id, str(f.start), str(f.end),
    )  # fmt: skip
    return {name: value or "" for name, value in zip(OURS, values, strict=True)}


def _table(
    entries: Iterable[Entry], columns: list[str], cells: Callable[[_Candidate], Cells], harms: frozenset[str]
) -> Iterator[bytes]:
    yield csv_line([*columns, *OURS]).encode()
    for entry in entries:
        for candidate in _candidates(settled(entry), harms):
            theirs, ours = cells(candidate), _ours(candidate)
            # What they have no column for (injured children, say) stands in ours alone.
            line = csv_line([*(theirs.get(name, "") for name in columns), *(ours[name] for name in OURS)])
            yield line.encode("utf-8", "backslashreplace")


def _candidates(reading: Reading, harms: frozenset[str]) -> Iterator[_Candidate]:
    article = reading.article
    sources = {s.id: " > ".join(called(v) for v in s.voices) for s in reading.statements}
    places = {p.name or p.text: p for p in reversed(reading.places) if p.lat is not None}
    for figure in reading.figures:
        if figure.harm in harms:
            first, last = sentence_at(article.text, figure.start, figure.end)
            source = sources.get(figure.statement or "", "narration")
            make = partial(_Candidate, article, figure, places.get(figure.place or ""))
            yield make(*_when(reading, figure, first, last), article.text[first:last], source)


def _when(reading: Reading, figure: Figure, first: int, last: int) -> tuple[str, str]:
    """From when to when a figure is, each empty where that is not told."""
    if figure.since is not None or figure.until is not None:
        return figure.since or "", figure.until or ""
    days = {
        m.value
        for m in reading.moments
        if first <= m.start and m.end <= last and m.kind == "date" and m.statement == figure.statement and m.value
    }
    day = days.pop() if len(days) == 1 else ""
    return day, day
