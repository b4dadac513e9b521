"""What one line of an article says of itself, wherever it stands: a caption, a correction, boilerplate, a teaser.

Patterns are written for whole lines and are narrow on purpose: a line taken for boilerplate is not
read, so a doubtful one is left in the body. Most hold at a line's beginning; the few that hold anywhere
in it stand apart, as the others would be tried in vain at every one of its characters. Where capitals tell
nothing, patterns are in small letters and so is the line.
"""

from __future__ import annotations

import re

from sayso.records import PassageKind

_MOST_WORDS = 70
"""A line longer than this is prose, whatever it begins with, unless it is a correction."""
_MOST_CHARACTERS = 800

_CREDIT_WORD = r"(?:photo(?:graph|grapher|s)?|pictures?|pics?|image|illustration|video still)"
_AGENCY = r"(?:AFP|AP|EPA|PA|Reuters|Getty(?: Images)?|Alamy|Shutterstock|Press Association|Associated Press)"
_CAPTION = re.compile(
    rf"""{_CREDIT_WORD}(?:\s+(?:credit|source|by|caption))?\s*[:,©]\s*\S
      | {_CREDIT_WORD}\s+(?:credit|by)\s+[A-Z]
      | (?:image|photo)\s+(?:source|caption|credit)\b
      | (?:caption|file\s+photo|file\s+picture)\s*:
      | [^.!?]{{0,200}}[.!?]?\s(?-i:[A-Z])[\w.’'-]+(?:\s(?-i:[A-Z])[\w.’'-]+)*\s?/\s?(?-i:{_AGENCY})(?:\s.{{0,30}})?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CREDITED = re.compile(
    rf"""\((?:file\s+)?(?:{_CREDIT_WORD})\s*(?:credit\s*)?(?:by\b|:|/)[^()]*\)\.?$
      | [(\[][A-Z]\w*\ (?:Photo|File|Images?)\s*/[^()]*[)\]]\.?$
      | [(\[][^()]{{0,60}}/\s*{_AGENCY}[^()]{{0,40}}[)\]]\.?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CORRECTION = re.compile(
    r"""[*\[(“"]*(?:corrections?|clarifications?|editor(?:[’']s|ial)?\s+note)\s*(?:[:.—–(-]|$)
      | [*\[(]*(?:an?|the)\s+(?:earlier|previous|original)\s+version\s+of\s+(?:this|the)\s
      | [*\[(]*this\s+(?:article|story|report|post|piece|headline)\s+(?:has\s+been|was)\s
        (?:updated|corrected|amended|edited|revised|changed|clarified)
    """,
    re.VERBOSE,
)
_BOILERPLATE = re.compile(
    r"""(?:copyright\b|©|\(c\))\s*.{0,12}(?:\d{4}|©|\bby\b)
      | \d{4}\s*©
      | this\s+(?:copy|article|content)\s+is\s+for\s+(?:your\s+)?personal\b
      | (?:sign\s+up|subscribe|register)\s.{0,80}\b(?:newsletters?|podcast|briefing|alerts?|e-?mails?|inbox|channel)\b
      | (?:sign\s+up|subscribe|register)\s+(?:(?:here|now|today)\b.{0,60}|(?:to|for)\s+(?:the|our|this)\s\S+\.?)$
      | (?:sign\s+up|subscribe|log\s+in|sign\s+in)[.!]?$
      | get\s.{0,80}\b(?:in\s+your\s+inbox|newsletter|delivered\s+to\s+you)
      | (?:follow|like)\s.{1,80}\bon\s+(?:twitter|facebook|x|instagram|threads|bluesky|tiktok|linkedin|social\ media)\b
      | (?:find|join|contact|reach|e-?mail)\s.{0,60}\b(?:on\s+facebook|on\s+twitter|@\w+)
      | (?:-+\s*)?(?:advertisements?|advertising|advertorial|sponsored(?:\s+content)?|promoted(?:\s+content)?
          |(?:story|article)\s+continues\s+(?:below|after)(?:\s+(?:this\s+)?(?:ad|advertisement))?)(?:\s*-+)?$
      | (?:share|tweet|print|e-?mail|comments?|facebook|twitter|whatsapp|copy\s+link|save|listen|menu|search)
          (?:\s+(?:this|(?:on|via)\s\S{1,20}))?$
      | share\s+(?:this|the)\s+(?:article|story|post|page|piece|video|news)\b.{0,60}$
      | (?:leave|post|add)\s+(?:a|your)\s+comment\b
      | (?:join\s+the\s+(?:conversation|discussion)|view\s+(?:all\s+)?comments|show\s+comments|load\s+more)\b
      | (?:click|tap)\s+here\b
      | read\s+(?:the\s+(?:rest|full|whole|entire)\b.{0,60}|more\s+here)(?:\s+(?:here|at\s.{1,30}))?[.:]?$
      | (?:download|get|install)\s+(?:the|our)\s.{0,40}\bapp\b
      | (?:we|this\s+site)\s+uses?\s+cookies\b
      | (?:support|donate\s+to)\s.{0,40}\b(?:journalism|newsroom|from\s+as\s+little)\b
      | [(\[]?(?:additional\s+)?(?:reporting|writing)\s+by\s.{2,}\b(?:editing|writing|reporting)\s+by\b
      | [(\[]?(?:additional\s+)?(?:reporting|editing)\s+by\s[^.]{2,120}[)\].]*$
      | (?:have|got|do\s+you\s+have)\s.{0,20}\b(?:news\s+)?(?:tips?|story)\b.{0,60}\?
    """,
    re.VERBOSE,
)
_BOILERPLATE_WITHIN = re.compile(
    r"""\ball\s+rights\s+reserved\b
      | \b(?:material|content|article)\s+may\s+not\s+be\s+(?:published|reproduced|copied|broadcast)
      | \bsign\s+up\s+(?:to|for)\s+(?:our|the|my|his|her|their)\s.{0,60}\b(?:newsletter|briefing|alerts?|e-?mails?)\b
      | \b(?:contributed|contributing)\s+(?:to\s+)?(?:this|the)\s+(?:report|reporting|story|article)[.)\]]*$
    """,
    re.VERBOSE,
)
_LABEL = (
    r"(?:read\s+(?:more|also|next|on)|also\s+read|see\s+(?:also|more)|related(?:\s+(?:stor(?:y|ies)|articles?|content"
    r"|coverage|topics|news|posts|links|video))?|more\s+(?:on\s+this(?:\s+(?:story|topic))?|stories|news|from\s.{1,40})"
    r"|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|recommended(?:\s+(?:for\s+you|stories|reading))?"
    r"|in\s+case\s+you\s+missed\s+it|most\s+(?:read|popular|viewed)|up\s+next|trending(?:\s+now)?|don[’']t\s+miss"
    r"|watch(?:\s+(?:now|live|next|more|the\s+video))?|listen(?:\s+(?:now|to))?|further\s+reading|what\s+to\s+read\s+next)"
)
_TEASER = re.compile(rf"\W{{0,3}}{_LABEL}\s*(?:[:|»›>→]|\s[–—-]\s)")
_BARE_LABEL = re.compile(rf"\W{{0,3}}{_LABEL}\s*[:»›>→….]*$")
_CAPITALISED = r"(?-i:[A-Z])[\w.’'-]*"
_NAME = rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|d[aeiu]|de[lr]|v[ao]n|bin|al))+"
_ROLE = r"(?:editor|correspondent|reporter|writer|columnist|staff|bureau)\b"
_BYLINE = re.compile(
    rf"by\s+(?P<names>{_NAME}(?:(?:,\s+and|,|\s+and)\s+(?![^,]*{_ROLE}){_NAME}){{0,4}})"
    r"(?:\s*[,|–—-]\s*.{1,60}|\s+(?:in|for)\s+(?-i:[A-Z]).{0,30})?$",
    re.IGNORECASE,
)


def line_kind(line: str) -> PassageKind:
    """The kind of a line (without white space around it) by its own words; "body" where they say nothing."""
    low = line.lower()
    if _CORRECTION.match(low):
        return "correction"
    if line.count(" ") > _MOST_WORDS or len(line) > _MOST_CHARACTERS:
        return "body"
    if _TEASER.match(low) or is_label(line):
        return "teaser"
    if _CAPTION.match(line) or _CREDITED.search(line):
        return "caption"
    return "boilerplate" if _BOILERPLATE.match(low) or _BOILERPLATE_WITHIN.search(low) else "body"


def is_label(line: str) -> bool:
    """Whether the line is nothing but the heading of a list of other pieces, such as "Related stories"."""
    return _BARE_LABEL.match(line.lower()) is not None


def byline_names(line: str) -> str | None:
    """The authors that a line of the form "By Name and Name, role" gives."""
    match = _BYLINE.match(line)
    return match["names"] if match else None
