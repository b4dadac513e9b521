"""People whom a file lists with ids, such as an extract of Wikidata: who of them a speaker is, if that is sure.

The file is the user's, read offline. A name must be a label or an alias to the letter, accents and titles aside;
a name that several bear, or that many people bear, must be borne out by a role; a role of another field speaks
against it. Where anything is in doubt there is no id: a wrong one would merge two people everywhere.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import PeopleFileError
from sayso.linking.person_names import name_words
from sayso.linking.roles import COMMON, role_fields, role_words

_COLUMNS = ("id", "label", "aliases", "description")
_ENTITY = "/entity/"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A line of the file: an id such as "Q1234", a name, other names, and what the person is."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of a file by their names, and the lines that could not be used."""

    by_name: Mapping[tuple[str, ...], tuple[KnownPerson, ...]]
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, people: Sequence[KnownPerson], problems: Sequence[str] = ()) -> KnownPeople:
        """People by label and alias; a single word is a name only as a label."""
        by_name: dict[tuple[str, ...], dict[str, KnownPerson]] = {}
        for person in people:
            for number, name in enumerate((person.label, *person.aliases)):
                words = name_words(name)
                if len(words) > 1 or (words and number == 0):
                    by_name.setdefault(words, {})[person.id] = person
        return cls({words: tuple(found.values()) for words, found in by_name.items()}, tuple(problems))

    def find(self, name: str, roles: Sequence[str]) -> KnownPerson | None:
        """The only person whom a name and roles can mean, or None."""
        words = name_words(name)
        bearers = self.by_name.get(words, ())
        given, fields = role_words(roles), role_fields(roles)
        fitting = []
        for person in bearers:
            described = role_words([person.description])
            shared = bool(given & described)
            other = role_fields([person.description])
            if shared or not (fields and other) or fields & other:
                fitting.append((person, shared or bool(fields & other)))
        sure = [person for person, borne_out in fitting if borne_out]
        if len(sure) == 1:
            return sure[0]
        doubtful = len(bearers) > 1 or len(words) < 2 or words[-1] in COMMON
        return None if sure or doubtful or not fitting else fitting[0][0]


def load_known_people(path: Path) -> KnownPeople:
    """The people of a file: CSV with a header, or JSON Lines, in UTF-8.

    Args:
        path: columns or keys are `id`, `label`, `aliases` (in CSV with "|" between them, in JSON a list) and
            `description`; the last two may be missing, and others are ignored. An id may be a Wikidata address.

    Returns:
        The people; a line without id or label is skipped, and told in `problems`.

    Raises:
        PeopleFileError: the file cannot be read, or nothing in it has an id and a label.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise PeopleFileError(str(path), f"it cannot be read ({error.strerror}); check its name") from error
    except UnicodeDecodeError as error:
        raise PeopleFileError(str(path), "it is not UTF-8; save it as UTF-8") from error
    people: list[KnownPerson] = []
    problems: list[str] = []
    for number, row in _json_rows(text) if text.lstrip().startswith("{") else _csv_rows(text, path):
        person = _person(row) if isinstance(row, dict) else None
        if person is None:
            problems.append(f"{path}, line {number}: it has no id or no label")
        else:
            people.append(person)
    if problems and not people:
        raise PeopleFileError(str(path), "none of its lines has an id and a label")
    return KnownPeople.of(people, problems)


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, object]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"id", "label"} <= set(reader.fieldnames or ()):
        raise PeopleFileError(str(path), f"its first line must name the columns {', '.join(_COLUMNS)}")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise PeopleFileError(str(path), f"line {reader.line_num} is no CSV ({error})") from error


def _json_rows(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError:
                yield number, None


def _person(row: Mapping[str, object]) -> KnownPerson | None:
    id_, label = (_text(row.get(column)) for column in ("id", "label"))
    if not id_ or not label:
        return None
    aliases = row.get("aliases")
    names = aliases if isinstance(aliases, list) else _text(aliases).split("|")
    kept = tuple(name.strip() for name in names if isinstance(name, str) and name.strip())
    return KnownPerson(id_.rpartition(_ENTITY)[2], label, kept, _text(row.get("description")))


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""
