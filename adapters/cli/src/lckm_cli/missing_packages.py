"""Which distribution of this repository brings which command, to be said where it is not installed."""

from typing import Final

_BRINGS: Final = {
    "lckm-documents": "files",
    "lckm-bip": "export site",
    "lckm-demo": "demo",
    "lckm-editorial": "directory import procedure remind",
    "lckm-linked-data": "linked-data",
    "lckm-operations": "audit backup confirm erase migrate outbox reports restore restored rotate settings "
    "stats terms verify worker",
    "lckm-search": "find index",
    "lckm-word": "word",
}

BROUGHT_BY: Final = {name: package for package, names in _BRINGS.items() for name in names.split()}
"""The distribution, by the name of the command."""


def folder_of(package: str) -> str:
    """Return where in a clone of this repository a distribution is installed from, for it is on no index of packages."""
    return f"./adapters/{package.removeprefix('lckm-')}"
