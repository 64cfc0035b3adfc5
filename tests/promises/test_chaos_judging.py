"""The judge of the chaos: books that agree are no fault, and each that disagrees is named."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from lckm_core import Report, anonymise, register
from lckm_core.delivery import (
    Accepted,
    Dispatch,
    Mailbox,
    Refusal,
    Refused,
    Result,
    claim,
    open_dispatch,
    open_notices,
    settle,
)
from lckm_core.ports import ReportStore
from promises.chaos.city import City
from promises.chaos.judging import Books, Letters, judge
from promises.chaos.residents import Resident, resident
from tests.helpers.rows import in_one_test

NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)
UNIT = Mailbox("Zarząd Próbny", "proba@example.org", contact=True)
TAKEN = Letters(took=1, answered=1, last=NOON.timestamp())


def number_of(fits: Callable[[Resident], bool]) -> str:
    """Return the number of the first report whose resident fits."""
    numbers = (f"C1-{at:06d}" for at in range(10_000))
    return next(number for number in numbers if fits(resident(0, number)))


STAYS = number_of(lambda wrote: wrote.withdraws_after is None and not wrote.contact)
LEAVES = number_of(lambda wrote: wrote.withdraws_after is not None and bool(wrote.contact))


@attrs.define
class Store:
    """A store of one report, its delivery and the notices about it."""

    report: Report | None
    deliveries: Sequence[Dispatch]

    def get(self, number: str) -> Report | None:
        return self.report if number == self.deliveries[0].report_number else None

    def dispatch(self, id: str) -> Dispatch | None:
        return next((dispatch for dispatch in self.deliveries if dispatch.id == id), None)

    def unconfirmed(self, *, after: str, limit: int) -> Sequence[Dispatch]:
        return [
            dispatch for dispatch in self.deliveries if dispatch.is_notice and dispatch.id > after
        ]


def delivered(dispatch: Dispatch, *results: Result) -> Dispatch:
    """Return a delivery after these results of attempts."""
    for result in results:
        assert dispatch.due_at is not None
        now = dispatch.due_at
        leased = claim(dispatch, "worker", now=now, lasting=timedelta(minutes=1))
        assert isinstance(leased, Dispatch)
        dispatch = settle(leased, leased.token, result, now=now, jitter=0.0)
    return dispatch


def sent(number: str) -> Dispatch:
    return delivered(open_dispatch(number, UNIT, now=NOON), Accepted("q1"))


def given_on(number: str) -> Dispatch:
    """Return a delivery that the mailbox refused and the helpdesk has."""
    refused = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
    return delivered(open_dispatch(number, UNIT, now=NOON), refused, Accepted("17"))


def report(number: str) -> Report:
    return register(resident(0, number).form, number=number, now=NOON, terms_version="1")


SENT, GIVEN_ON, LEFT = sent(STAYS), given_on(STAYS), sent(LEAVES)
(NOTICE,) = [delivered(notice, Accepted("q2")) for notice in open_notices(LEFT, now=NOON)]
LETTER, TICKET, OTHER, NOTE = SENT.mailbox_key, GIVEN_ON.key, LEFT.mailbox_key, NOTICE.mailbox_key
WORDS, MARK = resident(0, STAYS).words, resident(0, STAYS).mark
TEXT = " ".join([resident(0, LEAVES).words, *resident(0, LEAVES).contact])


def books(folder: Path, dispatch: Dispatch, **differing: Any) -> Books:
    """Return books of one report that agree with each other but for what is said otherwise."""
    number, city, is_sent = dispatch.report_number, City(folder), dispatch.because is None
    has_left = number == LEAVES
    letters = {LETTER: TAKEN} if is_sent else {}
    texts = {LETTER: [WORDS]} if is_sent else {}
    made: Mapping[str, Any] = {
        "acknowledged": [number],
        "report": anonymise(report(number)) if has_left else report(number),
        "notices": [NOTICE] if has_left else [],
        "letters": {OTHER: TAKEN, NOTE: TAKEN} if has_left else letters,
        "texts": {OTHER: [TEXT], NOTE: [f"Usuń dane: {number}."]} if has_left else texts,
        "tickets": {} if is_sent else {TICKET: [WORDS]},
        "found": set() if has_left else {resident(0, number).mark},
        "withdrawn": {number} if has_left else set(),
        "committed": {},
        "deaths": 0,
        **differing,
    }
    city.acknowledged("C1").write_text("".join(f"{line}\n" for line in made["acknowledged"]))
    store = Store(made["report"], [dispatch, *made["notices"]])
    others = {
        name: value
        for name, value in made.items()
        if name not in ("acknowledged", "report", "notices")
    }
    return Books(city, cast("ReportStore", store), ["C1"], **others)


@pytest.mark.parametrize("dispatch", [SENT, GIVEN_ON, LEFT], ids=["sent", "given on", "left"])
def test_books_that_agree_are_no_fault(tmp_path: Path, dispatch: Dispatch) -> None:
    verdict = judge(books(tmp_path, dispatch))
    assert verdict.faults == []
    assert verdict.counts["acknowledged registrations"] == 1
    assert sum(n for name, n in verdict.counts.items() if name.startswith("outcome: ")) == 1


TWICE = attrs.evolve(TAKEN, took=2)
LATE = attrs.evolve(TAKEN, last=NOON.timestamp() + 1)
BACK = attrs.evolve(TAKEN, back=1)
MARKED = attrs.evolve(GIVEN_ON, mailbox_may_have_it=True)
STUCK = delivered(open_dispatch(STAYS, UNIT, now=NOON), Refused(Refusal.BUSY, permanent=False))
FAULTS: Sequence[tuple[str, Dispatch, Mapping[str, Any]]] = [
    ("lost: acknowledged, and not there", SENT, {"report": None, "letters": {}}),
    ("lost: noted as sent, and not in the mailbox", SENT, {"letters": {}}),
    ("lost: the letter came back, and it is noted as sent", SENT, {"letters": {LETTER: BACK}}),
    ("lost: noted as the helpdesk's, and not there", GIVEN_ON, {"tickets": {}}),
    ("lost: the personal part", SENT, {"report": anonymise(report(STAYS))}),
    ("stuck: no outcome", STUCK, {}),
    ("twice in the mailbox", SENT, {"letters": {LETTER: TWICE}}),
    ("twice in the mailbox", MARKED, {"letters": {LETTER: TWICE}}),
    ("twice at the helpdesk", GIVEN_ON, {"tickets": {TICKET: [WORDS] * 2}}),
    ("twice: sent, and at the helpdesk", SENT, {"tickets": {TICKET: [WORDS]}}),
    (
        "twice: at the helpdesk without a note that the mailbox has it",
        GIVEN_ON,
        {"letters": {LETTER: TAKEN}},
    ),
    (
        "late: taken, or taken again, after it was noted as sent",
        SENT,
        {"letters": {LETTER: LATE}},
    ),
    (
        "late: taken, or taken again, after it was noted as sent",
        SENT,
        {"committed": {SENT.id: NOON.timestamp() - 1}},
    ),
    ("changed: a letter without the words of its report", SENT, {"texts": {LETTER: ["Inne."]}}),
    (
        "changed: a ticket without the words of its report",
        GIVEN_ON,
        {"tickets": {TICKET: ["Inne."]}},
    ),
    (
        "told: personal data in a letter that is to have none",
        SENT,
        {"texts": {LETTER: [f"{WORDS} {MARK}"]}},
    ),
    ("told: personal data in a ticket", GIVEN_ON, {"tickets": {TICKET: [f"{WORDS} {MARK}"]}}),
    ("the search for bytes is blind", SENT, {"found": set()}),
    ("sent, and of no report", SENT, {"letters": {LETTER: TAKEN, "C9-000001": TAKEN}}),
    ("a client was told of a report twice", SENT, {"acknowledged": [STAYS, STAYS]}),
    (
        "1 acknowledgements were not noted, and only 0 can have been lost",
        MARKED,
        {"letters": {LETTER: TAKEN}},
    ),
    ("kept: the personal part of one who withdrew", LEFT, {"report": report(LEAVES)}),
    (
        "kept: bytes of one who withdrew are in the database",
        LEFT,
        {"found": {resident(0, LEAVES).mark}},
    ),
    ("lost: noted as sent, and not in the mailbox (notice)", LEFT, {"letters": {OTHER: TAKEN}}),
    ("twice in the mailbox (notice)", LEFT, {"letters": {OTHER: TAKEN, NOTE: TWICE}}),
    ("changed: a notice without the number of its report", LEFT, {"texts": {NOTE: ["Usuń."]}}),
    ("told: personal data in a notice", LEFT, {"texts": {NOTE: [f"{LEAVES} {MARK}"]}}),
]


@in_one_test(("fault", "dispatch", "differing"), FAULTS)
def test_each_fault_is_named_and_no_other(
    tmp_path: Path, fault: str, dispatch: Dispatch, differing: Mapping[str, Any]
) -> None:
    found = judge(books(tmp_path, dispatch, **differing)).faults
    assert {re.sub(r": C\d-\d{6}$", "", line) for line in found} == {fault}


def test_a_notice_missing_about_a_resident_who_withdrew_is_a_fault(tmp_path: Path) -> None:
    found = judge(books(tmp_path, LEFT, notices=[], letters={OTHER: TAKEN})).faults
    assert {line.removesuffix(f": {LEAVES}") for line in found} == {
        "not told: a notice is due, and was not opened",
        "not told: the mailbox holds data of one who withdrew",
    }


def test_a_notice_about_a_resident_who_did_not_withdraw_is_a_fault(tmp_path: Path) -> None:
    notice = attrs.evolve(NOTICE, report_number=STAYS)
    letters = {LETTER: TAKEN}
    found = judge(books(tmp_path, SENT, notices=[notice], letters=letters)).faults
    assert found == [f"told: a notice about one who did not withdraw: {STAYS}"]


def test_as_many_lost_acknowledgements_as_deaths_are_no_fault(tmp_path: Path) -> None:
    taken = {LETTER: attrs.evolve(TAKEN, repeats=1, answered=2)}
    assert judge(books(tmp_path, MARKED, letters=taken, deaths=1)).faults == []
    assert judge(books(tmp_path, MARKED, letters=taken, deaths=0)).faults
