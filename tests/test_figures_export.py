import csv
import io
from dataclasses import replace

from sayso.exports.figures import COLUMNS, figure_lines
from sayso.records import Article, Figure, Place, ReaderVersion, Reading, Span, Statement, Voice

TEXT = "It rained. In Velmar, the port said, at least 12 men died. It was -1.5 degrees."
PORT = Voice("the port", 22, 30, "Velmar Port", "institution")
SAID = Statement("s1", "indirect", "asserts", None, PORT, (PORT,), Span("said", 31, 35), (Span.of(TEXT, 37, 58),))
MEN = Figure("at least 12 men", 37, 52, 12, None, "at least", "men dead", statement="s1", harm="killed", place="Velmar")
COLD = Figure("-1.5 degrees", 66, 78, -1.5, -1.5, "exact", unit="degrees")
VELMAR = Place("Velmar", 14, 20, "Velmar", 10.25, -3.0, "VL", 1)
READING = Reading(
    ReaderVersion("rules", "1", None), Article(TEXT), (SAID,), figures=(MEN, COLD), places=(VELMAR,)
).check()


def rows(reading: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(figure_lines([reading])))))


def test_a_row_a_figure() -> None:
    first, second = rows(READING)
    assert tuple(first) == COLUMNS
    assert first == {
        "low": "12", "high": "", "bound": "at least", "harm": "killed", "victims": "", "counted": "men dead",
        "unit": "", "since": "", "until": "", "place": "Velmar", "lat": "10.25", "lon": "-3",
        "source": "Velmar Port", "quote": "In Velmar, the port said, at least 12 men died.", "start": "37",
        "end": "52", "by": "", "article": READING.article.id,
    }  # fmt: skip
    assert second["source"] == "narration"
    assert second["quote"] == "It was -1.5 degrees."
    assert (second["low"], second["high"]) == ("-1.5", "-1.5")


def test_words_that_look_like_a_formula_are_made_words() -> None:
    (row, _) = rows(replace(READING, figures=(replace(MEN, by="=cmd"), COLD)))
    assert row["by"] == "'=cmd"
