import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sayso.errors import QuestionError
from sayso.ledger.adding import add as add_items
from sayso.ledger.feeds import keep_state, state_of
from sayso.ledger.schema import articles, statements
from sayso.ledger.searching import Query, Term
from sayso.ledger.store import Store
from sayso.reading.rules import RulesReader
from sayso.sources.found import Found, Validators
from sayso.sources.watch import FeedState

TEXTS = (
    "Mayor Ada Lindqvist said that the bridges were closed, the ferry too.",
    "Joren Falk said that Ada was wrong.",
    "Mayor Don Strand said that it was a mistake.",
    "Zoë Grün said that the Ferry would close: it's “over”.",
)


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("ferry bridge", Query(((Term("ferry"), Term("bridge")),))),
        ('"the ferry" -bridge', Query(((Term("the ferry"), Term("bridge", without=True)),))),
        ("ferry OR bridge or boat", Query(((Term("ferry"),), (Term("bridge"),), (Term("boat"),)))),
        ("or ferry ! or", Query(((Term("ferry"),),))),
    ],
)
def test_a_query_is_written_as_on_the_web(words: str, query: Query) -> None:
    assert Query.of(words) == query


@pytest.mark.parametrize("words", ["", "  ", "-ferry", "ferry or -bridge", "!?", '""'])
def test_a_query_without_a_word_is_refused(words: str) -> None:
    with pytest.raises(QuestionError, match="there is nothing to search for in"):
        Query.of(words)


def test_a_name_is_sought_in_names_and_words_in_what_is_said() -> None:
    assert Query.named(["Ada Lindqvist", "Falk"]).both(Query.of("ferry -boat", "content")) == Query(
        (
            (Term("Ada", field="speaker"), Term("Lindqvist", field="speaker"), Term("ferry", field="content"),
             Term("boat", without=True, field="content")),
            (Term("Falk", field="speaker"), Term("ferry", field="content"),
             Term("boat", without=True, field="content")),
        )
    )  # fmt: skip
    with pytest.raises(QuestionError, match="a name has at least one word"):
        Query.named(["Ada", "-"])
    with pytest.raises(QuestionError, match="there are too many alternatives"):
        Query.of(" or ".join("abcdefghij")).both(Query.of(" or ".join("abcdefghij")))


def filled(store: Store) -> None:
    items = [Found(f"{n}.txt", words.encode(), "text/plain") for n, words in enumerate(TEXTS)]
    assert len(list(add_items(store, items, RulesReader()))) == len(TEXTS)


def found(store: Store, query: Query) -> list[str | None]:
    """The speakers of the statements that a query finds, those added last first."""
    wanted = store.dialect.matching(select(statements.c.speaker), statements, query)
    with store.read() as connection:
        return list(connection.execute(wanted.order_by(store.dialect.newest(statements))).scalars())


@pytest.mark.parametrize(
    ("query", "speakers"),
    [
        (Query.of("bridge"), ["Ada Lindqvist"]),
        (Query.of("FERRY"), ["Zoë Grün", "Ada Lindqvist"]),
        (Query.of("ferry -bridge"), ["Zoë Grün"]),
        (Query.of("wrong or bridge"), ["Joren Falk", "Ada Lindqvist"]),
        (Query.of('"ferry would close"'), ["Zoë Grün"]),
        (Query.of('"close ferry"'), []),
        (Query.of("ada"), ["Joren Falk", "Ada Lindqvist"]),
        (Query.of("ada", "content"), ["Joren Falk"]),
        (Query.named(["Ada"]), ["Ada Lindqvist"]),
        (Query.named(["Ada"]).both(Query.of("closing", "content")), ["Ada Lindqvist"]),
        (Query.named(["Grün", "Falk"]), ["Zoë Grün", "Joren Falk"]),
        (Query.named(["Zoe", "grun"]), ["Zoë Grün"]),
        (Query.of("Gru\u0308n"), ["Zoë Grün"]),
        (Query.of("fêrry -bridge"), ["Zoë Grün"]),
        (Query.named(["don"]), ["Don Strand"]),
    ],
    ids=str,
)
def test_a_query_finds_the_same_on_every_database(place: str, query: Query, speakers: list[str]) -> None:
    with Store.open(place) as store:
        filled(store)
        assert found(store, query) == speakers


def test_articles_are_searched_too(place: str) -> None:
    with Store.open(place) as store:
        filled(store)
        wanted = store.dialect.matching(select(articles.c.text), articles, Query.of("bridges"))
        with store.read() as connection:
            assert list(connection.execute(wanted).scalars()) == [TEXTS[0]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(st.characters() | st.sampled_from("\"'\\:*^()|&!-+<>{}\0")))
def test_whatever_is_typed_is_a_question_or_refused_as_one(place: str, words: str) -> None:
    try:
        query = Query.of(words)
    except QuestionError:
        return
    with Store.open(place) as store:
        assert isinstance(found(store, query), list)


def test_the_search_index_is_used(place: str) -> None:
    with Store.open(place) as store:
        filled(store)
        wanted = store.dialect.matching(select(statements.c.speaker), statements, Query.of("bridge"))
        with store.read() as connection:
            plan = "\n".join(store.dialect.plan(connection, wanted.limit(5)))
            assert "words" in plan
            assert store.dialect.size(connection) > 50_000


def test_what_is_known_of_a_feed_is_kept(place: str) -> None:
    name = "https://lantern.example/rss?" + "x" * 3000
    with Store.open(place) as store:
        assert state_of(store, name) == FeedState(name)
        state = FeedState("https://lantern.example/new", Validators('"7"', "Mon"), "2026-03-04T06:00:00+00:00", 2, True)
        keep_state(store, name, state)
        assert state_of(store, name) == state
        keep_state(store, name, state.unfinished())
        assert state_of(store, name) == state.unfinished()
