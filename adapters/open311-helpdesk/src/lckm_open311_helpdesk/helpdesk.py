"""The helpdesk: reports sent to an Open311 server once, known by a mark of ours."""

import hmac
import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import attrs

from lckm_core.delivery import Accepted, Answer, Refusal, Refused, Result, Ticket, Unknown
from lckm_core.errors import Loggable
from lckm_core.reports import EventPlace
from lckm_http_client import NoReplyError, Server
from lckm_open311_helpdesk.replies import TooLargeReplyError, read_root

_log = logging.getLogger("lckm_open311_helpdesk")
_ADVICE = "check url, api_key, jurisdiction, services, attributes, secret and sample"
_FORM = "application/x-www-form-urlencoded; charset=utf-8"
_REFUSALS = {0: Refusal.UNREACHABLE, 413: Refusal.TOO_LARGE, 429: Refusal.BUSY}
_REFUSALS |= dict.fromkeys((401, 403), Refusal.NOT_ALLOWED)
_IN_DOUBT = (303, 408)  # taken, and its answer is elsewhere; given up on the way
_MARK = re.compile(r"Nasz znak: ([!-~]{1,150})/([a-p]{16})")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_SPAN = timedelta(days=89)  # a period may have 90 days
_SKEW = timedelta(days=1)  # servers call the time of any zone UTC
_MOMENT = timedelta(seconds=1)  # answers give moments to the second
_SHORTEST = timedelta(seconds=4)  # a period that is not halved any more
_FEWEST_ROWS = 10  # a shorter list is whole: no server lists fewer where it has more
_MOST_PAGES = 2000
_PAGE = "250"
_PAUSE = 1.0  # seconds between two questions for the id of a token


class _FailedError(Exception):
    """The server failed or refused, for a reason, and what it did."""

    def __init__(self, refusal: Refusal, cause: str) -> None:
        super().__init__(cause)
        self.refusal = refusal


@attrs.frozen(kw_only=True)
class RequestSettings:
    """What each request says; :class:`Open311HelpdeskAdapter` describes the settings."""

    api_key: str = attrs.field(repr=False)
    secret: str = attrs.field(repr=False)
    service: str
    services: Mapping[str, str]
    attributes: Mapping[str, Mapping[str, str]]
    jurisdiction: str
    no_place: str
    most_chars: int


