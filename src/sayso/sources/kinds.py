"""What kind of thing a file or an answer is, and who reads it: told from its name, its type and its beginning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import Literal

from sayso.sources.articles import is_html
from sayso.sources.found import Item, Opened, Settings
from sayso.sources.inputs import HTML_SUFFIXES, TEXT_SUFFIXES
from sayso.sources.media import HTML_TYPES, media_type
from sayso.sources.unpacking import HEAD

Kind = Literal[
    "article", "feed", "opml", "sitemap", "warc", "jsonl", "csv", "parquet", "mbox", "mail", "cdx", "urls",
    "xml", "json",
]  # fmt: skip

Reader = Callable[[Opened, Settings], Iterator[Item]]

_READERS: Mapping[Kind, tuple[str, str]] = {
    "feed": ("feeds", "in_feed"),
    "opml": ("xml_lists", "in_opml"),
    "sitemap": ("xml_lists", "in_sitemap"),
    "warc": ("archives", "in_warc"),
    "jsonl": ("tables", "in_jsonl"),
    "csv": ("tables", "in_csv"),
    "parquet": ("parquet", "in_parquet"),
    "mbox": ("mail", "in_mbox"),
    "mail": ("mail", "in_mail"),
    "cdx": ("url_lists", "in_cdx"),
    "urls": ("url_lists", "in_url_list"),
}

REFUSED: Mapping[Kind, str] = {
    "xml": "this XML is no feed, sitemap or list of feeds; give the article as HTML or text",
    "json": "Sayso reads JSON as one object a line; turn it into that, for example with: jq -c '.[]' FILE > FILE.jsonl",
}
"""Kinds that nothing reads, and what to do about it."""

_BY_SUFFIX: dict[str, Kind] = {
    ".rss": "feed",
    ".atom": "feed",
    ".opml": "opml",
    ".warc": "warc",
    ".wet": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".mbox": "mbox",
    ".eml": "mail",
    ".cdx": "cdx",
    ".cdxj": "cdx",
    ".urls": "urls",
}
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | frozenset(_BY_SUFFIX) | {".xml"}
"""The endings by which files in a folder are taken, ".gz" after them or not."""

_BY_TYPE: dict[str, Kind] = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "text/x-opml": "opml",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/warc": "warc",
}
_BY_ROOT: dict[str, Kind] = {
    "rss": "feed",
    "feed": "feed",
    "RDF": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s>/]")
_URLS = re.compile(r"\s*(?:#[^\n]*\n\s*)*https?://\S+\s*(?:\n|$)", re.IGNORECASE)
_ALL_URLS = re.compile(r"https?://\S+|#.*|\s*", re.IGNORECASE)
_CDX = re.compile(r"\s?CDX [A-Za-z] |\[\[\"|[\w,.)(:-]+\)/\S* \d{14} (?:\{|https?://)")


def kind_of(name: str, head: bytes, content_type: str | None = None) -> Kind:
    """The kind of what begins with `head`, which is decompressed if it was gzipped.

    What it begins with goes before what it is called: a feed is often served as text/html, and an
    article saved under any name. What is none of the others is taken for an article.
    """
    suffix = ending(name)
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace").lstrip("\ufeff")
    if suffix in TEXT_SUFFIXES:
        return "urls" if _is_url_list(text, len(head) >= HEAD) else "article"
    root = _ROOT.search(text) if text.lstrip().startswith("<") else None
    if root is not None:
        unknown: Kind = "xml" if text.lstrip().startswith("<?xml") or suffix == ".xml" else "article"
        return "article" if is_html(text) else _BY_ROOT.get(root[1], unknown)
    if media_type(content_type) in HTML_TYPES or suffix in HTML_SUFFIXES:
        return "article"
    named = _BY_SUFFIX.get(suffix) or _BY_TYPE.get(media_type(content_type))
    look = named or _by_look(text, whole=len(head) < HEAD)
    return "json" if look == "article" and suffix == ".json" else look


def ending(name: str) -> str:
    """The ending of a file's or an address's name in lower case, ".gz" and what follows "?" left out."""
    path = name.split("?")[0].split("#")[0] if "://" in name else name
    return PurePosixPath(path.lower().removesuffix(".gz")).suffix


def reader_of(kind: Kind) -> Reader:
    """The function that reads a kind; its module and the libraries that it needs are loaded only now."""
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f"sayso.sources.{module}"), function)
    return reader


def _by_look(text: str, *, whole: bool) -> Kind:
    if _CDX.match(text):
        return "cdx"
    first, end, _more = text.lstrip().partition("\n")
    if re.match(r'\{\s*"', first) and (not (whole or end) or first.rstrip().endswith("}")):
        return "jsonl"
    if text.startswith("From ") and "\n" in text and re.search(r"^[A-Za-z-]+: ", text.split("\n", 1)[1]):
        return "mbox"
    return "urls" if _is_url_list(text, not whole) else "article"


def _is_url_list(text: str, cut: bool) -> bool:
    """Whether every line, save the last where the text is cut there, is an address or a remark, and one is."""
    if not _URLS.match(text):
        return False
    lines = text.splitlines()
    return all(_ALL_URLS.fullmatch(line.strip()) for line in (lines[:-1] if cut else lines))
