"""Mistakes that the types must catch: pyright fails when an ignore below is not needed."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from lckm_core import (
    Audience,
    Procedure,
    check,
    check_file,
    project,
    read,
)


def mistakes(procedure: Procedure) -> None:
    read(5)  # pyright: ignore[reportArgumentType]
    check([procedure])  # pyright: ignore[reportArgumentType]
    check_file("a.pdf", b"", "picture")  # pyright: ignore[reportArgumentType]
    project(procedure, Audience.PORTAL)  # pyright: ignore[reportCallIssue]
    project(procedure, "portal", on=None)  # pyright: ignore[reportArgumentType]
    procedure.title = "Inna nazwa"  # pyright: ignore[reportAttributeAccessIssue]
