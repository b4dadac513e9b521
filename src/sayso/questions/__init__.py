"""Questions to a ledger: plain functions, each giving rows of a dataclass that says what its fields are.

- `filters`: which statements or articles a question is about; `answers`: rows, and how to carry on with them
- `statements`: who said what; `speakers`: who speaks, how much and where; `unresolved`: who is not known
- `figures`, `moments`: how many, and when, on whose word; `sources`: how outlets name theirs
- `show`: one statement with all that is known of it; `stats`: how much there is
"""
