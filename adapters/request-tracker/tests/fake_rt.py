"""As much of Request Tracker's REST 2 as the adapter uses, in this process. The same tests run on it and on a real one."""

import json
import re
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ticket_sql import judge

RIGHTS = ("SeeQueue", "CreateTicket", "ShowTicket", "ModifyTicket", "SeeCustomField", "ModifyCustomField")
_Record = dict[str, Any]


class _Refusal(Exception):
    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message


class FakeRT:
    """One Request Tracker, as :class:`real_rt.RealRT`."""

    def __init__(self, *, desks: int = 1) -> None:
        self.tokens = {f"lacks {right}": f"1-30-{at}" for at, right in enumerate(RIGHTS)}
        self.tokens |= {"files": "1-28-a", "root": "1-14-b"}
        self.rights = {
            token: {right for right in RIGHTS if name != f"lacks {right}"} for name, token in self.tokens.items()
        }
        self.queues: dict[int, _Record] = {}
        self.fields: dict[str, _Record] = {}
        self.tickets: dict[int, _Record] = {}
        self.attachments: dict[int, _Record] = {}
        self.transactions = 0
        self.lock = threading.RLock()
        self.desks = []
        for at in range(1, desks + 1):
            number = self._queue(f"Zgłoszenia ŁCKM {at}", self._field("Klucz ŁCKM"))
            self.desks.append({"queue": f"Zgłoszenia ŁCKM {at}", "field": "Klucz ŁCKM", "number": number})
        self._queue("Bez pola")
        self._queue("Wzorzec", self._field("Wzorzec", pattern=r"^\d+$"))
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    def _queue(self, name: str, *fields: str) -> int:
        number = len(self.queues) + 1
        self.queues[number] = {"id": number, "Name": name, "Disabled": "0", "Lifecycle": "default", "fields": fields}
        return number

    def _field(self, name: str, pattern: str = "") -> str:
        number = str(len(self.fields) + 1)
        self.fields[number] = {"id": number, "name": name, "pattern": pattern}
        return number

    def start(self) -> None:
        """Listen, at the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Listen no more; what was filed stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, request: "_Asked") -> tuple[int, Any]:
        """Return the status of the answer, and what it says."""
        for method, pattern, act in _ROUTES:
            match = re.fullmatch(f"/rt/REST/2.0{pattern}", request.path)
            if match and method == request.method:
                return act(self, request, *match.groups())
        return 404, None


class _Asked:
    """A request, and the rights of who makes it."""

    def __init__(self, handler: BaseHTTPRequestHandler, rt: FakeRT) -> None:
        parts = urlsplit(handler.path)
        self.method, self.path = handler.command, unquote(parts.path)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.headers = handler.headers
        self.body = handler.rfile.read(int(handler.headers["Content-Length"] or 0))
        token = (handler.headers["Authorization"] or "").removeprefix("token ")
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


def _handler(rt: FakeRT) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            try:
                asked = _Asked(self, rt)
                with rt.lock:
                    status, said = rt.answer(asked)
            except _Refusal as refusal:
                status, said = refusal.status, {"message": refusal.message}
            body = b"" if status == 304 else json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            # What is not of REST 2 is a page for people.
            self.send_header("Content-Type", f"{'text/html' if said is None else 'application/json'}; charset=utf-8")
            if isinstance(said, dict) and "_etag" in said:
                self.send_header("ETag", said["_etag"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    return Handler


# ── queues ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _find_queue(rt: FakeRT, name: str) -> _Record | None:
    return next((queue for queue in rt.queues.values() if name in (queue["Name"], str(queue["id"]))), None)


def _get_queue(rt: FakeRT, asked: _Asked, name: str) -> tuple[int, Any]:
    asked.needs("SeeQueue")
    queue = _find_queue(rt, name)
    if queue is None:
        raise _Refusal(403, "Forbidden")
    seen = queue["fields"] if "SeeCustomField" in asked.rights else ()
    fields = [{"id": number, "name": rt.fields[number]["name"], "type": "customfield"} for number in seen]
    return 200, {**queue, "TicketCustomFields": fields}


def _put_queue(rt: FakeRT, asked: _Asked, name: str) -> tuple[int, Any]:
    queue = _find_queue(rt, name)
    if queue is None or not asked.is_root:
        raise _Refusal(403, "Forbidden")
    queue.update({name: str(value) for name, value in asked.data().items() if name in ("Disabled", "Lifecycle")})
    return 200, ["done"]


# ── tickets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _post_ticket(rt: FakeRT, asked: _Asked) -> tuple[int, Any]:
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
    files = [{"ContentType": "text/plain", "Filename": "", "data": data["Content"].replace("\r\n", "\n").encode()}]
    files += [
        {"ContentType": file["FileType"], "Filename": file["FileName"], "data": b64decode(file["FileContent"])}
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


def _changed(rt: FakeRT, ticket: _Record) -> None:
    rt.transactions += 1
    ticket["transaction"] = rt.transactions


def _ticket(rt: FakeRT, asked: _Asked, number: str) -> _Record:
    if int(number) not in rt.tickets:
        raise _Refusal(404, "Not Found")
    asked.needs("ShowTicket")
    ticket = rt.tickets[int(number)]
    return rt.tickets[ticket["EffectiveId"]]


def _fields(rt: FakeRT, asked: _Asked, ticket: _Record) -> list[_Record]:
    seen = ticket["Queue"]["fields"] if "SeeCustomField" in asked.rights else ()
    kept = ticket["fields"]
    return [
        {"id": field, "name": rt.fields[field]["name"], "values": [kept[field]] if field in kept else []}
        for field in seen
    ]


def _get_ticket(rt: FakeRT, asked: _Asked, number: str) -> tuple[int, Any]:
    ticket = _ticket(rt, asked, number)
    etag = f'"{ticket["transaction"]}"'
    links = [{"ref": "refers-to", "type": "ticket", "id": str(other)} for other in ticket["refers_to"]]
    said = {
        "id": ticket["id"],
        "Status": ticket["Status"],
        "Subject": ticket["Subject"],
        "Requestor": [],
        "CustomFields": _fields(rt, asked, ticket),
        "_hyperlinks": links,
        "_etag": etag,
    }
    return 304 if asked.headers["If-None-Match"] == etag else 200, said


def _put_ticket(rt: FakeRT, asked: _Asked, number: str) -> tuple[int, Any]:
    ticket = _ticket(rt, asked, number)
    if asked.headers["If-Match"] not in (None, f'"{ticket["transaction"]}"'):
        raise _Refusal(412, "Precondition Failed")
    data = asked.data()
    allowed = ("new", "open", "stalled", "resolved", "rejected", *(["deleted"] if asked.is_root else []))
    if "ModifyTicket" not in asked.rights or data.get("Status", "new") not in allowed:
        return 200, ["Permission Denied"]
    if "MergeInto" in data:
        ticket["EffectiveId"] = int(data["MergeInto"])
        _changed(rt, rt.tickets[ticket["EffectiveId"]])
    ticket["Status"] = data.get("Status", ticket["Status"])
    _changed(rt, ticket)
    return 200, ["done"]


def _get_tickets(rt: FakeRT, asked: _Asked) -> tuple[int, Any]:
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
        if ticket["Status"] != "deleted" and (finds_merged or ticket["EffectiveId"] == ticket["id"]) and matches(ticket)
    ]
    found = found if "ShowTicket" in asked.rights else []
    return 200, {"items": found[: int(asked.query.get("per_page", "20"))], "count": len(found), "page": 1}


# ── attachments ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _get_attachments(rt: FakeRT, asked: _Asked, number: str) -> tuple[int, Any]:
    return 200, {"items": [{"id": str(one), "type": "attachment"} for one in _ticket(rt, asked, number)["attachments"]]}


def _get_attachment(rt: FakeRT, asked: _Asked, number: str) -> tuple[int, Any]:
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
