import gzip
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import FetchError, InputError
from sayso.sources.fetch import Fetcher, Manners
from sayso.sources.found import About, Found, Limits, Link, Settings
from sayso.sources.intake import article_at, from_file, gather
from tests.loopback import Site, answer, served
from tests.opened import SMALL, shown
from tests.warcs import archive, page

USUAL = Settings()
PAGE = "<!DOCTYPE html><html><body><p>The ferry keeps its boats.</p></body></html>"


class Shelf:
    """Pages by their address, in place of the web."""

    def __init__(self, pages: dict[str, str | bytes]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def get(self, address: str) -> Found:
        self.asked.append(address)
        if address not in self.pages:
            raise FetchError(address, "the server answers 404: there is no such page", 404)
        page = self.pages[address]
        return Found(
            address, page.encode() if isinstance(page, str) else page, None, address, "2026-03-05T00:00:00+00:00"
        )


def gathered(arguments: list[str], pages: dict[str, str | bytes], settings: Settings = USUAL) -> list[object]:
    """The addresses and files that the arguments lead to, and errors as their text."""
    shelf = Shelf(pages)
    return [
        str(item) if isinstance(item, InputError) else item.name for item in gather(arguments, settings, lambda: shelf)
    ]


def offline() -> Shelf:
    raise AssertionError("nothing here is to be fetched")


def test_files_folders_and_patterns_in_their_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/y.html", "a/deep/z.md", "a/rows.jsonl", "a/.hidden.txt", "a/picture.png", "c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = b'{"text": "The mayor said no."}' if name.endswith("jsonl") else b"The mayor said no."
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    named = [
        f"{tmp_path}/b.txt",
        f"{tmp_path}/a",
        f"{tmp_path}/*.gz",
        f"{tmp_path}/**/*.md",
        f"{tmp_path}/*.no",
        "gone.txt",
    ]
    found = list(gather(named, USUAL, offline))
    assert [
        str(item) if isinstance(item, InputError) else item.name.removeprefix(f"{tmp_path}/") for item in found
    ] == [
        "b.txt",
        "a/deep/z.md",
        "a/rows.jsonl#1",
        "a/y.html",
        "c.txt.gz",
        "a/deep/z.md",
        f"{tmp_path}/*.no: no file matches this pattern; check it, or quote it from the shell",
        "gone.txt: there is no such file; check the name",
    ]
    assert {item.raw for item in found if isinstance(item, Found)} == {b"The mayor said no."}
    assert found[0] == Found(f"{tmp_path}/b.txt", b"The mayor said no.", "text/plain")


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "a[1].txt"
    path.write_text("No.")
    assert [item.name for item in gather([str(path)], USUAL, offline) if isinstance(item, Found)] == [str(path)]


def test_standard_input_may_be_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, name in ((b"The mayor said no.", "standard input"), (b'{"text": "No."}\n', "standard input#1")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [item.name for item in gather(["-"], USUAL, offline) if isinstance(item, Found)] == [name]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"a" * 3000)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(1_000_000)))
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(b"The mayor said no.")[:-3])
    (tmp_path / "wire.xml").write_text("<?xml version='1.0'?><nitf/>")
    (tmp_path / "all.json").write_text("[1]")
    pages, offsets = archive(page(1), page(2), gzipped=True)
    (tmp_path / "pages.warc.gz").write_bytes(pages[:-9])
    (tmp_path / "last.txt").write_text("The mayor said no.")
    names = "long.txt bomb.txt.gz cut.txt.gz wire.xml all.json pages.warc.gz last.txt".split()
    found = shown(gather([f"{tmp_path}/{name}" for name in [*names, "a\0b"]], SMALL, offline))
    assert [str(item).removeprefix(f"{tmp_path}/") if isinstance(item, str) else type(item) for item in found] == [
        "long.txt: this is more than 2,000 bytes; raise the limit if you want it",
        "bomb.txt.gz: this is more than 2,000 bytes; raise the limit if you want it",
        "cut.txt.gz: the compressed data ends too early; get the file again",
        "wire.xml: this XML is no feed, sitemap or list of feeds; give the article as HTML or text",
        "all.json: Sayso reads JSON as one object a line; turn it into that, for example with: jq -c '.[]' FILE > FILE.jsonl",  # noqa: E501
        Found,
        Found,
        f"pages.warc.gz: the archive is cut short after the record at byte {offsets[1]}; get the file again",
        Found,
        "a\0b: it cannot be read (embedded null byte); check the name and the disk",
    ]


def test_a_feed_leads_to_its_pages_with_what_it_says_of_them() -> None:
    feed = "<rss><channel><title>Lantern</title><item><title>Boats</title><link>/a</link></item><item><link>/b</link></item>"  # noqa: E501
    shelf = Shelf({"https://orsk.example/rss": feed + "</channel></rss>", "https://orsk.example/a": PAGE})
    assert shown(gather(["https://orsk.example/rss"], USUAL, lambda: shelf)) == [
        Found(
            "https://orsk.example/a", PAGE.encode(), None, "https://orsk.example/a", "2026-03-05T00:00:00+00:00",
            hints=About("Boats", "Lantern"),
        ),
        "https://orsk.example/b: the server answers 404: there is no such page",
    ]  # fmt: skip


def test_what_is_known_is_not_fetched_again() -> None:
    listed = "".join(f"https://orsk.example/{name}\n" for name in "abc")
    shelf = Shelf({"https://orsk.example/list": listed, "https://orsk.example/b": PAGE})
    known = Settings(known=lambda address: not address.endswith("/b"))
    assert len(list(gather(["https://orsk.example/list"], known, lambda: shelf))) == 1
    assert shelf.asked == ["https://orsk.example/list", "https://orsk.example/b"]


