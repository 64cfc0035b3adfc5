"""The contracts of small ports: directory, rules, kinds of finding, listeners, commands."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from lckm_core import kinds
from lckm_core.findings import Finding, FindingKind, Severity
from lckm_core.forms import to_data
from lckm_core.law import provision
from lckm_core.organisation import OFFICE, Directory, Role
from lckm_core.ports import (
    Clean,
    Command,
    Event,
    EventVerb,
    HostRule,
    Infected,
    Listener,
    Scanner,
    Unscanned,
)
from lckm_core.procedures import Procedure
from lckm_core.reports import check_routes
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import (
    Contract,
    at_once,
    to_fill_in,
    when,
)


class DirectoryContract(Contract, abstract=True):
    """What every directory keeps to. Fixture: ``directory``."""

    @pytest.fixture
    def directory(self) -> Directory:
        """The directory."""
        to_fill_in("directory", "the directory of units and cells")

    def test_the_office_is_in_it(self, directory: Directory) -> None:
        assert directory.unit(OFFICE) is not None

    def test_no_name_stands_there_twice(self, directory: Directory) -> None:
        """Except for one unit after another: their days do not overlap."""
        for at, unit in enumerate(directory.units):
            assert len(set(unit.cells)) == len(unit.cells)
            same = [other for other in directory.units[at + 1 :] if other.name == unit.name]
            assert not [other for other in same if other.window.overlaps(unit.window)]

    def test_names_are_fit_to_be_compared(self, directory: Directory) -> None:
        """Trimmed, on one line, not empty: a name is looked up exactly as it is written."""
        names = [name for unit in directory.units for name in (unit.name, *unit.cells)]
        assert [name for name in names if name != " ".join(name.split()) or not name] == []

    def test_a_table_of_routes_can_be_checked_with_it(self, directory: Directory) -> None:
        assert len(check_routes(samples.TABLE, directory)) < len(samples.TABLE.routes) + 1


class RulesContract(Contract, abstract=True):
    """What every rule of a host keeps to. Fixtures: ``rule``, ``good`` and ``bad``."""

    @pytest.fixture
    def rule(self) -> HostRule:
        """The rule."""
        to_fill_in("rule", "the rule")

    @pytest.fixture
    def good(self) -> Procedure:
        """A procedure that keeps the rule."""
        to_fill_in("good", "a procedure that keeps the rule")

    @pytest.fixture
    def bad(self) -> Procedure:
        """A procedure that breaks the rule."""
        to_fill_in("bad", "a procedure that breaks the rule")

    def test_what_keeps_it_is_not_found(self, rule: HostRule, good: Procedure) -> None:
        assert list(rule(good)) == []

    def test_what_breaks_it_is_found_each_time(self, rule: HostRule, bad: Procedure) -> None:
        found = list(rule(bad))
        assert found != []
        assert list(rule(bad)) == found

    def test_codes_are_the_hosts_own(self, rule: HostRule, bad: Procedure) -> None:
        assert re.fullmatch("[A-Z][A-Z0-9]*", rule.prefix)
        assert rule.prefix != "LCKM"
        assert [
            finding.code for finding in rule(bad) if not finding.code.startswith(f"{rule.prefix}-")
        ] == []

    def test_findings_say_what_where_and_how_much(self, rule: HostRule, bad: Procedure) -> None:
        for finding in rule(bad):
            assert isinstance(finding, Finding)
            assert isinstance(finding.severity, Severity)
            assert finding.message.strip()
            assert _leads_somewhere(finding.path, to_data(bad)), finding.path


def _leads_somewhere(path: str, data: object) -> bool:
    """Return whether a JSON Pointer leads to something in *data*, or to a field not given."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    for at, step in enumerate(steps, start=1):
        if isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return isinstance(data, dict) and at == len(steps)
    return path == "" or path.startswith("/")


class KindsContract(Contract, abstract=True):
    """What every kind of finding of an adapter keeps to. Fixture: ``kind``."""

    @pytest.fixture
    def kind(self) -> FindingKind:
        """The kind of finding."""
        to_fill_in("kind", "the kind of finding")

    def test_its_code_is_the_adapters_own(self, kind: FindingKind) -> None:
        """Unlike the library's, and in the same form: capitals, a dash, three digits."""
        assert re.fullmatch("[A-Z][A-Z0-9]*-[A-Z]*[0-9]{3}", kind.code)
        assert kind.code not in {core_kind.code for core_kind in kinds()}

    def test_it_rests_on_a_provision(self, kind: FindingKind) -> None:
        """And a departure lifts nothing that nobody may depart from."""
        row = provision(kind.cites)
        assert row.id == kind.cites
        assert row.liftable or not kind.liftable

    def test_it_says_in_a_line_what_it_stands_for(self, kind: FindingKind) -> None:
        assert isinstance(kind.severity, Severity)
        assert all(said == " ".join(said.split()) != "" for said in (kind.about.pl, kind.about.en))


class EventsContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.Listener` does.

    Fixtures: ``listener``, and ``heard`` where it can be read.
    """

    can_be_read: bool
    """What it heard can be looked up, as in an audit trail; needs the fixture ``heard``."""

    @pytest.fixture
    def listener(self) -> Listener:
        """A listener that has heard nothing yet."""
        to_fill_in("listener", "a listener that has heard nothing yet")

    @pytest.fixture
    def heard(self, listener: Listener) -> Callable[[], Sequence[Event]]:
        """What tells which events it heard, in order."""
        to_fill_in("heard", "a function that returns the events heard so far, in order")

    @pytest.fixture
    def events(self) -> Sequence[Event]:
        """Events of every make, one of a verb that is not known yet."""
        moments = (samples.NOON + at * timedelta(microseconds=1) for at in range(100))
        return [
            Event(
                verb=EventVerb.REGISTER,
                subject="ZG-2026-000001",
                at=next(moments),
                outcome="to mailbox",
            ),
            Event(
                verb=EventVerb.EXPORT, subject="portal „a” / ż", at=next(moments), outcome="failed"
            ),
            Event(verb="a new verb", subject="", at=next(moments)),
            *(
                Event(verb=EventVerb.PUBLISH, subject="KA-00001", at=next(moments), role=role)
                for role in Role
            ),
        ]

    def test_it_hears_of_anything(self, listener: Listener, events: Sequence[Event]) -> None:
        for event in events:
            assert listener.on_event(event) is None  # type: ignore[func-returns-value]

    @when(can_be_read=True)
    def test_what_it_heard_is_as_it_was_told(
        self, listener: Listener, events: Sequence[Event], heard: Callable[[], Sequence[Event]]
    ) -> None:
        for event in events:
            listener.on_event(event)
        assert list(heard()) == list(events)

    @when(can_be_read=True)
    def test_nothing_is_lost_among_threads(
        self, listener: Listener, heard: Callable[[], Sequence[Event]]
    ) -> None:
        events = [
            Event(verb=EventVerb.REGISTER, subject=f"R-{at}", at=samples.NOON) for at in range(40)
        ]

        def tell_every_eighth(first: int) -> None:
            for event in events[first::8]:
                listener.on_event(event)

        at_once(8, tell_every_eighth)
        assert sorted(event.subject for event in heard()) == sorted(
            event.subject for event in events
        )


class CommandsContract(Contract, abstract=True):
    """What every command keeps to. Fixture: ``command``."""

    @pytest.fixture
    def command(self) -> Command:
        """The command."""
        to_fill_in("command", "the command")

    def test_its_name_can_be_typed(self, command: Command) -> None:
        assert re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", command.name)

    def test_its_help_is_one_line(self, command: Command) -> None:
        texts = (command.help,) if isinstance(command.help, str) else command.help
        assert all(text == " ".join(text.split()) != "" for text in texts)

    def test_it_is_there_when_it_is_called(self, command: Command) -> None:
        """A click command of the same name, made on call and not before."""
        loaded = command.load()
        assert callable(loaded)
        assert loaded.name == command.name


class ScannerContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.Scanner` does.

    Fixtures: ``scanner``, and those of its capabilities.
    """

    knows_eicar: bool
    """It recognises the file that virus scanners are tried with."""
    can_be_away: bool
    """What it asks may not be there; needs the fixture ``away``."""

    @pytest.fixture
    def scanner(self) -> Scanner:
        """A scanner that works."""
        to_fill_in("scanner", "a scanner that works")

    @pytest.fixture
    def away(self) -> Scanner:
        """A scanner that cannot reach what it asks."""
        to_fill_in("away", "a scanner that cannot reach what it asks")

    def test_it_has_a_name(self, scanner: Scanner) -> None:
        assert scanner.name.strip() == scanner.name != ""

    @pytest.mark.parametrize("name", ["wniosek.pdf", "", "../../x", "\x00\r\n.docx", "ż" * 10_000])
    def test_what_holds_nothing_bad_is_clean_whatever_it_is_called(
        self, scanner: Scanner, name: str
    ) -> None:
        assert scanner.scan(name, b"%PDF-1.7\n%%EOF\n") == Clean()
        assert scanner.scan(name, b"") == Clean()

    @when(knows_eicar=True)
    def test_what_is_bad_is_named(self, scanner: Scanner) -> None:
        verdict = scanner.scan("wniosek.pdf", EICAR)
        assert isinstance(verdict, Infected)
        assert verdict.signature

    @when(can_be_away=True)
    def test_what_was_not_looked_at_is_not_called_clean(self, away: Scanner) -> None:
        """Nothing is raised: the reason says what to do."""
        verdict = away.scan("wniosek.pdf", b"%PDF-1.7\n%%EOF\n")
        assert isinstance(verdict, Unscanned)
        assert verdict.reason.pl
        assert verdict.reason.en


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file of virus scanners; in two parts, so that none mistakes this source for it."""
