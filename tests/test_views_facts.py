from sayso.records import Article, Figure, Moment, Place, ReaderVersion, Reading, Span, Statement, Voice
from sayso.views.facts import fact_lines

TEXT = "On Monday Ms Ek said at least 12 miners died in Grube. Two were hurt in Grube on Monday in Arl."
EK = Voice("Ms Ek", 10, 15, "Ms Ek", "person")


def span(words: str) -> tuple[str, int, int]:
    return words, TEXT.index(words), TEXT.index(words) + len(words)


SAID = Statement("s", "indirect", "asserts", None, EK, (EK,), None, (Span(*span("at least 12 miners died in Grube")),))


def test_each_kind_has_its_line_and_says_a_thing_once() -> None:
    reading = Reading(
        ReaderVersion("by hand", "1", None),
        Article(TEXT),
        statements=(SAID,),
        moments=(Moment(*span("Monday"), "2026-11-23", "date"), Moment(*span("Monday"), "2026-11-23", "date")),
        places=(
            Place(*span("Grube"), "Grube", 54.2, 11.0, "DE", 1),
            Place(*span("Arl"), "Arl", None, None, None, None),
        ),
        figures=(
            Figure(*span("at least 12 miners"), 12, None, "at least", statement="s", harm="killed", since="2026-09"),
            Figure(*span("Two"), 2, 2, "exact", harm="injured", place="Arl", by="the\trebels"),
        ),
    )
    assert [line.plain for line in fact_lines(reading)] == [
        "when: Monday (2026-11-23)",
        "where: Grube (DE) · Arl (?)",
        "how many: at least 12 miners  killed, since 2026-09  Ms Ek",
        "          Two  injured, by the rebels, in Arl  narrated",
    ]


def test_a_reading_without_any_has_no_lines() -> None:
    assert list(fact_lines(Reading(ReaderVersion("by hand", "1", None), Article(TEXT)))) == []
