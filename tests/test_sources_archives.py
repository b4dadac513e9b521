import gzip
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.archives import in_warc
from sayso.sources.found import Found, Http, Item, Settings
from tests.opened import SMALL, opened, shown
from tests.warcs import archive, page, record, response

USUAL = Settings()
URL = "https://orsk.example/"
BOTH = pytest.mark.parametrize("gzipped", [True, False])


def found_in(data: bytes, settings: Settings = USUAL) -> list[Item]:
    return list(in_warc(opened(data, "a.warc"), settings))


def numbers(items: Iterable[Item]) -> list[object]:
    """Pages by the number in their address, errors as their text."""
    return [item.url.rpartition("/")[2] if isinstance(item, Found) and item.url else str(item) for item in items]


@BOTH
def test_a_page_comes_with_the_facts_of_its_capture(gzipped: bool) -> None:
    info = record(b"software: none\r\n", "", "warcinfo", "application/warc-fields")
    answer = response(
        "<p>No</p>", URL, "ETag: 7", "Set-Cookie: a=b", "X-Long: a\r\n b", kind="text/html; charset=utf-8"
    )
    data, offsets = archive(info, answer, gzipped=gzipped)
    headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", "7"), ("X-Long", "a b"))
    assert found_in(data) == [
        Found(
            name=f"a.warc#{offsets[1]}",
            raw=b"<p>No</p>",
            content_type="text/html; charset=utf-8",
            url=URL,
            fetched="2026-03-04T18:30:00+00:00",
            http=Http(200, headers, URL),
        )
    ]


def test_texts_and_resources_are_taken_and_the_rest_passed_over() -> None:
    kept = [
        record(b"The mayor said no.", URL + "1", "conversion", "text/plain"),
        record(b"<p>No</p>", URL + "2", "resource", "text/html"),
        response("<p>No</p>", f"<{URL}3>"),
    ]
    passed = [
        record(b"GET / HTTP/1.1\r\n\r\n", URL, "request", "application/http; msgtype=request"),
        record(b"a: b\r\n", URL, "metadata", "application/warc-fields"),
        record(b"HTTP/1.1 200 OK\r\n\r\n", URL, "revisit", "application/http; msgtype=response"),
        record(b"orsk.example 1 2 3", "dns:orsk.example", "response", "text/dns"),
        response("", URL, "Location: /3", status="301 Moved"),
        response("<p>Gone</p>", URL, status="404 Not Found"),
        response(b"\x89PNG", URL, kind="image/png"),
        response("User-agent: *", URL + "robots.txt", kind="text/plain"),
        record(b"no http at all", URL),
    ]
    data, _offsets = archive(*passed, *kept, gzipped=True)
    assert numbers(found_in(data)) == ["1", "2", "3"]
    data, _offsets = archive(*passed, gzipped=True)
    assert shown(found_in(data)) == ["a.warc: there is no page in this archive; look at what was crawled"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(b"<p>No</p>")),
        (["Content-Encoding: gzip"], b"<p>No</p>"),
        (["Content-Encoding: deflate"], zlib.compress(b"<p>No</p>")),
        (["Content-Encoding: deflate"], b"<p>No</p>"),
        (["Transfer-Encoding: chunked"], b"3\r\n<p>\r\n6\r\nNo</p>\r\n0\r\n\r\n"),
        (["Transfer-Encoding: chunked"], b"<p>No</p>"),
        (["Content-Encoding: br"], b"\x0b\x04\x80<p>No</p>\x03"),
    ],
)
def test_pages_as_crawlers_keep_them(headers: list[str], body: bytes) -> None:
    data, _offsets = archive(response(body, URL, *headers), gzipped=False)
    [found] = found_in(data)
    assert isinstance(found, Found)
    assert found.raw == b"<p>No</p>"


def test_a_page_that_the_crawler_cut_says_so() -> None:
    cut = response("<p>No", URL).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    [found] = found_in(cut)
    assert isinstance(found, Found)
    assert found.http is not None
    assert found.http.header("warc-truncated") == "length"


@BOTH
@pytest.mark.parametrize("cut", [1, 2, 3, 5, 9, 20, 60, 100, 200, 300])
def test_an_archive_cut_short_gives_what_came_before_and_says_so(gzipped: bool, cut: int) -> None:
    data, offsets = archive(*map(page, range(5)), gzipped=gzipped)
    if offsets[4] + cut >= len(data):
        return
    found = numbers(found_in(data[: offsets[4] + cut]))
    assert found[:4] == ["0", "1", "2", "3"]
    assert len(found) == 5
    assert str(found[4]).startswith("a.warc: ")


