"""`flask ledger verify`: the chain is recomputed, and what does not hold ends in exit status 1."""

from __future__ import annotations

from tests.factories import make_claim
from tests.services.test_ledger import without_guards


def test_a_ledger_that_holds_is_said_to(runner, session):
    make_claim(session)
    session.commit()

    done = runner.invoke(args=["ledger", "verify"])

    assert (done.exit_code, done.output[:43]) == (0, "The ledger holds: 2 acts, the newest with h")


def test_an_act_that_was_altered_is_named(runner, session):
    make_claim(session)
    without_guards(session, "UPDATE act SET body = replace(body, 'Kirby', 'Nobody') WHERE seq = 2")
    session.commit()

    done = runner.invoke(args=["ledger", "verify"])

    assert done.exit_code == 1
    assert done.stderr == "Error: Act 2 does not hold: its content does not match its hash\n"


def test_an_act_that_was_removed_is_named(runner, session):
    make_claim(session)
    without_guards(session, "DELETE FROM act WHERE seq = 1")
    session.commit()

    done = runner.invoke(args=["ledger", "verify"])

    assert (done.exit_code, "Act 1 does not hold: it is missing" in done.stderr) == (1, True)
