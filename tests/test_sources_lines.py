import pytest

from sayso.sources.lines import byline_names, line_kind


@pytest.mark.parametrize(
    "line",
    [
        "Photograph: Jo Pell/Coastline Pictures",
        "Image source, Coastline Pictures",
        "Image caption, The ferry leaves Orsk at dawn",
        "The ferry leaves Orsk at dawn. (Photo by Jo Pell/Coastline)",
        "Ines Marlow on her boat (AP Photo/Jo Pell)",
        "Ines Marlow on her boat. Jo Pell/Reuters",
        "Picture: Jo Pell",
        "Photo credit: Jo Pell",
    ],
)
def test_captions(line: str) -> None:
    assert line_kind(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Correction: the council ruled on Thursday, not on Friday.",
        "CLARIFICATION: The boats are leased.",
        "An earlier version of this article gave the wrong day.",
        "This story was amended on 3 May 2031 to correct the number of boats.",
        "Editor’s note: the author is a member of the port council.",
    ],
)
def test_corrections(line: str) -> None:
    assert line_kind(line) == "correction"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our newsletter",
        "Sign up for Harbour Briefing, our daily email",
        "Subscribe now",
        "© 2031 The Orsk Lantern",
        "Copyright 2031 The Orsk Lantern. All rights reserved.",
        "Follow us on Facebook and Instagram",
        "Follow Ada Quill on Twitter @adaquill.",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this article",
        "Tweet",
        "Join the conversation",
        "Read the full story here.",
        "Ada Quill contributed to this report.",
        "(Reporting by Ada Quill; Editing by Tom Reeve)",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ],
)
def test_boilerplate(line: str) -> None:
    assert line_kind(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ferry fares to rise again",
        "READ MORE » Ferry fares to rise again",
        "RELATED: Ferry fares to rise again",
        "Related stories",
        "More on this story",
        "Watch: The ferry’s last crossing",
        "See also: Ferry fares to rise again",
        "You may also like…",
    ],
)
def test_teasers_that_say_so(line: str) -> None:
    assert line_kind(line) == "teaser"


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, said the auditor, and you will find the boats.",
        "Photographs of the boats show no damage, Ms Marlow said.",
        "Share prices fell on Friday, the exchange said.",
        "Watch the tide, she said, not the clock.",
        "Related companies must publish their accounts, the council said.",
        "Sign up for the army, the minister told students.",
        "Read more books, the minister told students.",
        "Update: the ferry has sailed, the port says.",
        "Copyright law does not cover the timetable, the judge said.",
        "Corrections officers said the door had been locked.",
        "Advertisements for the ferry were misleading, the regulator said.",
        "Get out of the harbour, the captain shouted.",
        "More from the boats than from the shore, the warden said, the songs came.",
        "This report was never published, said Mr Reeve.",
        "By Friday the boats had gone, Ms Marlow said.",
    ],
)
def test_sentences_that_begin_alike_are_body(line: str) -> None:
    assert line_kind(line) == "body"
    assert byline_names(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("BY ADA QUILL", "ADA QUILL"),
        ("By Ada Quill, Tom Reeve and Ines van Dam", "Ada Quill, Tom Reeve and Ines van Dam"),
        ("By Ada Quill, Harbour correspondent", "Ada Quill"),
        ("By Ada Quill, Political Editor", "Ada Quill"),
        ("By Ada Quill in Orsk", "Ada Quill"),
        ("By and large it held", None),
        ("By Friday, Ada Quill had resigned and nobody at the port could say why she had gone or where.", None),
    ],
)
def test_a_byline_names_its_authors(line: str, names: str | None) -> None:
    assert byline_names(line) == names
