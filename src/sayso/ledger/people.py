"""Who the speakers of many articles are: kept here, found out by linking, decided by people.

Linking reads `heard` and `decisions`, groups speakers, and gives the groups to `save`. A person keeps
an id for as long as most of the speakers behind it stay together, so that it may be pointed at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from sayso.ledger import naming, readings
from sayso.ledger.rows import LONGEST_NAME
from sayso.ledger.schema import articles, people, speakers, statements
from sayso.ledger.schema import readings as reading_table
from sayso.ledger.schema import verdicts as verdict_table
from sayso.ledger.store import Store
from sayso.ledger.verdicts import Standing
from sayso.records import Reading, VoiceSort


@dataclass(frozen=True, slots=True)
class Heard:
    """A current reading, the row it is in, and the names that people gave its statements' sources, by statement id."""

    row: int
    reading: Reading
    renamed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A speaker of the reading in a row; or a statement of it, whose source people gave another name."""

    row: int
    id: str
    of: Literal["speaker", "statement"] = "speaker"


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are one person, in order, what it goes by, its sort, and its id in a file of known people."""

    name: str
    sort: VoiceSort
    members: tuple[Member, ...]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or whatever else speaks, across articles: how many of these, and how many statements.

    `known` is the id that a file of known people gave it.
    """

    id: str
    name: str
    sort: VoiceSort
    known: str | None
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of speakers, oldest first.

    Args:
        decision: "merge", these are one; "split", what `members` said is not the one's who goes by `names`.
        names: speakers' names, wherever they are.
        members: speakers themselves, or for a split the statements.
        into: what the one goes by from then on.
    """

    decision: Literal["merge", "split"]
    names: tuple[str, ...]
    members: tuple[Member, ...]
    into: str


def heard(store: Store) -> Iterator[Heard]:
    """The current readings, in the order in which their articles were added."""
    last = 0
    while True:
        with store.read() as connection:
            heads = readings.current_heads(connection, last)
            if not heads:
                return
            renamed = _renamed(connection, [head["key"] for head in heads])
            found = [
                Heard(head["key"], reading, renamed.get(head["key"], {}))
                for head, reading in zip(heads, readings.of_heads(connection, heads), strict=True)
            ]
        yield from found
        last = heads[-1]["article"]


def decisions(store: Store) -> list[Decision]:
    """What people decided of speakers, oldest first, save where the statement is gone, which its verdict tells."""
    wanted = select(verdict_table).where(verdict_table.c.kind.in_(["merge", "split"])).order_by(verdict_table.c.key)
    made: dict[str, Decision] = {}
    with store.read() as connection:
        standing = Standing(connection)
        for verdict in connection.execute(wanted).mappings().all():
            body = verdict["body"]
            if verdict["target"] == "speaker":
                made[verdict["id"]] = Decision("merge", tuple(body["names"]), (), body["into"])
                continue
            row, _state = standing.place(verdict)
            if row is None:
                continue
            if verdict["kind"] == "split":
                member = Member(row["reading"], row["id"], "statement")
                made[verdict["id"]] = Decision("split", tuple(body["instead_of"]), (member,), body["source"])
            elif row["source_speaker"] is not None:
                known = made.get(body["together"], Decision("merge", (), (), body["into"]))
                member = Member(row["reading"], row["source_speaker"])
                made[body["together"]] = Decision("merge", (), (*known.members, member), body["into"])
    return list(made.values())


def save(store: Store, groups: Sequence[Group]) -> int:
    """Keep who is one, in place of what was kept before; statements are named after it. How many rows changed.

    A member of a reading that has been replaced since it was heard is passed over: linking again finds it.
    """
    with store.write() as connection:
        before = _known(connection)
        by_id = dict(zip(_ids(connection, groups, before), groups, strict=True))
        now = {m: i for i, group in by_id.items() for m in group.members if m in before}
        renamed = _keep(connection, by_id)
        changed = [m for m, held in before.items() if now.get(m) != held]
        for of, table in (("speaker", speakers), ("statement", statements)):
            put = update(table).where(table.c.reading == bindparam("of_reading"), table.c.id == bindparam("of_id"))
            rows = [{"of_reading": m.row, "of_id": m.id, "who": now.get(m)} for m in changed if m.of == of]
            if rows:
                connection.execute(put.values(person=bindparam("who")), rows)
        naming.name_anew(connection, sorted({m.row for m in changed} | {m.row for m, i in now.items() if i in renamed}))
        _forget(connection)
        return len(changed)


