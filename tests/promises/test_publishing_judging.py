"""The judge of what is published: what is as it should be is no fault, and each fault is named."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, strategies as st

from lckm_core import Edition
from lckm_core.ports import Event, EventVerb
from lckm_core.publication import EditionAct, Transition
from lckm_testing.contracts import samples
from promises.publishing.acts import Act
from promises.publishing.judging import (
    WRONG,
    acknowledged,
    counted,
    lost,
    some_of_each,
    wrong_in_trail,
    wrong_to_see,
)
from promises.publishing.texts import Books, Fate, Text, Texts, mark_of
from tests.helpers.rows import in_one_test

DAY = date(2027, 1, 4)
NOON = datetime(2027, 1, 4, 11, tzinfo=UTC)
PUBLISH = Act("publish", (), DAY, (("KA-10001", 1), ("KA-10002", 1)))
EVENTS = [
    Event(verb=verb, subject=subject, at=at)
    for verb in (EventVerb.PUBLISH, EventVerb.WITHDRAW)
    for subject in ("KA-10001", "KA-10002")
    for at in (NOON, NOON + timedelta(days=1))
]
EXPORTED = Event(verb=EventVerb.EXPORT, subject="bip", at=NOON)


@given(st.permutations(EVENTS), st.integers(0, 3))
def test_exports_may_be_repeated_and_the_order_does_not_count(
    killed: list[Event], exports: int
) -> None:
    assert list(wrong_in_trail([*killed, *[EXPORTED] * exports], [*EVENTS, EXPORTED])) == []


@in_one_test("times", [0, 2, 3])
@in_one_test("event", EVENTS)
def test_an_event_written_too_often_or_not_at_all_is_a_fault(event: Event, times: int) -> None:
    killed = [other for other in EVENTS if other is not event] + [event] * times
    assert list(wrong_in_trail(killed, EVENTS)) == [
        f"the trail tells {times} times of {event.verb} {event.subject}, which was done 1 times"
    ]


def edition(number: str, publications: int) -> Edition:
    acts = [EditionAct(verb=Transition.PUBLISH, at=NOON)] * publications
    return Edition(procedure=samples.procedure(number), acts=tuple(acts))


@in_one_test(
    ("lines", "kept", "missing"),
    [
        (["KA-10001, wersja 1: opublikowana."], {"KA-10001": 1}, []),
        (["KA-10001, wersja 1: opublikowana."], {"KA-10001": 0, "KA-10002": 1}, ["KA-10001"]),
        (["KA-10002, wersja 1: opublikowana."], {"KA-10001": 1}, ["KA-10002"]),
        (["nowa       KA-10001 Wydanie mapy"], {}, ["KA-10001"]),
        (["zmieniona  KA-10002 Wydanie mapy"], {}, ["KA-10002"]),
        (["KA-10001: Nie przekazano żadnej wersji.", "KA-99999, wersja 1: x"], {}, []),
    ],
)
def test_what_was_acknowledged_and_is_not_kept_is_lost(
    lines: Sequence[str], kept: Mapping[str, int], missing: Sequence[str]
) -> None:
    editions = {(number, 1): edition(number, times) for number, times in kept.items()}
    assert list(lost(PUBLISH, acknowledged(PUBLISH, lines), editions)) == [
        f"lost: publish of {number}, 1 was acknowledged, and is not kept" for number in missing
    ]


class Starred:
    """Stands for the texts of a run, of which one word is for staff alone."""

    def starred(self, contents: set[bytes]) -> set[str]:
        return {"tajne"} if any(b"tajne" in content for content in contents) else set()


def books() -> Books:
    """Return books in which one procedure is shown in its second edition, and one is not yet."""
    made = Books()
    for number, count, fate in (
        ("KA-10001", 1, Fate.SHOWN),
        ("KA-10001", 2, Fate.SHOWN),
        ("KA-10002", 1, Fate.WAITS),
    ):
        made.texts[number, count] = Text(samples.procedure(number), count, fate)
    made.note("publish", [("KA-10001", 1), ("KA-10001", 2)])
    return made


OLD, NEW, NOT_YET = mark_of("KA-10001", 1), mark_of("KA-10001", 2), mark_of("KA-10002", 1)
RIGHT = {"current/portal/a.html": NEW, "current/bip/a.html": NEW, "current/bip/b.html": OLD}


@in_one_test(
    ("differing", "wanted"),
    [
        ({}, []),
        ({"current/other.json": OLD}, []),
        ({".lckm-bip/lock": NOT_YET}, []),
        ({"current/portal/a.html": ""}, [f"not shown: {NEW} in portal"]),
        ({"current/bip/a.html": ""}, [f"not shown: {NEW} in bip"]),
        ({"current/portal/b.html": OLD}, [f"hidden: {OLD} is shown in portal"]),
        (
            {"current/bip/c.html": NOT_YET},
            [f"hidden: {NOT_YET} is shown in bip", f"hidden: {NOT_YET} is in a file"],
        ),
        ({"current/feed.xml": NOT_YET}, [f"hidden: {NOT_YET} is in a file"]),
        ({"current/feed.xml": "KA-10001"}, []),
        ({"current/feed.xml": "KA-10002"}, ["hidden: the number KA-10002 is in a file"]),
        ({"current/feed.xml": "to jest tajne"}, ["hidden: a starred word is shown: tajne"]),
    ],
)
def test_what_is_shown_and_may_not_be_and_what_is_missing_are_faults(
    tmp_path_factory: pytest.TempPathFactory, differing: Mapping[str, str], wanted: Sequence[str]
) -> None:
    site: Path = tmp_path_factory.mktemp("site")
    for name, content in {**RIGHT, **differing}.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    found = list(wrong_to_see(books(), cast("Texts", Starred()), PUBLISH, site))
    assert len(found) == len(wanted)
    assert all(fault.startswith(begin) for fault, begin in zip(found, wanted, strict=True)), found


@given(st.lists(st.sampled_from([*WRONG.values(), "of no kind: "]), max_size=60))
def test_each_kind_is_counted_and_of_each_some_are_shown(begins: list[str]) -> None:
    faults = [f"{begin}{count}" for count, begin in enumerate(begins)]
    assert counted(faults) == {name: begins.count(begin) for name, begin in WRONG.items()}
    shown = some_of_each(faults, 3)
    for begin in {*begins}:
        most = len(begins) if begin == "of no kind: " else 3
        assert [fault for fault in shown if fault.startswith(begin)] == [
            fault for fault in faults if fault.startswith(begin)
        ][:most]
