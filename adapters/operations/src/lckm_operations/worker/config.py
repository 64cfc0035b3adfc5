"""The tables ``[worker]`` and ``[limits]``: numbers, of which those that are times are in seconds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs

from lckm_cli.settings import (
    InvalidValueError,
    Settings,
    SettingValue,
    require_bounds,
    require_fit,
    suggestion,
)
from lckm_core.delivery import DispatchLimits
from lckm_core.ports.optional import SettingRemarks, offered
from lckm_core.text import Message
from lckm_operations.worker.options import WorkerSettings

_AT_ODDS = Message(
    "longest_wait ma być co najmniej tak długie jak first_wait.",
    "longest_wait has to be at least as long as first_wait.",
)


def worker_settings(settings: Settings, adapters: Sequence[object] | None = None) -> WorkerSettings:
    """Return how a worker works, by the tables ``[worker]`` and ``[limits]`` of a settings file.

    Args:
        settings: the file that was read.
        adapters: those that it asks for, which are made anew where they are not given: none of them may take longer for one attempt
            than a delivery is held, as its ``longest_attempt`` says. A host's own centre has none to ask.

    Raises ``SettingsError``.
    """
    with settings.naming_file():
        worker = _worker_settings(settings.tables, settings.file.parent)
        _require_lease(worker.lease, settings.adapters() if adapters is None else adapters)
    return worker


def _worker_settings(data: Mapping[str, Any], folder: Path) -> WorkerSettings:
    given = _judged(
        "worker",
        data.get("worker", {}),
        {"poll": float, "lease": float, "longest_export": float, "heartbeat": str},
    )
    if "heartbeat" in given:
        given["heartbeat"] = str(folder / given["heartbeat"])
    kinds = {field.name: field.type for field in attrs.fields(DispatchLimits)}
    numbers = {name: float if kind is timedelta else int for name, kind in kinds.items()}
    limited = _judged("limits", data.get("limits", {}), numbers)
    reckoned: dict[str, Any] = {
        key: timedelta(seconds=one) if kinds[key] is timedelta else one
        for key, one in limited.items()
    }
    try:
        limits = DispatchLimits(**reckoned)
    except ValueError:  # the numbers by themselves are judged
        raise InvalidValueError("[limits]", _AT_ODDS) from None
    settings = WorkerSettings(**given, limits=limits)
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
        own = offered(adapter, SettingRemarks, "longest_attempt")
        if own is not None and lease < (longest := own.longest_attempt):
            name = getattr(adapter, "name", type(adapter).__name__)
            raise InvalidValueError(
                "[worker], lease",
                Message(
                    f"{lease:g} s to mniej, niż może trwać jedna próba ({name}: {longest:g} s), więc list mógłby wyjść dwa razy. "
                    f"Podaj co najmniej {longest:g} albo skróć tamten czas.",
                    f"{lease:g} s is less than one attempt may take ({name}: {longest:g} s), so a letter could go out twice. "
                    f"Give at least {longest:g}, or shorten that time.",
                ),
            )


def _judged(name: str, table: Any, kinds: Mapping[str, type]) -> dict[str, Any]:
    """Return a table whose keys are known and whose values are of their types, and can work."""
    if not isinstance(table, dict):
        raise InvalidValueError(name, Message(f"pisze się [{name}].", f"is written [{name}]."))
    for key, given in table.items():
        place = f"[{name}], {key}"
        if key not in kinds:
            hint, known = suggestion(key, kinds), ", ".join(kinds)
            raise InvalidValueError(
                place,
                Message(
                    f"nie ma takiego ustawienia.{hint.pl} Są: {known}.",
                    f"there is no such setting.{hint.en} There are: {known}.",
                ),
            )
        try:
            require_fit(SettingValue(given), kinds[key])
            require_bounds(key, given)
        except InvalidValueError as fault:
            raise fault.inside(place) from None
    return dict(table)
