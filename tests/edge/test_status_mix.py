from factbase.domain.status import Status
from factbase.edge.status_mix import status_mix


def test_a_mix_stands_in_the_order_of_bars_and_leaves_out_empty_statuses():
    mix = status_mix({Status.DENIED: 1, Status.REFUTED: 0, Status.CONFIRMED: 3})

    assert [(part.status, part.count) for part in mix.parts] == [(Status.CONFIRMED, 3), (Status.DENIED, 1)]
    assert mix.label == "3 confirmed, 1 denied"
    assert mix.total == 4


def test_the_parts_of_a_bar_meet_and_fill_it():
    mix = status_mix(dict.fromkeys(Status, 1))

    ends = [round(part.start + part.width, 2) for part in mix.parts]
    assert [part.start for part in mix.parts] == [0, *ends[:-1]]
    assert ends[-1] == 100


def test_a_mix_of_nothing_has_no_parts():
    mix = status_mix({})

    assert mix.parts == ()
    assert mix.label == "no claims"
