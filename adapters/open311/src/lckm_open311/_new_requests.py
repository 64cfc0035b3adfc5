"""Reports sent by other applications: their parameters, and the reports made of them."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from lckm_core.errors import NoTermsError
from lckm_core.findings import Finding
from lckm_core.reports import (
    AttributeQuestion,
    IntakeLimits,
    InvalidReportError,
    check_report_form,
)
from lckm_core.text import Message
from lckm_http import FormFile
from lckm_intake import FileRefusedError, NoFileStoreError
from lckm_open311._answers import Answer
from lckm_open311._api_keys import ApiKey
from lckm_open311._faults import (
    FORBIDDEN,
    NOT_FOUND,
    TOO_LARGE,
    UNAVAILABLE,
    WRONG,
    Fault,
    RefusedError,
    missing,
    unknown,
    wrong,
)
from lckm_open311._parameters import Parameters
from lckm_open311._registration import Registration
from lckm_open311._services import AREA, PLACE_KIND, Services

_LOG = logging.getLogger("lckm_open311")
_MEDIA = ("media", "media[]")


@attrs.frozen
class NewRequests:
    """Takes reports of services in.

    Args:
        registration: what registers each once.
        services: the services, in the language of the report.
    """

    registration: Registration
    services: Services

    def take(self, parameters: Parameters, files: Sequence[FormFile], *, now: datetime) -> Answer:
        """Register the report, and return its number. Raises :class:`RefusedError`."""
        form = self._form(parameters, self.registration.key)
        files = [file for file in files if file.field in _MEDIA]
        faults = [
            *_form_faults(check_report_form(form, limits=self._limits).errors),
            *_file_faults(files, self._limits),
        ]
        if faults:
            raise RefusedError(faults)
        category = self.services.categories[form["category"]]
        answer = {
            "service_request_id": self._register(form, files, now),
            "service_notice": category.notice_in(self.services.language),
            "account_id": None,
        }
        return Answer("service_requests", [answer])

    @property
    def _limits(self) -> IntakeLimits:
        return self.registration.city.limits

    def _register(self, form: Mapping[str, Any], files: Sequence[FormFile], now: datetime) -> str:
        tokens: list[str] = []
        intake = self.registration.city.intake
        try:
            for file in files:
                draft = intake.add_file(file.name, file.data, now=now)
                tokens.append(draft.token)
            return self.registration.register(form, tokens, now=now).number
        except (FileRefusedError, NoFileStoreError) as error:
            raise RefusedError([Fault(WRONG, _prefix_name("media", error.message))]) from None
        except InvalidReportError as error:
            raise RefusedError([*_form_faults(error.findings.errors)]) from None
        except NoTermsError as error:
            _LOG.error("Open311: %s", type(error).__name__)
            raise RefusedError([Fault(UNAVAILABLE, error.message)]) from None
        finally:
            for token in tokens:
                intake.discard(token)

    # ── parameters ──────────────────────────────────────────────────────────────────────────────

    def _form(self, parameters: Parameters, key: ApiKey) -> dict[str, Any]:
        """Return the form of a report. Raises :class:`RefusedError` with all faults."""
        faults: list[Fault] = []
        code = parameters.text("service_code")
        fault = self._service_fault(code, key)
        place: dict[str, Any] = {}
        attributes: dict[str, str] = {}
        if fault is not None:
            faults.append(fault)
        else:
            attributes = self._attributes(code, parameters, faults)
        try:
            place = _place(parameters)
        except RefusedError as error:
            faults += error.faults
        else:
            if not place:
                faults.append(missing("lat, long, address_string"))
        if faults:
            raise RefusedError(faults)
        place |= {"kind": attributes.pop(PLACE_KIND, None), "area": attributes.pop(AREA, None)}
        category = self.services.categories[code]
        language = self.services.language
        return {
            "description": _description(parameters) or category.name_in(language),
            "category": code,
            "place": {name: value for name, value in place.items() if value},
            "attributes": [{"name": name, "value": text} for name, text in attributes.items()],
            "reporter": _reporter(parameters),
            "channel": "open311",
            "language": language,
        }

    def _service_fault(self, code: str, key: ApiKey) -> Fault | None:
        if not code:
            return missing("service_code")
        stopping = self.services.stopping(code)
        if stopping is not None:
            notices = (stopping.notice_in(language) or "" for language in ("pl", "en"))
            return Fault(NOT_FOUND, Message(*notices))
        if code not in self.services.categories:
            return unknown("service_code")
        if key.categories and code not in key.categories:
            return Fault(
                FORBIDDEN,
                Message(
                    "Tym kluczem api_key nie można zgłaszać spraw tej kategorii.",
                    "This api_key is not for reports of this service_code.",
                ),
            )
        return None

    def _attributes(self, code: str, parameters: Parameters, faults: list[Fault]) -> dict[str, str]:
        """Return the attributes that the service asks for, by code; note what is wrong."""
        asked = self.services.questions(code)
        known = {question.name: question for question in asked.attributes}
        if asked.place_kinds:
            known[PLACE_KIND] = AttributeQuestion(PLACE_KIND, asked.place_kinds)
        if asked.areas:
            known[AREA] = AttributeQuestion(AREA, asked.areas)
        given: dict[str, str] = {}
        has_others = False
        for name, values in parameters.attributes.items():
            if name not in known:
                has_others = True
            elif (fault := _attribute_fault(known[name], values)) is not None:
                faults.append(fault)
            else:
                given[name] = values[0]
        if has_others:
            faults.append(
                wrong(
                    "attribute",
                    "ta usługa nie pyta o jedną z podanych cech.",
                    "this service does not ask for one of the attributes.",
                )
            )
        return given


def _attribute_fault(question: AttributeQuestion, values: Sequence[str]) -> Fault | None:
    name = f"attribute[{question.name}]"
    if len(set(values)) > 1:
        return wrong(name, "podaj jedną wartość.", "give one value.")
    if question.options and values[0] not in question.options:
        return wrong(name, "podaj jedną z wartości usługi.", "give one of the service's values.")
    if question.is_number and not (
        values[0].isascii() and values[0].isdecimal() and len(values[0]) <= _DIGITS
    ):
        return wrong(name, "podaj liczbę całkowitą.", "give a whole number.")
    return None


# More digits than the conditions of routes look at.
_DIGITS = 9


def _place(parameters: Parameters) -> dict[str, Any]:
    place: dict[str, Any] = {}
    address = parameters.line("address_string") or parameters.line("address_id")
    if address:
        place["address"] = address
    if (point := parameters.point()) is not None:
        place["point"] = {"latitude": point[0], "longitude": point[1]}
    return place


def _description(parameters: Parameters) -> str:
    """Return the description; an address of a picture is kept as words, and never opened."""
    text = parameters.text("description").replace("\r\n", "\n").replace("\r", "\n")
    links = [f"media_url: {link}" for link in parameters.values.get("media_url", ())]
    return "\n\n".join(part for part in (text, *links) if part)


def _reporter(parameters: Parameters) -> dict[str, str] | None:
    names = (parameters.line("first_name"), parameters.line("last_name"))
    given = {
        "name": " ".join(name for name in names if name),
        "email": parameters.line("email"),
        "phone": parameters.line("phone"),
    }
    return {name: text for name, text in given.items() if text} or None


# ── faults of what the core checks ──────────────────────────────────────────────────────────────

_PARAMETERS = {
    "/description": "description",
    "/place/address": "address_string",
    "/place/point": "lat, long",
    "/attributes": "attribute",
    "/reporter/name": "first_name, last_name",
    "/reporter/email": "email",
    "/reporter/phone": "phone",
    "/attachments": "media",
    "/language": "locale",
}


def _form_faults(findings: Sequence[Finding]) -> Iterator[Fault]:
    for finding in findings:
        paths = (path for path in _PARAMETERS if finding.path.startswith(path))
        name = _PARAMETERS[path] if (path := next(paths, None)) else "request"
        yield Fault(WRONG, _prefix_name(name, Message(finding.text("pl"), finding.text("en"))))


def _file_faults(files: Sequence[FormFile], limits: IntakeLimits) -> Iterator[Fault]:
    if len(files) > limits.most_attachments:
        yield wrong("media", "za dużo plików.", "too many files.")
    if any(file.is_too_large for file in files):
        message = Message("plik jest za duży.", "a file is too large.")
        yield Fault(TOO_LARGE, _prefix_name("media", message))


def _prefix_name(name: str, message: Message) -> Message:
    return Message(f"{name}: {message.pl}", f"{name}: {message.en}")
