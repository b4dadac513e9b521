"""Words of an article as a terminal may show them: on one line, and steering nothing."""

from __future__ import annotations

from sayso.records import Voice


def plain(words: str) -> str:
    """Words on one line, without anything that would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def called(voice: Voice) -> str:
    """How the article words a voice."""
    return plain(voice.text or "nobody named")


def named(voice: Voice) -> str:
    """A voice's name, or its words where it has none."""
    return plain(voice.name) if voice.name else called(voice)


def bare(words: str) -> str:
    """Words as they are compared: in small letters, a leading article left out."""
    low = words.casefold()
    return next((low[len(article) :] for article in ("the ", "a ", "an ") if low.startswith(article)), low)
