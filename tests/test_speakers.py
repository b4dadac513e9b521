import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.speakers import Resolved, resolve
from sayso.reading.voices import voice
from sayso.records import Article, Passage, Span, Statement, Voice


def paragraphs(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def statement(text: str, number: int, source: tuple[int, int] | None, content: tuple[int, int]) -> Statement:
    who = voice(text, source)
    direct = text[content[0] : content[0] + 1] == "“"
    return Statement(
        id=str(number),
        kind="direct" if direct else "indirect",
        stance="asserts",
        within=None,
        source=who,
        voices=(who,),
        cue=None,
        content=(Span.of(text, *content),),
    )


def read(text: str, *said: tuple[str, str], byline: str | None = None) -> Resolved:
    """Resolve statements given as a source (the next such words after the last) and content."""
    at, found = 0, []
    for number, (source, content) in enumerate(said):
        start = text.index(content, at if source else 0)
        begin = text.index(source, min(at, start)) if source else -1
        at = min(begin, start) if source else start
        at = begin if source and begin > at else at
        span = None if not source else (begin, begin + len(source))
        found.append(statement(text, number, span, (start, start + len(content))))
        at = max(start, begin) + 1
    article = Article(text, (Passage("body", 0, len(text)),), byline=byline, language="en")
    return resolve(article, paragraphs(text), found, ())


def named(text: str, *said: tuple[str, str], byline: str | None = None) -> list[tuple[str | None, str]]:
    return [(s.source.name, s.source.sort) for s in read(text, *said, byline=byline).statements]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "Mayor Ilse Brandt said the pier is safe. Ms. Brandt said it would open. She said so twice.",
            [("Mayor Ilse Brandt", "the pier is safe"), ("Ms. Brandt", "it would open"), ("She", "so twice")],
            [("Ilse Brandt", "person")] * 3, id="full name, title and surname, pronoun",
        ),
        pytest.param(
            "Lonnard chief engineer Tom Ek said the pier is safe. “It will hold,” the engineer said.",
            [("Lonnard chief engineer Tom Ek", "the pier is safe"), ("the engineer", "“It will hold,”")],
            [("Tom Ek", "person")] * 2, id="a role stated before the name",
        ),
        pytest.param(
            "Rep. Ilse Brandt (D-Lonn.) met Tom Ek. The congresswoman said he was late. He said he was not.",
            [("The congresswoman", "he was late"), ("He", "he was not")],
            [("Ilse Brandt", "person"), ("Tom Ek", "person")], id="a woman and a man in one sentence",
        ),
        pytest.param(
            "Mr. Ek and Mrs. Ek met. Robert Ek said it rains. Mary Ek said it snows. Mrs. Ek said no. Mr. Ek said yes.",
            [("Mrs. Ek", "no"), ("Mr. Ek", "yes")],
            [("Mary Ek", "person"), ("Robert Ek", "person")], id="two people of one surname",
        ),
        pytest.param(
            "The Lonnard Harbour Board (LHB) met. The LHB said it would pay. The board said it was sorry.",
            [("The LHB", "it would pay"), ("The board", "it was sorry")],
            [("Lonnard Harbour Board", "institution")] * 2, id="an acronym in brackets, the head alone",
        ),
        pytest.param(
            "Robert Oduya lost. “Oduya is wrong,” said David Ek. “I told him,” he said.",
            [("David Ek", "“Oduya is wrong,”"), ("he", "“I told him,”")],
            [("David Ek", "person")] * 2, id="a quotation in which he is someone else",
        ),
        pytest.param(
            "Lawmakers from both parties said there will be a review. The lawmakers said it would be short.",
            [("Lawmakers from both parties", "there will be a review"), ("The lawmakers", "it would be short")],
            [("Lawmakers from both parties", "group")] * 2, id="a group",
        ),
        pytest.param(
            "The Lonnard Courier found errors. The newspaper said the mayor knew.",
            [("The newspaper", "the mayor knew")], [("Lonnard Courier", "outlet")], id="the newspaper",
        ),
        pytest.param(
            "The Reuters news agency said the port is shut. Reuters said it would open.",
            [("The Reuters news agency", "the port is shut"), ("Reuters", "it would open")],
            [("Reuters", "outlet")] * 2, id="an outlet with what it is",
        ),
        pytest.param(
            "French troops left Mali. Officials in France cheered. The government said France keeps its word.",
            [("The government", "France keeps its word")],
            [("French government", "government")], id="the government of the state that is spoken of",
        ),
        pytest.param(
            "Washington said it would act.", [("Washington", "it would act")],
            [("Washington", "government")], id="a metonym",
        ),
        pytest.param(
            "Tom Ek and Ilse Brandt met. The two said they agree.", [("The two", "they agree")],
            [("Tom Ek and Ilse Brandt", "group")], id="the two",
        ),
        pytest.param(
            "A lawyer for Tom Ek, Maren Oduya, said he is innocent. Ek’s lawyer said it again.",
            [("A lawyer for Tom Ek, Maren Oduya", "he is innocent"), ("Ek’s lawyer", "it again")],
            [("Maren Oduya", "person")] * 2, id="a name apposed to a description",
        ),
        pytest.param(
            "Tom Ek, who said he was ill, left.", [("who", "he was ill")], [("Tom Ek", "person")], id="who",
        ),
        pytest.param(
            "The clerk, whom Tom Ek called idle, left.", [("The clerk, whom Tom Ek", "idle")],
            [("Tom Ek", "person")], id="a relative clause that another speaks",
        ),
        pytest.param(
            "The Brandt campaign said it won. Brandt’s campaign said so twice.",
            [("The Brandt campaign", "it won"), ("Brandt’s campaign", "so twice")],
            [("Brandt campaign", "institution")] * 2, id="a body known by whose it is",
        ),
        pytest.param(
            "Two people briefed on the matter said it failed.", [("Two people briefed on the matter", "it failed")],
            [(None, "unnamed")], id="unnamed",
        ),
        pytest.param("It is said to fail.", [("", "to fail")], [(None, "unattributed")], id="nobody"),
    ],
)  # fmt: skip
def test_whom_voices_name(text: str, said: list[tuple[str, str]], expected: list[tuple[str | None, str]]) -> None:
    assert named(text, *said) == expected