def all_people(store: Store) -> list[Person]:
    """Everybody, those who said most first."""
    said = select(
        people.c.id, people.c.name, people.c.sort, people.c.known,
        func.count(reading_table.c.article.distinct()).label("articles"), func.count(statements.c.key).label("count"),
    )  # fmt: skip
    said = said.join(statements, statements.c.person == people.c.id)
    said = said.join(reading_table, reading_table.c.key == statements.c.reading).where(reading_table.c.is_current)
    with store.read() as connection:
        rows = connection.execute(said.group_by(people.c.id, people.c.name, people.c.sort, people.c.known)).all()
    return sorted((Person(*row) for row in rows), key=lambda person: (-person.statements, person.name, person.id))


def _renamed(connection: Connection, rows: Sequence[int]) -> dict[int, dict[str, str]]:
    """The names that verdicts gave to statements' sources, by reading and statement."""
    columns = (statements.c.reading, statements.c.id, statements.c.corrected)
    wanted = select(*columns).where(statements.c.reading.in_(rows), statements.c.corrected.is_not(None))
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(wanted):
        if row.corrected.get("source"):
            found.setdefault(row.reading, {})[row.id] = row.corrected["source"]
    return found


def _known(connection: Connection) -> dict[Member, str | None]:
    """Everyone who may be a member, in order, and the person each is by now."""
    current = reading_table.c.is_current
    spoke = select(speakers.c.reading, speakers.c.id, speakers.c.person).join(
        reading_table, reading_table.c.key == speakers.c.reading
    )
    found = {
        Member(r.reading, r.id): r.person
        for r in connection.execute(spoke.where(current).order_by(speakers.c.reading, speakers.c.position))
    }
    columns = (statements.c.reading, statements.c.id, statements.c.person, statements.c.corrected)
    said = select(*columns).join(reading_table, reading_table.c.key == statements.c.reading)
    said = said.where(current, statements.c.corrected.is_not(None))
    for r in connection.execute(said.order_by(statements.c.reading, statements.c.position)):
        if r.corrected.get("source"):
            found[Member(r.reading, r.id, "statement")] = r.person
    return found


def _ids(connection: Connection, groups: Sequence[Group], before: Mapping[Member, str | None]) -> list[str]:
    """An id for each group: what most of its members had, unless more of another group's had it; or a new one."""
    claims = []
    for place, group in enumerate(groups):
        held = Counter(i for m in group.members if (i := before.get(m)) is not None)
        claims += [(-times, place, i) for i, times in held.items()]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _times, place, i in sorted(claims):
        if place not in ids and i not in taken:
            ids[place] = i
            taken.add(i)
    first = [group.members[0].row for group in groups]
    texts = _articles_of(connection, first)
    for place, group in enumerate(groups):
        if place not in ids:
            ids[place] = _new_id(f"{texts.get(first[place], '')} {group.name}", taken)
            taken.add(ids[place])
    return [ids[place] for place in range(len(groups))]


def _new_id(words: str, taken: set[str]) -> str:
    """An id that depends on where a person was first met and on nothing else, such as when."""
    for number in count():
        made = hashlib.sha256(f"{words} {number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if made not in taken:
            return made
    raise AssertionError("counting has no end")


def _articles_of(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    """The articles' ids of some readings."""
    wanted = select(reading_table.c.key, articles.c.id).join(articles, articles.c.key == reading_table.c.article)
    if not rows:
        return {}
    near = connection.execute(wanted.where(reading_table.c.key.between(min(rows), max(rows))))
    return {row.key: row.id for row in near}


def _keep(connection: Connection, by_id: Mapping[str, Group]) -> set[str]:
    """Write the people there are: the ids of those who go by another name now."""
    kept = {row["id"]: dict(row) for row in connection.execute(select(people)).mappings()}
    rows = {
        i: {"id": i, "name": group.name[:LONGEST_NAME], "sort": group.sort, "known": group.known}
        for i, group in by_id.items()
    }
    new = [row for i, row in rows.items() if i not in kept]
    if new:
        connection.execute(insert(people), new)
    changed = [i for i, row in rows.items() if i in kept and kept[i] != row]
    for i in changed:
        connection.execute(update(people).where(people.c.id == i).values(rows[i]))
    return set(changed)


def _forget(connection: Connection) -> None:
    """Remove people whom nothing points at any more."""
    of_speaker, of_statement = (exists().where(table.c.person == people.c.id) for table in (speakers, statements))
    connection.execute(delete(people).where(~of_speaker, ~of_statement))
