"""``lckm metrics``: figures for Prometheus, from the store and the worker's heartbeat."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from lckm_cli.settings import (
    Session,
    Settings,
    open_session,
    read_settings,
    settings_option,
    settings_path,
)
from lckm_cli.toolkit import Language, PolishCommand, lang_option, utcnow, write_text
from lckm_core.calendar import civil_day, require_aware
from lckm_core.delivery import DispatchState
from lckm_core.ports import Plugins
from lckm_core.ports.optional import ReportAdministration
from lckm_operations.optional_features import (
    count_due,
    left_files,
    trail_of,
    trail_positions_of,
)
from lckm_operations.worker.heartbeat import Heartbeat
from lckm_operations.worker.settings import worker_settings

_MOST_WAITING = 10_000
"""How many waiting deliveries are looked at for their state and age, the oldest first."""
_MOST_RESULTS = 10**15
"""What a heartbeat counts at most; a greater number is none of ours."""
_STATES = (DispatchState.PENDING, DispatchState.LEASED, DispatchState.UNKNOWN)


@attrs.frozen
class Metric:
    """One figure that goes up and down, with its values by label (``""`` without one)."""

    name: str
    help: str
    values: dict[str, float]
    label: str = ""

    def lines(self) -> Iterator[str]:
        """Yield it in the text format of Prometheus, version 0.0.4."""
        yield f"# HELP {self.name} {self.help}\n"
        yield f"# TYPE {self.name} gauge\n"
        for value, figure in self.values.items():
            labels = f'{{{self.label}="{_escape(value)}"}}' if self.label else ""
            yield f"{self.name}{labels} {figure:.15g}\n"


@click.command(
    "metrics",
    cls=PolishCommand,
    help="Wypisuje dane dla Prometheusa: co czeka na doręczenie i od kiedy, czy pracuje proces "
    "doręczający, ile danych osobowych jest do usunięcia. Gdy nie da się ich odczytać, zapisuje w "
    "pliku --to, że tak jest (lckm_up 0), i kończy się błędem.",
)
@click.option(
    "--to",
    metavar="PLIK",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Plik, który czyta node_exporter (.prom); bez tej opcji na wyjście.",
)
@click.option(
    "--heartbeat",
    "heartbeats",
    metavar="PLIK",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Plik, który zapisuje lckm worker --heartbeat; bez tej opcji ten z [worker]. Można podać "
    "kilka razy.",
)
@settings_option
@lang_option
def command(
    to: Path | None, heartbeats: tuple[Path, ...], settings: str | None, lang: Language
) -> int:
    """Print the figures, or write them into a file as a whole."""
    del lang  # Prometheus reads English names only; the option is for the language of errors.
    now, paths = utcnow(), heartbeats
    try:
        paths = heartbeats or _heartbeat_of(read_settings(settings_path(settings)))
        text = _text([_up(1), *metrics(open_session(settings), now), *_workers(paths, now)])
    except Exception:
        # An old file would go on saying that all is well.
        if to is not None:
            write_text(to, _text([_up(0), *_workers(paths, now)]))
        raise
    if to is None:
        sys.stdout.write(text)
    else:
        write_text(to, text)
    return 0


def _text(figures: Iterable[Metric]) -> str:
    return "".join(line for metric in figures for line in metric.lines())


def _up(value: int) -> Metric:
    return _plain_metric("lckm_up", "Whether the settings and the store could be read.", value)


def _heartbeat_of(settings: Settings) -> tuple[Path, ...]:
    heartbeat = worker_settings(settings).heartbeat
    return () if heartbeat is None else (Path(heartbeat),)


def metrics(session: Session, now: datetime) -> Iterator[Metric]:
    """Yield the figures, which hold nothing about residents."""
    store = session.centre.plugins.reports
    administration = session.offer(ReportAdministration, "waiting", "waiting_count")
    waiting = administration.waiting(limit=_MOST_WAITING)
    states = {
        state.value: float(sum(dispatch.state is state for dispatch in waiting))
        for state in _STATES
    }
    total = administration.waiting_count()
    yield _plain_metric("lckm_deliveries", "Deliveries on their way.", total)
    about = f"The same by state, of the {_MOST_WAITING:,} oldest."
    yield Metric("lckm_deliveries_waiting", about, states, "state")
    oldest = min((dispatch.opened_at for dispatch in waiting), default=now)
    yield _age("lckm_oldest_delivery_age_seconds", "Age of the oldest delivery.", oldest, now)
    in_need = sum(dispatch.needs_a_hand for dispatch in waiting)
    yield _plain_metric(
        "lckm_deliveries_needing_a_person", "Deliveries for a person to settle.", in_need
    )
    due = count_due(store, now)
    yield _plain_metric(
        "lckm_personal_parts_due", "Personal parts past their term, not erased.", due
    )
    files = sum(1 for _ in left_files(store))
    yield _plain_metric(
        "lckm_files_to_destroy", "Files of reports that are yet to be destroyed.", files
    )
    yield from _trail_readers(session.centre.plugins, now)


def _trail_readers(plugins: Plugins, now: datetime) -> Iterator[Metric]:
    """Yield how far each reader of the trail is behind; nothing where there is none."""
    trail, positions = trail_of(plugins), trail_positions_of(plugins)
    if not plugins.trail_readers or trail is None or positions is None:
        return
    behind = {}
    for reader in plugins.trail_readers:
        entries = trail.audit(after=positions.position(reader.name), limit=1)
        oldest = entries[0].event.at if entries else now
        behind[reader.name] = max(0.0, round((now - oldest).total_seconds()))
    about = "Age of the oldest act that a reader of the trail has not been told of."
    yield Metric("lckm_trail_reader_behind_seconds", about, behind, "reader")


def _workers(paths: Sequence[Path], now: datetime) -> Iterator[Metric]:
    """Yield the figures of the last heartbeats together; the age is that of the oldest."""
    read = [Heartbeat(path).read_last() for path in paths]
    statuses = [(at, status) for status in read if (at := _moment_of(status)) is not None]
    missing = len(paths) - len(statuses)
    yield _plain_metric("lckm_heartbeats_missing", "Heartbeats that cannot be read.", missing)
    if not statuses:
        return
    about, oldest = "Time since the worker's last sign of life.", min(at for at, _ in statuses)
    yield _age("lckm_heartbeat_age_seconds", about, oldest, now)
    failing = {str(name): 1.0 for _, status in statuses for name in _table(status, "failing")}
    yield Metric("lckm_worker_failing", "Tasks and receivers that fail.", failing, "what")
    counts: Counter[str] = Counter()
    for _, status in statuses:
        counts.update(
            {
                name: count
                for name, count in _table(status, "counts").items()
                if isinstance(count, int | float) and abs(count) < _MOST_RESULTS
            }
        )
    results = {name: float(count) for name, count in counts.items()}
    yield Metric("lckm_worker_results", "Results since the worker's start.", results, "result")
    yield from _for_a_person([status for _, status in statuses], now)


def _for_a_person(statuses: Sequence[Mapping[str, Any]], now: datetime) -> Iterator[Metric]:
    """Yield other figures that need a person, the greatest of all heartbeats each.

    Workers may read the same mailbox, so what they count is not added up.
    """
    about = "Attempts that failed in a row at a kind of receiver."
    refused = Counter[str]()
    messages = Counter[str]()
    unheard = unknown = 0
    published = []
    for status in statuses:
        for target, run in _table(status, "refused").items():
            failures = run.get("failures") if isinstance(run, dict) else None
            refused |= Counter({target: _count(failures)})
        unheard = max(unheard, _count(status.get("unheard")))
        unknown = max(unknown, sum(_rows(box).count(None) for box in _rows(status.get("bounces"))))
        found = Counter[str]()
        for box in _rows(status.get("strays")):
            if isinstance(box, dict):
                found.update({kind: _count(count) for kind, count in box.items()})
        messages |= found
        with suppress(KeyError, TypeError, ValueError):
            published.append(date.fromisoformat(status["published_for"]))
    yield Metric("lckm_refused_in_a_row", about, _floats(refused), "target")
    about = "Letters to the helpdesk that came back, so that nobody has the report."
    yield _plain_metric("lckm_helpdesk_letters_back", about, unheard)
    about = "Bounces of no known letter in the mailboxes of bounces."
    yield _plain_metric("lckm_bounces_unknown", about, unknown)
    about = "Messages in the mailboxes of bounces that no worker handles."
    yield Metric("lckm_bounce_mailbox_messages", about, _floats(messages), "kind")
    if published:
        behind = max(0, (civil_day(now) - min(published)).days)
        about = "Days since the day for which procedures were last shown."
        yield _plain_metric("lckm_published_days_behind", about, behind)


def _floats(counts: Mapping[str, int]) -> dict[str, float]:
    return {name: float(count) for name, count in sorted(counts.items())}


def _count(value: object) -> int:
    """Return a count in a heartbeat; 0 if it is not a number."""
    return value if type(value) is int and 0 < value < _MOST_RESULTS else 0


def _rows(value: object) -> Sequence[Any]:
    """Return a list in a heartbeat; empty if it is not a list."""
    return value if isinstance(value, list) else ()


def _moment_of(status: Mapping[str, Any]) -> datetime | None:
    """Return the moment of a heartbeat; ``None`` without one that has a time zone."""
    try:
        return require_aware(datetime.fromisoformat(status["at"]))
    except (KeyError, TypeError, ValueError):
        return None


def _table(status: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table in a heartbeat; empty if it is not a table."""
    value = status.get(key)
    return value if isinstance(value, dict) else {}


def _plain_metric(name: str, about: str, value: float) -> Metric:
    return Metric(name, about, {"": value})


def _age(name: str, about: str, moment: datetime, now: datetime) -> Metric:
    return _plain_metric(name, about, max(0.0, round((now - moment).total_seconds())))


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
