"""Record series of figures that editors name, and what became of claims that were due.

A series keeps its row when it is removed, so that a view of what was on record before still has it; a claim is in one
series at most. An outcome belongs to a decision: it is null for all decisions on record until now, which say nothing
of it. Decisions are append-only, so their table is altered in place and never copied: its triggers stay where they are.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "figure_series",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("story_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_figure_series_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_figure_series_slug")),
    )
    op.create_index(op.f("ix_figure_series_story_id"), "figure_series", ["story_id"], unique=False)
    op.create_table(
        "figure_series_member",
        sa.Column("claim_id", BIG, autoincrement=False, nullable=False),
        sa.Column("series_id", BIG, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_figure_series_member_claim_id")),
        sa.ForeignKeyConstraint(["series_id"], ["figure_series.id"], name=op.f("fk_figure_series_member_series_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_figure_series_member")),
    )
    op.create_index(op.f("ix_figure_series_member_series_id"), "figure_series_member", ["series_id"], unique=False)
    # In words rather than by Alembic, which cannot add a column with its check on SQLite but by copying the table.
    op.execute(
        "ALTER TABLE assessment ADD COLUMN outcome VARCHAR(32) CONSTRAINT ck_assessment_outcome "
        "CHECK (outcome IN ('occurred', 'late', 'did_not_occur', 'cannot_be_known'))"
    )


def downgrade() -> None:
    op.drop_column("assessment", "outcome")
    op.drop_index(op.f("ix_figure_series_member_series_id"), table_name="figure_series_member")
    op.drop_table("figure_series_member")
    op.drop_index(op.f("ix_figure_series_story_id"), table_name="figure_series")
    op.drop_table("figure_series")
