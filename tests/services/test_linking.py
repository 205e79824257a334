"""Links tie claims: once, never to themselves, and updates never go round."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, Conflict, Forbidden, InvalidInput, NotFound
from factbase.domain.links import MAY_BE_INTERESTED, LinkType, find_cycle
from factbase.models import Act, Link
from factbase.models.engine import begin_write, configure_engine
from factbase.services.ledger import verify_ledger
from factbase.services.linking import NewLink, link_claims
from tests.factories import NOW, contributor, editor, make_claim, make_link


def problem(refused: pytest.ExceptionInfo[InvalidInput]) -> str:
    (only,) = refused.value.problems
    return only.field


def test_a_link_is_recorded_with_its_act_and_both_claims_grow(session):
    denial, claim = make_claim(session), make_claim(session)

    link = make_link(session, denial, "denies", claim, is_interested=True, note=" same day ")

    assert (link.type, link.source, link.target, link.is_interested) == (LinkType.DENIES, denial, claim, True)
    assert (link.note, link.recorded_at) == ("same day", NOW)
    assert (denial.version, claim.version) == (2, 2)
    act = session.scalars(select(Act).order_by(Act.seq.desc()).limit(1)).one()
    assert (act.verb, act.subject_slug) == ("link", denial.slug)
    assert f'"claim":"{claim.slug}"' in act.body


def test_a_claim_is_not_tied_to_itself(session):
    claim = make_claim(session)

    with pytest.raises(InvalidInput) as refused:
        make_link(session, claim, "repeats", claim)

    assert problem(refused) == "target"


def test_a_link_has_one_of_the_types(session):
    with pytest.raises(InvalidInput) as refused:
        make_link(session, make_claim(session), "likes", make_claim(session))

    assert problem(refused) == "type"


@pytest.mark.parametrize("type_", [type_ for type_ in LinkType if type_ not in MAY_BE_INTERESTED])
def test_only_who_confirms_or_denies_is_a_party_to_the_matter(session, type_):
    with pytest.raises(InvalidInput) as refused:
        make_link(session, make_claim(session), type_, make_claim(session), is_interested=True)

    assert problem(refused) == "is_interested"


def test_both_claims_have_to_be_there(session):
    claim = make_claim(session)

    with pytest.raises(InvalidInput) as refused:
        link_claims(session, NewLink(claim.slug, "denies", "nowhere"), actor=editor(), now=NOW)
    with pytest.raises(NotFound):
        link_claims(session, NewLink("nowhere", "denies", claim.slug), actor=editor(), now=NOW)

    assert problem(refused) == "target"


def test_two_claims_are_tied_once_in_each_way(session):
    first, second = make_claim(session), make_claim(session)
    make_link(session, first, "denies", second)
    make_link(session, first, "contradicts", second)
    make_link(session, second, "denies", first)

    with pytest.raises(AlreadyRecorded):
        make_link(session, first, "denies", second)


def test_updates_do_not_go_round(session):
    first, second, third = (make_claim(session) for _ in range(3))
    make_link(session, second, "updates", first)
    make_link(session, third, "updates", second)

    with pytest.raises(InvalidInput) as refused:
        make_link(session, first, "updates", third)

    assert problem(refused) == "target"


def test_other_links_may_go_round(session):
    first, second = make_claim(session), make_claim(session)

    make_link(session, first, "contradicts", second)
    make_link(session, second, "contradicts", first)

    assert session.scalar(select(func.count(Link.id))) == 2


def test_a_stale_claim_is_a_conflict(session):
    first, second = make_claim(session), make_claim(session)

    with pytest.raises(Conflict):
        link_claims(session, NewLink(first.slug, "denies", second.slug), actor=editor(), now=NOW, version=9)


def test_a_contributor_ties_drafts_only(session):
    draft, claim = make_claim(session, publish=False), make_claim(session)

    link_claims(session, NewLink(draft.slug, "denies", claim.slug), actor=contributor(), now=NOW)

    with pytest.raises(Forbidden):
        link_claims(session, NewLink(claim.slug, "denies", draft.slug), actor=contributor(), now=NOW)


def test_ties_in_opposite_directions_at_once_neither_hang_nor_close_a_ring(session, database_url):
    slugs = [make_claim(session).slug for _ in range(3)]
    session.commit()
    ring = [NewLink(slug, "updates", slugs[(at + 1) % 3]) for at, slug in enumerate(slugs)]
    together = Barrier(len(ring))

    def tie(new: NewLink) -> bool:
        engine = create_engine(database_url)
        configure_engine(engine)
        try:
            with Session(engine) as own:
                together.wait()
                begin_write(own)
                link_claims(own, new, actor=editor(), now=NOW)
                own.commit()
                return True
        except InvalidInput:
            return False
        finally:
            engine.dispose()

    with ThreadPoolExecutor(len(ring)) as pool:
        done = list(pool.map(tie, ring))

    edges = session.execute(select(Link.source_id, Link.target_id)).all()
    assert sorted(done) == [False, True, True]
    assert find_cycle([tuple(edge) for edge in edges]) is None
    verify_ledger(session)
