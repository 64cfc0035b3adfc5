"""How a worker works, from the settings tables ``[worker]`` and ``[limits]``."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.settings import (
    InvalidValueError,
    Settings,
    checked_table,
)
from lckm_core.delivery import DispatchLimits
from lckm_core.ports.optional import SettingRemarks, offered
from lckm_core.text import Message

_AT_ODDS = Message(
    "longest_wait ma być co najmniej tak długie jak first_wait.",
    "longest_wait has to be at least as long as first_wait.",
)


@attrs.frozen
class WorkerSettings:
    """How the worker works, with times in seconds.

    ``poll``: the longest time between two looks for what is due.
    ``lease``: how long it holds a delivery; longer than the time-outs of the peers in total.
    ``heartbeat``: the file for monitoring, relative to the settings file.
    ``longest_export``: how long an export in a process of its own may take.
    ``limits``: how often and how long a mailbox is tried.
    """

    poll: float = 5.0
    lease: float = 300.0
    heartbeat: str | None = None
    longest_export: float = 900.0
    limits: DispatchLimits = attrs.field(factory=DispatchLimits)


def worker_settings(settings: Settings, adapters: Sequence[object] | None = None) -> WorkerSettings:
    """Return the worker's settings from the tables ``[worker]`` and ``[limits]``.

    Args:
        settings: the settings file.
        adapters: the adapters of the file, made anew if not given. None of them may need
            longer for one attempt (``longest_attempt``) than a delivery is leased.

    Raises ``SettingsError``.
    """
    with settings.naming_file():
        worker = _worker_settings(settings.tables, settings.file.parent)
        _require_lease(worker.lease, settings.adapters() if adapters is None else adapters)
    return worker


def _worker_settings(data: Mapping[str, Any], folder: Path) -> WorkerSettings:
    values = checked_table(
        "worker",
        data.get("worker", {}),
        {"poll": float, "lease": float, "longest_export": float, "heartbeat": str},
    )
    if "heartbeat" in values:
        values["heartbeat"] = str(folder / values["heartbeat"])
    kinds = {field.name: field.type for field in attrs.fields(DispatchLimits)}
    numbers = {name: float if kind is timedelta else int for name, kind in kinds.items()}
    limits_table = checked_table("limits", data.get("limits", {}), numbers)
    converted: dict[str, Any] = {
        key: timedelta(seconds=limit) if kinds[key] is timedelta else limit
        for key, limit in limits_table.items()
    }
    try:
        limits = DispatchLimits(**converted)
    except ValueError:  # each number was already checked by itself
        raise InvalidValueError("[limits]", _AT_ODDS) from None
    settings = WorkerSettings(**values, limits=limits)
    if settings.lease > (longest := limits.longest_lease.total_seconds()):
        raise InvalidValueError(
            "[worker], lease",
            Message(
                f"najwyżej {longest:g} s; więcej pozwala longest_lease w [limits].",
                f"at most {longest:g} s; longest_lease in [limits] allows more.",
            ),
        )
    return settings


def _require_lease(lease: float, adapters: Sequence[object]) -> None:
    for adapter in adapters:
        remarks = offered(adapter, SettingRemarks, "longest_attempt")
        if remarks is not None and lease < (longest := remarks.longest_attempt):
            name = getattr(adapter, "name", type(adapter).__name__)
            raise InvalidValueError(
                "[worker], lease",
                Message(
                    f"{lease:g} s to mniej, niż może trwać jedna próba ({name}: {longest:g} s), "
                    f"więc list mógłby wyjść dwa razy. Podaj co najmniej {longest:g} albo skróć "
                    "tamten czas.",
                    f"{lease:g} s is less than one attempt may take ({name}: {longest:g} s), so a "
                    f"letter could go out twice. Give at least {longest:g}, or shorten that time.",
                ),
            )
