"""The report for people: whole in itself, escaped, and every statement with its chain."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sayso.exports.entry import Entry, Who
from sayso.records import Article, Notice, Reading
from tests.exported import DENIED, JUDGED, PLAIN, READER, READING, TOLD, exported

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and the text in each class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def words(self) -> str:
        return "".join(self.texts)


def section(html: str, statement: str) -> str:
    found = re.search(rf'<section id="[0-9a-f]{{12}}-{statement}".*?</section>\n', html, re.DOTALL)
    assert found
    return found[0]


def test_a_statement_stands_in_its_sentence_with_its_chain() -> None:
    assert section(exported("html", PLAIN), TOLD.id) == (
        f'<section id="{READING.article.id.removeprefix("sha256:")[:12]}-00000000000000a3" class="read">\n'
        '<p class="voices">Orsk Lantern › aides › Ada Vell (“Mayor Ada Vell”) — told</p>\n'
        "<blockquote>The Orsk Lantern reported aides reportedly saying Mayor Ada Vell told the council: "
        "<mark>“At least 12 people died in Velmar on 3 March 2026,”</mark> and <mark>“more 🚑 are needed.”</mark>"
        "</blockquote>\n"
        '<p class="facts">asserts · direct · to the council · said 2026-03-03</p>\n'
        "</section>\n"
    )


def test_verdicts_stand_under_what_they_are_on() -> None:
    html = exported("html", JUDGED)
    assert section(html, TOLD.id).count('<span class="verdict">') == 2
    assert "note · Ines Rowe · 2026-03-05T10:02:00+00:00 · text: heard on the recording &lt;twice&gt;" in html
    assert 'class="rejected"' in section(html, "00000000000000a2")
    assert 'class="corrected"' in section(html, DENIED.id)


def test_figures_are_told_with_whose_word_they_are() -> None:
    page = exported("html", PLAIN)
    assert (
        "<tr><td>At least 12 people</td><td>people died</td><td></td><td>Velmar</td>"
        "<td>Orsk Lantern › aides › Ada Vell</td></tr>"
    ) in page


def test_it_needs_nothing_else() -> None:
    page = Page(exported("html", JUDGED, PLAIN))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "video", "audio"}
    for tag, attributes in page.tags:
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "style", "background")}
        assert "href" not in attributes or tag == "a"
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    style = re.search(r"<style>(.*?)</style>", exported("html", PLAIN), re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import", style[1])
    assert page.open == []


def test_an_address_is_a_link_only_if_it_is_of_the_web() -> None:
    hostile = replace(READING, article=replace(READING.article, url="javascript:alert(1)"))
    page = Page(exported("html", Entry(hostile)))
    assert [tag for tag, _ in page.tags].count("a") == 0
    assert "javascript:alert(1)" in page.words


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_all_words_are_shown_as_they_are(words: str) -> None:
    article = Article(words, title=f"<i>{words}</i>", outlet=words, byline=words, url=f'https://x.example/"><b>{words}')
    notice = Notice("language", words, None, None, f"</p><script>{words}</script>")
    page = Page(exported("html", Entry(Reading(READER, article, notices=(notice,)))))
    for shown in (article.title, article.url, words, notice.why):
        assert shown is not None
        assert shown in page.words
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "article", "h2", "p", "a", "br",
    }  # fmt: skip


def test_a_speaker_known_across_articles_goes_by_that_name() -> None:
    known = replace(PLAIN, speakers={DENIED.id: Who("Ada Vell MP", "ada-vell")})
    assert "Ada Vell MP (“She”) — denied" in section(exported("html", known), DENIED.id)
