"""Who is speaking: every voice of an article resolved to a speaker, where a careful reader could.

`tokens` and `names` find who is named, `cast` gathers names into people and bodies, `references` finds
pronouns and descriptions, `scene` reads from the beginning and says whom each means (`salience` weighs,
`descriptions` looks up roles), `described` keeps what is told of the unnamed, `resolve` puts it together.
"""

from sayso.reading.speakers.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
