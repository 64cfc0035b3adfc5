"""Endpoints of editions: handing in, correcting, and moving on to publication."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import attrs

from lckm_api._bodies import MoveBody, MoveName
from lckm_api._endpoint import JSON, MULTIPART, Answer, Body, Call, Endpoint, Parameter, day
from lckm_api._keys import Scope
from lckm_api._own_editions import editions_seen, require_agreeing
from lckm_api._problems import (
    CONFLICT,
    INVALID,
    NO_VERSION,
    NOT_FOUND,
    NOT_PERMITTED,
    OUTDATED,
    ProblemError,
    findings_data,
)
from lckm_api._procedures import PROCEDURE_ID
from lckm_core import ContactCentre, UpdateRequest
from lckm_core.centre import NoSuchEditionError, OutdatedEditionError
from lckm_core.findings import Findings, InvalidProcedureError
from lckm_core.forms import build, check_form, judge, to_data
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication import Edition
from lckm_core.text import Message

_NUMBER = Parameter(
    "edition",
    "path",
    "The number of the edition, from 1.",
    {"type": "integer", "minimum": 1, "maximum": 999_999},
    required=True,
    read=int,
)
_VERSION: Final = {"type": "string", "pattern": '^(W/)?"[0-9]{1,6}[.][0-9]{1,6}-[0-9a-f]{1,64}"$'}


Version = tuple[int, int]
"""The number of an edition, and how many acts it has."""


def _version(text: str) -> Version:
    number, _, state = text.removeprefix("W/").strip('"').partition(".")
    return int(number), int(state.partition("-")[0])


_IF_MATCH = Parameter(
    "If-Match",
    "header",
    "The `ETag` of the newest edition, as `GET …/editions/{edition}` gave it.",
    _VERSION,
    required=True,
    read=_version,
    missing=NO_VERSION,
)
_IF_MATCH_LATER = attrs.evolve(
    _IF_MATCH,
    about="The `ETag` of the edition that the text was made from; not of a first inclusion.",
    required=False,
)
_REQUESTED_ON = day("requested_on", "The day of the request; by default the day it came.")


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def _list(call: Call) -> Answer:
    editions = editions_seen(call, call.values["id"])
    if not editions:
        raise NoSuchEditionError(call.values["id"])
    return Answer({"editions": [_outline(edition) for edition in editions]})


def _show(call: Call) -> Answer:
    procedure_id, wanted = call.values["id"], call.values["edition"]
    editions = (
        edition for edition in editions_seen(call, procedure_id) if edition.number == wanted
    )
    edition = next(editions, None)
    if edition is None:
        raise NoSuchEditionError(procedure_id, wanted)
    data = {
        **_outline(edition),
        "procedure": to_data(edition.procedure),
        "files": [{"name": file.name, "size": file.size} for file in edition.files],
        "findings": findings_data(edition.findings, call.language),
    }
    return Answer(data, version=_version_of(edition))


def _version_of(edition: Edition) -> str:
    return f"{edition.number}.{len(edition.acts)}"


def _outline(edition: Edition) -> dict[str, Any]:
    def on(value: Any) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "id": edition.id,
        "edition": edition.number,
        "state": edition.state.value,
        "title": edition.procedure.title,
        "requested_on": on(edition.requested_on),
        "valid_from": on(edition.window.start),
        "valid_to": on(edition.window.end),
        "published_on": on(edition.published_on),
        "acts": [
            {
                "verb": act.verb.value,
                "at": act.at.isoformat(),
                "role": None if act.role is None else act.role.value,
                "by": act.by,
                "note": act.note,
            }
            for act in edition.acts
        ],
    }


# ── handing in ──────────────────────────────────────────────────────────────────────────────────


def _as_it_stands(data: Any, call: Call, *, model: type) -> Any:
    """Return a text, faults included; they prevent its confirmation. Raises if it is no text."""
    judged = judge(data, model)
    if judged.misfits:
        raise InvalidProcedureError(Findings(judged.misfits, form=model))
    return build(judged.data, model)


def _without_errors(data: Any, call: Call, *, model: type) -> Any:
    """Return a form without an error. Raises :class:`InvalidProcedureError` with all of them."""
    check_form(data, model, call.centre.plugins.directory).require()
    return build(judge(data, model).data, model)


def _hand_in(call: Call) -> Answer:
    procedure: Procedure = call.data["procedure"]

    def act(seen: Version) -> Edition:
        return call.centre.hand_in(
            procedure,
            handover=call.data["handover"],
            by=call.acting.name,
            role=call.acting.own_role,
            now=call.now,
            requested_on=call.values["requested_on"],
            seen=seen,
            files=_files(call),
        )

    return _handed_in(call, procedure.id, act)


def _request_update(call: Call) -> Answer:
    request: UpdateRequest = call.data["request"]

    def act(seen: Version) -> Edition:
        return call.centre.request_update(
            request,
            handover=call.data["handover"],
            by=call.acting.name,
            role=call.acting.own_role,
            now=call.now,
            seen=seen,
            files=_files(call),
        )

    return _handed_in(call, request.procedure, act)


def _handed_in(call: Call, procedure_id: str, act: Callable[[Version], Edition]) -> Answer:
    before = call.centre.plugins.procedures.editions(procedure_id) if procedure_id else ()
    newest = max((edition.number for edition in before), default=0)
    version = call.values["If-Match"]
    if version is not None and not before:
        raise ProblemError(OUTDATED, _CHANGED)
    try:
        # Without a version, ask for one that cannot be the newest, to be refused.
        edition = act(version or (0, 0))
    except OutdatedEditionError as error:
        if version is None:
            raise ProblemError(NO_VERSION, _SEEN, more={"newest": error.newest}) from None
        raise
    return Answer(
        _outline(edition),
        201 if edition.number > newest else 200,
        version=_version_of(edition),
        location=f"procedures/{edition.id}/editions/{edition.number}",
    )


def _files(call: Call) -> Mapping[str, bytes]:
    return {file.name: file.data for file in call.files}


# ── moving on ───────────────────────────────────────────────────────────────────────────────────


def _correct(call: Call) -> Answer:
    request: UpdateRequest = call.data
    if request.procedure != call.values["id"]:
        raise ProblemError(INVALID, _OTHER_PROCEDURE)
    seen = _seen_version(call)
    edition = call.centre.correct(
        request,
        role=call.acting.acts_as,
        by=call.acting.name,
        now=call.now,
        seen=seen,
    )
    return Answer(_outline(edition), version=_version_of(edition))


def _move(call: Call) -> Answer:
    body: MoveBody = call.data
    seen = _seen_version(call)
    arguments: dict[str, Any] = {"seen": seen}
    if body.move in (MoveName.GIVE_BACK, MoveName.WITHDRAW):
        arguments["because"] = body.because
    if body.move is MoveName.AGREE:
        require_agreeing(call)
    if body.move in (MoveName.AGREE, MoveName.CONFIRM):
        arguments["departures"] = body.departures
    found = _MOVES[body.move](
        call.centre,
        call.values["id"],
        role=call.acting.acts_as,
        by=call.acting.name,
        now=call.now,
        **arguments,
    )
    # Withdrawing returns all editions that were published.
    edition = found[-1] if isinstance(found, tuple) else found
    return Answer(_outline(edition), version=_version_of(edition))


def _seen_version(call: Call) -> Version:
    """Return the version that the caller looked at, of a procedure that is there for the key."""
    if not editions_seen(call, call.values["id"]):
        raise NoSuchEditionError(call.values["id"])
    version: Version = call.values["If-Match"]
    return version


_MOVES: Final[Mapping[MoveName, Callable[..., Any]]] = {
    MoveName.GIVE_BACK: ContactCentre.give_back,
    MoveName.AGREE: ContactCentre.agree,
    MoveName.CONFIRM: ContactCentre.confirm,
    MoveName.PUBLISH: ContactCentre.publish,
    MoveName.WITHDRAW: ContactCentre.withdraw,
}
_SEEN = Message(
    "Jest już wersja tej procedury. Odczytaj ją i podaj jej ETag w nagłówku If-Match.",
    "There is an edition of this procedure. Read it, and give its ETag as If-Match.",
)
_CHANGED = Message(
    "Najnowsza wersja jest inna, niż podano w If-Match. Odczytaj ją i powtórz.",
    "The newest edition is not the one that If-Match names. Read it, and repeat.",
)
_OTHER_PROCEDURE = Message(
    "Zmiany dotyczą innej procedury niż ta w adresie.",
    "The changes are of another procedure than that of the address.",
)
_HANDING_PROBLEMS = (CONFLICT, INVALID, NOT_FOUND, NOT_PERMITTED, NO_VERSION, OUTDATED)
_FILES = "As `multipart/form-data` it is the field `form`, and files to download are in `files`."
_GIVES = {
    "id": "$response.body#/id",
    "edition": "$response.body#/edition",
    "If-Match": "$response.header.ETag",
}

EDITIONS: Final = (
    Endpoint(
        method="GET",
        path="/procedures/{id}/editions",
        id="list_editions",
        about="List the editions of a procedure, with what was done to each.",
        tag="editions",
        scope=Scope.READ_EDITIONS,
        parameters=(PROCEDURE_ID,),
        answers={200: "editions"},
        problems=(NOT_FOUND,),
        answer=_list,
    ),
    Endpoint(
        method="GET",
        path="/procedures/{id}/editions/{edition}",
        id="show_edition",
        about="Show an edition with all its fields, whoever sees them.",
        tag="editions",
        scope=Scope.READ_EDITIONS,
        parameters=(PROCEDURE_ID, _NUMBER),
        answers={200: "edition"},
        problems=(NOT_FOUND,),
        gives=_GIVES,
        answer=_show,
    ),
    Endpoint(
        method="POST",
        path="/editions",
        id="hand_in",
        about="Store a procedure that was handed in as a new edition, shown to nobody yet.",
        more="201 for a new edition, 200 for one that was there: it may be repeated. Faults of the "
        "text do not stop it; they stop its confirmation.",
        tag="editions",
        scope=Scope.WRITE_EDITIONS,
        parameters=(_IF_MATCH_LATER, _REQUESTED_ON),
        body=Body(
            "handing-in",
            _FILES,
            parts={
                "procedure": partial(_as_it_stands, model=Procedure),
                "handover": partial(_without_errors, model=Handover),
            },
            media_types=(JSON, MULTIPART),
        ),
        answers={200: "edition-outline", 201: "edition-outline"},
        headers=("ETag", "Location"),
        problems=_HANDING_PROBLEMS,
        gives=_GIVES,
        answer=_hand_in,
    ),
    Endpoint(
        method="POST",
        path="/update-requests",
        id="request_update",
        about="Apply a request to the newest edition, and store the result as a new one.",
        more="201 for a new edition, 200 for one that was there: it may be repeated.",
        tag="editions",
        scope=Scope.WRITE_EDITIONS,
        parameters=(_IF_MATCH_LATER,),
        body=Body(
            "update-handing-in",
            _FILES,
            parts={
                "request": partial(_without_errors, model=UpdateRequest),
                "handover": partial(_without_errors, model=Handover),
            },
            media_types=(JSON, MULTIPART),
        ),
        answers={200: "edition-outline", 201: "edition-outline"},
        headers=("ETag", "Location"),
        problems=_HANDING_PROBLEMS,
        gives=_GIVES,
        answer=_request_update,
    ),
    Endpoint(
        method="POST",
        path="/procedures/{id}/corrections",
        id="correct_edition",
        about="Correct the newest edition by marked changes, for its head to agree to.",
        tag="editions",
        scope=Scope.MOVE_EDITIONS,
        parameters=(PROCEDURE_ID, _IF_MATCH),
        body=Body("update-request", "The changes.", UpdateRequest),
        answers={200: "edition-outline"},
        headers=("ETag",),
        problems=_HANDING_PROBLEMS,
        gives=_GIVES,
        answer=_correct,
    ),
    Endpoint(
        method="POST",
        path="/procedures/{id}/moves",
        id="move_edition",
        about="Give the newest edition back, confirm, agree to or publish it; or withdraw all.",
        tag="editions",
        scope=Scope.MOVE_EDITIONS,
        parameters=(PROCEDURE_ID, _IF_MATCH),
        body=Body("move", "What is done.", MoveBody),
        answers={200: "edition-outline"},
        headers=("ETag",),
        problems=_HANDING_PROBLEMS,
        gives=_GIVES,
        answer=_move,
    ),
)
