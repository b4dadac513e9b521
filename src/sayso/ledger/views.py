"""What a person sees who opens a ledger with another program: views in plain words, of current readings alone.

`who_said_what` is the one to begin with: a row for each statement, with its voice, outlet, date and words.
They are for looking, in Datasette or psql; Sayso's own questions ask the tables.
"""

from __future__ import annotations

from collections.abc import Iterator

_CURRENT = "FROM {} JOIN readings r ON r.key = {}.reading AND r.is_current JOIN articles a ON a.key = r.article"

VIEWS = {
    "who_said_what": (
        "SELECT coalesce(s.speaker, s.source_text) AS voice, s.cue, s.content AS words, a.outlet, a.published AS date,"
        " s.said_at, s.stance, s.kind, trim(s.hedged) AS hedges, s.source_sort AS voice_sort, s.source_text AS"
        " voice_words, s.verdict, a.title, a.url, s.person, s.id AS statement, a.id AS article "
        + _CURRENT.format("statements s", "s")
    ),
    "voices_in_order": (
        "SELECT s.id AS statement, v.position + 1 AS place, coalesce(v.name, v.text) AS voice, v.text AS voice_words,"
        " v.sort AS voice_sort, p.person, s.content AS words, a.outlet, a.published AS date "
        + _CURRENT.format("statements s", "s")
        + " JOIN voices v ON v.reading = s.reading AND v.statement = s.position"
        " LEFT JOIN speakers p ON p.reading = v.reading AND p.id = v.speaker"
    ),
    "figures_reported": (
        "SELECT f.text AS words, f.low, f.high, f.bound, f.counted, f.unit, f.since, f.until, f.place, s.speaker AS"
        " voice, f.harm, f.victims, f.counted_by, f.verdict, a.outlet, a.published AS date, a.title, a.url,"
        " f.statement, a.id AS article "
        + _CURRENT.format("figures f", "f")
        + " LEFT JOIN statements s ON s.reading = f.reading AND s.id = f.statement"
    ),
    "who_speaks": (
        "SELECT s.speaker AS voice, min(s.source_sort) AS voice_sort, count(*) AS statements,"
        " count(DISTINCT a.outlet) AS outlets, min(a.published) AS first_date, max(a.published) AS last_date "
        + _CURRENT.format("statements s", "s")
        + " WHERE s.speaker IS NOT NULL GROUP BY s.speaker"
    ),
    "where_articles_were_met": (
        "SELECT m.address, m.seen, a.title, a.outlet, a.published AS date, m.name AS added_as, m.content_type,"
        " a.id AS article FROM appearances m JOIN articles a ON a.key = m.article"
    ),
    "what_people_decided": (
        "SELECT v.at AS date, v.who, v.kind, v.target, v.exact AS words, v.body, v.statement, a.title, a.outlet,"
        " a.id AS article FROM verdicts v LEFT JOIN articles a ON a.key = v.article"
    ),
}
"""The views, by name, the same on every database."""


def made() -> Iterator[str]:
    """SQL that makes the views; the first migration's."""
    for name, chosen in VIEWS.items():
        yield f"CREATE VIEW {name} AS {chosen}"
