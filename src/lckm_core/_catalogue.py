"""All finding codes, and which code serves each provision, with every package loaded."""

from importlib import import_module

from lckm_core import findings, law

_PACKAGES = ("_registry", "_schemas", "centre", "delivery", "ports", "redaction")


def kinds() -> tuple[findings.FindingKind, ...]:
    """Return every kind of finding the library has, by code.

    Raises nothing. Each kind names the provision it rests on; source: the modules that declare them.
    """
    _load()
    return findings.kinds()


def serving_code(citation: str) -> tuple[str, ...]:
    """Return the dotted names that serve a provision. Raises ``ValueError`` when the ordinance has no such provision.

    Source: what the code cites by :func:`cites` and :func:`kind`.
    """
    _load()
    return law.citing_code(citation)


def _load() -> None:
    for package in _PACKAGES:
        import_module(f"lckm_core.{package}")
