import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.annotated import AnnotatedArticle, GoldStatement, load, load_all
from evaluation.attribution import Attribution
from sayso.records import Passage

HEADER = "title: Bridge shut\ngenre: agency copy\npublished: 2027-01-31\n"
SAID = "⟦1 source|She⟧ ⟦1 cue|said⟧ ⟦1 content|no⟧."
SHIPPED = load_all()


def written(tmp_path: Path, article: str, statements: str, header: str = HEADER) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(f"{header}---\n{article}\n---\n{statements}\n", "utf-8")
    return path


def words(article: AnnotatedArticle, *spans: tuple[int, int] | None) -> list[str | None]:
    return [None if s is None else article.text[s[0] : s[1]] for s in spans]


def test_an_article_is_read_whole(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "⟦headline|⟦1 source|Mayor⟧⟦1 cue|:⟧ ⟦1 content|‘It’s safe’⟧⟧\n\n"
        "⟦2,3 source|She⟧ ⟦2 cue|⟦2 hedge|claimed⟧⟧ ⟦2 content|so⟧ "
        "and ⟦3 cue|told⟧ ⟦3 addressee|us⟧ ⟦3 content|to go⟧.",
        "1 direct asserts\n2 indirect asserts\n3 indirect orders",
    )
    assert load(path) == AnnotatedArticle(
        name="bridge",
        title="Bridge shut",
        genre="agency copy",
        published="2027-01-31",
        text="Mayor: ‘It’s safe’\n\nShe claimed so and told us to go.",
        statements=(
            GoldStatement(1, (0, 5), (5, 6), ((7, 18),), (), None, "direct", "asserts", None),
            GoldStatement(2, (20, 23), (24, 31), ((32, 34),), ((24, 31),), None, "indirect", "asserts", None),
            GoldStatement(3, (20, 23), (39, 43), ((47, 52),), (), (44, 46), "indirect", "orders", None),
        ),
        passages=(Passage("headline", 0, 18), Passage("body", 20, 53)),
    )


def test_a_chain_of_voices_nests(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "⟦1 content|⟦2 source|Police⟧ ⟦2 cue|deny⟧ ⟦2 content|that ⟦3 content|it⟧ ⟦3 cue|reportedly⟧ ⟦3 content|fell⟧⟧⟧"
        ", ⟦1 source|the Post⟧ ⟦1 cue|says⟧.",
        "1 indirect asserts\n2 indirect denies within=1\n3 indirect asserts within=2",
    )
    article = load(path)
    assert article.text == "Police deny that it reportedly fell, the Post says."
    assert [(s.number, s.within, words(article, s.source, *s.content)) for s in article.statements] == [
        (1, None, ["the Post", "Police deny that it reportedly fell"]),
        (2, 1, ["Police", "that it reportedly fell"]),
        (3, 2, [None, "it", "fell"]),
    ]
    assert article.outermost == [Attribution(source=((37, 45),), cue=((46, 50),), content=((0, 35),))]


def test_lines_may_be_passages_without_statements(tmp_path: Path) -> None:
    article = load(written(tmp_path, f"{SAID}\n\n⟦teaser|Why bridges fall⟧", "1 indirect asserts"))
    assert article.text == "She said no.\n\nWhy bridges fall"
    assert article.passages == (Passage("body", 0, 12), Passage("teaser", 14, 30))


