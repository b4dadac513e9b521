import pytest

from sayso.reading.cues import FORMS, NOUNS, PHRASES, VERBS, inflected, may_report


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", [("say", "base"), ("says", "s"), ("saying", "ing"), ("said", "past")]),
        ("deny", [("deny", "base"), ("denies", "s"), ("denying", "ing"), ("denied", "past")]),
        ("argue", [("argue", "base"), ("argues", "s"), ("arguing", "ing"), ("argued", "past")]),
        ("agree", [("agree", "base"), ("agrees", "s"), ("agreeing", "ing"), ("agreed", "past")]),
        ("admit", [("admit", "base"), ("admits", "s"), ("admitting", "ing"), ("admitted", "past")]),
        ("stress", [("stress", "base"), ("stresses", "s"), ("stressing", "ing"), ("stressed", "past")]),
        (
            "write",
            [("write", "base"), ("writes", "s"), ("writing", "ing"), ("written", "participle"), ("wrote", "past")],
        ),
        (
            "signal",
            [
                ("signal", "base"),
                ("signals", "s"),
                ("signalling", "ing"),
                ("signalled", "past"),
                ("signaling", "ing"),
                ("signaled", "past"),
            ],
        ),
    ],
)
def test_inflected(lemma: str, expected: list[tuple[str, str]]) -> None:
    assert inflected(lemma) == expected


def test_a_form_leads_back_to_its_verb_and_stance() -> None:
    assert FORMS["vowed"] == (VERBS["vow"], "past")
    assert VERBS["vow"] == ("vow", "promises", "speech")
    assert NOUNS["allegations"] == "accuses"
    assert PHRASES["called"]["for"] == "asks"


def test_no_verb_stands_in_two_groups_with_forms_that_clash() -> None:
    assert {lemma for lemma in VERBS if FORMS[lemma][0].lemma != lemma} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Ek said no.", True),
        ("According to the port, ships are late.", True),
        ("The allegation is old.", True),
        ("The union ruled out a deal.", True),
        ("Three ships lay at anchor.", False),
        ("", False),
    ],
)
def test_may_report(text: str, expected: bool) -> None:
    assert may_report(text) is expected
