"""Speakers and outlets with their records, as JSON-ready dicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factbase.domain.vantage import Vantage
from factbase.exchange.shapes import Address, Json, date_json, mix_json, vantage_json
from factbase.queries.profiles import Profile
from factbase.queries.speakers import RoleRow
from factbase.queries.track_records import TrackRecord


def speaker_json(
    profile: Profile, roles: Sequence[RoleRow], record: TrackRecord, vantage: Vantage, at: Address
) -> Json:
    """A speaker with names, roles and record."""
    return {
        **_profile("speakers", profile, at),
        "roles": [role_json(role) for role in roles],
        "record": record_json(record, vantage, has_rate=profile.kind != "anonymous"),
        **vantage_json(vantage),
    }


def outlet_json(profile: Profile, record: TrackRecord, vantage: Vantage, at: Address) -> Json:
    """An outlet with names and the record of the claims that it published or is credited for."""
    return {
        **_profile("outlets", profile, at),
        "record": record_json(record, vantage),
        **vantage_json(vantage),
    }


def role_json(role: RoleRow) -> Json:
    """A role: when it was held as far as that is known, and when claims were made in it."""
    return {
        "title": role.title,
        "country": role.country,
        "held_from": date_json(role.held_from),
        "held_to": date_json(role.held_to),
        "claims": role.claims,
        "first_claim": date_json(role.first),
        "last_claim": date_json(role.last),
    }


def record_json(record: TrackRecord, vantage: Vantage, *, has_rate: bool = True) -> Json:
    """A track record: counts first, the rate or None, and how long each claim that can be checked stayed open.

    ``rate`` counts claims borne out among those settled, with its 95 % interval (Wilson); None below five settled
    ones. ``durations`` run from the first day on which the claim may have been made; ``observed`` False: it was still
    open on the day of the vantage.
    """
    rate = record.rate if has_rate else None
    return {
        "claims": len(record.claims),
        "status_mix": mix_json(record.statuses),
        "results": _counts(record.results),
        "by_kind": {kind.value: _counts(counts) for kind, counts in record.by_kind.items()},
        "rate": {
            "borne_out": rate.borne_out,
            "settled": rate.settled,
            "share": round(rate.share, 4),
            "low": round(rate.low, 4),
            "high": round(rate.high, 4),
        }
        if rate
        else None,
        "durations": [
            {"claim": one.claim, "days": one.days, "observed": one.observed} for one in record.durations(vantage.as_of)
        ],
    }


def _profile(path: str, profile: Profile, at: Address) -> Json:
    return {
        "slug": profile.slug,
        "url": at(f"/{path}/{profile.slug}"),
        "name": profile.name,
        "names": [{"name": other.name, "language": other.language} for other in profile.names],
        "kind": profile.kind.value if profile.kind else None,
        "country": profile.country,
    }


def _counts(counts: Any) -> dict[str, int]:
    return {result.value.replace(" ", "_"): count for result, count in counts.items()}
