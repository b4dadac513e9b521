"""Who is speaking: every voice of an article resolved to a speaker, where a careful reader could.

In the order in which they work:

- `tokens` splits the text into words; `names` finds the names in them, and `cast` gathers these into people
  and bodies (`lexicon` and `first_names` are the word lists);
- `references` finds pronouns and descriptions, `mentions` puts them in one row with the names;
- `scene` reads that row from the beginning and says whom each means: `candidates` are those a pronoun may
  mean, `salience` weighs them, `descriptions` looks up roles, bodies and groups;
- `sources` says whom the words of a statement's source name, `sorts` what sort of source that is, and
  `described` keeps what is told of the unnamed;
- `resolve` puts it together.
"""

from sayso.reading.speakers.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