def test_the_first_person_outside_quotations_is_the_author() -> None:
    text = "I think the pier is safe."
    assert named(text, ("I", "the pier is safe"), byline="By Ilse Brandt") == [("Ilse Brandt", "person")]


def test_speakers_have_their_roles_and_mentions() -> None:
    text = "Lonnard mayor Ilse Brandt said the pier is safe. She said so twice."
    found = read(text, ("Lonnard mayor Ilse Brandt", "the pier is safe"), ("She", "so twice"))
    [speaker] = found.speakers
    assert (speaker.id, speaker.name, speaker.sort, speaker.roles) == (
        "s1", "Ilse Brandt", "person", ("Lonnard mayor",),
    )  # fmt: skip
    assert [text[m.start : m.end] for m in speaker.mentions] == ["Ilse Brandt", "She"]
    assert [s.source.speaker for s in found.statements] == ["s1", "s1"]
    assert speaker.introduced
    assert found.notices == ()


def test_who_is_named_by_title_and_surname_alone_is_noticed() -> None:
    text = "Ms Brandt said the pier is safe."
    found = read(text, ("Ms Brandt", "the pier is safe"))
    [notice] = found.notices
    assert (notice.kind, notice.text, notice.start, notice.why) == (
        "unresolved-voice", "Ms Brandt", 0, "mentioned by title and surname only; never introduced",
    )  # fmt: skip
    assert [s.introduced for s in found.speakers] == [False]


def test_a_pronoun_that_means_nobody_is_noticed() -> None:
    found = read("She said the pier is safe.", ("She", "the pier is safe"))
    assert [(n.kind, n.text) for n in found.notices] == [("unresolved-voice", "She")]
    assert found.statements[0].source == Voice("She", 0, 3, None, "person")


def test_the_unnamed_are_described() -> None:
    text = (
        "Two senior officials familiar with the talks, who spoke on condition of anonymity because "
        "they feared for their jobs, said it failed."
    )
    source = "Two senior officials familiar with the talks"
    told = read(text, (source, "it failed")).statements[0].source.described
    assert told is not None
    assert told.count == 2
    assert [None if part is None else part.text for part in (told.placed, told.terms, told.knows)] == [
        "senior officials",
        "spoke on condition of anonymity because they feared for their jobs",
        "familiar with the talks",
    ]


WORDS = st.lists(
    st.sampled_from(
        "Ilse Brandt Mr. Ms. President the The mayor he She it they who his said , . “ ” ’s ( ) LHB of and France I we "
        "newspaper board lawmakers a Two officials government her husband \n 56, which that Oduya".split(" ")
    ),
    max_size=40,
)


