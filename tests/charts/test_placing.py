"""Labels cover neither marks nor one another."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factbase.charts.placing import Label, placed

GROUND = (0, 0, 600, 300)


def label(x, y, width=80, height=32):
    return Label(x, y, width, height, over=8, under=8)


def mark(x, y):
    return x - 8, y - 8, x + 8, y + 8


def place(*labels, taken=(), lines=()):
    return list(placed([[one] for one in labels], taken=taken, lines=lines, ground=GROUND))


def test_a_label_lies_to_the_right_of_its_mark_where_it_can():
    [spot] = place(label(100, 100))

    assert (spot.right, spot.up) == (11, 0)


def test_at_the_right_edge_it_lies_before_its_mark():
    [spot] = place(label(590, 100))

    assert spot.right == -91


def test_it_keeps_clear_of_other_marks():
    [spot] = place(label(100, 100), taken=[mark(100, 100), mark(150, 100)])

    assert spot.right == -91


def test_it_would_rather_not_cross_a_line():
    [spot] = place(label(300, 100), lines=[((300, 100), (600, 100))])

    assert spot.right == -91


def test_the_shorter_label_is_taken_where_the_full_one_has_no_room():
    narrow = (0, 0, 130, 20)

    [spot] = placed([[label(60, 10, 100), label(60, 10, 40, 16)]], taken=[], lines=[], ground=narrow)

    assert spot.number == 1


def test_a_label_without_room_is_left_out():
    assert place(label(100, 100, width=700)) == [None]


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 300)), min_size=1, max_size=20))
def test_no_two_labels_overlap_and_none_leaves_the_ground(points):
    labels = [label(x, y) for x, y in points]

    boxes = []
    for one, spot in zip(labels, place(*labels, taken=[mark(x, y) for x, y in points]), strict=True):
        if spot:
            left, lower = one.x + spot.right, one.y + spot.up - one.height / 2
            boxes.append((left, lower, left + one.width, lower + one.height))

    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 600 and box[3] <= 300 for box in boxes)
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
