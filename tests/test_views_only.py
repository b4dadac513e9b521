import sayso
from sayso.views.only import only

TEXT = "Ms Ek said the pier was closed. Mr Bó told reporters that Ms Ek said it was open. The mayor denied it."


def said(who: str) -> list[str]:
    return [s.content[0].text for s in only(sayso.read(TEXT, reader="rules"), who).statements]


def test_only_their_statements_and_what_they_report_are_left() -> None:
    everything = [s.content[0].text for s in sayso.read(TEXT, reader="rules").statements]
    assert everything == ["the pier was closed", "that Ms Ek said it was open", "it", "it was open"]
    assert said("ek") == ["the pier was closed", "it was open"]
    assert said("Bo") == ["that Ms Ek said it was open", "it was open"]
    assert said("the mayor of Hull") == []
