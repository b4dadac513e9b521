import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attribution import Attribution
from sayso.reading.rules import RulesReader
from sayso.reading.sentences import sentences
from sayso.reading.windows import paragraphs
from sayso.records import ReaderVersion

READER = RulesReader()


def read(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and content of every attribution, in words."""
    return [
        (a.source and text[slice(*a.source)], text[slice(*a.cue)], [text[slice(*c)] for c in a.content])
        for a in READER.look(text, paragraphs(text)).attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms. Ek said that the pier was safe.", [("Ms. Ek", "said", ["that the pier was safe"])]),
        ("Ms Ek said the pier was safe.", [("Ms Ek", "said", ["the pier was safe"])]),
        ("“We go,” she said.", [("she", "said", ["We go"])]),
        ("“We go,” said Jan Li, the harbour master.", [("Jan Li, the harbour master", "said", ["We go"])]),
        ("“We go,” she said, “at dawn.”", [("she", "said", ["We go", "at dawn"])]),
        ("“We go,” she said. “Then home.”", [("she", "said", ["We go", "Then home"])]),
        ("“Why now?” Mr. Li asked.", [("Mr. Li", "asked", ["Why now?"])]),
        ("Li said: “We go.”", [("Li", "said", ["We go"])]),
        ("Ana Ek, a farmer, said the pier was safe.", [("Ana Ek, a farmer", "said", ["the pier was safe"])]),
        ("The pier will fall, the council warned.", [("the council", "warned", ["The pier will fall"])]),
        ("The pier, she said, will fall.", [("she", "said", ["The pier", "will fall"])]),
        ("Ms Ek told reporters that it was over.", [("Ms Ek", "told", ["that it was over"])]),
        ("According to the port, two ships are late.", [("the port", "According to", ["two ships are late"])]),
        ("Two ships are late, according to the port.", [("the port", "according to", ["Two ships are late"])]),
        ("The mayor is accused of fraud.", [(None, "is accused of", ["The mayor", "fraud"])]),
        ("The crew was praised by Ms Ek.", [("Ms Ek", "was praised", ["The crew"])]),
        ("EK: We go at dawn.", [("EK", ":", ["We go at dawn"])]),
        ("The council did not say when.", [("The council", "did not say", ["when"])]),
        (
            "Ms Ek praised the crew, saying that it was brave.",
            [("Ms Ek", "praised", ["the crew"]), ("Ms Ek", "saying", ["that it was brave"])],
        ),
        (
            "She said it was late and warned that it would rain.",
            [("She", "said", ["it was late"]), ("She", "warned", ["that it would rain"])],
        ),
        ("Mr Li said: “One.\n“Two.”", [("Mr Li", "said", ["One", "Two."])]),
        ("Mr Li continued:\n“We go at dawn.”", [("Mr Li", "continued", ["We go at dawn"])]),
        ("The claims rose in the United States.", []),
        ("Three ships lay at anchor.", []),
        ("“He said no.”", []),
        ("", []),
    ],
)
def test_read(text: str, expected: list[tuple[str | None, str, list[str]]]) -> None:
    assert read(text) == expected


def test_confidence_is_that_of_the_kind_of_rule() -> None:
    text = "“We go,” she said."
    assert READER.look(text, [(0, 18)]).attributions == [Attribution((9, 12), (13, 17), ((1, 6),), 0.92)]


def test_only_the_stretches_are_read() -> None:
    text = "Ek said no. Li said yes."
    (only,) = READER.look(text, [(12, 24)]).attributions
    assert (only.source, only.cue, only.content) == ((12, 14), (15, 19), ((20, 23),))


def test_contents_are_not_tied_to_each_other() -> None:
    text = "Mr Li continued:\n“We go at dawn.”"
    outer = Attribution(None, (0, 2), tuple(paragraphs(text)), 1.0)
    assert READER.look(text, []).inside([outer]) == []


def test_a_content_without_any_word_that_reports_is_not_read() -> None:
    text = "Ms Ek said Mr Li: we go at dawn."
    (outer,) = READER.look(text, [(0, len(text))]).attributions
    assert READER.look(text, []).inside([outer]) == []


def test_version() -> None:
    assert READER.version == ReaderVersion("sayso-rules", "1", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Li left. He ran.", ["Mr. Li left.", "He ran."]),
        ("J. R. Ek of the U.S. Navy ran. So?", ["J. R. Ek of the U.S. Navy ran.", "So?"]),
        ("“Go. Now!” she said. It rained.", ["“Go. Now!” she said.", "It rained."]),
        ("“Go.” It rained.", ["“Go.”", "It rained."]),
        ("It cost 3.5 million.", ["It cost 3.5 million."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s[0].start : s[-1].end] for s in sentences(text, 0, len(text))] == expected


PIECES = [
    "said", "says", "according", "to", "that", "she", "Ms.", "Ek", "the", "claims", "is", "accused", "of", "called",
    "for", "and", "who", "saying", "by", "did", "not", "“", "”", '"', "''", "’", "(", ")", ",", ".", ":", ";", "—",
    "\n", "?",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=60), st.data())
def test_attributions_never_leave_the_stretches(text: str, data: st.DataObject) -> None:
    spans = [s for s in paragraphs(text) if data.draw(st.booleans())]
    for a in READER.look(text, spans).attributions:
        assert a.content
        for start, end in (a.cue, *a.content, *([a.source] if a.source else [])):
            assert start < end
            assert any(s <= start and end <= e for s, e in spans)