@pytest.mark.parametrize(
    ("article", "listed", "line", "why"),
    [
        ("⟦1 source|She ⟦1 cue|said⟧ no.", "1 indirect asserts", 5, "⟦1 source| is not closed"),
        ("\n⟦1 cue|said\n⟧ no.", "1 indirect asserts", 6, "⟦1 cue| is not closed"),
        ("She said⟧ no.", "", 5, "⟧ opens or closes nothing"),
        ("She ⟦said⟧ no.", "", 5, "⟦ opens or closes nothing"),
        ("She ⟦1 verb|said⟧ no.", "", 5, "⟦1 verb| is neither"),
        ("She ⟦cue|said⟧ no.", "", 5, "⟦cue| is neither"),
        ("She ⟦0 cue|said⟧ no.", "", 5, "⟦0 cue| is neither"),
        ("⟦1 cue| ⟧ no.", "1 indirect asserts", 5, "⟦1 cue| marks no words"),
        ("See ⟦teaser|more⟧", "", 5, "⟦teaser| must hold its whole line"),
        (SAID, "", 5, "statement 1 is not listed"),
        (SAID, "1 indirect", 7, "expected `NUMBER KIND STANCE"),
        (SAID, "1 spoken asserts", 7, "expected `NUMBER KIND STANCE"),
        (SAID, "1 indirect says", 7, "expected `NUMBER KIND STANCE"),
        (SAID, "1 indirect asserts\n\n1 indirect asserts", 9, "statement 1 is listed twice"),
        (SAID, "1 indirect asserts\n2 indirect asserts", 8, "statement 2 needs one cue"),
        (SAID + " ⟦1 cue|Yes⟧", "1 indirect asserts", 7, "statement 1 needs one cue"),
        (SAID + " ⟦1 source|He⟧", "1 indirect asserts", 7, "statement 1 needs one cue"),
        ("⟦1 cue|Reportedly⟧.", "1 indirect asserts", 7, "statement 1 needs one cue"),
        (SAID, "1 indirect asserts within=2", 7, "within=2 names a statement that is not listed"),
        (SAID, "1 indirect asserts within=1", 7, "within=1 leads back to itself"),
    ],
)
def test_bad_markup_is_refused_with_its_line(tmp_path: Path, article: str, listed: str, line: int, why: str) -> None:
    path = written(tmp_path, article, listed)
    with pytest.raises(ValueError, match=re.escape(why)) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    ("header", "line", "why"),
    [
        ("title: Bridge shut\ngenre: agency copy\n", 3, "the header lacks published"),
        (HEADER + "title: Again\n", 4, "found 'title: Again'"),
        (HEADER + "outlet: The Post\n", 4, "found 'outlet: The Post'"),
        ("title: Bridge shut\npublished: today\ngenre: agency copy\n", 2, "'today' is no date"),
        (HEADER + "---\n", 1, "found 3"),
    ],
)
def test_a_bad_header_is_refused_with_its_line(tmp_path: Path, header: str, line: int, why: str) -> None:
    path = written(tmp_path, SAID, "1 indirect asserts", header)
    with pytest.raises(ValueError, match=re.escape(why)) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")


PLAIN = st.text(st.characters(exclude_characters="⟦⟧\r", exclude_categories=["Cs"]), max_size=20)
MARKED = st.text(st.characters(exclude_characters="⟦⟧", categories=["L", "P", "So"]), min_size=1, max_size=20)


@given(before=PLAIN.filter(lambda text: "\n---\n" not in f"\n{text}"), said=MARKED, after=MARKED)
def test_offsets_are_code_points_of_the_text_without_markup(
    tmp_path_factory: pytest.TempPathFactory, before: str, said: str, after: str
) -> None:
    path = written(
        tmp_path_factory.mktemp("articles"),
        f"{before}⟦1 cue|{said}⟧⟦1 content|{after}⟧",
        "1 indirect asserts",
    )
    article = load(path)
    (statement,) = article.statements
    assert article.text == before + said + after
    assert words(article, statement.cue, *statement.content) == [said, after]


def test_enough_articles_of_enough_genres_are_shipped() -> None:
    assert len(SHIPPED) >= 12
    assert len({a.genre for a in SHIPPED}) >= 8
    assert sum(len(a.statements) for a in SHIPPED) >= 150


@pytest.mark.parametrize("article", SHIPPED, ids=lambda a: a.name)
def test_a_shipped_article_is_sound(article: AnnotatedArticle) -> None:
    by_number = {s.number: s for s in article.statements}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    for statement in article.statements:
        source, cue, content = statement.attribution.parts()
        assert all(text and text == text.strip() for text in words(article, *source, *cue, *content))
        assert not [(a, b) for a, b in combinations((*source, *cue, *content), 2) if a[0] < b[1] and b[0] < a[1]]
        if statement.within is not None:
            held = by_number[statement.within].content
            parts = (*source, *cue, *content)
            assert all(any(a <= start and end <= b for a, b in held) for start, end in parts), statement.number
        spoken = [p for p in article.passages if p.kind not in ("teaser", "boilerplate")]
        assert any(p.start <= statement.cue[0] and statement.cue[1] <= p.end for p in spoken)
