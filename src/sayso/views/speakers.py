"""Statements grouped by who speaks: those with a name first, then the unnamed, then those nobody could be found for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.records import Speaker, Statement, Voice, VoiceSort
from sayso.views.words import bare, called

Standing = Literal["named", "unnamed", "nobody", "unresolved"]
_ORDER: tuple[Standing, ...] = ("named", "unnamed", "nobody", "unresolved")


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one speaker, in order of place."""

    name: str
    """The resolved name, or the words where there is none or they say no more or less."""
    role: str | None
    sort: VoiceSort
    standing: Standing
    """Whether the speaker has a name, is one the article leaves unnamed, nobody, or was not found out."""
    statements: tuple[Statement, ...]


def by_speaker(statements: Iterable[Statement], speakers: Sequence[Speaker]) -> list[Group]:
    """The groups in order of standing, and within it of place.

    Two voices go together when they have one speaker or one name. One without either stands alone, as it may be
    anybody; what nobody is said to have said is one group.
    """
    known = {speaker.id: speaker for speaker in speakers}
    gathered: dict[object, list[Statement]] = {}
    for statement in statements:
        gathered.setdefault(_key(statement.source), []).append(statement)
    groups = [_group(members, known) for members in gathered.values()]
    return sorted(groups, key=lambda group: _ORDER.index(group.standing))


def standing(voice: Voice) -> Standing:
    """How much is known of who a voice is."""
    if voice.sort == "unattributed":
        return "nobody"
    if voice.name is not None:
        return "named"
    return "unnamed" if voice.sort == "unnamed" else "unresolved"


def _key(voice: Voice) -> object:
    return voice.speaker or (voice.name.casefold() if voice.name else (voice.sort, voice.start))


def _group(members: Sequence[Statement], known: dict[str, Speaker]) -> Group:
    first = members[0].source
    speaker = known.get(first.speaker or "")
    name, roles = (first.name or called(first), ()) if speaker is None else (speaker.name, speaker.roles)
    if bare(called(first)) == bare(name):
        name = called(first)  # "The mayor", as the article has it
    return Group(name, roles[0] if roles else None, first.sort, standing(first), tuple(members))
