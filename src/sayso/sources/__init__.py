"""From an input to an article: one frozen text, its passages, and what is known of where it came from.

- `decoding`: bytes to text
- `text`: a text to an article; `passages`, `lines` and `pitches` tell what each line is
- `html`: a web page to an article; `page` is what it shows beside the extracted text
- `inputs`: files, folders and standard input
- `language`: which language a text is in
"""

from __future__ import annotations

from sayso.sources.decoding import decoded
from sayso.sources.inputs import HTML_SUFFIXES, STANDARD_INPUT, TEXT_SUFFIXES, expand, load
from sayso.sources.language import language
from sayso.sources.passages import passages
from sayso.sources.published import checked_date
from sayso.sources.text import article_from_text, as_article

__all__ = [
    "HTML_SUFFIXES",
    "STANDARD_INPUT",
    "TEXT_SUFFIXES",
    "article_from_text",
    "as_article",
    "checked_date",
    "decoded",
    "expand",
    "language",
    "load",
    "passages",
]
