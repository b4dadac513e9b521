import pytest

from evaluation.people import pairs
from sayso.linking.people import Agreement, Link, Person, Profile, Verdict, agreement, people, profiles
from sayso.linking.person_names import compare
from sayso.records import Article, Place, ReaderVersion, Reading, Speaker


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nicolás Maduro", "President Nicolas Maduro", Agreement(5.0, "the names are the same")),
        ("Nicolás Maduro", "Nicolas Maduro Moros", Agreement(4.5, "one name holds the other")),
        ("Mohammed Rashad", "Muhammad Rashad", Agreement(4.0, "the names are spelt alike")),
        ("Bill Hartnell", "William J. Hartnell", Agreement(4.0, "the names are spelt alike")),
        ("Wen Haoran", "Haoran Wen", Agreement(4.0, "the names are the same, turned round")),
        ("J. Ek", "Jonas Ek", Agreement(1.5, "one has only an initial of the other's first name")),
        ("Ms Ek", "Lena Ek", Agreement(0.0, "the surname alone agrees")),
        ("Lena Ek", "Jonas Ek", Agreement(-6.0, "the first names differ")),
        ("Ali Khamenei", "Ali Khomeini", Agreement(-9.0, "the surnames differ")),
        ("George W. Prescott", "George H. W. Prescott", Agreement(-3.0, "the middle names differ")),
    ],
)
def test_names_are_compared(one: str, other: str, expected: Agreement) -> None:
    assert compare(one, other) == compare(other, one) == expected


def person(id: str, name: str, *roles: str, countries: str = "", company: str = "") -> Profile:  # noqa: A002
    return Profile(
        id, name, "person", roles, frozenset(countries.split()), frozenset(filter(None, company.split("; ")))
    )


def test_a_role_and_a_place_speak_for_a_surname_alone() -> None:
    found = agreement(
        person("1", "Ilse Brandt", "transport minister", countries="DE"),
        person("2", "Mrs Brandt", "transport minister", countries="DE"),
    )
    assert found == Agreement(4.5, "the surname alone agrees; both are “minister transport”; both in DE")


def test_two_john_smiths_are_two() -> None:
    known = [person("1", "John Smith", "goalkeeper"), person("2", "John Smith", "senator"), person("3", "John Smith")]
    assert [p.profiles for p in people(known)] == [("1",), ("2",), ("3",)]


def test_one_person_has_the_fullest_name_and_the_reasons() -> None:
    known = [person("1", "Nicolas Maduro"), person("2", "Lena Ek"), person("3", "Nicolás Maduro Moros")]
    assert people(known) == [
        Person("Nicolás Maduro Moros", ("1", "3"), (Link("1", "3", 4.5, "one name holds the other"),)),
        Person("Lena Ek", ("2",), ()),
    ]


def test_what_a_person_decided_outranks_every_score() -> None:
    known = [person("1", "Lena Ek"), person("2", "Lena Ek"), person("3", "Elena Eck")]
    verdicts = [Verdict("1", "2", "split"), Verdict("3", "1", "merge")]
    assert people(known, verdicts) == [
        Person("Lena Ek", ("1", "3"), (Link("1", "3", 99.0, "a person merged them"),)),
        Person("Lena Ek", ("2",), ()),
    ]
    assert [p.profiles for p in people(known, [*verdicts, Verdict("2", "1", "merge")])] == [("1", "2", "3")]


def test_a_third_cannot_join_two_whose_names_differ() -> None:
    known = [
        person("1", "Ada Brandt", "minister of transport", countries="DE"),
        person("2", "Eva Brandt", "minister of transport", countries="DE"),
        person("3", "Ms Brandt", "minister of transport", countries="DE"),
    ]
    assert [p.profiles for p in people(known)] == [("1", "3"), ("2",)]


def test_institutions_are_one_by_their_name() -> None:
    known = [
        Profile("1", "the Lonnard Courier", "outlet"),
        Profile("2", "Lonnard Courier", "outlet"),
        person("3", "Lonnard Courier"),
    ]
    assert [p.profiles for p in people(known)] == [("1", "2"), ("3",)]


def test_a_reading_gives_a_profile_for_each_named_speaker() -> None:
    article = Article("Ada Ek and officials in Lima.", published="2026-11-01")
    reading = Reading(
        ReaderVersion("by hand", "1", None),
        article,
        places=(Place("Lima", 24, 28, "Lima", -12.0, -77.0, "PE", 1),),
        speakers=(
            Speaker("s1", "Ada Ek", "person", ("minister",)),
            Speaker("s2", "officials", "unnamed"),
            Speaker("s3", "The Courier", "outlet"),
        ),
    )
    ada, courier = profiles(reading)
    assert ada == Profile(
        f"{article.id} s1", "Ada Ek", "person", ("minister",), frozenset({"PE"}),
        frozenset({"officials", "The Courier"}), "2026-11-01",
    )  # fmt: skip
    assert courier.name == "The Courier"


def test_on_our_own_profiles_a_merge_is_safe() -> None:
    count = pairs()
    assert count.precision >= 98
    assert count.recall >= 90
