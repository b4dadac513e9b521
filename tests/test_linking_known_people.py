from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import PeopleFileError
from sayso.linking.known_people import KnownPeople, KnownPerson, load_known_people
from sayso.linking.people import Link, Person, Profile, Verdict, people

ADA = KnownPerson("Q1", "Ada Brandt", ("Adelheid Brandt-Vell", "Brandt"), "Lonnard politician, minister of transport")
SWIMMER = KnownPerson("Q2", "Ada Brandt", (), "Lonnard swimmer")
TOM = KnownPerson("Q3", "Tom Oduya", ("Thomas A. Oduya",), "")
SMITH = KnownPerson("Q4", "John Smith", (), "Lonnard judge")


@pytest.mark.parametrize(
    ("name", "roles", "expected"),
    [
        pytest.param("Tom Oduya", (), "Q3", id="the only one of that name"),
        pytest.param("Thomas A. Oduya", (), "Q3", id="an alias"),
        pytest.param("President Tom Oduya", ("president",), "Q3", id="nothing is known that could speak against it"),
        pytest.param("Ada Brandt", ("transport minister",), "Q1", id="one of two by a role"),
        pytest.param("Ada Brandt", ("champion swimmer",), "Q2", id="the other of two by a role"),
        pytest.param("Ada Brandt", (), None, id="two of one name and no role"),
        pytest.param("Ada Brandt", ("novelist",), None, id="a third of that name"),
        pytest.param("Adelheid Brandt-Vell", ("goalkeeper",), None, id="a role of another field"),
        pytest.param("Brandt", ("minister",), None, id="a surname is no name"),
        pytest.param("John Smith", (), None, id="a name that many bear"),
        pytest.param("John Smith", ("High Court judge",), "Q4", id="a name that many bear, and the role"),
        pytest.param("Lena Ek", (), None, id="not in the file"),
    ],
)
def test_who_is_found_in_the_file(name: str, roles: tuple[str, ...], expected: str | None) -> None:
    found = KnownPeople.of([ADA, SWIMMER, TOM, SMITH]).find(name, roles)
    assert (None if found is None else found.id) == expected


def test_namings_of_one_known_person_are_joined_and_of_two_kept_apart() -> None:
    known = [
        Profile("1", "Ada Brandt", "person", ("transport minister",)),
        Profile("2", "Adelheid Brandt-Vell", "person"),
        Profile("3", "Ada Brandt", "person", ("swimmer",)),
    ]
    assert people(known, register=KnownPeople.of([ADA, SWIMMER])) == [
        Person("Adelheid Brandt-Vell", ("1", "2"),
               (Link("1", "2", 8.0, "both are Q1 (Ada Brandt) in the file of known people"),), "Q1"),
        Person("Ada Brandt", ("3",), (), "Q2"),
    ]  # fmt: skip


def test_what_a_person_decided_outranks_the_file() -> None:
    known = [Profile("1", "Tom Oduya", "person"), Profile("2", "Thomas A. Oduya", "person")]
    register = KnownPeople.of([TOM])
    assert [p.profiles for p in people(known, [Verdict("1", "2", "split")], register)] == [("1",), ("2",)]


def test_a_csv_file_is_read_and_bad_lines_are_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "label,id,description,aliases,born\n"
        '"Oduya, Tom",http://www.wikidata.org/entity/Q3,"mayor, author",Thomas Oduya|T. A. Oduya,1960\n'
        "Nobody,,,,\n",
        "utf-8",
    )
    found = load_known_people(path)
    assert found.find("T. A. Oduya", ()) == KnownPerson(
        "Q3", "Oduya, Tom", ("Thomas Oduya", "T. A. Oduya"), "mayor, author"
    )
    assert found.problems == (f"{path}, line 3: it has no id or no label",)


def test_a_json_lines_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "Q3", "label": "Tom Oduya", "aliases": ["Thomas Oduya", 7]}\n\n{"id": 4\n', "utf-8")
    found = load_known_people(path)
    assert found.find("Thomas Oduya", ()) == KnownPerson("Q3", "Tom Oduya", ("Thomas Oduya",), "")
    assert found.problems == (f"{path}, line 3: it has no id or no label",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"name,born\nTom,1960\n", "its first line must name the columns id, label, aliases, description"),
        (b"", "its first line must name the columns id, label, aliases, description"),
        (b"\xff\xfe\x00", "it is not UTF-8; save it as UTF-8"),
        (b'{"id": "Q3"\n', "none of its lines has an id and a label"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "people"
    path.write_bytes(content)
    with pytest.raises(PeopleFileError) as caught:
        load_known_people(path)
    assert caught.value.why == why


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match="cannot be read"):
        load_known_people(tmp_path / "none.csv")


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=6), st.text(max_size=12))
def test_no_name_is_found_that_is_not_in_the_file(rows: list[tuple[str, str]], name: str) -> None:
    known = [KnownPerson(f"Q{i}", label, (alias,)) for i, (label, alias) in enumerate(rows)]
    found = KnownPeople.of(known).find(name, ())
    assert found is None or found in known
