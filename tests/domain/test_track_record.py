import pytest

from factbase.domain.status import Kind, Status
from factbase.domain.track_record import OUTCOME_MEANING, Outcome, outcome_of, rate_of, wilson_interval


# 81 of 263 is the worked example of Newcombe (Statistics in Medicine 17, 1998), method 3.
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(7, 9, 0.4526, 0.9368), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(successes, trials, low, high):
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (2, 1), (-1, 3)])
def test_what_is_no_proportion_has_no_interval(successes, trials):
    with pytest.raises(ValueError, match="no proportion"):
        wilson_interval(successes, trials)


@pytest.mark.parametrize(
    ("kind", "status", "aspects", "outcome"),
    [
        (Kind.EVENT, Status.CONFIRMED, (), Outcome.BORNE_OUT),
        (Kind.QUANTITY, Status.CONFIRMED, (Status.CONFIRMED, Status.CORROBORATED), Outcome.BORNE_OUT),
        (Kind.QUANTITY, Status.CONFIRMED, (Status.DISPUTED,), Outcome.IN_PART),
        (Kind.INTENTION, Status.REFUTED, (), Outcome.NOT_BORNE_OUT),
        (Kind.DENIAL, Status.WITHDRAWN, (), Outcome.WITHDRAWN),
        (Kind.EVENT, Status.DENIED, (), Outcome.OPEN),
        (Kind.EVENT, Status.CORROBORATED, (), Outcome.OPEN),
        (Kind.POSITION, Status.CONFIRMED, (), Outcome.NOT_CHECKABLE),
        (Kind.POSITION, Status.REFUTED, (), Outcome.NOT_CHECKABLE),
    ],
)
def test_the_outcome_follows_from_kind_status_and_aspects(kind, status, aspects, outcome):
    assert outcome_of(kind, status, aspects) is outcome


def test_every_outcome_says_what_it_means():
    assert set(OUTCOME_MEANING) == set(Outcome)


def test_four_settled_claims_give_no_rate_however_many_are_open():
    assert rate_of({Outcome.BORNE_OUT: 4, Outcome.OPEN: 90, Outcome.NOT_CHECKABLE: 10}) is None


def test_the_rate_counts_what_was_borne_out_in_part_or_withdrawn_as_settled_only():
    counts = {Outcome.BORNE_OUT: 7, Outcome.IN_PART: 1, Outcome.WITHDRAWN: 1, Outcome.OPEN: 6}

    rate = rate_of(counts)

    assert rate is not None
    assert (rate.borne_out, rate.settled) == (7, 9)
    assert rate.share == pytest.approx(0.7778, abs=5e-5)
    assert rate.low == pytest.approx(0.4526, abs=5e-5)
