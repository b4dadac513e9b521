import logging
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadDateError, InputError, NoArticleError
from sayso.sources.html import article_from_html

PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<title>Ferry line told to keep its boats | The Orsk Lantern</title>
<link rel="canonical" href="https://orsk-lantern.example/2031/05/02/ferry">
<meta property="og:site_name" content="The Orsk Lantern">
<meta property="og:title" content="Ferry line told to keep its boats">
<meta name="author" content="Ada Quill">
<meta name="description" content="The port council rules for the crew after a year of protest">
<meta property="article:published_time" content="2026-05-02T18:30:00+02:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>
<h1>Ferry line told to keep its boats</h1>
<h2 class="standfirst">The port council rules for the crew after a year of protest</h2>
<figure><img src="f.jpg">
<figcaption>Ines Marlow on the Orsk quay. <span>Photograph: Jo Pell</span></figcaption></figure>
<p>The Orsk ferry must keep all three of its boats, the port council <b>ruled</b> on Friday
   after a year of protest on both shores.</p>
<p>“We are relieved,” said its master, <a href="/marlow">Ines Marlow</a>, who had called the plan reckless.</p>
<h3>What the council said</h3>
<p>The chair, Ivo Brandt, told members that the crew had been promised work until the end of 2035.</p>
<blockquote>
<p>The sea does not wait for a budget, and neither do the people who cross it every morning.</p></blockquote>
<ul><li>Three boats will sail in summer, said the council.</li><li>Two boats will sail in winter.</li></ul>
<figure><img src="g.jpg"><figcaption>The second boat, the Heron.</figcaption></figure>
<h3><a href="/fares">Why the fares on the Orsk ferry keep rising</a></h3>
<p>Mr Brandt said that the ruling was final and that no appeal was possible under the charter of the port.</p>
<p>Read more: Herring come back to the bay</p>
</article></main>
<footer><figure><figcaption>Our newsroom</figcaption></figure><p>© 2031 The Orsk Lantern</p></footer>
</body></html>"""

LINES = [
    ("headline", "Ferry line told to keep its boats"),
    ("standfirst", "The port council rules for the crew after a year of protest"),
    ("caption", "Ines Marlow on the Orsk quay. Photograph: Jo Pell"),
    (
        "body",
        "The Orsk ferry must keep all three of its boats, the port council ruled on Friday after a year of protest on"
        " both shores.",
    ),
    ("body", "“We are relieved,” said its master, Ines Marlow, who had called the plan reckless."),
    ("body", "What the council said"),
    ("body", "The chair, Ivo Brandt, told members that the crew had been promised work until the end of 2035."),
    ("body", "The sea does not wait for a budget, and neither do the people who cross it every morning."),
    ("body", "Three boats will sail in summer, said the council."),
    ("body", "Two boats will sail in winter."),
    ("caption", "The second boat, the Heron."),
    ("teaser", "Why the fares on the Orsk ferry keep rising"),
    ("body", "Mr Brandt said that the ruling was final and that no appeal was possible under the charter of the port."),
    ("teaser", "Read more: Herring come back to the bay"),
]


def test_a_page_becomes_one_text_whose_lines_have_their_kinds() -> None:
    article = article_from_html(PAGE, source="ferry.html")
    assert [(p.kind, article.text[p.start : p.end]) for p in article.passages] == LINES
    assert article.text == "\n".join(line for _, line in LINES)
    known = (article.title, article.byline, article.outlet, article.published, article.url, article.language)
    assert known == (
        "Ferry line told to keep its boats",
        "Ada Quill",
        "The Orsk Lantern",
        "2026-05-02T18:30:00+02:00",
        "https://orsk-lantern.example/2031/05/02/ferry",
        "en",
    )


def test_what_is_given_goes_before_what_the_page_says() -> None:
    article = article_from_html(
        PAGE, source="x", published="2031-05-03", outlet="Lantern", title="Ferry", url="https://orsk.example/1"
    )
    known = (article.title, article.outlet, article.published, article.url)
    assert known == ("Ferry", "Lantern", "2031-05-03", "https://orsk.example/1")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2026-05-02", "2026-05-02"),
        ("2026-05-02T06:05:00Z", "2026-05-02T06:05:00+00:00"),
        ("2026-05-02T00:00:00Z", "2026-05-02"),
        ("2031-05-02T06:05:00Z", "2031-05-02T06:05:00+00:00"),
    ],
)
def test_the_hour_of_publication_is_kept_where_the_page_has_one(stated: str, published: str) -> None:
    page = PAGE.replace("2026-05-02T18:30:00+02:00", stated).replace("2031/05/02/", "")
    assert article_from_html(page, source="x").published == published


def test_a_description_that_the_page_does_not_show_stays_out() -> None:
    page = PAGE.replace('<h2 class="standfirst">The port council rules for the crew after a year of protest</h2>', "")
    article = article_from_html(page, source="x")
    assert [(p.kind, article.text[p.start : p.end]) for p in article.passages] == [LINES[0], *LINES[2:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_pages_are_decoded_by_mark_or_declaration(encoding: str) -> None:
    plain = PAGE.replace("©", "&copy;")
    if encoding == "iso-8859-1":
        plain = plain.replace("“", '"').replace("”", '"').replace("reckless", "désastreux")
    page = plain.replace("<head>", f'<head><meta charset="{encoding.removesuffix("-sig")}">').encode(encoding)
    text = article_from_html(page, source="x").text
    assert ("désastreux" if encoding == "iso-8859-1" else "“We are relieved,”") in text


@pytest.mark.parametrize(
    "page",
    [
        "",
        " \n ",
        "<html><body></body></html>",
        "<!DOCTYPE html><html><body><img src='a.png'></body></html>",
        "<html><body><ul>"
        + "".join(f"<li><a href='/{n}'>Ferry news of the day number {n}</a></li>" for n in range(40))
        + "</ul></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(NoArticleError, match=r"page.html: .*; (give|if)"):
        article_from_html(page, source="page.html")


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(BadDateError, match="yesterday"):
        article_from_html(PAGE, source="x", published="yesterday")


def test_the_library_is_silent_and_logging_stays_as_the_program_has_it() -> None:
    program = (
        "import logging; from sayso.errors import NoArticleError; from sayso.sources.html import article_from_html\n"
        "try: article_from_html('<html><body></body></html>', source='x')\nexcept NoArticleError: pass\n"
        "root = logging.getLogger(); print(root.level, root.handlers, logging.root.manager.disable)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{logging.WARNING} [] 0\n", "")


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <article> </article> <li> <table><tr><td> <figcaption> <h1> </h1> <a href='x'> </a> <html>"
    " <body> <script> </script> <!-- --> &amp; &#0; &nbsp; <meta charset='utf-8'> <blockquote> <br>".split(" ")
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.just("The council ruled on Friday. ")


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | WORDS, max_size=40).map("".join))
def test_whatever_the_page_passages_are_its_lines_in_order_or_it_is_refused(page: str) -> None:
    try:
        article = article_from_html(page, source="x")
    except InputError:
        return
    assert [article.text[p.start : p.end] for p in article.passages] == article.text.split("\n")
    assert all(article.text[p.start : p.end].strip() for p in article.passages)
