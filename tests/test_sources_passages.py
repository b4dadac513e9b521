import pytest

from sayso.sources import passages
from sayso.sources.pitches import pitch_byline, title_case

BODY = (
    "The Orsk ferry must keep all three boats, the port council ruled on Friday.\n"
    "“We are relieved,” said its master, Ines Marlow, who had called the plan reckless.\n"
)


def kinds(text: str) -> list[tuple[str, str | None]]:
    return [(p.kind, p.byline) for p in passages(text)]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("The harbour scheme will drown us all, writes ANNA LOWE", "Anna Lowe"),
        ("If the council wants boats it must first want sailors, says BORIS VAN DYKE", "Boris Van Dyke"),
        ("MIRA O’HARA contends that the tides were never the trouble", "Mira O’Hara"),
        ("PEDRO LUZ-ARANHA reports from a port that no ship visits", "Pedro Luz-Aranha"),
        ("Who pays for the tide? ANNA LOWE asks", "Anna Lowe"),
        ("J.P. MARSH looks at a century of ferry strikes", "J.P. Marsh"),
        ("Dr SUNITA RAO explains why the herring have come back", "Sunita Rao"),
        ("ANNA LOWE and TOM REEVE examine the ledgers of a vanished shipping line", "Anna Lowe and Tom Reeve"),
        ("Ferries are the last public square we have, argues ANGUS McKAY.", "Angus McKay"),
        ("The port has been sold twice over, and nobody noticed – LENA DE WIT investigates", "Lena De Wit"),
    ],
)
def test_a_pitch_gives_its_author(line: str, author: str | None) -> None:
    assert pitch_byline(line) == author
    assert kinds(BODY + line)[-1] == ("teaser", author)


@pytest.mark.parametrize(
    "line",
    [
        "NATO SAYS SHIPS WILL STAY",
        "NATO says its ships will stay in the strait",
        "ORSK NEWS reports that the ferry has been sold",
        "THE COUNCIL says it will appeal",
        "ANNA LOWE SAYS FERRY MUST STAY AFLOAT",
        "The ferry will stay, says Anna Lowe",
        "“The ferry will stay,” says ANNA LOWE",
        "SMITH: Thank you.",
        "ANNA LOWE: I reported the leak in May.",
        "The boats, writes the auditor, were insured under the name ORSK MARINE",
        "The ferry has been sold. ANNA LOWE bought it. She says the crew will stay.",
    ],
)
def test_what_is_no_pitch_stays_in_the_body(line: str) -> None:
    assert pitch_byline(line) is None
    assert kinds(BODY + line)[-1] == ("body", None)


def test_pitches_end_an_article_in_a_run_with_what_is_no_body_among_them() -> None:
    text = BODY + "The tides are rising, writes ANNA LOWE\nAdvertisement\nTOM REEVE asks who owns the sea\n\n\n"
    assert kinds(text) == [
        ("body", None),
        ("body", None),
        ("teaser", "Anna Lowe"),
        ("boilerplate", None),
        ("teaser", "Tom Reeve"),
    ]


def test_a_pitch_in_the_middle_is_body() -> None:
    text = BODY + "The tides are rising, writes ANNA LOWE\n" + BODY
    assert kinds(text)[2] == ("body", None)


def test_where_the_article_itself_writes_names_in_capitals_nothing_is_a_pitch() -> None:
    live = (
        "10.15 The chair, IVO BRANDT, opens the inquiry into the ferry.\n"
        "10.40 LENA DE WIT reports that the doors were locked.\n11.05 The inquiry is over for today, writes ANNA LOWE"
    )
    assert kinds(live) == [("body", None)] * 3
    transcript = "IVO BRANDT: Who locked the doors?\nLENA DE WIT: I did.\nANNA LOWE says she did not, for the record"
    assert kinds(transcript) == [("body", None)] * 3


def test_capitals_that_open_the_article_are_an_ornament() -> None:
    text = "INES MARLOW has kept her boats.\nThe council ruled on Friday.\nThe tides are rising, writes ANNA LOWE"
    assert kinds(text) == [("body", None), ("body", None), ("teaser", "Anna Lowe")]


def test_titles_under_a_heading_of_other_pieces_are_teasers() -> None:
    assert kinds(BODY + "Related stories\nFerry fares to rise again\nWhy herring matter\n" + BODY) == [
        ("body", None),
        ("body", None),
        ("teaser", None),
        ("teaser", None),
        ("teaser", None),
        ("body", None),
        ("body", None),
    ]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Ferry line told to keep its boats", "headline"),
        ("FERRY LINE TOLD TO KEEP ITS BOATS", "headline"),
        ("‘We are relieved’: ferry line keeps its boats", "headline"),
        ("Who will sail the Orsk ferry?", "headline"),
        ("Ferry Line Told to Keep Its Boats.", "headline"),
        ("The ferry line was told on Friday to keep its boats.", "body"),
        ("ORSK, May 2 (Lantern) - The ferry line was told to keep its boats.", "body"),
        ("“We are relieved!”", "body"),
        ("MARLOW: We are relieved", "body"),
        ("The council met to decide:", "body"),
    ],
)
def test_the_first_line_is_a_headline_if_it_looks_like_one(first: str, kind: str) -> None:
    assert kinds(first + "\n" + BODY)[0] == (kind, None)


def test_lines_that_are_no_prose_have_no_headline() -> None:
    assert kinds("Orsk 3\nBrill 2\nFarrow 1") == [("body", None)] * 3


def test_a_standfirst_is_a_second_line_without_a_full_stop() -> None:
    text = "Ferry keeps its boats\nPort council rules for the crew after a year of protest on both shores\n" + BODY
    assert [kind for kind, _ in kinds(text)] == ["headline", "standfirst", "body", "body"]
    assert [kind for kind, _ in kinds("Ferry keeps its boats\n" + BODY)] == ["headline", "body", "body"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ANNE O’NEILL-McKAY", "Anne O’Neill-McKay"),
        ("J.R. MARSH", "J.R. Marsh"),
        ("ÉLODIE van der BERG", "Élodie van der Berg"),
        ("SEAN D'ARCY", "Sean D'Arcy"),
    ],
)
def test_names_in_title_case(name: str, written: str) -> None:
    assert title_case(name) == written
