from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.found import About, Link, Settings
from sayso.sources.xml_lists import in_opml, in_sitemap
from tests.opened import opened, shown

USUAL = Settings()
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Papers</title></head><body>
  <outline text="Coast"><outline text="Lantern" type="rss" xmlUrl="https://orsk.example/rss"/>
  <outline text="Gone" xmlUrl="ftp://orsk.example/rss"/></outline>
  <outline text="Hill" xmlUrl="https://hill.example/atom"><outline text="notes"/></outline></body></opml>"""
URLSET = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>"""


def test_opml_gives_its_feeds_at_any_depth() -> None:
    assert shown(in_opml(opened(OPML, "papers.opml"), USUAL)) == [
        Link("https://orsk.example/rss", leads="feed"),
        "papers.opml: 'ftp://orsk.example/rss' is no web address of a feed; mend the list",
        Link("https://hill.example/atom", leads="feed"),
    ]
    assert shown(in_opml(opened("<opml/>"), USUAL)) == [
        "in: this list names no feed (no outline with an xmlUrl); export it again"
    ]


def test_a_sitemap_gives_its_pages_and_news_what_it_says_of_them() -> None:
    news = (
        "<news:news><news:publication><news:name>The Orsk Lantern</news:name></news:publication>"
        "<news:publication_date>2026-03-04T18:30:00Z</news:publication_date><news:title>Ferry</news:title></news:news>"
    )
    plain = "<url><loc> https://orsk.example/a </loc><lastmod>2026-03-01</lastmod></url>"
    picture = "<image:image><image:loc>https://orsk.example/a.png</image:loc></image:image>"
    site = URLSET.format(f"{plain}<url><loc>https://orsk.example/b</loc>{news}{picture}</url><url><loc>/c</loc></url>")
    assert shown(in_sitemap(opened(site), USUAL)) == [
        Link("https://orsk.example/a"),
        Link("https://orsk.example/b", hints=About("Ferry", "The Orsk Lantern", "2026-03-04T18:30:00Z")),
        "in: entry 3 has no web address; the site is at fault",
    ]


def test_an_index_gives_its_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>https://orsk.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert list(in_sitemap(opened(index), USUAL)) == [Link("https://orsk.example/1.xml.gz", leads="sitemap")]


def test_a_list_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    site = URLSET.format("".join(f"<url><loc>https://orsk.example/{n}</loc></url>" for n in range(1000)))
    found = shown(in_sitemap(opened(site[:-100], "cut.xml"), USUAL))
    assert found[:2] == [Link("https://orsk.example/0"), Link("https://orsk.example/1")]
    assert len(found) == 999
    assert str(found[-1]).startswith("cut.xml: the list breaks off or is no XML (")


def test_entities_are_not_followed() -> None:
    site = (
        f'<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]>{URLSET.format("<url><loc>&a;</loc></url>")[21:]}'
    )
    assert "root" not in "".join(map(str, in_sitemap(opened(site), USUAL)))


@given(
    st.lists(
        st.sampled_from([OPML, URLSET, "<url>", "</url>", "<loc>", "<outline xmlUrl='a'>", "&a;", "\x00"]), max_size=6
    )
)
@settings(max_examples=60, deadline=None)
def test_no_list_raises_anything(parts: list[str]) -> None:
    for reader in (in_opml, in_sitemap):
        for item in reader(opened("".join(parts)), USUAL):
            assert isinstance(item, Link | InputError)
