"""What the whole library declares: every finding code, and who serves each provision, with every module loaded that may."""

from importlib import import_module

import lckm_core
from lckm_core import findings, ordinance


def kinds() -> tuple[findings.FindingKind, ...]:
    """Return every kind of finding the library has, by code.

    Raises nothing. Each kind names the provision it rests on; source: the modules that declare them.
    """
    _load()
    return findings.kinds()


def where(citation: str) -> tuple[str, ...]:
    """Return the dotted names that serve a provision. Raises ``ValueError`` when the ordinance has no such provision.

    Source: what the code cites by :func:`cites` and :func:`kind`.
    """
    _load()
    return ordinance.where(citation)


def _load() -> None:
    for module in lckm_core.NAMES:
        import_module(f"lckm_core.{module}")
