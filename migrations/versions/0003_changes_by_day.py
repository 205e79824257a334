"""Find the newest decisions by the day from which they hold.

The lists of changes run by that day and read no further than a page. Without the index every decision is walked
through and sorted: with 600,000 of them the front page took seconds, and takes hundredths of one with it.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_assessment_as_of_recorded_at_id", "assessment", ["as_of", "recorded_at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_assessment_as_of_recorded_at_id", table_name="assessment")
