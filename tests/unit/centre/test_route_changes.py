"""The table of routes is changed by whoever may, with a reason, and never unseen."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.calendar import Window
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.findings import InvalidProcedureError, UnreadableFileError
from lckm_core.forms import to_yaml
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import DESK_PERMISSIONS, DeskAct, Role
from lckm_core.ports import MissingAdapterError, exclude_ports, provide
from lckm_core.reports import Route
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
OTHER = attrs.evolve(samples.TABLE, routes=samples.TABLE.routes[1:])
TEXT = "# Od marca bez pierwszej trasy.\n" + to_yaml(OTHER)


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def centre(memory):
    return ContactCentre(build(memory))


@pytest.fixture
def change(centre, memory):
    """Return what changes the table as the Director would, but for what is given."""

    def call(text=TEXT, **given):
        usual = {
            "replaced": memory.table_text(),
            "reason": "Nowa właściwość",
            "by": "Jan Dyrektor",
            "now": NOW,
            "role": Role.DIRECTOR,
        }
        return centre.change_routes(text, **{**usual, **given})

    return call


def test_what_is_changed_is_in_force_kept_and_told(change, memory):
    before = memory.table_text()
    assert change() == OTHER == memory.table()
    (kept,) = memory.table_changes()
    assert (kept.text, kept.replaced) == (TEXT, before)
    assert (kept.by, kept.reason, kept.at) == ("Jan Dyrektor", "Nowa właściwość", NOW)
    (event,) = memory.events
    assert (event.verb, event.role, event.by) == ("change_routes", Role.DIRECTOR, "Jan Dyrektor")


def test_the_trail_says_how_much_was_changed(change, memory):
    changed = attrs.evolve(samples.TABLE.routes[0], contact=False)
    added = Route(name="Inne", categories=("inne",), helpdesk=True)
    category = attrs.evolve(samples.TABLE.categories[0], name="Inna nazwa")
    table = attrs.evolve(
        samples.TABLE,
        routes=(changed, added),
        categories=(category, *samples.TABLE.categories[1:]),
    )
    change(to_yaml(table))
    change("# Uwaga.\n" + to_yaml(table))
    change(to_yaml(attrs.evolve(table, routes=table.routes[::-1])))
    assert [event.outcome for event in memory.events] == [
        "routes +1 -1 ~1, categories ~1",
        "same routes",
        "other order",
    ]


def test_of_a_table_that_nothing_could_read_the_trail_counts_no_change(change, memory, monkeypatch):
    monkeypatch.setattr(memory, "table_text", lambda: "routes: [")
    change(role=None)
    assert [event.outcome for event in memory.events] == ["done"]


@pytest.mark.parametrize("role", Role)
def test_who_may_not_changes_nothing(change, memory, role):
    if role in DESK_PERMISSIONS[DeskAct.CHANGE_ROUTES]:
        assert change(role=role) == OTHER
        return
    with pytest.raises(IllegalMoveError, match="I26"):
        change(role=role)
    assert (memory.table(), list(memory.table_changes()), memory.events) == (samples.TABLE, [], [])


def test_an_operator_acts_without_a_role(change):
    assert change(role=None) == OTHER


def test_another_table_than_the_one_that_was_seen_is_not_replaced(change, memory):
    with pytest.raises(ConflictError):
        change(replaced=to_yaml(OTHER))
    assert memory.table() == samples.TABLE
    assert memory.events == []


def test_of_two_changes_at_once_the_first_stays(change, memory):
    """Somebody else's comes right before the lock, so what is compared is compared under it."""
    before, lock = memory.table_text(), memory._lock

    class Overtaken:
        def __enter__(self):
            memory._lock = lock
            change(replaced=before)

        def __exit__(self, *_):
            return None

    memory._lock = Overtaken()
    with pytest.raises(ConflictError):
        change(to_yaml(samples.TABLE) + "# Druga\n", replaced=before)
    assert memory.table_text() == TEXT


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("routes: [", UnreadableFileError),
        ("", UnreadableFileError),
        ("title: Wydanie dowodu\n", InvalidProcedureError),
        (
            to_yaml(samples.TABLE).replace("mailbox: ", "mailbox: obcy@example.net #", 1),
            InvalidProcedureError,
        ),
    ],
)
def test_a_table_with_faults_is_not_put_in_force(change, memory, text, error):
    with pytest.raises(error):
        change(text)
    assert memory.table() == samples.TABLE
    assert memory.events == []


def test_whoever_acts_in_a_role_adds_no_domain(change, memory):
    table = attrs.evolve(OTHER, domains=(*OTHER.domains, "example.net"))
    with pytest.raises(IllegalMoveError, match=r"example\.net"):
        change(to_yaml(table))
    assert memory.table() == samples.TABLE
    louder = attrs.evolve(OTHER, domains=tuple(one.upper() for one in OTHER.domains))
    assert change(to_yaml(louder)) == louder, "a domain is the same in capitals"
    assert change(to_yaml(table), role=None) == table


def test_a_unit_that_is_closed_on_that_day_is_a_fault(memory, centre):
    over = Window(end=NOW.date() - timedelta(days=1))
    units = [attrs.evolve(unit, window=over) for unit in centre.plugins.directory.units]
    closed = attrs.evolve(centre.plugins.directory, units=units)
    with pytest.raises(InvalidProcedureError):
        ContactCentre(build(memory, provide(directory=closed))).change_routes(
            memory.table_text(), replaced=memory.table_text(), reason="x", by="Jan", now=NOW
        )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("routes: [", UnreadableFileError),
        ("", UnreadableFileError),
        ("title: Wydanie dowodu\n", InvalidProcedureError),
    ],
)
def test_of_a_text_that_is_no_table_the_memory_keeps_nothing_and_takes_the_next(
    change, memory, text, error
):
    """Whoever hands it the text themselves passes by what the centre checks."""
    before = memory.table_text()
    change()
    (kept,) = memory.table_changes()
    with pytest.raises(error):
        memory.replace_table(attrs.evolve(kept, text=text, replaced=kept.text))
    assert (memory.table(), memory.table_text()) == (OTHER, TEXT)
    assert list(memory.table_changes()) == [kept]
    change(before, replaced=TEXT)
    assert memory.table() == samples.TABLE


def test_who_and_when_have_to_fit(change, memory):
    for given in ({"by": ""}, {"by": "x" * 201}, {"now": NOW.replace(tzinfo=None)}):
        with pytest.raises(ValueError, match=r"name|naive|aware"):
            change(**given)
    assert memory.events == []
    assert list(memory.table_changes()) == []


def test_a_reason_is_kept_without_the_blanks_around_it(change, memory):
    change(reason=" Nowa właściwość\n")
    assert memory.table_changes()[0].reason == "Nowa właściwość"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed_and_short(change, memory, reason):
    with pytest.raises(ValueError, match="reason"):
        change(reason=reason)
    assert memory.events == []


def test_where_no_table_can_be_changed_that_is_said():
    class Fixed:
        def table(self) -> RouteTable:
            return samples.TABLE

    memory = exclude_ports(MemoryAdapter(), "routes")
    centre = ContactCentre(build(memory, provide(routes=Fixed())))
    with pytest.raises(MissingAdapterError):
        centre.change_routes(TEXT, replaced="", reason="x", by="Jan", now=NOW)
