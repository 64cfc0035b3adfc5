"""The flow of procedures: handed in, checked, sent back or published, shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import NamedTuple

import attrs

from lckm_cli.toolkit import find_files, read_as, read_procedures
from lckm_core.calendar import civil_day
from lckm_core.findings import InvalidProcedureError
from lckm_core.organisation import OFFICE, Role
from lckm_core.ports import AnnouncementChange
from lckm_core.procedures import (
    Channel,
    Departure,
    Handover,
    Procedure,
    named_files,
)
from lckm_core.publication import (
    AnnouncementEdition,
    Audience,
    Edition,
    State,
    hidden_because,
    shown_on,
)
from lckm_demo.host import ProcedureHost
from lckm_demo.live.staff import STAFF
from lckm_demo.moments import Moments
from lckm_demo.paths import NAMES, SITES

AMENDED, TAKEN_OFF = "KA-01238", "KA-02530"
"""The sample that is amended after publication, and the one that is withdrawn."""
BY, CALLS = "Barbara Modelowa", "Teresa Słuchająca"
"""Made-up people who publish, and who fill in the call centre's field."""
_HEADS = {
    official.cell or official.unit: official.name
    for official in STAFF
    if {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT} & set(official.roles)
}
"""Who hands in for their own cell or unit."""
_OTHER_HEAD = "Hanna Kierownicza"
"""Who hands in for places of which the demo has no head."""
_TAKEN_OFF_FOR = "sprawę przejęła inna jednostka"


class Published(NamedTuple):
    """What became of the procedures.

    ``shown`` has the number and title of what each audience sees, ``files`` counts the files to
    download, ``in_turn`` has the published editions of the procedure with consecutive windows. The
    counts are of what was handed in first; ``amended`` says whether the later change had no errors.
    """

    not_built: int
    handed_in: int
    given_back: int
    published: int
    files: int
    shown: Mapping[Audience, Sequence[tuple[str, str]]]
    hidden: Sequence[tuple[str, str]]
    channels: Mapping[Channel, int]
    in_turn: Sequence[Edition]
    amended: bool

    @property
    def checked(self) -> int:
        """How many were found free of errors."""
        return self.handed_in - self.given_back


def publish(host: ProcedureHost, on: date, moments: Moments) -> Published:
    """Take all samples through the centre, and export what is visible that day.

    Raises:
        OSError: a site could not be written.
    """
    samples = host.target / "samples"
    departures: Sequence[Departure] = read_as(
        str(samples / "departures.yaml"), "departures"
    ).departures
    _keep_notices(host)
    procedures = [procedure for _, procedure in read_procedures((str(samples / "procedures"),))[0]]
    faulty, unfit = read_procedures((str(samples / "faulty"),))
    turns = [*_turns(procedures), [procedure for _, procedure in faulty]]
    given_back = sum(
        _turn(host, batch, departures, moments.handled(turn)) for turn, batch in enumerate(turns)
    )
    _export(host, moments.exported)
    editions = list(host.centre.plugins.procedures.all_editions())
    amended = _amend(host, departures, moments)
    host.centre.withdraw(
        TAKEN_OFF, role=Role.MONITORING_STAFF, by=BY, now=moments.taken_off, because=_TAKEN_OFF_FOR
    )
    _export(host, moments.exported_again)
    pages = host.centre.publication(SITES, on=on).pages
    shown = {
        audience: [(page.id, page.projection().heading) for page in pages[audience]]
        for audience in SITES
    }
    return Published(
        not_built=len(unfit),
        handed_in=len(editions),
        given_back=given_back,
        published=sum(edition.state is State.PUBLISHED for edition in editions),
        files=sum(len(edition.files) for edition in editions),
        shown=shown,
        hidden=list(_hidden_procedures(host.centre.plugins.procedures.all_editions(), shown, on)),
        channels=Counter(edition.handover.channel for edition in editions if edition.handover),
        in_turn=max(_published_editions(editions).values(), key=len),
        amended=amended,
    )


def _export(host: ProcedureHost, now: datetime) -> None:
    for done in host.centre.export(clock=lambda: now):
        if done.failed:
            raise OSError(f"{done.name}: {done.failed}")


def _amend(host: ProcedureHost, departures: Sequence[Departure], moments: Moments) -> bool:
    """Hand in an update of a published procedure; return whether it was published."""
    updates = host.target / "samples" / "updates"
    request = read_as(str(updates / f"{AMENDED}.request.yaml"), "update-request")
    (old,) = (
        edition
        for edition in host.centre.plugins.procedures.editions(AMENDED)
        if edition.state is State.PUBLISHED
    )
    handover = _handover(old.procedure, moments.asked)
    host.centre.request_update(
        request, handover=handover, by=BY, role=Role.MONITORING_STAFF, now=moments.asked
    )
    return _check_and_publish(host, [AMENDED], departures, moments.amended, moments.amended) == 0


