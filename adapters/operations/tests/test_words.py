"""Why a delivery stands where it does, in words that are true of any mailer and any helpdesk."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import attrs
import pytest

from lckm_cli.toolkit import is_confirmed, streamed_table
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Refusal,
    Work,
)
from lckm_operations.commands.erasure_summaries import print_summary
from lckm_operations.delivery_failures import last_refusal
from lckm_operations.delivery_words import KINDS, delivery_reason, time_word, unreadable_lines
from lckm_operations.statistics import figures
from tests.helpers.rows import in_one_test

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LEFT = Dispatch(
    report_number="ZG-1",
    mailbox=Mailbox("ZDiT", "zgloszenia@zdit.uml.lodz.pl"),
    opened_at=NOW,
    since=NOW,
    due_at=NOW,
    state=DispatchState.UNKNOWN,
    in_doubt=True,
    routed="trasa 3",
)
AT_HELPDESK = attrs.evolve(LEFT, mailbox=None, because=HelpdeskReason.NO_MAILBOX)


def test_what_a_mailbox_may_have_is_found_out_or_the_helpdesks():
    """Whether a mailer can ask, it says only when it is asked: of one by SMTP nobody may say
    that it will be.
    """
    said = delivery_reason(LEFT, "pl")
    assert "skrzynka mogła je już dostać" in said
    assert "przejmie je helpdesk" in said
    assert "zapytana" not in said
    assert "the helpdesk gets it" in delivery_reason(LEFT, "en")


def test_what_a_helpdesk_may_have_is_said_besides_the_route():
    said = delivery_reason(AT_HELPDESK, "pl")
    assert said.startswith(
        "Zgłoszenia nie przekazuje się automatycznie do żadnej skrzynki. Wybór drogi: trasa 3."
    )
    assert "Helpdesk mógł je już dostać" in said
    by_hand = delivery_reason(attrs.evolve(AT_HELPDESK, needs_a_hand=True), "pl")
    assert "lckm reports settle" in by_hand
    assert "następna próba" not in by_hand
    done = attrs.evolve(AT_HELPDESK, state=DispatchState.HELPDESK, due_at=None)
    assert "mógł" not in delivery_reason(done, "pl")


def test_what_was_sent_after_a_refusal_keeps_its_route():
    sent = attrs.evolve(LEFT, state=DispatchState.SENT, in_doubt=False, due_at=None)
    assert delivery_reason(sent, "pl") == "trasa 3"
    later = attrs.evolve(sent, mailbox_refusal=Refusal.UNREACHABLE)
    said = delivery_reason(later, "pl")
    assert said.startswith("trasa 3; odmówiono wcześniej: ")
    assert "ostatnia odmowa" not in said
    assert delivery_reason(later, "en").startswith("trasa 3; refused before: ")


def test_of_what_needs_a_person_no_former_refusal_is_said_and_the_advice_once():
    refused = attrs.evolve(
        AT_HELPDESK, needs_a_hand=True, helpdesk_refusal=Refusal.UNREACHABLE, due_at=None
    )
    said = delivery_reason(refused, "pl")
    assert "Ostatnia odmowa" not in said
    assert said.count("mógł") == 1
    assert said.endswith("Zapisz, kto je ma: lckm reports settle.")
    assert last_refusal(refused) is None


def test_of_a_receipt_is_said_why_it_was_not_sent_and_never_that_a_helpdesk_gets_it():
    receipt = attrs.evolve(LEFT, kind=DispatchKind.RECEIPT)
    doubt = "mogło już dojść, więc nie wysłano go drugi raz"
    void = attrs.evolve(receipt, state=DispatchState.VOID, due_at=None)
    said = {
        receipt: "trasa 3",
        void: doubt,
        attrs.evolve(void, in_doubt=False): "adresu zgłaszającego już nie ma",
    }
    assert {one: delivery_reason(one, "pl") for one in said} == said
    refused = attrs.evolve(void, mailbox_refusal=Refusal.FULL)
    assert delivery_reason(refused, "pl").startswith("ostatnia odmowa: ")
    bare = attrs.evolve(receipt, routed="")
    assert delivery_reason(bare, "pl") == "-"


def test_who_has_it_in_hand_for_a_mailbox_is_said_and_then_no_route():
    lease = Lease(worker="lckm1-4711", token=1, work=Work.SEND, until=NOW)
    leased = attrs.evolve(LEFT, state=DispatchState.LEASED, in_doubt=False, lease=lease, token=1)
    assert delivery_reason(leased, "pl") == "ma je lckm1-4711"
    assert delivery_reason(leased, "en") == "lckm1-4711 has it"


@in_one_test(
    ("seconds", "words"),
    [
        *[(None, "dłużej"), (1, "do 1 s"), (90, "do 90 s"), (60, "do 1 min")],
        *[(5400, "do 90 min"), (3600, "do 1 h"), (86400, "do 1 d"), (90000, "do 25 h")],
    ],
)
def test_a_time_is_told_in_the_largest_unit_that_fits(seconds, words):
    assert time_word(None if seconds is None else timedelta(seconds=seconds), "pl") == words


def test_figures_count_each_day_unit_and_time():
    days = [date(2026, 3, 1) + timedelta(days=at) for at in range(3)]
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    counts = [
        SimpleNamespace(day=day, unit=unit, state=state, within=within, count=count)
        for day, unit, state, within, count in (
            (days[0], "B", DispatchState.SENT, minute, 2),
            (days[0], "A", DispatchState.SENT, None, 1),
            (days[2], None, DispatchState.HELPDESK, minute, 4),
            (days[2], "A", DispatchState.UNKNOWN, None, 1),
        )
    ]
    found = figures(counts, days[0], days[2], (hour, minute)).to_data()
    empty = {"mailbox": 0, "helpdesk": 0, "waiting": 0}
    assert found == {
        "from": "2026-03-01",
        "to": "2026-03-03",
        "total": {"mailbox": 3, "helpdesk": 4, "waiting": 1},
        "days": [
            {"day": "2026-03-01", **empty, "mailbox": 3},
            {"day": "2026-03-02", **empty},
            {"day": "2026-03-03", "mailbox": 0, "helpdesk": 4, "waiting": 1},
        ],
        "units": [
            {"unit": None, **empty, "helpdesk": 4},
            {"unit": "A", **empty, "mailbox": 1, "waiting": 1},
            {"unit": "B", **empty, "mailbox": 2},
        ],
        "times": [
            {"within_seconds": 60.0, "count": 6},
            {"within_seconds": 3600.0, "count": 0},
            {"within_seconds": None, "count": 1},
        ],
    }


def test_who_is_asked_is_named_and_nobody_as_nobody(capsys):
    both = "wezwanie do jednostki, wezwanie do helpdesku"
    for notices, said in (([], "nikt"), ([kind.value for kind in KINDS][1:3], both)):
        print_summary({"notices": notices, "dry_run": False}, "text", "pl")
        told = capsys.readouterr().out
        assert told == f"kogo wezwać do usunięcia: {said}\nna próbę: nie\n"


def test_who_has_it_in_hand_for_the_helpdesk_is_said():
    lease = Lease(worker="lckm1-4711", token=1, work=Work.SEND, until=NOW)
    leased = attrs.evolve(
        AT_HELPDESK, state=DispatchState.LEASED, in_doubt=False, lease=lease, token=1
    )
    assert delivery_reason(leased, "pl").endswith("Ma je lckm1-4711.")
    assert delivery_reason(leased, "en").endswith("lckm1-4711 has it.")


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_a_table_of_many_begins_before_all_rows_are_there(at_once):
    taken = []

    def rows():
        for row in (("1", "a"), ("100", "b"), ("1", "c")):
            taken.append(row)
            yield row

    lines = streamed_table(["n", "x"], rows(), batch=at_once)
    assert next(lines).split() == ["n", "x"]
    assert len(taken) == min(at_once, 3)
    assert [line.split() for line in lines] == [["1", "a"], ["100", "b"], ["1", "c"]]


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize(
    ("answer", "is_yes"),
    [("t", True), ("TAK", True), ("y", True), (" Yes ", True), ("n", False), ("", False)],
)
def test_a_yes_is_one_in_either_language(monkeypatch, lang, answer, is_yes):
    monkeypatch.setattr("click.prompt", lambda *_, **asked: answer or asked["default"])
    assert is_confirmed("Na pewno?", lang) is is_yes


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_no_unreadable_entry_writes_to_the_terminal_by_its_name(lang):
    """A damaged database may hold any name: it must not turn a line or the screen."""
    names = ("ZG-1", "\x1b[2JZG-2", "ZG-3\nZG-4", "ZG-5\u202e")
    lines = list(unreadable_lines(names, lang))
    assert [line.count("\n") for line in lines] == [1, 1, 1, 1]
    for line in lines:
        assert line.removesuffix("\n").isprintable(), ascii(line)
    assert lines[0].startswith("ZG-1: ")
