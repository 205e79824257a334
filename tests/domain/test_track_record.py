import pytest

from factbase.domain.status import Kind, Outcome, Status
from factbase.domain.track_record import RESULT_MEANING, Result, rate_of, result_of, wilson_interval


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
    ("kind", "status", "aspects", "result"),
    [
        (Kind.EVENT, Status.CONFIRMED, (), Result.BORNE_OUT),
        (Kind.QUANTITY, Status.CONFIRMED, (Status.CONFIRMED, Status.CORROBORATED), Result.BORNE_OUT),
        (Kind.QUANTITY, Status.CONFIRMED, (Status.DISPUTED,), Result.IN_PART),
        (Kind.INTENTION, Status.REFUTED, (), Result.NOT_BORNE_OUT),
        (Kind.DENIAL, Status.WITHDRAWN, (), Result.WITHDRAWN),
        (Kind.EVENT, Status.DENIED, (), Result.OPEN),
        (Kind.EVENT, Status.CORROBORATED, (), Result.OPEN),
        (Kind.POSITION, Status.CONFIRMED, (), Result.NOT_CHECKABLE),
        (Kind.POSITION, Status.REFUTED, (), Result.NOT_CHECKABLE),
    ],
)
def test_the_result_follows_from_kind_status_and_aspects(kind, status, aspects, result):
    assert result_of(kind, status, aspects) is result


@pytest.mark.parametrize(
    ("status", "outcome", "result"),
    [
        (Status.CONFIRMED, Outcome.OCCURRED, Result.BORNE_OUT),
        (Status.CONFIRMED, Outcome.LATE, Result.IN_PART),
        (Status.REFUTED, Outcome.DID_NOT_OCCUR, Result.NOT_BORNE_OUT),
        (Status.CORROBORATED, Outcome.OCCURRED, Result.OPEN),
        (Status.DISPUTED, Outcome.CANNOT_BE_KNOWN, Result.NOT_CHECKABLE),
    ],
)
def test_what_became_of_a_claim_that_was_due_counts_too(status, outcome, result):
    assert result_of(Kind.INTENTION, status, outcome=outcome) is result


def test_every_result_says_what_it_means():
    assert set(RESULT_MEANING) == set(Result)


def test_four_settled_claims_give_no_rate_however_many_are_open():
    assert rate_of({Result.BORNE_OUT: 4, Result.OPEN: 90, Result.NOT_CHECKABLE: 10}) is None


def test_the_rate_counts_what_was_borne_out_in_part_or_withdrawn_as_settled_only():
    counts = {Result.BORNE_OUT: 7, Result.IN_PART: 1, Result.WITHDRAWN: 1, Result.OPEN: 6}

    rate = rate_of(counts)

    assert rate is not None
    assert (rate.borne_out, rate.settled) == (7, 9)
    assert rate.share == pytest.approx(0.7778, abs=5e-5)
    assert rate.low == pytest.approx(0.4526, abs=5e-5)
