"""The ledger: what was read, kept.

- `schema`, `columns`, `migrations`: the tables, and how a database comes to have them
- `dialects`: every difference between SQLite and PostgreSQL; `searching`: what a person searches for
- `views`: the same for a person's eyes, in Datasette or psql
- `store`: an open database and its transactions
- `articles`: texts and where they were met; `rows`, `readings`: what was read from them
- `verdicts`, `anchors`: what people said of it
- `adding`: from what comes in to all this, an article a transaction; `problems`, `feeds`
- `versions`: how a page changed; `doctor`: whether all holds
"""
