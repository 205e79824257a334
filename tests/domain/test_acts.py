"""Acts: one canonical form, one hash, and a chain in which every gap, swap and change is found."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from factbase.domain.acts import GENESIS, ActRecord, body_of, canonical, hash_of, verify_chain
from factbase.domain.errors import BrokenChain


def chain(length: int) -> list[ActRecord]:
    acts, prev = [], GENESIS
    for seq in range(1, length + 1):
        body = body_of(seq=seq, prev=prev, act={"verb": "record", "content": {"number": seq}})
        acts.append(ActRecord(seq, prev, body, hash_of(body)))
        prev = acts[-1].hash
    return acts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"é": "é", "z": "한국"}, '{"z":"한국","é":"é"}'),
        ({"n": 1.0, "m": 0.5, "k": 1e21}, '{"k":1e+21,"m":0.5,"n":1}'),
        ({"t": True, "n": None, "l": [1, "\n"]}, '{"l":[1,"\\n"],"n":null,"t":true}'),
        # RFC 8785 §3.2.3: keys are in the order of their UTF-16 code units.
        ({"😀": 1, "\ufb33": 2}, '{"😀":1,"\ufb33":2}'),
    ],
)
def test_the_canonical_form_is_that_of_rfc_8785(value, text):
    assert canonical(value) == text


def test_the_hash_is_sha_256_of_the_canonical_text():
    assert hash_of("{}") == hashlib.sha256(b"{}").hexdigest()
    assert hash_of('{"ö":1}') == hashlib.sha256('{"ö":1}'.encode()).hexdigest()


def test_a_body_holds_its_number_and_the_hash_before_it():
    assert body_of(seq=7, prev="abc", act={"verb": "record"}) == '{"prev":"abc","seq":7,"verb":"record"}'


def test_an_empty_chain_holds():
    assert verify_chain([]) == (0, GENESIS)


def test_a_whole_chain_holds_and_ends_in_its_last_act():
    acts = chain(5)

    assert verify_chain(acts) == (5, acts[-1].hash)


def test_a_chain_may_be_verified_from_a_known_act_on():
    acts = chain(5)

    assert verify_chain(acts[3:], after=acts[2].hash, first=4) == (5, acts[-1].hash)


@given(length=some.integers(2, 8), data=some.data())
def test_whatever_is_done_to_one_act_is_found_there_or_before_the_end(length, data):
    acts = chain(length)
    at = data.draw(some.integers(0, length - 1))
    change = data.draw(some.sampled_from(["body", "hash", "prev", "seq", "removed", "swapped", "repeated", "rehashed"]))
    broken = list(acts)
    match change:
        case "removed" if at < length - 1:
            del broken[at]
        case "swapped" if at < length - 1:
            broken[at], broken[at + 1] = broken[at + 1], broken[at]
        case "repeated":
            broken.insert(at, broken[at])
        case "rehashed":
            body = acts[at].body.replace("record", "forged")
            broken[at] = replace(acts[at], body=body, hash=hash_of(body))
            broken.append(ActRecord(length + 1, acts[-1].hash, "{}", hash_of("{}")))
        case "seq":
            broken[at] = replace(acts[at], seq=99)
        case _:
            name = change if change in {"body", "hash", "prev"} else "hash"
            broken[at] = replace(acts[at], **{name: getattr(acts[at], name) + "0"})

    with pytest.raises(BrokenChain) as found:
        verify_chain(broken)

    assert at + 1 <= found.value.seq <= max(at + 2, length + 1)


@pytest.mark.parametrize("body", ["", "no JSON", "[]", "null", "7", "{}"])
def test_a_body_that_is_no_act_is_found_even_with_its_own_hash(body):
    with pytest.raises(BrokenChain) as found:
        verify_chain([ActRecord(1, GENESIS, body, hash_of(body))])

    assert found.value.seq == 1
