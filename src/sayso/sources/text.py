"""An article from a text, which is kept exactly as it is."""

from __future__ import annotations

import dataclasses

from sayso.errors import NoArticleError
from sayso.records import Article
from sayso.sources.language import language
from sayso.sources.passages import passages
from sayso.sources.published import checked_date


def article_from_text(
    text: str,
    *,
    source: str,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that `text` is; its passages cover every character that is not white space.

    Args:
        text: kept exactly, leading blank lines and line ends included.
        source: names the input in errors.
        published: ISO 8601 date, or date and time.
        outlet: who published it.
        title: taken from the headline, if one is recognised, where it is not given.
        url: where it was published.

    Raises:
        NoArticleError: there is nothing but white space.
        BadDateError: `published` is no date.
    """
    if published is not None:
        checked_date(published, source=source)
    if not text.strip():
        raise NoArticleError(source, "there is no text in it; give a file with an article")
    found = passages(text)
    headline = next((text[p.start : p.end] for p in found if p.kind == "headline"), None)
    return Article(
        text=text,
        passages=found,
        url=url,
        title=title if title is not None else headline,
        outlet=outlet,
        byline=next((p.byline for p in found if p.kind == "boilerplate" and p.byline), None),
        published=published,
        language=language(text),
    )


def as_article(text_or_article: str | Article, *, published: str | None = None) -> Article:
    """An article as it is, or the article that a text is; `published`, where given, replaces its date.

    An article made by hand without passages or language gets those that its text shows.

    Raises:
        NoArticleError: there is nothing but white space.
        BadDateError: `published` is no date.
    """
    if isinstance(text_or_article, str):
        return article_from_text(text_or_article, source="the text", published=published)
    given = text_or_article
    if given.passages and given.language is not None and published is None:
        return given
    made = article_from_text(given.text, source=given.url or given.title or "the article", published=published)
    return dataclasses.replace(
        given,
        passages=given.passages or made.passages,
        language=given.language or made.language,
        published=published or given.published,
    )
