"""What Request Tracker answers over REST 2, as far as the adapter and its tests ask;
:class:`fake_rt.FakeRT` listens.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ticket_sql import judge

RIGHTS = (
    "SeeQueue",
    "CreateTicket",
    "ShowTicket",
    "ModifyTicket",
    "SeeCustomField",
    "ModifyCustomField",
)
_Record = dict[str, Any]


class _Refusal(Exception):
    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message


class Books:
    """What it knows: who may do what, queues, fields, tickets, files."""

    def __init__(self, *, desks: int = 1) -> None:
        self.tokens = {f"lacks {right}": f"1-30-{at}" for at, right in enumerate(RIGHTS)}
        self.tokens |= {"files": "1-28-a", "root": "1-14-b"}
        self.rights = {
            token: {right for right in RIGHTS if name != f"lacks {right}"}
            for name, token in self.tokens.items()
        }
        self.queues: dict[int, _Record] = {}
        self.fields: dict[str, _Record] = {}
        self.tickets: dict[int, _Record] = {}
        self.attachments: dict[int, _Record] = {}
        self.transactions = 0
        self.desks = []
        self.everywhere = self._field("Wszędzie")
        for at in range(1, desks + 1):
            number = self._queue(f"Zgłoszenia ŁCKM {at}", self._field("Klucz ŁCKM"))
            self.desks.append(
                {"queue": f"Zgłoszenia ŁCKM {at}", "field": "Klucz ŁCKM", "number": number}
            )
        self._queue("Bez pola")
        self._queue("Wzorzec", self._field("Wzorzec", pattern=r"^\d+$"))

    def _queue(self, name: str, *fields: str) -> int:
        number = len(self.queues) + 1
        self.queues[number] = {
            "id": number,
            "Name": name,
            "Disabled": "0",
            "Lifecycle": "default",
            "fields": (self.everywhere, *fields),
        }
        return number

    def _field(self, name: str, pattern: str = "") -> str:
        number = str(len(self.fields) + 1)
        self.fields[number] = {"id": number, "name": name, "pattern": pattern}
        return number


class _Asked:
    """A request, and the rights of who makes it."""

    def __init__(self, rt: Books, method: str, target: str, headers: Message, body: bytes) -> None:
        parts = urlsplit(target)
        self.method, self.path, self.headers, self.body = method, unquote(parts.path), headers, body
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        token = headers.get("Authorization", "").removeprefix("token ")
        if token not in rt.rights:
            raise _Refusal(401, "Unauthorized")
        self.rights, self.is_root = rt.rights[token], token == rt.tokens["root"]

    def data(self) -> _Record:
        try:
            data: _Record = json.loads(self.body)
        except ValueError:
            raise _Refusal(400, "JSON parse error") from None
        return data

    def needs(self, right: str) -> None:
        if right not in self.rights:
            raise _Refusal(403, "Forbidden")


# ── queues ───────────────────────────────────────────────────────────────────────────────────


def _find_queue(rt: Books, name: str) -> _Record | None:
    return next(
        (queue for queue in rt.queues.values() if name in (queue["Name"], str(queue["id"]))), None
    )


def _get_queue(rt: Books, asked: _Asked, name: str) -> tuple[int, Any]:
    asked.needs("SeeQueue")
    queue = _find_queue(rt, name)
    if queue is None:
        raise _Refusal(403, "Forbidden")
    seen = queue["fields"] if "SeeCustomField" in asked.rights else ()
    fields = [
        {"id": number, "name": rt.fields[number]["name"], "type": "customfield"} for number in seen
    ]
    return 200, {**queue, "TicketCustomFields": fields}


def _put_queue(rt: Books, asked: _Asked, name: str) -> tuple[int, Any]:
    queue = _find_queue(rt, name)
    if queue is None or not asked.is_root:
        raise _Refusal(403, "Forbidden")
    queue.update(
        {
            name: str(value)
            for name, value in asked.data().items()
            if name in ("Disabled", "Lifecycle")
        }
    )
    return 200, ["done"]


# ── tickets ──────────────────────────────────────────────────────────────────────────────────


def _post_ticket(rt: Books, asked: _Asked) -> tuple[int, Any]:
    data = asked.data()
    queue = _find_queue(rt, str(data["Queue"]))
    if queue is None or queue["Disabled"] == "1" or "CreateTicket" not in asked.rights:
        raise _Refusal(403, f"No permission to create tickets in the queue '{data['Queue']}'")
    if queue["Lifecycle"] == "shut":
        raise _Refusal(400, "New tickets can not have status 'open' in this queue.")
    for file in data.get("Attachments", ()):
        if not all(file.get(name) for name in ("FileName", "FileType", "FileContent")):
            raise _Refusal(400, "Field FileContent is required for each attachment in Attachments")
    number = len(rt.tickets) + 1
    rt.transactions += 1
    files = [
        {
            "ContentType": "text/plain",
            "Filename": "",
            "data": data["Content"].replace("\r\n", "\n").encode(),
        }
    ]
    files += [
        {
            "ContentType": file["FileType"],
            "Filename": file["FileName"],
            "data": b64decode(file["FileContent"]),
        }
        for file in data.get("Attachments", ())
    ]
    numbers = []
    for file in files:
        rt.attachments[len(rt.attachments) + 1] = file
        numbers.append(len(rt.attachments))
    # What may not be put into a field is left out without a word.
    kept = {
        field: value
        for field, value in data.get("CustomFields", {}).items()
        if "ModifyCustomField" in asked.rights
        and field in queue["fields"]
        and re.search(rt.fields[field]["pattern"], value)
    }
    rt.tickets[number] = {
        "id": number,
        "EffectiveId": number,
        "Status": "new",
        "Subject": data["Subject"].replace("\n", "").encode()[:200].decode(errors="ignore"),
        "Queue": queue,
        "fields": kept,
        "attachments": numbers,
        "refers_to": [int(other) for other in data.get("RefersTo", ())],
        "transaction": rt.transactions,
    }
    for other in rt.tickets[number]["refers_to"]:
        _changed(rt, rt.tickets[other])
    return 201, {"id": str(number), "type": "ticket"}


def _changed(rt: Books, ticket: _Record) -> None:
    rt.transactions += 1
    ticket["transaction"] = rt.transactions


def _ticket(rt: Books, asked: _Asked, number: str) -> _Record:
    if int(number) not in rt.tickets:
        raise _Refusal(404, "Not Found")
    asked.needs("ShowTicket")
    ticket = rt.tickets[int(number)]
    return rt.tickets[ticket["EffectiveId"]]


def _fields(rt: Books, asked: _Asked, ticket: _Record) -> list[_Record]:
    seen = ticket["Queue"]["fields"] if "SeeCustomField" in asked.rights else ()
    kept = ticket["fields"]
    return [
        {
            "id": field,
            "name": rt.fields[field]["name"],
            "values": [kept[field]] if field in kept else [],
        }
        for field in seen
    ]


def _get_ticket(rt: Books, asked: _Asked, number: str) -> tuple[int, Any]:
    ticket = _ticket(rt, asked, number)
    etag = f'"{ticket["transaction"]}"'
    links = [
        {"ref": "refers-to", "type": "ticket", "id": str(other)} for other in ticket["refers_to"]
    ]
    said = {
        "id": ticket["id"],
        "Status": ticket["Status"],
        "Subject": ticket["Subject"],
        "Requestor": [],
        "CustomFields": _fields(rt, asked, ticket),
        "_hyperlinks": links,
        "_etag": etag,
    }
    return 304 if asked.headers.get("If-None-Match") == etag else 200, said


def _put_ticket(rt: Books, asked: _Asked, number: str) -> tuple[int, Any]:
    ticket = _ticket(rt, asked, number)
    if asked.headers.get("If-Match") not in (None, f'"{ticket["transaction"]}"'):
        raise _Refusal(412, "Precondition Failed")
    data = asked.data()
    allowed = (
        "new",
        "open",
        "stalled",
        "resolved",
        "rejected",
        *(["deleted"] if asked.is_root else []),
    )
    if "ModifyTicket" not in asked.rights or data.get("Status", "new") not in allowed:
        return 200, ["Permission Denied"]
    if "MergeInto" in data:
        ticket["EffectiveId"] = int(data["MergeInto"])
        _changed(rt, rt.tickets[ticket["EffectiveId"]])
    ticket["Status"] = data.get("Status", ticket["Status"])
    ticket["Queue"] = _find_queue(rt, str(data.get("Queue"))) or ticket["Queue"]
    _changed(rt, ticket)
    return 200, ["done"]


def _get_tickets(rt: Books, asked: _Asked) -> tuple[int, Any]:
    try:
        matches, finds_merged = judge(asked.query["query"])
    except ValueError as error:
        raise _Refusal(400, str(error)) from None
    found = [
        {
            "id": str(ticket["id"]),
            "type": "ticket",
            "EffectiveId": str(ticket["EffectiveId"]),
            "Subject": ticket["Subject"],
            "CustomFields": _fields(rt, asked, ticket),
        }
        for ticket in rt.tickets.values()
        if ticket["Status"] != "deleted"
        and (finds_merged or ticket["EffectiveId"] == ticket["id"])
        and matches(ticket)
    ]
    found = found if "ShowTicket" in asked.rights else []
    return 200, {
        "items": found[: int(asked.query.get("per_page", "20"))],
        "count": len(found),
        "page": 1,
    }


# ── attachments ──────────────────────────────────────────────────────────────────────────────


def _get_attachments(rt: Books, asked: _Asked, number: str) -> tuple[int, Any]:
    return 200, {
        "items": [
            {"id": str(one), "type": "attachment"}
            for one in _ticket(rt, asked, number)["attachments"]
        ]
    }


def _get_attachment(rt: Books, asked: _Asked, number: str) -> tuple[int, Any]:
    file = dict(rt.attachments[int(number)])
    file["Content"] = b64encode(file.pop("data")).decode()
    return 200, file


_ROUTES: list[tuple[str, str, Callable[..., tuple[int, Any]]]] = [
    ("GET", r"/queue/([^/]+)", _get_queue),
    ("PUT", r"/queue/([^/]+)", _put_queue),
    ("POST", r"/ticket", _post_ticket),
    ("GET", r"/ticket/(\d+)", _get_ticket),
    ("PUT", r"/ticket/(\d+)", _put_ticket),
    ("GET", r"/tickets", _get_tickets),
    ("GET", r"/ticket/(\d+)/attachments", _get_attachments),
    ("GET", r"/attachment/(\d+)", _get_attachment),
]


def answer(rt: Books, method: str, target: str, headers: Message, body: bytes) -> tuple[int, Any]:
    """Return the status of the answer, and what it says; ``None`` is a page for people."""
    try:
        asked = _Asked(rt, method, target, headers, body)
        for wanted, pattern, act in _ROUTES:
            match = re.fullmatch(f"/rt/REST/2.0{pattern}", asked.path)
            if match and wanted == method:
                return act(rt, asked, *match.groups())
    except _Refusal as refusal:
        return refusal.status, {"message": refusal.message}
    return 404, None
