"""A foreign Open311 server in this process: GeoReport v2, with the faults of real ones."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from tests.helpers.helpdesk_server import HelpdeskServer
from tests.helpers.http_server import Request

API_KEY = "VERY-secret-key-of-ours"
SECRET = "also-VERY-secret-" * 3
JURISDICTION = "example.org"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


class FakeOpen311(HelpdeskServer):
    """A server with requests, each a form with an id and a moment."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.wants_jurisdiction = True
        self.has_pages, self.repeats_last_page = True, False
        self.most = 1000
        self.leaves_out_ends = False
        self.shows_descriptions = self.lists = True
        self.gives: str = "service_request_id"
        self.tokens_take = 0
        self.answer_to_post: tuple[int, bytes] | None = None
        self._lock = threading.Lock()
        super().__init__(tls)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.origin}/open311/v2"

    def add(self, form: dict[str, str], at: datetime | None = None) -> dict[str, str]:
        """Store a request."""
        with self._lock:
            number = str(100 + len(self.requests))
            moment = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
            made = {**form, "service_request_id": number, "requested_datetime": moment}
            self.requests.append(made)
        return made

    def reply(self, request: Request, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        self.headers.append(dict(request.headers))
        parts = urlsplit(request.path)
        path = parts.path.removeprefix("/open311/v2/")
        form = dict(parse_qsl((body or parts.query.encode()).decode(), keep_blank_values=True))
        if "jurisdiction_id" not in form and self.wants_jurisdiction:
            return _fault(400, "jurisdiction_id was not provided.")
        if form.get("jurisdiction_id", JURISDICTION) != JURISDICTION:
            return _fault(404, "jurisdiction_id was not found.")
        if request.command == "POST":
            if not request.headers["Content-Type"].startswith("application/x-www-form-urlencoded"):
                return _fault(400, "service_code was not provided")
            return self.answer_to_post or self._post(form)
        if path == "requests.xml":
            return self._list(form)
        kind, _, name = path.removesuffix(".xml").partition("/")
        if kind == "tokens":
            return self._token(name)
        found = [one for one in self.requests if one["service_request_id"] == name]
        return 200, self._requests(found) if found else _fault(404, "not found")[1]

    def _post(self, form: dict[str, str]) -> tuple[int, bytes]:
        if form.get("api_key") != API_KEY:
            return _fault(403, "api_key was not provided")
        for name in ("service_code", "description"):
            if not form.get(name):
                return _fault(400, f"{name} was not provided")
        if not form.get("address_string") and not (form.get("lat") and form.get("long")):
            return _fault(400, "no location")
        if "lat" in form and not (50 < float(form["lat"]) < 53 and 18 < float(form["long"]) < 21):
            return _fault(400, "outside the city")
        number = self.add(form)["service_request_id"]
        given = f"<{self.gives}>{number}</{self.gives}>" if self.gives else ""
        return 200, _xml(f"<service_requests><request>{given}</request></service_requests>")

    def _token(self, token: str) -> tuple[int, bytes]:
        self.tokens_take -= 1
        if self.tokens_take >= 0:
            return _fault(404, "token was not found")
        number = f"<service_request_id>{token}</service_request_id><token>{token}</token>"
        return 200, _xml(f"<service_requests><request>{number}</request></service_requests>")

    def _list(self, query: dict[str, str]) -> tuple[int, bytes]:
        first, last = (datetime.fromisoformat(query[name]) for name in ("start_date", "end_date"))
        if not timedelta() <= last - first <= timedelta(days=90):
            return _fault(400, "a period has at most 90 days")
        found = [
            one
            for one in self.requests
            if self.lists
            and first <= datetime.fromisoformat(one["requested_datetime"]) <= last
            # Whether the ends of a period belong to it, no standard says.
            and not (self.leaves_out_ends and one["requested_datetime"] in query.values())
        ]
        found = sorted(found, key=lambda one: one["requested_datetime"], reverse=True)
        found = found[: self.most]
        if self.has_pages:
            size = int(query.get("page_size", "50"))
            skip = (int(query.get("page", "1")) - 1) * size
            if self.repeats_last_page:
                skip = min(skip, (len(found) - 1) // size * size)
            found = found[skip : skip + size]
        return 200, self._requests(found)

    def _requests(self, found: list[dict[str, str]]) -> bytes:
        rows = []
        for one in found:
            shown = one["description"] if self.shows_descriptions else ""
            rows.append(
                f"<request><service_request_id>{one['service_request_id']}</service_request_id>"
                f"<status>open</status><description>{_written(shown)}</description>"
                f"<requested_datetime>{one['requested_datetime']}</requested_datetime></request>"
            )
        return _xml(f"<service_requests>{''.join(rows)}</service_requests>")


def _written(text: str) -> str:
    # As servers do that do not know what XML cannot hold.
    return escape("".join(sign for sign in text if sign >= " " or sign in "\t\n"))


def _xml(text: str) -> bytes:
    return (_HEAD + text).encode("utf-8", "replace")


def _fault(status: int, words: str) -> tuple[int, bytes]:
    error = f"<error><code>{status}</code><description>{words}</description></error>"
    return status, _xml(f"<errors>{error}</errors>")