@settings(deadline=None)
@given(WORDS, st.data())
def test_any_words_resolve_to_spans_that_hold(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    ends = st.integers(0, len(text))
    spans = [(min(p), max(p)) for p in data.draw(st.lists(st.tuples(ends, ends, ends, ends), max_size=4))]
    found = []
    for number, span in enumerate(spans):
        content = sorted(data.draw(st.tuples(ends, ends)))
        source = span if text[span[0] : span[1]].strip() else None
        found.append(statement(text, number, source, (content[0], content[1])))
    article = Article(text, (Passage("body", 0, len(text)),), language="en")
    resolved = resolve(article, paragraphs(text), found, ())
    ids = {s.id for s in resolved.speakers}
    for s in resolved.statements:
        assert s.source.speaker is None or s.source.speaker in ids
        assert s.source.text is None or text[s.source.start : s.source.end] == s.source.text
        told = s.source.described
        for part in () if told is None else (told.placed, told.terms, told.knows):
            assert part is None or text[part.start : part.end] == part.text
    assert all(text[n.start : n.end] == n.text for n in resolved.notices)
    assert all(0 <= m.start < m.end <= len(text) for s in resolved.speakers for m in s.mentions)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = [statement(text, 0, (0, len(text)) if text.strip() else None, (0, len(text)))]
    article = Article(text, (Passage("body", 0, len(text)),), language="en")
    assert len(resolve(article, paragraphs(text), found, ()).statements) == 1


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "Lonnard’s President Ada Ek met US President Tom Oduya. The US president said no.",
            [("The US president", "no")], [("Tom Oduya", "person")], id="a role with the state it is held in",
        ),
        pytest.param(
            "A lobbyist left. He said he was ill.", [("He", "he was ill")], [(None, "unnamed")],
            id="a pronoun for one who is not named",
        ),
        pytest.param(
            "A federal judge said no. Judge Ilse Brandt said it was late.",
            [("A federal judge", "no"), ("Judge Ilse Brandt", "it was late")],
            [("Ilse Brandt", "person")] * 2, id="a description before the name",
        ),
        pytest.param(
            "Ilse Brandt lost. Her campaign said it was close.", [("Her campaign", "it was close")],
            [("Ilse Brandt campaign", "institution")], id="a body that a pronoun has",
        ),
    ],
)  # fmt: skip
def test_descriptions(text: str, said: list[tuple[str, str]], expected: list[tuple[str | None, str]]) -> None:
    assert named(text, *said) == expected


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "Ilse Brandt lost. An adviser to Brandt said it rains. Voters loyal to Brandt said it snows.",
            [("An adviser to Brandt", "it rains"), ("Voters loyal to Brandt", "it snows")],
            [("adviser to Brandt", "person"), ("Voters loyal to Brandt", "group")], id="not the one they are with",
        ),
        pytest.param(
            "Ilse Brandt met Tom Ek. She and Ek said it rains.", [("She and Ek", "it rains")],
            [("Ilse Brandt and Tom Ek", "group")], id="a pronoun and a name",
        ),
        pytest.param(
            "Ilse Brandt met Harold Ekström. Mr Eckström said it rains. He said so twice.",
            [("Mr Eckström", "it rains"), ("He", "so twice")],
            [("Harold Ekström", "person")] * 2, id="a surname with a slip",
        ),
        pytest.param(
            "Lonnard University published a study of ferries. The study found that it rains. The paper said so twice.",
            [("The study", "it rains"), ("The paper", "so twice")],
            [("study of ferries", "document")] * 2, id="the study",
        ),
        pytest.param(
            "Ilse Brandt sued. Her brief said it rains.", [("Her brief", "it rains")],
            [("Ilse Brandt's brief", "document")], id="a text of hers",
        ),
        pytest.param(
            "They asked the Lonnard Rope Fund, a group that said it rains.", [("that", "it rains")],
            [("Lonnard Rope Fund", "institution")], id="that after what it is",
        ),
        pytest.param(
            "My parents, James and Olive Brandt, met. My mother said it rains. She said so twice.",
            [("My mother", "it rains"), ("She", "so twice")], [("Olive Brandt", "person")] * 2, id="my mother",
        ),
        pytest.param(
            "They met Ilse Brandt, the former mayor, and Tom Ek. The former mayor said it rains.",
            [("The former mayor", "it rains")], [("Ilse Brandt", "person")], id="what she was called",
        ),
        pytest.param(
            "Tom Ek met Dan Lund. Dan Lund agreed. “Ek was right and he won,” he wrote.",
            [("Dan Lund", "agreed"), ("he", "“Ek was right and he won,”")],
            [("Dan Lund", "person")] * 2, id="who is named in the quotation did not say it",
        ),
        pytest.param(
            "A group of teachers said no. Teachers said yes. A second group of teachers said nothing.",
            [("A group of teachers", "no"), ("Teachers", "yes")],
            [("group of teachers", "group"), ("Teachers", "group")], id="a group of them",
        ),
    ],
)  # fmt: skip
def test_whom_words_do_and_do_not_name(text: str, said: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert named(text, *said) == expected
