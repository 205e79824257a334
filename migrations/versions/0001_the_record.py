"""Record claims, their reports, decisions, ties and the ledger.

The first schema. Decisions, their evidence, former wordings and acts are only ever added: triggers refuse to
change or remove them, whoever asks. The ledger starts with a head that no act follows yet.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
APPEND_ONLY = ("assessment", "evidence", "revision", "act")
GENESIS = "0" * 64


def one_of(name: str, *values: str) -> sa.Enum:
    """Text that the database holds to these values."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("public_name", sa.String(length=200), nullable=False),
        sa.Column("role", one_of("role", "reader", "contributor", "editor", "admin"), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "act",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_slug", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_act")),
        sa.UniqueConstraint("hash", name=op.f("uq_act_hash")),
        sa.UniqueConstraint("prev", name=op.f("uq_act_prev")),
    )
    op.create_index("ix_act_subject_subject_slug", "act", ["subject", "subject_slug"], unique=False)
    op.create_table(
        "failed_sign_in",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    op.create_index("ix_failed_sign_in_key_at", "failed_sign_in", ["key", "at"], unique=False)
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "outlet",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column(
            "kind",
            one_of(
                "kind", "wire", "broadcaster", "newspaper", "state media", "government", "think tank", "social", "other"
            ),
            nullable=True,
        ),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("name", name=op.f("uq_outlet_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_outlet_slug")),
    )
    op.create_table(
        "speaker",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kind", one_of("kind", "person", "government", "organisation", "media", "anonymous"), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("slug", name=op.f("uq_speaker_slug")),
    )
    op.create_index(op.f("ix_speaker_name"), "speaker", ["name"], unique=False)
    op.create_table(
        "story",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("slug", name=op.f("uq_story_slug")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_one_time_link_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    op.create_index(op.f("ix_one_time_link_account_id"), "one_time_link", ["account_id"], unique=False)
    op.create_table(
        "outlet_name",
        sa.Column("id", BIG, nullable=False),
        sa.Column("outlet_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_name_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet_name")),
        sa.UniqueConstraint("outlet_id", "name", name=op.f("uq_outlet_name_outlet_id_name")),
    )
    op.create_index(op.f("ix_outlet_name_folded"), "outlet_name", ["folded"], unique=False)
    op.create_index(op.f("ix_outlet_name_name"), "outlet_name", ["name"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("outlet_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("published_on_edtf", sa.String(length=80), nullable=True),
        sa.Column("published_on_earliest", sa.Date(), nullable=True),
        sa.Column("published_on_latest", sa.Date(), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("archived_url", sa.String(length=2000), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_report_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("slug", name=op.f("uq_report_slug")),
        sa.UniqueConstraint("url", name=op.f("uq_report_url")),
    )
    op.create_index("ix_report_outlet_id_known_on", "report", ["outlet_id", "known_on"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", BIG, nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_revision_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("subject", "subject_id", "version", name=op.f("uq_revision_subject_subject_id_version")),
    )
    op.create_index("ix_revision_recorded_at_id", "revision", ["recorded_at", "id"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", BIG, nullable=False),
        sa.Column("speaker_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("held_from_edtf", sa.String(length=80), nullable=True),
        sa.Column("held_from_earliest", sa.Date(), nullable=True),
        sa.Column("held_from_latest", sa.Date(), nullable=True),
        sa.Column("held_to_edtf", sa.String(length=80), nullable=True),
        sa.Column("held_to_earliest", sa.Date(), nullable=True),
        sa.Column("held_to_latest", sa.Date(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_role_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint(
            "speaker_id", "title", "held_from_edtf", name=op.f("uq_role_speaker_id_title_held_from_edtf")
        ),
    )
    op.create_index(op.f("ix_role_speaker_id"), "role", ["speaker_id"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_table(
        "speaker_name",
        sa.Column("id", BIG, nullable=False),
        sa.Column("speaker_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_name_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_name")),
        sa.UniqueConstraint("speaker_id", "name", name=op.f("uq_speaker_name_speaker_id_name")),
    )
    op.create_index(op.f("ix_speaker_name_folded"), "speaker_name", ["folded"], unique=False)
    op.create_index(op.f("ix_speaker_name_name"), "speaker_name", ["name"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", BIG, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("source_key", sa.String(length=300), nullable=True),
        sa.Column("statement", sa.String(length=1000), nullable=False),
        sa.Column("kind", one_of("kind", "event", "quantity", "intention", "position", "denial"), nullable=False),
        sa.Column("speaker_id", BIG, nullable=False),
        sa.Column("role_id", BIG, nullable=True),
        sa.Column("via", sa.String(length=300), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("quote_language", sa.String(length=35), nullable=True),
        sa.Column("quote_translation", sa.Text(), nullable=True),
        sa.Column("quote_note", sa.Text(), nullable=True),
        sa.Column("made_on_edtf", sa.String(length=80), nullable=False),
        sa.Column("made_on_earliest", sa.Date(), nullable=False),
        sa.Column("made_on_latest", sa.Date(), nullable=True),
        sa.Column("made_on_phrase", sa.String(length=300), nullable=True),
        sa.Column("made_on_note", sa.Text(), nullable=True),
        sa.Column("due_on_edtf", sa.String(length=80), nullable=True),
        sa.Column("due_on_earliest", sa.Date(), nullable=True),
        sa.Column("due_on_latest", sa.Date(), nullable=True),
        sa.Column("due_on_phrase", sa.String(length=300), nullable=True),
        sa.Column(
            "quantity_qualifier",
            one_of(
                "qualifier", "exactly", "about", "at_least", "more_than", "up_to", "at_most", "less_than", "between"
            ),
            nullable=True,
        ),
        sa.Column("quantity_value", sa.Double(), nullable=True),
        sa.Column("quantity_low", sa.Double(), nullable=True),
        sa.Column("quantity_high", sa.Double(), nullable=True),
        sa.Column("quantity_unit", sa.String(length=200), nullable=True),
        sa.Column("quantity_what", sa.String(length=300), nullable=True),
        sa.Column("quantity_as_reported", sa.String(length=300), nullable=True),
        sa.Column("quantity_period_edtf", sa.String(length=80), nullable=True),
        sa.Column("quantity_period_earliest", sa.Date(), nullable=True),
        sa.Column("quantity_period_latest", sa.Date(), nullable=True),
        sa.Column("hedging", sa.JSON(), nullable=True),
        sa.Column("story_id", BIG, nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(statement) BETWEEN 1 AND 1000", name=op.f("ck_claim_statement_length")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_claim_role_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_claim_speaker_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_claim_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("slug", name=op.f("uq_claim_slug")),
        sa.UniqueConstraint("source_key", name=op.f("uq_claim_source_key")),
    )
    op.create_index(op.f("ix_claim_due_on_latest"), "claim", ["due_on_latest"], unique=False)
    op.create_index("ix_claim_made_on_earliest_id", "claim", ["made_on_earliest", "id"], unique=False)
    op.create_index(op.f("ix_claim_published_at"), "claim", ["published_at"], unique=False)
    op.create_index("ix_claim_speaker_id_made_on_earliest", "claim", ["speaker_id", "made_on_earliest"], unique=False)
    op.create_index("ix_claim_story_id_made_on_earliest", "claim", ["story_id", "made_on_earliest"], unique=False)
    op.create_table(
        "appearance",
        sa.Column("id", BIG, nullable=False),
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=True),
        sa.Column("hedge", sa.String(length=300), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_appearance_claim_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_appearance_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
        sa.UniqueConstraint("claim_id", "report_id", name=op.f("uq_appearance_claim_id_report_id")),
    )
    op.create_index(op.f("ix_appearance_report_id"), "appearance", ["report_id"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("id", BIG, nullable=False),
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column(
            "status",
            one_of("status", "unconfirmed", "corroborated", "confirmed", "disputed", "denied", "refuted", "withdrawn"),
            nullable=False,
        ),
        sa.Column("aspect", one_of("aspect", "occurrence", "actor", "magnitude", "timing"), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("as_of_edtf", sa.String(length=80), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("reliability", sa.String(length=1), nullable=True),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("approved_by_id", BIG, nullable=True),
        sa.Column("approved_by", sa.String(length=200), nullable=True),
        sa.Column("corrects_id", BIG, nullable=True),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_assessment_reliability")),
        sa.CheckConstraint("credibility BETWEEN 1 AND 6", name=op.f("ck_assessment_credibility")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["account.id"], name=op.f("fk_assessment_approved_by_id")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_assessment_by_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_assessment_claim_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["assessment.id"], name=op.f("fk_assessment_corrects_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_assessment_corrects_id")),
    )
    op.create_index(
        "ix_assessment_course", "assessment", ["claim_id", "as_of", "recorded_at", "id", "status"], unique=False
    )
    op.create_index("ix_assessment_recorded_at_id", "assessment", ["recorded_at", "id"], unique=False)
    op.create_table(
        "claim_country",
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_country_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "country", name=op.f("pk_claim_country")),
    )
    op.create_index("ix_claim_country_country_claim_id", "claim_country", ["country", "claim_id"], unique=False)
    op.create_table(
        "claim_tag",
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_tag_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "tag", name=op.f("pk_claim_tag")),
    )
    op.create_index("ix_claim_tag_tag_claim_id", "claim_tag", ["tag", "claim_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", BIG, nullable=False),
        sa.Column(
            "type",
            one_of(
                "type",
                "confirms",
                "denies",
                "neither_confirms_nor_denies",
                "declines_to_comment",
                "corroborates",
                "contradicts",
                "updates",
                "repeats",
                "responds_to",
                "retracts",
            ),
            nullable=False,
        ),
        sa.Column("source_id", BIG, nullable=False),
        sa.Column("target_id", BIG, nullable=False),
        sa.Column("is_interested", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_link_not_itself")),
        sa.ForeignKeyConstraint(["source_id"], ["claim.id"], name=op.f("fk_link_source_id")),
        sa.ForeignKeyConstraint(["target_id"], ["claim.id"], name=op.f("fk_link_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("type", "source_id", "target_id", name=op.f("uq_link_type_source_id_target_id")),
    )
    op.create_index(op.f("ix_link_source_id"), "link", ["source_id"], unique=False)
    op.create_index(op.f("ix_link_target_id"), "link", ["target_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", BIG, nullable=False),
        sa.Column("assessment_id", BIG, nullable=False),
        sa.Column("stance", one_of("stance", "supports", "against", "context"), nullable=False),
        sa.Column("report_id", BIG, nullable=True),
        sa.Column("claim_id", BIG, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(report_id IS NOT NULL AND claim_id IS NULL) OR (report_id IS NULL AND claim_id IS NOT NULL)",
            name=op.f("ck_evidence_one_thing"),
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_evidence_assessment_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_evidence_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_assessment_id"), "evidence", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_evidence_claim_id"), "evidence", ["claim_id"], unique=False)
    op.create_index(op.f("ix_evidence_report_id"), "evidence", ["report_id"], unique=False)
    op.create_table(
        "relay",
        sa.Column("id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("appearance_id", BIG, nullable=True),
        sa.Column("credit_no", sa.Integer(), nullable=False),
        sa.Column("hop_no", sa.Integer(), nullable=False),
        sa.Column("outlet_id", BIG, nullable=True),
        sa.Column("credited_report_id", BIG, nullable=True),
        sa.Column("speaker_id", BIG, nullable=True),
        sa.CheckConstraint(
            "(outlet_id IS NOT NULL AND credited_report_id IS NULL AND speaker_id IS NULL)"
            " OR (outlet_id IS NULL AND credited_report_id IS NOT NULL AND speaker_id IS NULL)"
            " OR (outlet_id IS NULL AND credited_report_id IS NULL AND speaker_id IS NOT NULL)",
            name=op.f("ck_relay_one_credited"),
        ),
        sa.ForeignKeyConstraint(["appearance_id"], ["appearance.id"], name=op.f("fk_relay_appearance_id")),
        sa.ForeignKeyConstraint(["credited_report_id"], ["report.id"], name=op.f("fk_relay_credited_report_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_relay_outlet_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_relay_report_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_relay_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
        sa.UniqueConstraint(
            "report_id",
            "appearance_id",
            "credit_no",
            "hop_no",
            name=op.f("uq_relay_report_id_appearance_id_credit_no_hop_no"),
        ),
    )
    op.create_index(op.f("ix_relay_appearance_id"), "relay", ["appearance_id"], unique=False)
    op.create_index(op.f("ix_relay_outlet_id"), "relay", ["outlet_id"], unique=False)
    head = sa.table("ledger_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    op.bulk_insert(head, [{"id": 1, "seq": 0, "hash": GENESIS}])
    guard()


def guard() -> None:
    """Let the database itself refuse to change or remove what is on record."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:

    op.drop_index(op.f("ix_relay_outlet_id"), table_name="relay")
    op.drop_index(op.f("ix_relay_appearance_id"), table_name="relay")
    op.drop_table("relay")
    op.drop_index(op.f("ix_evidence_report_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_claim_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_assessment_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_link_target_id"), table_name="link")
    op.drop_index(op.f("ix_link_source_id"), table_name="link")
    op.drop_table("link")
    op.drop_index("ix_claim_tag_tag_claim_id", table_name="claim_tag")
    op.drop_table("claim_tag")
    op.drop_index("ix_claim_country_country_claim_id", table_name="claim_country")
    op.drop_table("claim_country")
    op.drop_index("ix_assessment_recorded_at_id", table_name="assessment")
    op.drop_index("ix_assessment_course", table_name="assessment")
    op.drop_table("assessment")
    op.drop_index(op.f("ix_appearance_report_id"), table_name="appearance")
    op.drop_table("appearance")
    op.drop_index("ix_claim_story_id_made_on_earliest", table_name="claim")
    op.drop_index("ix_claim_speaker_id_made_on_earliest", table_name="claim")
    op.drop_index(op.f("ix_claim_published_at"), table_name="claim")
    op.drop_index("ix_claim_made_on_earliest_id", table_name="claim")
    op.drop_index(op.f("ix_claim_due_on_latest"), table_name="claim")
    op.drop_table("claim")
    op.drop_index(op.f("ix_speaker_name_name"), table_name="speaker_name")
    op.drop_index(op.f("ix_speaker_name_folded"), table_name="speaker_name")
    op.drop_table("speaker_name")
    op.drop_index(op.f("ix_sign_in_account_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index(op.f("ix_role_speaker_id"), table_name="role")
    op.drop_table("role")
    op.drop_index("ix_revision_recorded_at_id", table_name="revision")
    op.drop_table("revision")
    op.drop_index("ix_report_outlet_id_known_on", table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_outlet_name_name"), table_name="outlet_name")
    op.drop_index(op.f("ix_outlet_name_folded"), table_name="outlet_name")
    op.drop_table("outlet_name")
    op.drop_index(op.f("ix_one_time_link_account_id"), table_name="one_time_link")
    op.drop_table("one_time_link")
    op.drop_table("story")
    op.drop_index(op.f("ix_speaker_name"), table_name="speaker")
    op.drop_table("speaker")
    op.drop_table("outlet")
    op.drop_table("ledger_head")
    op.drop_index("ix_failed_sign_in_key_at", table_name="failed_sign_in")
    op.drop_table("failed_sign_in")
    op.drop_index("ix_act_subject_subject_slug", table_name="act")
    op.drop_table("act")
    op.drop_table("account")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