def test_opml_leads_to_feeds_and_these_to_pages(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        "<opml><body><outline xmlUrl='https://a.example/rss'/><outline xmlUrl='https://b.example/'/></body></opml>"
    )
    feed = "<rss><channel><item><link>/1</link></item></channel></rss>"
    pages: dict[str, str | bytes] = {
        "https://a.example/rss": feed,
        "https://a.example/1": PAGE,
        "https://b.example/": PAGE,
    }
    assert gathered([str(path)], pages) == [
        "https://a.example/1",
        "https://b.example/: there is a page here and no feed; look for a newer address",
    ]


def site_map(*places: str, index: bool = False) -> str:
    tag, root = ("sitemap", "sitemapindex") if index else ("url", "urlset")
    return f"<{root}>" + "".join(f"<{tag}><loc>{place}</loc></{tag}>" for place in places) + f"</{root}>"


def test_sitemaps_lead_to_pages_and_loops_among_them_end() -> None:
    root = "https://orsk.example/sitemap.xml"
    pages: dict[str, str | bytes] = {
        root: site_map("/1.xml", "/2.xml.gz", "/sitemap.xml", "/gone.xml", index=True),
        "https://orsk.example/1.xml": site_map("/1.xml", "/sitemap.xml", index=True),
        "https://orsk.example/2.xml.gz": gzip.compress(site_map("https://orsk.example/a").encode()),
        "https://orsk.example/a": PAGE,
    }
    assert gathered([root], pages) == [
        "https://orsk.example/a",
        "https://orsk.example/gone.xml: the server answers 404: there is no such page",
    ]


def test_sitemaps_without_end_are_left() -> None:
    deep: dict[str, str | bytes] = {
        f"https://orsk.example/{n}.xml": site_map(f"/{n + 1}.xml", index=True) for n in range(50)
    }
    assert gathered(["https://orsk.example/0.xml"], deep) == [
        "https://orsk.example/6.xml: lists of lists lead more than 5 deep to here; give this address itself"
    ]
    wide = {"https://orsk.example/0.xml": site_map(*(f"/{n}.xml" for n in range(1, 9)), index=True)}
    pages = wide | {f"https://orsk.example/{n}.xml": site_map("https://orsk.example/a") for n in range(1, 9)}
    few = gathered(["https://orsk.example/0.xml"], {**pages, "https://orsk.example/a": PAGE}, Settings(Limits(lists=6)))
    assert few[5:] == [
        f"https://orsk.example/{n}.xml: this leads to more than 6 lists; raise the limit if they are wanted"
        for n in (6, 7, 8)
    ]


def test_a_capture_is_fetched_from_the_archive_and_keeps_its_own_address(tmp_path: Path) -> None:
    path = tmp_path / "list.cdx"
    path.write_text("example,orsk)/a 20260304183000 https://orsk.example/a text/html 200 A 1\n")
    copy = "https://web.archive.org/web/20260304183000id_/https://orsk.example/a"
    [found] = gather([str(path)], USUAL, lambda: Shelf({copy: PAGE}))
    assert found == Found(
        "https://orsk.example/a", PAGE.encode(), None, "https://orsk.example/a", "2026-03-04T18:30:00+00:00"
    )


def test_tables_and_archives_on_the_web_are_read_as_files_are() -> None:
    pages: dict[str, str | bytes] = {
        "https://orsk.example/a.jsonl": '{"text": "No."}\n',
        "https://orsk.example/a.warc.gz": archive(page(1), gzipped=True)[0],
    }
    assert gathered(list(pages), pages) == ["https://orsk.example/a.jsonl#1", "https://orsk.example/a.warc.gz#0"]


def test_one_link_of_a_feed_by_itself() -> None:
    shelf = Shelf({"https://orsk.example/a": "<rss><channel><item><link>/b</link></item></channel></rss>"})
    link = Link("https://orsk.example/a", hints=About("Boats"))
    assert [type(item) for item in article_at(link, USUAL, shelf)] == [Found]
    assert list(article_at(link, Settings(known=lambda _address: True), shelf)) == []


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def test_the_whole_way_over_a_real_connection(site: Site) -> None:
    feed = "<rss><channel><title>Lantern</title><item><link>/a</link></item><item><link>/loop</link></item>"
    site.pages |= {
        "/rss": answer(feed + "</channel></rss>", "Content-Type: text/html"),
        "/a": answer(PAGE, "Content-Type: text/html; charset=utf-8"),
        "/loop": answer("", "Location: /loop", status="302 Found"),
    }
    made: list[Fetcher] = []

    def fetcher() -> Fetcher:
        made[:] = made or [Fetcher(Manners(allow_private=True, pause=0))]
        return made[0]

    found = shown(gather([site.url("/rss")], USUAL, fetcher))
    made[0].close()
    assert [item.name if isinstance(item, Found) else item for item in found] == [
        site.url("/a"),
        f"{site.url('/loop')}: it leads from one address to the next, more than 10 times; the site is at fault",
    ]


def test_a_text_file_loads_no_library_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said no.")
    heavy = "httpcore2 httpx2 feedparser fastwarc protego pyarrow lxml trafilatura email.message csv".split()
    program = (
        "import sys; from sayso.sources.intake import gather; from sayso.sources.found import Settings;"
        f"list(gather([{str(tmp_path / 'a.txt')!r}], Settings(), None));"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_long_feed_takes_no_more_memory_than_a_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "long.rss"
    with path.open("w") as file:
        file.write("<rss><channel><title>Lantern</title>")
        file.writelines(f"<item><link>https://orsk.example/{n}</link></item>" for n in range(4_000))
        file.write("</channel></rss>")
    tracemalloc.start()
    count = sum(isinstance(item, Link) for item in from_file(str(path), USUAL))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 6_000_000
