"""What the tests share: the samples as a city publishes them, and a site as files."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from lckm_bip import SiteExporter, SiteSettings
from lckm_core import (
    Audience,
    Edition,
    Procedure,
    Role,
    read as read_procedure,
    read_form,
)
from lckm_core.memory import MemoryDocuments
from lckm_core.procedures import from_data, named_files, parts
from lckm_core.publication import (
    Announcement,
    AnnouncementEdition,
    EditionAct,
    HeldFile,
    PortalTerms,
    Publication,
    State,
    Transition,
    publication_of,
)
from lckm_testing.knowledge_base import knowledge_base

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"
FILES = SAMPLES / "files"
DAY = date(2026, 11, 25)
FIRST, SECOND = date(2025, 1, 7), date(2026, 3, 2)
AMENDED, WITHDRAWN = "KA-01379", "KA-02530"
BOTH = (Audience.PORTAL, Audience.BIP)
ENTERED = "Zofia Wpisana"
DOCUMENTS = MemoryDocuments()
"""Where the files to download are kept."""


def held(contents: Mapping[str, bytes]) -> tuple[HeldFile, ...]:
    """Return files as an edition has them: kept, unless they are there already."""
    return tuple(
        HeldFile(name, DOCUMENTS.keep(data), len(data)) for name, data in sorted(contents.items())
    )


@cache
def sample_files(procedure: Procedure) -> tuple[HeldFile, ...]:
    """Return those that lie beside the samples."""
    named, folder = {name for _, name, _ in named_files(procedure)}, FILES / procedure.id
    there = folder.iterdir() if folder.is_dir() else ()
    return held({path.name: path.read_bytes() for path in there if path.name in named})


def edition(procedure: Procedure, number: int = 1, day: date = SECOND, **changes: Any) -> Edition:
    """Return an edition that was published at half past nine, UTC, with the files of the
    samples unless others are given.
    """
    changes.setdefault("files", sample_files(procedure))
    at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    acts = (EditionAct(verb=Transition.PUBLISH, at=at, role=Role.MONITORING_STAFF, by=ENTERED),)
    return Edition(
        procedure=procedure,
        number=number,
        published_by=ENTERED,
        published_on=day,
        acts=acts,
        **changes,
    )


def ended(
    one: Edition, verb: Transition, *, hour: int, day: date | None = None, by: str = ENTERED
) -> Edition:
    """Return an edition after it was replaced or withdrawn, on the day of its publication
    unless another is given.
    """
    day = day or one.published_on
    assert day is not None
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    act = EditionAct(verb=verb, at=at, role=Role.MONITORING_STAFF, by=by)
    state = State.WITHDRAWN if verb is Transition.WITHDRAW else State.REPLACED
    return attrs.evolve(one, state=state, ended_on=day, acts=(*one.acts, act))


@cache
def samples() -> tuple[Procedure, ...]:
    """Return a procedure of each number."""
    paths = sorted((SAMPLES / "procedures").glob("KA-?????.yaml"))
    return tuple(read_procedure(path.read_bytes()).procedure() for path in paths)


@cache
def editions() -> tuple[Edition, ...]:
    """Return all as published, one in its second edition, and one withdrawn."""
    made = []
    for one in samples():
        if one.id == AMENDED:
            old = attrs.evolve(
                one, title="Karta Dużej Rodziny w Łodzi", summary="Krótki opis.", useful_info=()
            )
            made += [edition(old, 1, FIRST, state=State.REPLACED, ended_on=SECOND), edition(one, 2)]
        elif one.id == WITHDRAWN:
            made.append(edition(one, 1, FIRST, state=State.WITHDRAWN, ended_on=date(2026, 5, 2)))
        else:
            made.append(edition(one))
    return tuple(made)


@cache
def announcements() -> tuple[AnnouncementEdition, ...]:
    return tuple(
        AnnouncementEdition(announcement=_read(path, Announcement))
        for path in sorted((SAMPLES / "notices").glob("*.yaml"))
    )


@cache
def terms() -> tuple[PortalTerms, ...]:
    return tuple(_read(path, PortalTerms) for path in sorted((SAMPLES / "terms").glob("*.yaml")))


def _read(path: Path, form: type) -> Any:
    return from_data(read_form(path.read_bytes()).data, form)


def publication(
    some: Any = None,
    *,
    on: date = DAY,
    notices: bool = True,
    read: Callable[[str], bytes | None] = DOCUMENTS.read,
) -> Publication:
    """Return what is published of editions, all unless some are given."""
    return publication_of(
        editions() if some is None else some,
        BOTH,
        on=on,
        announcements=announcements() if notices else (),
        terms=terms() if notices else (),
        read=read,
    )


def old_and_new(count: int) -> tuple[Publication, Publication]:
    """Return two publications: of the second, one procedure is new, one changed, one withdrawn."""
    some = [
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(count + 1)
    ]
    *rest, new = some
    old = [_with_files(one, 1) for one in rest]
    later = [attrs.evolve(old[0], state=State.REPLACED, ended_on=SECOND.replace(month=4))]
    later.append(_with_files(attrs.evolve(rest[0], title="Nowy tytuł"), 2, SECOND.replace(month=4)))
    later.append(attrs.evolve(old[1], state=State.WITHDRAWN, ended_on=SECOND.replace(month=5)))
    return publication(old), publication([*later, *old[2:], _with_files(new, 1)])


def _with_files(procedure: Procedure, number: int, *day: date) -> Edition:
    """Return an edition with files to download, others than in its other editions."""
    document = samples()[1].other_documents[0]
    # What names a file that nobody handed in is a fault of the site.
    wanted = parts.RequiredDocuments((parts.RequiredDocument("Wniosek"),))
    procedure = attrs.evolve(procedure, required_documents=wanted, other_documents=(document,))
    files = held({document.file: f"{procedure.id} {number}".encode()})
    return edition(procedure, number, *day, files=files)


def site(target: Path, shown: Publication | None = None, **settings: Any) -> Path:
    """Write a site, described to search engines as well, and return the folder that is served."""
    exporter(target, **settings).export(lambda: shown or publication())
    return target / "current"


def exporter(target: Path, **settings: Any) -> SiteExporter:
    """Return an exporter of a site that is described to search engines as well."""
    said = {"target": str(target), "linked_data": "https://dane.lodz.example/", **settings}
    return SiteExporter(SiteSettings(**said))


def head_and_foot(place: Path) -> dict[str, Any]:
    """Return every setting of head, foot and lists; the picture is written to *place*."""
    picture = place / "arms.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
        encoding="utf-8",
    )
    return {
        "arms": str(picture),
        "bip_logo": str(picture),
        "phone": "+48 (42) 638-44-44",
        "accessibility": "https://lodz.example/dostepnosc/",
        "editors": "Oddział <Redakcji>",
        "topics": [
            ["Rodzina", "KA-01379", "KA-02415"],
            ["Odpady", "Wydział Gospodarki Komunalnej"],
        ],
    }


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
    }
