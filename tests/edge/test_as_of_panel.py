from datetime import UTC, date, datetime

from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import as_of_panel

MAY = date(2024, 5, 24)
JUNE = date(2024, 6, 12)
TODAY = date(2024, 6, 21)


def test_today_is_the_last_step_and_has_nothing_after_it():
    panel = as_of_panel(Vantage.now(TODAY), [JUNE, MAY, JUNE], path="/stories/visit")

    assert panel.days == (MAY, JUNE, TODAY)
    assert panel.position == panel.last == 2
    assert panel.next_url is None
    assert panel.previous_url == "/stories/visit?as_of=2024-06-12"


def test_a_day_between_two_changes_stands_at_the_earlier_one():
    panel = as_of_panel(Vantage(as_of=date(2024, 6, 1), today=TODAY), [MAY, JUNE], path="/stories/visit")

    assert panel.position == 0
    assert panel.previous_url == "/stories/visit?as_of=2024-05-24"
    assert panel.next_url == "/stories/visit?as_of=2024-06-12"


def test_a_day_before_all_changes_has_nothing_before_it():
    panel = as_of_panel(Vantage(as_of=date(2020, 1, 1), today=TODAY), [MAY], path="/stories/visit")

    assert panel.position == 0
    assert panel.previous_url is None
    assert panel.next_url == "/stories/visit?as_of=2024-05-24"


def test_the_step_to_today_has_no_date_in_its_address():
    panel = as_of_panel(Vantage(as_of=JUNE, today=TODAY), [MAY, JUNE], path="/stories/visit")

    assert panel.next_url == "/stories/visit"


def test_filters_and_the_cut_off_of_recording_are_carried_along():
    vantage = Vantage(as_of=JUNE, today=TODAY, recorded_by=datetime(2024, 6, 15, 8, tzinfo=UTC))

    panel = as_of_panel(vantage, [MAY], path="/stories/visit", kept=[("status", "denied")])

    assert panel.kept == (("status", "denied"), ("recorded_by", "2024-06-15T08:00:00Z"))
    assert panel.previous_url == ("/stories/visit?status=denied&recorded_by=2024-06-15T08%3A00%3A00Z&as_of=2024-05-24")
