"""Who is speaking: every voice of an article resolved to a speaker, where a careful reader could.

In the order in which they work:

- `tokens` splits the text into words; `stretches` finds capitals that stand together, `titles` takes roles off
  their front, `names` says what sort of thing each names, and `cast` gathers them into people and bodies (`slips`
  forgives a misspelling; `lexicon` and `first_names` are the word lists);
- `references` finds pronouns and descriptions, `mentions` puts them in one row with the names;
- `scene` reads that row from the beginning and says whom each means: `candidates` are those a pronoun may
  mean, `salience` weighs them, `descriptions` looks up roles, bodies and groups;
- `sources` says whom the words of a statement's source name, `sorts` what sort of source that is, and
  `described` keeps what is told of the unnamed, and `documents` finds which text "the study" is;
- `resolve` puts it together.
"""

from sayso.reading.speakers.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