@BOTH
def test_a_whole_archive_raises_no_alarm(gzipped: bool) -> None:
    data, offsets = archive(*map(page, range(5)), gzipped=gzipped)
    assert numbers(found_in(data)) == ["0", "1", "2", "3", "4"]
    assert numbers(found_in(data[: offsets[3]])) == ["0", "1", "2"]
    assert numbers(found_in(gzip.compress(archive(*map(page, range(3)), gzipped=False)[0]))) == ["0", "1", "2"]


@BOTH
@pytest.mark.parametrize("damage", [b"\0" * 40, b"garbage " * 5, b"\r\n\r\nWARC/1.0\r\nContent-Length: 7\r\n\r\n"])
@pytest.mark.parametrize("shift", [0, 10, 30])
def test_after_damage_the_next_record_is_found(gzipped: bool, damage: bytes, shift: int) -> None:
    data, offsets = archive(*map(page, range(6)), gzipped=gzipped)
    at = offsets[2] + shift
    found = numbers(found_in(data[:at] + damage + data[at + len(damage) :]))
    assert [item for item in found if len(str(item)) == 1 and item != "2"] == ["0", "1", "3", "4", "5"]
    assert sum(str(item).startswith("a.warc: ") for item in found) >= 1 or "2" in found


@BOTH
def test_junk_between_records_costs_no_record(gzipped: bool) -> None:
    data, offsets = archive(*map(page, range(4)), gzipped=gzipped)
    found = numbers(found_in(data[: offsets[2]] + b"junk" * 20 + data[offsets[2] :]))
    assert [item for item in found if len(str(item)) == 1] == ["0", "1", "2", "3"]
    assert len(found) == 5


@pytest.mark.parametrize("length", ["99999999", "99999999999999999999", "-5", "many"])
def test_a_wrong_length_costs_one_record(length: str) -> None:
    data, offsets = archive(*map(page, range(4)), gzipped=False)
    at = data.index(b"Content-Length: ", offsets[1]) + len(b"Content-Length: ")
    data = data[:at] + length.encode() + data[data.index(b"\r\n", at) :]
    found = numbers(found_in(data))
    assert [item for item in found if len(str(item)) == 1] == ["0", "2", "3"]
    assert len(found) == 4


@BOTH
def test_a_record_too_large_is_passed_over_without_unpacking_it(gzipped: bool) -> None:
    data, offsets = archive(page(0), response(bytes(5_000_000), URL), page(2), gzipped=gzipped)
    assert numbers(found_in(data, SMALL)) == [
        "0",
        f"a.warc#{offsets[1]}: this record has more than 2,000 bytes; raise the limit if you want it",
        "2",
    ]


def test_a_bomb_within_a_record_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(1_000_000))
    assert len(bomb) < 1500
    for headers, body in ((["Content-Encoding: gzip"], bomb), ([], bomb)):
        data, _offsets = archive(response(body, URL, *headers), page(1), gzipped=False)
        assert numbers(found_in(data, SMALL)) == [
            "a.warc#0: this is more than 2,000 bytes; raise the limit if you want it",
            "1",
        ]


def test_a_page_damaged_within_its_record_costs_itself_alone() -> None:
    data, _offsets = archive(response(gzip.compress(b"<p>No</p>" * 9)[:-9], URL), page(1), gzipped=False)
    assert numbers(found_in(data)) == ["a.warc#0: the compressed data ends too early; get the file again", "1"]


@pytest.mark.parametrize("data", [b"", b"<html>No</html>", b"\x1f\x8b\x08", gzip.compress(b"No"), b"WARC/1.0\r\n\r\n"])
def test_what_is_no_archive_says_so(data: bytes) -> None:
    [told] = shown(found_in(data))
    assert str(told).startswith("a.warc: ")


def test_a_gzipped_archive_whose_first_bytes_say_otherwise_is_read_from_its_next_record() -> None:
    data, _offsets = archive(*map(page, range(4)), gzipped=True)
    assert len([item for item in found_in(b"WARC/" + data) if isinstance(item, Found)]) >= 2


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_damage_raises_anything_or_goes_on_for_ever(choose: st.DataObject) -> None:
    data, _offsets = archive(*map(page, range(4)), gzipped=choose.draw(st.booleans()))
    at = choose.draw(st.integers(0, len(data)))
    gone = choose.draw(st.integers(0, 50))
    found = found_in(data[:at] + choose.draw(st.binary(max_size=50)) + data[at + gone :])
    assert all(isinstance(item, Found | InputError) for item in found)
    assert len([item for item in found if isinstance(item, Found)]) >= 2
