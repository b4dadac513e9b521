"""Links among articles."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of what linking found, and of what it remembers."""
    op.create_table(
        "linked",
        sa.Column("article", KEY, sa.ForeignKey("articles.key", name=op.f("fk_linked_article")), nullable=False),
        sa.Column("reading", KEY, nullable=False),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_linked")),
    )
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.key", name=op.f("fk_claims_article")), nullable=False),
        sa.Column("statement", WORDS, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("link", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
    )
    for column in ("claim", "article", "statement", "link"):
        op.create_index(op.f(f"ix_claims_{column}"), "claims", [column], unique=False)
    op.create_table(
        "links",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("article", KEY, sa.ForeignKey("articles.key", name=op.f("fk_links_article")), nullable=False),
        sa.Column("other", KEY, sa.ForeignKey("articles.key", name=op.f("fk_links_other")), nullable=True),
        sa.Column("about", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    for column in ("kind", "article", "other"):
        op.create_index(op.f(f"ix_links_{column}"), "links", [column], unique=False)
    op.create_table(
        "link_cards",
        sa.Column("shelf", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("card", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "number", name=op.f("pk_link_cards")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_keys",
        sa.Column("shelf", WORDS, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("owners", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "key", name=op.f("pk_link_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_stems",
        sa.Column("stem", WORDS, nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem", name=op.f("pk_link_stems")),
        sqlite_with_rowid=False,
    )
