from sayso.reading.whose import Whose
from sayso.records import Moment, Span, Statement, Voice

TEXT = "On Monday Ms Ek said Mr Bo told her on Friday that the pier closed in March."
EK, BO = (Voice(name, None, None, name, "person") for name in ("Ms Ek", "Mr Bo"))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


OUTER = Statement(
    "outer", "indirect", "asserts", None, EK, (EK,), span("said"), (span(TEXT[TEXT.index("Mr Bo") : -1]),)
)
INNER = Statement(
    "inner", "indirect", "asserts", "outer", BO, (EK, BO), span("told"), (span("the pier closed in March"),)
)


def test_a_part_belongs_to_the_innermost_statement_that_holds_it() -> None:
    parts = [Moment(w, span(w).start, span(w).end, None, "date") for w in ("Monday", "Friday", "March")]
    assert [m.statement for m in Whose([OUTER, INNER]).attached(parts)] == [None, "outer", "inner"]


def test_without_statements_everything_is_narrated() -> None:
    assert Whose([]).word((0, 9)) is None