def _keep_notices(host: ProcedureHost) -> None:
    notices = host.centre.plugins.notices
    for file in find_files([str(host.target / "samples" / "notices")]):
        edition = AnnouncementEdition(announcement=read_as(file.path, "announcement"))
        notices.save_announcements([AnnouncementChange(edition)])
    for file in find_files([str(host.target / "samples" / "terms")]):
        notices.save_terms(read_as(file.path, "portal-terms"))


def _turns(procedures: Sequence[Procedure]) -> Iterator[list[Procedure]]:
    """Yield the first edition of every procedure, then the second ones, and so on."""
    editions: dict[str, list[Procedure]] = {}
    for procedure in sorted(
        procedures, key=lambda procedure: (procedure.id, procedure.valid_from or date.min)
    ):
        editions.setdefault(procedure.id, []).append(procedure)
    for batch in zip_longest(*editions.values()):
        yield [procedure for procedure in batch if procedure is not None]


def _turn(
    host: ProcedureHost,
    procedures: Sequence[Procedure],
    departures: Sequence[Departure],
    moments: tuple[datetime, datetime, datetime],
) -> int:
    """Hand in all, then check and publish each; return how many were sent back."""
    handed_in, checked, published = moments
    for procedure in procedures:
        handover, files = _handover(procedure, handed_in), _files(host, procedure)
        # „Inne” is the call centre's: the head's text comes without it, and they fill it in.
        handed_over = attrs.evolve(
            procedure, call_centre=attrs.evolve(procedure.call_centre, other=None)
        )
        host.centre.hand_in(
            handed_over,
            handover=handover,
            by=BY,
            role=Role.MONITORING_STAFF,
            now=handed_in,
            files=files,
        )
        if note := procedure.call_centre.other:
            host.centre.note(
                procedure.id, note, role=Role.CALL_CENTRE_STAFF, by=CALLS, now=handed_in
            )
    return _check_and_publish(
        host, [procedure.id for procedure in procedures], departures, checked, published
    )


def _check_and_publish(
    host: ProcedureHost,
    numbers: Sequence[str],
    departures: Sequence[Departure],
    checked: datetime,
    published: datetime,
) -> int:
    """Publish what has no errors; return how many were sent back."""
    sound = []
    for number in numbers:
        try:
            host.centre.confirm(
                number, role=Role.MONITORING_STAFF, by=BY, now=checked, departures=departures
            )
            sound.append(number)
        except InvalidProcedureError:
            host.centre.give_back(number, role=Role.MONITORING_STAFF, by=BY, now=checked)
    for number in sound:
        host.centre.publish(number, role=Role.MONITORING_STAFF, by=BY, now=published)
    return len(numbers) - len(sound)


def _files(host: ProcedureHost, procedure: Procedure) -> dict[str, bytes]:
    """Return those of the sample files that the procedure names."""
    folder = host.target / "samples" / "files" / procedure.id
    paths = {name: folder / name for _, name, _ in named_files(procedure)}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def _handover(procedure: Procedure, now: datetime) -> Handover:
    """Return the record of a procedure that its head handed in, by the channel that is theirs."""
    of_office = procedure.unit == OFFICE
    return Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=Role.HEAD_OF_CELL if of_office else Role.HEAD_OF_UNIT,
        asked_by=_HEADS.get((procedure.cell if of_office else procedure.unit) or "", _OTHER_HEAD),
        channel=Channel.EDMS if of_office else Channel.EPUAP,
        reference=f"{procedure.id}/{now.year}",
        received_on=civil_day(now),
    )


def _published_editions(editions: Iterable[Edition]) -> dict[str, list[Edition]]:
    """Return the editions that are published, by their number."""
    published: dict[str, list[Edition]] = {}
    for edition in editions:
        if edition.state is State.PUBLISHED:
            published.setdefault(edition.id, []).append(edition)
    return published


def _hidden_procedures(
    editions: Iterable[Edition], shown: Mapping[Audience, Sequence[tuple[str, str]]], on: date
) -> Iterator[tuple[str, str]]:
    """Yield the published procedures that are missing from a site, and why."""
    for number, group in _published_editions(editions).items():
        text = (shown_on(group, on) or group[-1]).procedure
        for audience, pages in shown.items():
            if number not in {id for id, _ in pages}:
                reason = hidden_because(text, audience, on)
                yield f"{number}, {NAMES[audience]}", f"{reason.pl}." if reason else ""