class Open311Helpdesk:
    """Sends each ticket once, as a request with a signed mark; threads may share it."""

    takes_files = False
    """Files stay with the contact centre."""

    # Descriptions are public, and anybody may send requests. So each ends with a mark that needs
    # the secret: else a stranger's request with the key of a report would pass for that report.
    # A list without it may lack our requests, or their words. So answers count where the list
    # shows the sample, which is an earlier request of ours.

    def __init__(self, server: Server, settings: RequestSettings, sample: str) -> None:
        self._server = server
        self.peer = server.peer
        """The host and port of the server."""
        self._settings = settings
        self._always = {"jurisdiction_id": settings.jurisdiction} if settings.jurisdiction else {}
        self._sample = sample
        self._last_logged = ""

    def file(self, ticket: Ticket) -> Result:
        """Send a ticket unless the server has it; errors are logged once."""
        end = time.monotonic() + self._server.timeout
        try:
            known = self._search(ticket, end) if self._sample else None
            return known or self._post(ticket, end)
        except _FailedError as error:
            self._log_once(error)
            return Refused(error.refusal)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return the request of this ticket; ``NOT_THERE`` only where the list would show it."""
        if not self._sample:
            return Answer.CANNOT_BE_ASKED
        try:
            known = self._search(ticket, time.monotonic() + self._server.timeout)
        except _FailedError as error:
            self._log_once(error)
            return Answer.NO_ANSWER
        return known or Answer.NOT_THERE

    # ── searching ───────────────────────────────────────────────────────────────────────────────

    def _search(self, ticket: Ticket, end: float) -> Accepted | None:
        """Return the request with the ticket's mark, if the server shows what we sent."""
        self._require_sample(end)
        last = datetime.now(UTC) + _SKEW
        first = min(ticket.report.registered_at, last - _SKEW) - _SKEW
        code = self._code(ticket.key)
        while first < last:
            for request in self._list(first, min(first + _SPAN, last), end):
                if code in (request.findtext("description") or ""):
                    return Accepted(_text(request, "service_request_id"))
            first += _SPAN
        return None

    def _require_sample(self, end: float) -> None:
        """Raise :class:`_FailedError` unless the list shows the sample with its mark."""
        shown = self._get_unpaged(f"/requests/{self._sample}.xml", end)
        moment = next(map(_requested_at, shown), None)
        if moment is not None:
            listed = self._list(moment - _MOMENT, moment + _MOMENT, end)
            if any(self._is_sample(request) for request in listed):
                return
        raise _FailedError(Refusal.NOT_ALLOWED, "the list does not show the sample with its mark")

    def _is_sample(self, request: Element) -> bool:
        mark = _MARK.search(request.findtext("description") or "")
        is_ours = mark is not None and mark[2] == self._code(mark[1])
        return is_ours and _text(request, "service_request_id") == self._sample

    def _list(self, first: datetime, last: datetime, end: float) -> Iterator[Element]:
        """Yield the requests of a period, some twice; raise where the list may be cut."""
        # A server without pages gives the same again, and lets the rest of a long list out, we
        # do not know from which length on. What is shorter than another list of it is whole.
        longest = _FEWEST_ROWS
        periods = [(first, last)]
        while periods:
            first, last = periods.pop()
            pages: list[int] = []
            is_whole = False
            with suppress(TooLargeReplyError):
                for rows in self._pages(first, last, end):
                    pages.append(len(rows))
                    yield from rows
                is_whole = not pages[-1] or max(pages) < longest
            if not is_whole:
                periods += _halves(first, last)
            longest = max([longest, *pages])

    def _pages(self, first: datetime, last: datetime, end: float) -> Iterator[list[Element]]:
        """Yield the pages of a period's list, the last without rows or with nothing new."""
        seen: set[str] = set()
        for page in range(1, _MOST_PAGES):
            query = {
                "start_date": _w3c(first),
                "end_date": _w3c(last),
                "page": str(page),
                "page_size": _PAGE,
            }
            rows = self._get("/requests.xml", query, end)
            yield rows
            found = {_id(row) for row in rows}
            if found <= seen:
                return
            seen |= found
        raise _FailedError(Refusal.OTHER, "a list does not end")

    def _get(self, path: str, query: Mapping[str, str], end: float) -> list[Element]:
        try:
            reply = self._server.send("GET", path, end=end, query={**self._always, **query})
        except NoReplyError:
            raise _reply_error(0) from None
        root = read_root(reply)
        if reply.status != 200 or root is None or root.tag != "service_requests":
            raise _reply_error(reply.status)
        return root.findall("request")

    def _get_unpaged(self, path: str, end: float) -> list[Element]:
        try:
            return self._get(path, {}, end)
        except TooLargeReplyError:
            raise _FailedError(Refusal.OTHER, "a reply is too long") from None

    # ── sending ─────────────────────────────────────────────────────────────────────────────────

    def _post(self, ticket: Ticket, end: float) -> Result:
        form = {**self._always, "api_key": self._settings.api_key, **self._form(ticket)}
        headers = {"Content-Type": _FORM, "Idempotency-Key": self._code(ticket.key)}
        body = urlencode(form).encode()
        try:
            reply = self._server.send("POST", "/requests.xml", end=end, headers=headers, body=body)
            status, root = reply.status, read_root(reply)
        except NoReplyError as error:
            status, root = 0, None
            if not error.is_sent:
                raise _reply_error(0) from None
        except TooLargeReplyError:
            status, root = 200, None
        if 300 <= status < 500 and status not in _IN_DOUBT:
            raise _reply_error(status)
        is_answer = status in (200, 201) and root is not None and root.tag == "service_requests"
        taken = root.find("request") if is_answer and root is not None else None
        if taken is None:
            self._log_once(_reply_error(status))
            return Unknown()
        self._last_logged = ""
        number = _text(taken, "service_request_id")
        token = _text(taken, "token")
        return Accepted(number or (token and self._id_of(token, end)) or None)

    def _id_of(self, token: str, end: float) -> str:
        """Return the id of a request by its token; the token when none comes in time."""
        path = f"/tokens/{token}.xml" if re.fullmatch(r"[\w.~-]{1,100}", token, re.ASCII) else ""
        until = min(end, time.monotonic() + self._server.timeout / 4)
        while path and time.monotonic() < until:
            try:
                found = [_text(row, "service_request_id") for row in self._get_unpaged(path, until)]
            except _FailedError:
                found = []
            if any(found):
                return found[0]
            time.sleep(_PAUSE)
        return token

    def _form(self, ticket: Ticket) -> dict[str, str]:
        """Return the parameters of a request; nothing of a reporter is among them."""
        report, settings = ticket.report, self._settings
        category = report.category or ""
        place = report.place or EventPlace()
        form = {
            "service_code": settings.services.get(category, settings.service),
            "description": self._description(ticket),
        }
        if place.point:
            form |= {"lat": f"{place.point.latitude:.6f}", "long": f"{place.point.longitude:.6f}"}
        if place.address or not place.point:
            form["address_string"] = place.address or settings.no_place
        values = {attribute.name: attribute.value for attribute in report.attributes}
        for city_name, name in settings.attributes.get(category, {}).items():
            if name in values:
                form[f"attribute[{city_name}]"] = values[name]
        return form

    def _description(self, ticket: Ticket) -> str:
        notes = [f"Nasz znak: {ticket.key}/{self._code(ticket.key)}"]
        if ticket.attachments:
            notes.insert(0, f"Pliki pominięte: {len(ticket.attachments)}.")
        text = f"{ticket.subject}\n\n{ticket.text}"
        if len(text) + len("\n".join(notes)) + 1 > self._settings.most_chars:
            notes.insert(0, "[…] Treść skrócono: reszta jest u nadawcy.")
            text = text[: self._settings.most_chars - len("\n".join(notes)) - 2] + "\n"
        return text + "\n" + "\n".join(notes)

    def _code(self, key: str) -> str:
        """Return the signature of a key: letters alone, which no redaction takes for a number."""
        digest = hmac.new(self._settings.secret.encode(), key.encode(), "sha256").hexdigest()
        return digest[:16].translate(_LETTERS)

    def _log_once(self, error: _FailedError) -> None:
        if str(error) != self._last_logged:
            _log.error(
                "the Open311 server takes no requests (%s): %s",
                Loggable(str(error)),
                Loggable(_ADVICE),
            )
            self._last_logged = str(error)


def _halves(first: datetime, last: datetime) -> list[tuple[datetime, datetime]]:
    """Return both halves of a period; raise for one that is too short for it."""
    if last - first <= _SHORTEST:
        raise _FailedError(Refusal.OTHER, "a list may be cut, and the server has no pages")
    middle = first + (last - first) / 2
    return [(first, middle + _MOMENT), (middle, last)]


def _id(request: Element) -> str:
    return _text(request, "service_request_id") or _text(request, "token")


def _text(request: Element, name: str) -> str:
    return (request.findtext(name) or "").strip()


def _requested_at(request: Element) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(request, "requested_datetime"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reply_error(status: int) -> _FailedError:
    otherwise = Refusal.BUSY if status >= 500 else Refusal.OTHER
    cause = f"HTTP {status}" if status else "no answer"
    return _FailedError(_REFUSALS.get(status, otherwise), cause)
