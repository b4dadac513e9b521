"""The first schema."""

import sqlalchemy as sa
from alembic import op

from sayso.ledger import views
from sayso.ledger.dialects import searchable

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table, and what searches them."""
    op.create_table(
        "articles",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("passages", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("language", WORDS, nullable=True),
        sa.Column("added", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("name_key", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("modified", WORDS, nullable=True),
        sa.Column("polled", WORDS, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_feeds")),
    )
    op.create_table(
        "problems",
        sa.Column("name_key", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("last", WORDS, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_problems")),
    )
    op.create_table(
        "people",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("known", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_name"), "people", ["name"], unique=False)
    op.create_table(
        "raws",
        sa.Column("hash", WORDS, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_raws")),
    )
    op.create_table(
        "appearances",
        sa.Column("key", KEY, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("name_key", WORDS, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("address_key", WORDS, nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.Column("seen", WORDS, nullable=False),
        sa.Column("fetched", WORDS, nullable=True),
        sa.Column("content_type", WORDS, nullable=True),
        sa.Column("http", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("byline", WORDS, nullable=True),
        sa.Column("published", WORDS, nullable=True),
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
        sa.Column("reader", WORDS, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("model_sha256", WORDS, nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("taken", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_readings_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "article", "reader", "version", "model_sha256", name=op.f("uq_readings_article_reader_version_model_sha256")
        ),
    )
    op.create_table(
        "verdicts",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("article", KEY, nullable=True),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=True),
        sa.Column("of_source_text", WORDS, nullable=True),
        sa.Column("of_cue", WORDS, nullable=True),
        sa.Column("exact", WORDS, nullable=True),
        sa.Column("prefix", WORDS, nullable=True),
        sa.Column("suffix", WORDS, nullable=True),
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
        sa.Column("about", WORDS, nullable=False),
        sa.Column("sides", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_disputes_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_disputes_reading_position")),
    )
    op.create_table(
        "figures",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("bound", WORDS, nullable=False),
        sa.Column("counted", WORDS, nullable=True),
        sa.Column("unit", WORDS, nullable=True),
        sa.Column("since", WORDS, nullable=True),
        sa.Column("until", WORDS, nullable=True),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("statement", WORDS, nullable=True),
        sa.Column("harm", WORDS, nullable=True),
        sa.Column("victims", WORDS, nullable=True),
        sa.Column("counted_by", WORDS, nullable=True),
        sa.Column("verdict", WORDS, nullable=True),
        sa.Column("corrected", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_figures_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_figures_reading_position")),
    )
    op.create_index(op.f("ix_figures_harm"), "figures", ["harm"], unique=False)
    op.create_table(
        "moments",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("value", WORDS, nullable=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_moments_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_moments_reading_position")),
    )
    op.create_table(
        "names",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_names_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_names_reading_position")),
    )
    op.create_table(
        "notices",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("why", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_notices_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_notices_reading_position")),
    )
    op.create_table(
        "places",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", WORDS, nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("use", WORDS, nullable=False),
        sa.Column("statement", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_places_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_places_reading_position")),
    )
    op.create_table(
        "speakers",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("roles", WORDS, nullable=False),
        sa.Column("mentions", WORDS, nullable=False),
        sa.Column("introduced", sa.Boolean(), nullable=False),
        sa.Column("person", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_speakers_person"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_speakers_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_speakers_reading_position")),
    )
    op.create_index(op.f("ix_speakers_person"), "speakers", ["person"], unique=False)
    op.create_table(
        "statements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("stance", WORDS, nullable=False),
        sa.Column("within", WORDS, nullable=True),
        sa.Column("source_text", WORDS, nullable=True),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_stop", sa.Integer(), nullable=True),
        sa.Column("source_name", WORDS, nullable=True),
        sa.Column("source_sort", WORDS, nullable=False),
        sa.Column("source_speaker", WORDS, nullable=True),
        sa.Column("source_described", WORDS, nullable=True),
        sa.Column("cue", WORDS, nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_stop", sa.Integer(), nullable=True),
        sa.Column("content", WORDS, nullable=False),
        sa.Column("contents", WORDS, nullable=False),
        sa.Column("hedges", WORDS, nullable=False),
        sa.Column("hedged", WORDS, nullable=False),
        sa.Column("addressee", WORDS, nullable=True),
        sa.Column("addressee_start", sa.Integer(), nullable=True),
        sa.Column("addressee_stop", sa.Integer(), nullable=True),
        sa.Column("said_at", WORDS, nullable=True),
        sa.Column("place", WORDS, nullable=True),
        sa.Column("about", WORDS, nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("person", WORDS, nullable=True),
        sa.Column("verdict", WORDS, nullable=True),
        sa.Column("corrected", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_statements_person"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_statements_reading"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
        sa.UniqueConstraint("reading", "id", name=op.f("uq_statements_reading_id")),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_statements_reading_position")),
    )
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index(op.f("ix_statements_person"), "statements", ["person"], unique=False)
    op.create_index(op.f("ix_statements_speaker"), "statements", ["speaker"], unique=False)
    op.create_index(op.f("ix_statements_verdict"), "statements", ["verdict"], unique=False)
    op.create_table(
        "voices",
        sa.Column("reading", KEY, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("sort", WORDS, nullable=False),
        sa.Column("speaker", WORDS, nullable=True),
        sa.Column("described", WORDS, nullable=True),
        sa.ForeignKeyConstraint(
            ["reading", "statement"],
            ["statements.reading", "statements.position"],
            name=op.f("fk_voices_reading_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_voices_reading"), ondelete="CASCADE"),
        sa.UniqueConstraint("reading", "statement", "position", name=op.f("uq_voices_reading_statement_position")),
    )
    for statement in (*searchable(op.get_bind().dialect.name), *views.made()):
        op.execute(statement)
