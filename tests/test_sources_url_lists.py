from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.found import Link, Settings
from sayso.sources.url_lists import in_cdx, in_url_list
from tests.opened import SMALL, opened, shown

USUAL = Settings()
COPY = Link(
    "https://orsk.example/ferry?a=1",
    fetch_from="https://web.archive.org/web/20260304183000id_/https://orsk.example/ferry?a=1",
    fetched="2026-03-04T18:30:00+00:00",
)


def test_a_list_of_addresses() -> None:
    listed = "\ufeff# papers\nhttps://orsk.example/a\r\n\n  http://orsk.example/b  \norsk.example/c\n"
    assert shown(in_url_list(opened(listed, "papers.urls"), USUAL)) == [
        Link("https://orsk.example/a"),
        Link("http://orsk.example/b"),
        "papers.urls#5: 'orsk.example/c' is no web address; mend the line",
    ]


def test_a_line_too_long_is_passed_over() -> None:
    listed = f"https://orsk.example/a\nhttps://orsk.example/{'b' * 5000}\nhttps://orsk.example/c\n"
    assert shown(in_url_list(opened(listed), SMALL)) == [
        Link("https://orsk.example/a"),
        "in#2: this line is longer than 2,000 bytes",
        Link("https://orsk.example/c"),
    ]
    assert shown(in_url_list(opened("https://orsk.example/a\n" + "b" * 100_000), SMALL)) == [
        Link("https://orsk.example/a"),
        "in#2: this line is longer than 2,000 bytes",
        "in: line 2 has no end in sight; the rest was not read",
    ]


def test_captures_in_each_form_that_archives_list_them() -> None:
    rest = "text/html 200 AAAA 1234"
    file = f" CDX N b a m s k r M S V g\nexample,orsk)/ferry 20260304183000 https://orsk.example/ferry?a=1 {rest} - - 0 0 a"  # noqa: E501
    server = f"example,orsk)/ferry 20260304183000 https://orsk.example/ferry?a=1 {rest}"
    json = (
        '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],\n'
        '["example,orsk)/ferry","20260304183000","https://orsk.example/ferry?a=1","text/html","200","AAAA","1234"]]\n'
    )
    cdxj = 'example,orsk)/ferry 20260304183000 {"url": "https://orsk.example/ferry?a=1", "mime": "text/html", "status": "200"}'  # noqa: E501
    for listed in (file, server, json, cdxj):
        assert list(in_cdx(opened(listed), USUAL)) == [COPY]


def test_captures_of_other_things_are_passed_over_and_broken_lines_told() -> None:
    lines = [
        "example,orsk)/a 20260304183000 https://orsk.example/a image/png 200 AAAA 1234",
        "example,orsk)/b 20260304183000 https://orsk.example/b text/html 302 AAAA 1234",
        "example,orsk)/c 2026 https://orsk.example/c text/html 200 AAAA 1234",
        'example,orsk)/d 20260304183000 {"url": ',
    ]
    assert shown(in_cdx(opened("\n".join(lines), "list.cdx"), USUAL)) == [
        "list.cdx#3: this line names no capture; get the list again",
        "list.cdx#4: this line names no capture; get the list again",
    ]


@given(
    st.lists(
        st.sampled_from(["[", "]", '"timestamp"', "{", "}", " CDX", "\n", " ", "20260304183000", "a", "[" * 3000]),
        max_size=9,
    )
)
def test_no_list_raises_anything(parts: list[str]) -> None:
    for reader in (in_cdx, in_url_list):
        for item in reader(opened("".join(parts)), USUAL):
            assert isinstance(item, Link | InputError)
