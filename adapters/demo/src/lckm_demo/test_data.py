"""The sample reports, with personal data of made-up people planted for the search."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from lckm_cli.toolkit import find_files, read_as
from lckm_core.forms import to_data
from lckm_core.redaction import strike
from lckm_core.reports import (
    ReportForm,
    RouteTable,
    ToMailbox,
    register,
    route,
)
from lckm_testing import PersonalDataCanary

_HEADS = {
    ".jpg": b"\xff\xd8\xff\xe0",
    ".heic": b"\x00\x00\x00\x18ftypheic",
    ".mp4": b"\x00\x00\x00\x18ftypisom",
    ".pdf": b"%PDF-1.7",
}
"""How the files begin that the sample reports name; the rest of each is made up."""


class Sent(NamedTuple):
    """A report as it is sent: number, form, files, and the number of planted data."""

    number: str
    form: Mapping[str, Any]
    files: tuple[bytes, ...]
    planted: int


class People(NamedTuple):
    """The two people planted: one withdraws consent, the other is in all other reports.

    With two, the demo shows that nothing is left of one while the other's data are still there.
    """

    withdrawing: PersonalDataCanary
    others: PersonalDataCanary


PEOPLE = People(PersonalDataCanary("demo, who withdraws"), PersonalDataCanary("demo"))


def sent(folder: Path, year: int, planted: Callable[[str], PersonalDataCanary]) -> Iterator[Sent]:
    """Yield the sample reports of a folder, with planted data where the sample has any.

    The sample's own reporter is replaced by the one that *planted* returns for the report's number:
    the samples lie in the demo's folder too, and would be found there.
    """
    for index, file in enumerate(find_files([str(folder)]), start=1):
        number = f"ZG-{year}-{index:06}"
        canary = planted(number)
        built: ReportForm = read_as(file.path, "report-form")
        form = to_data(built)
        heads = [_HEADS[Path(file.name or "").suffix] for file in built.attachments]
        if built.reporter is not None or strike(built.description) != built.description:
            form = _plant(form, canary)
            # Like a telephone's picture, whose metadata say whose it is.
            heads = [head + f"\0Exif\0{canary.name} {canary.phone}\0".encode() for head in heads]
        count = sum(_count([form, [head.decode(errors="ignore") for head in heads]], canary))
        yield Sent(number, form, tuple(heads), count)


def first_with_contact(forms: Iterator[Sent], table: RouteTable, now: datetime) -> str:
    """Return the number of the first report whose unit learns who wrote it."""
    for form in forms:
        way = route(
            register(form.form, number=form.number, now=now, terms_version="1", heads=form.files),
            table,
        )
        if form.planted and isinstance(way, ToMailbox) and way.contact:
            return form.number
    raise AssertionError("the samples have such a report")


def _plant(form: dict[str, Any], canary: PersonalDataCanary) -> dict[str, Any]:
    """Return the form with a datum in every field that may hold one, and in its text."""
    about = (
        f"Nazywam się {canary.name}, mój PESEL to {canary.pesel}, tel. {canary.phone}, e-mail "
        f"{canary.email}."
    )
    place = dict(form["place"])
    place["address"] = f"{place['address']}, tel. {canary.phone}"
    planted = {**form, "description": f"{form['description']}\n{about}", "place": place}
    planted["reporter"] = canary.form()["reporter"]
    if "attachments" in form:
        names = [f"{canary.words[:30]}{Path(file['name']).suffix}" for file in form["attachments"]]
        planted["attachments"] = [
            {**file, "name": name} for file, name in zip(form["attachments"], names, strict=True)
        ]
    return planted


def _count(value: Any, canary: PersonalDataCanary) -> Iterator[int]:
    """Yield how often a planted datum stands in each text of a form."""
    if isinstance(value, str):
        data: Sequence[str] = (
            canary.name,
            canary.pesel,
            canary.phone,
            canary.email,
            canary.words[:30],
        )
        yield sum(value.count(datum) for datum in data)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _count(item, canary)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _count(item, canary)
