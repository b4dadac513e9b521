"""The first schema."""

import sqlalchemy as sa
from alembic import op

from sayso.ledger.dialects import searchable

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, and what searches them."""
    op.create_table(
        "articles",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("polled", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_feeds")),
    )
    op.create_table(
        "problems",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_problems")),
    )
    op.create_table(
        "raws",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_raws")),
    )
    op.create_table(
        "appearances",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("http", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_appearances_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_appearances")),
    )
    op.create_index("ix_appearances_address_key_seen", "appearances", ["address_key", "seen"], unique=False)
    op.create_index(op.f("ix_appearances_article"), "appearances", ["article"], unique=False)
    op.create_index("ix_appearances_name_key_content", "appearances", ["name_key", "content"], unique=False)
    op.create_table(
        "readings",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("model_sha256", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_readings_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "article", "reader", "version", "model_sha256", name=op.f("uq_readings_article_reader_version_model_sha256")
        ),
    )
    op.create_table(
        "verdicts",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("article", KEY, nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_verdicts_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_verdicts")),
        sa.UniqueConstraint("id", name=op.f("uq_verdicts_id")),
    )
    op.create_index(op.f("ix_verdicts_article"), "verdicts", ["article"], unique=False)
    op.create_index(op.f("ix_verdicts_kind"), "verdicts", ["kind"], unique=False)
    op.create_table(
        "disputes",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_disputes_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_disputes_reading_position")),
    )
    op.create_table(
        "figures",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("counted", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("harm", sa.Text(), nullable=True),
        sa.Column("victims", sa.Text(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_figures_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_figures_reading_position")),
    )
    op.create_index(op.f("ix_figures_harm"), "figures", ["harm"], unique=False)
    op.create_table(
        "moments",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_moments_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_moments_reading_position")),
    )
    op.create_table(
        "names",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_names_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_names_reading_position")),
    )
    op.create_table(
        "notices",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_notices_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_notices_reading_position")),
    )
    op.create_table(
        "places",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_places_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_places_reading_position")),
    )
    op.create_table(
        "speakers",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_speakers_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_speakers_reading_position")),
    )
    op.create_table(
        "statements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("within", sa.Text(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=True),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_stop", sa.Integer(), nullable=True),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("source_sort", sa.Text(), nullable=False),
        sa.Column("source_speaker", sa.Text(), nullable=True),
        sa.Column("source_described", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_stop", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("hedges", sa.Text(), nullable=False),
        sa.Column("hedged", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("addressee_start", sa.Integer(), nullable=True),
        sa.Column("addressee_stop", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_statements_reading"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
        sa.UniqueConstraint("reading", "id", name=op.f("uq_statements_reading_id")),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_statements_reading_position")),
    )
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    op.create_index(op.f("ix_statements_verdict"), "statements", ["verdict"], unique=False)
    op.create_table(
        "voices",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("described", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading", "statement"],
            ["statements.reading", "statements.position"],
            name=op.f("fk_voices_reading_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_voices_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "statement", "position", name=op.f("uq_voices_reading_statement_position")),
    )
    for statement in searchable(op.get_bind().dialect.name):
        op.execute(statement)
