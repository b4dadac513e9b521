from collections.abc import Sequence

from sqlalchemy import select, text

from sayso.ledger import people, readings, verdicts
from sayso.ledger.adding import add as add_items
from sayso.ledger.adding import reread
from sayso.ledger.doctor import examine
from sayso.ledger.people import Decision, Group, Member, Person
from sayso.ledger.schema import readings as reading_table
from sayso.ledger.schema import statements
from sayso.ledger.store import Store
from sayso.linking.across import link_people
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from sayso.sources.found import Found


class Again(RulesReader):
    """The rules in another version."""

    version = ReaderVersion("again", "1", None)


FULL = "Transport minister Ilse Brandt said that the tunnel would open in May."
SHORT = "Transport minister Brandt said that the tunnel was late."
OTHER = "Mayor Ada Lindqvist said that the match was lost."
UNNAMED = "Two people who were there said that nobody had been told."


def filled(store: Store, *texts: str) -> None:
    items = [Found(f"{n}.txt", words.encode(), "text/plain") for n, words in enumerate(texts)]
    assert [getattr(o, "what", o) for o in add_items(store, items, RulesReader())] == ["added"] * len(texts)


def speakers(store: Store) -> list[tuple[str | None, str | None]]:
    """The name and the person of each current statement, in the order in which articles were added."""
    wanted = select(statements.c.speaker, statements.c.person).join(
        reading_table, reading_table.c.key == statements.c.reading
    )
    with store.read() as connection:
        rows = connection.execute(
            wanted.where(reading_table.c.is_current).order_by(reading_table.c.article, statements.c.position)
        )
        return [(row.speaker, row.person) for row in rows]


def ids(store: Store) -> list[str]:
    """The current statements' ids, in the order in which articles were added."""
    return [s.id for one in people.heard(store) for s in one.reading.statements]


def test_one_speaker_of_two_articles_has_one_name_and_one_id(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL, SHORT, UNNAMED)
        assert speakers(store) == [("Ilse Brandt", None), ("Brandt", None), (None, None)]
        assert link_people(store) == 2
        [(name, person), same, nobody] = speakers(store)
        assert (name, same, nobody) == ("Ilse Brandt", ("Ilse Brandt", person), (None, None))
        assert people.all_people(store) == [Person(str(person), "Ilse Brandt", "person", 2, 2)]
        assert link_people(store) == 0
        assert list(examine(store)) == []


def test_each_voice_of_a_chain_leads_to_its_person(place: str) -> None:
    with Store.open(place) as store:
        filled(
            store, "Joren Falk said that Mayor Ada Lindqvist denied that the ferry had left the quay much too early."
        )
        link_people(store)
        with store.read() as connection:
            named = {p.id: p.name for p in people.all_people(store)}
            rows = connection.execute(
                text("SELECT words, place, voice, person FROM voices_in_order ORDER BY 1 DESC, 2")
            )
            assert [(row.place, row.voice, named[row.person]) for row in rows] == [
                (1, "Joren Falk", "Joren Falk"),
                (2, "Ada Lindqvist", "Ada Lindqvist"),
                (1, "Joren Falk", "Joren Falk"),
            ]


def test_ids_stay_when_articles_come_and_readers_change(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL)
        link_people(store)
        [(_, before)] = speakers(store)
        filled(store, SHORT, OTHER)
        link_people(store)
        (one, two, other) = speakers(store)
        assert one == two == ("Ilse Brandt", before)
        assert other[0] == "Ada Lindqvist"
        assert other[1] not in (None, before)
        list(reread(store, Again()))
        readings.prune(store)
        assert [person for _, person in speakers(store)] == [None, None, None]
        link_people(store)
        assert speakers(store) == [one, two, other]


def test_people_whom_nothing_points_at_are_forgotten(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL)
        link_people(store)
        people.save(store, [])
        assert speakers(store) == [("Ilse Brandt", None)]
        assert people.all_people(store) == []


def test_a_member_of_a_reading_that_is_gone_is_passed_over(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL)
        [one] = people.heard(store)
        list(reread(store, Again()))
        readings.prune(store)
        assert people.save(store, [Group("Ilse Brandt", "person", (Member(one.row, "s1"),))]) == 0
        assert speakers(store) == [("Ilse Brandt", None)]


def test_a_merge_of_names_wins_over_the_machine_for_good(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL, "Ilse Weber said that the tunnel was late.")
        link_people(store)
        assert len({person for _, person in speakers(store)}) == 2
        verdicts.merge(store, ["Ilse Brandt", "Ilse Weber"], "Ilse Weber-Brandt", "Ines")
        assert people.decisions(store) == [Decision("merge", ("Ilse Brandt", "Ilse Weber"), (), "Ilse Weber-Brandt")]
        link_people(store)
        [(name, person), same] = speakers(store)
        assert same == (name, person) == ("Ilse Weber-Brandt", person)
        list(reread(store, Again()))
        assert [name for name, _ in speakers(store)] == ["Ilse Weber-Brandt"] * 2
        link_people(store)
        assert [name for name, _ in speakers(store)] == ["Ilse Weber-Brandt"] * 2
        assert len({person for _, person in speakers(store)}) == 1


def test_those_who_made_some_statements_are_one_and_others_of_the_name_are_not(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL, "Ms Brandt said that she was glad.", "Ms Brandt said that the match was lost.")
        link_people(store)
        assert len({person for _, person in speakers(store)}) == 3
        full, glad, _lost = ids(store)
        made = verdicts.unite(store, [full, glad], "Ilse Brandt", "Ines")
        assert [(v.kind, v.target, v.state) for v in made] == [("merge", "statement", "stands")] * 2
        link_people(store)
        one, two, other = speakers(store)
        assert one == two
        assert other[1] != one[1]
        list(reread(store, Again()))
        link_people(store)
        one, two, other = speakers(store)
        assert (one, one[1] == other[1]) == (two, False)


def test_a_split_wins_over_the_machine_for_good(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL, SHORT, "Minister Ilse Brandt said that the match was lost.")
        link_people(store)
        assert len({person for _, person in speakers(store)}) == 1
        verdicts.split(store, ids(store)[2:], "Ilse Brandt (goalkeeper)", "Ines")
        assert speakers(store)[2] == ("Ilse Brandt (goalkeeper)", None)
        for reader in (Again(), RulesReader()):
            link_people(store)
            one, two, other = speakers(store)
            assert one == two == ("Ilse Brandt", one[1])
            assert other[0] == "Ilse Brandt (goalkeeper)"
            assert other[1] not in (None, one[1])
            list(reread(store, reader))


def test_a_corrected_source_is_linked_as_the_person_it_is(place: str) -> None:
    with Store.open(place) as store:
        filled(store, FULL, UNNAMED)
        link_people(store)
        [(_, brandt), nobody] = speakers(store)
        assert nobody == (None, None)
        verdicts.on_statement(store, ids(store)[1], "correct", "Ines", source="Ilse Brandt")
        assert speakers(store)[1] == ("Ilse Brandt", None)
        link_people(store)
        assert speakers(store) == [("Ilse Brandt", brandt)] * 2
        assert list(examine(store)) == []


def test_what_is_heard_comes_in_the_order_of_adding(place: str) -> None:
    texts: Sequence[str] = [f"Mayor Ada Lindqvist said that {n} ferries were late." for n in range(2, 9)]
    with Store.open(place) as store:
        filled(store, *texts)
        assert [(one.row, one.reading.article.text) for one in people.heard(store)] == list(enumerate(texts, 1))
