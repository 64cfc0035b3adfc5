"""An endpoint: what its path, parameters, body and answers are, and what answers it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Literal

import attrs
from starlette.datastructures import Headers

from lckm_api._keys import ApiKey, Scope
from lckm_api._problems import (
    NOT_OFFERED,
    PARAMETER,
    ProblemError,
    ProblemKind,
    unreadable_here,
)
from lckm_core import ContactCentre
from lckm_core.calendar import DAY_PATTERN, MOMENT_PATTERN
from lckm_core.errors import LckmError, StoreUnavailableError
from lckm_core.ports import MissingAdapterError
from lckm_core.ports.optional import ReportFinder, offered
from lckm_core.reports import RouteTable
from lckm_core.text import Language, Message
from lckm_http import FormFile
from lckm_intake import Intake

Schema = dict[str, Any]
Place = Literal["path", "query", "header"]
JSON: Final = "application/json"
YAML: Final = "application/yaml"
MULTIPART: Final = "multipart/form-data"


@attrs.frozen
class Parameter:
    """A parameter of a path, a query or a header.

    Args:
        name: its name.
        place: where it is: in the path, the query or a header.
        about: what it is, in English.
        schema: its JSON Schema: a text with ``pattern`` or ``enum``, a boolean, or an integer
            with its bounds.
        required: whether it has to be there.
        many: whether it may be repeated.
        read: makes the value of a text that fits the schema; ``ValueError`` refuses it.
        missing: the problem of one that is required and not there.
    """

    name: str
    place: Place
    about: str
    schema: Schema
    required: bool = False
    many: bool = False
    read: Callable[[str], Any] = str
    missing: ProblemKind = PARAMETER

    def values(self, texts: Sequence[str]) -> Any:
        """Return the value, ``None`` where there is none. Raises :class:`ProblemError`."""
        if not texts:
            if self.required:
                raise self.problem("brakuje go.", "it is missing.", self.missing)
            return None
        if len(texts) > 1 and not self.many:
            raise self.problem("podaj jedną wartość.", "give one value.")
        if len(texts) > _MOST_VALUES:
            raise self.problem("za dużo wartości.", "there are too many values.")
        found = [self._value(text) for text in texts]
        return found if self.many else found[0]

    def problem(self, pl: str, en: str, kind: ProblemKind = PARAMETER) -> ProblemError:
        """Return the problem of a value that does not fit; nothing is quoted."""
        detail = Message(f"{self.name}: {pl}", f"{self.name}: {en}")
        return ProblemError(kind, detail, more={"parameter": self.name})

    def _value(self, text: str) -> Any:
        try:
            if not _fits(text, self.schema):
                raise ValueError
            return self.read(text)
        except ValueError:
            raise self.problem(
                "wartość nie pasuje; zobacz opis w openapi.json.",
                "the value does not fit; see its description in openapi.json.",
            ) from None


_MOST_VALUES = 100
_LONGEST = 400


def _fits(text: str, schema: Schema) -> bool:
    # A pattern that ends in „$” would let a line break pass.
    if len(text) > schema.get("maxLength", _LONGEST) or "\n" in text:
        return False
    match schema.get("type"):
        case "integer":
            fits = re.fullmatch("[0-9]{1,9}", text) is not None
            return fits and schema["minimum"] <= int(text) <= schema.get("maximum", 10**9)
        case "boolean":
            return text in ("true", "false")
        case _:
            if "enum" in schema:
                return text in schema["enum"]
            return re.search(schema["pattern"], text) is not None


def count(name: str, about: str, most: int, *, least: int = 1) -> Parameter:
    """Return a parameter of a query that is a whole number."""
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Parameter(name, "query", about, schema, read=int)


def flag(name: str, about: str) -> Parameter:
    """Return a parameter of a query that is true or false."""
    return Parameter(name, "query", about, {"type": "boolean"}, read=lambda text: text == "true")


def day(name: str, about: str) -> Parameter:
    """Return a parameter of a query that is a day."""
    schema = {"type": "string", "pattern": DAY_PATTERN}
    return Parameter(name, "query", about, schema, read=date.fromisoformat)


def moment(name: str, about: str) -> Parameter:
    """Return a parameter of a query that is an aware moment."""
    schema = {"type": "string", "pattern": MOMENT_PATTERN}
    return Parameter(name, "query", about, schema, read=read_moment)


def read_moment(text: str) -> datetime:
    """Return an aware moment. Raises ``ValueError`` for any other text."""
    # Near the ends of time, a moment has no equivalent in another zone.
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError
    return found


_FIRST_YEAR, _LAST_YEAR = 1900, 9000


@attrs.frozen
class Body:
    """What a request brings.

    Args:
        schema: the name of its JSON Schema, among the components.
        about: what it is, in English.
        model: what it is judged by before anything else; ``None``: what answers judges it.
        parts: in place of one model, what each member is judged by.
        media_types: those that are taken.
        judged_here: whether it is read before it is answered; else it is a file, as it came.
        personal: whether words of residents may be in it.
    """

    schema: str
    about: str
    model: type | None = None
    parts: Mapping[str, "Callable[[Any, Call], Any]"] = attrs.field(factory=dict)
    media_types: tuple[str, ...] = (JSON,)
    judged_here: bool = True
    personal: bool = False


@attrs.frozen
class Answer:
    """What is answered.

    Args:
        data: plain data; ``None`` for an answer without a body.
        status: the HTTP status.
        version: what an entity tag begins with, where ``If-Match`` asks for it.
        location: the address of what was made, below the face.
        following: the query of the next page.
    """

    data: Any = None
    status: int = 200
    version: str | None = None
    location: str | None = None
    following: Mapping[str, str] | None = None


@attrs.frozen(kw_only=True)
class Call:
    """A request, read and admitted, and the centre that it is for.

    Args:
        centre: the contact centre.
        intake: what registers reports.
        key: the key that it came with; ``None`` if it had none.
        values: the values of its parameters, by name.
        data: its body: a built model, or plain data.
        source: its body as it came.
        media_type: the media type of *source*.
        files: the files that came with it.
        now: the moment, aware.
        language: the language of messages.
    """

    centre: ContactCentre
    intake: Intake
    key: ApiKey | None
    values: Mapping[str, Any]
    data: Any = attrs.field(default=None, repr=False)
    source: bytes = attrs.field(default=b"", repr=False)
    media_type: str = ""
    files: Sequence[FormFile] = ()
    now: datetime
    language: Language

    @property
    def acting(self) -> ApiKey:
        """The key, of an endpoint that needs one."""
        assert self.key is not None
        return self.key

    @property
    def routes(self) -> RouteTable:
        """The table of routes in force. Raises :class:`ProblemError` (503)."""
        try:
            return self.centre.plugins.routes.table()
        except (MissingAdapterError, StoreUnavailableError):
            raise
        except (LckmError, OSError) as error:
            raise unreadable_here(error, _NO_TABLE) from None

    @property
    def finder(self) -> ReportFinder:
        """The store of reports, which can be searched. Raises :class:`ProblemError` (501)."""
        finder = offered(self.centre.plugins.reports, ReportFinder)
        if finder is None:
            raise ProblemError(NOT_OFFERED, _NO_FINDER)
        return finder


@attrs.frozen(kw_only=True)
class Endpoint:
    """A method at a path: the only description of it, for the router and for OpenAPI.

    Args:
        method: the HTTP method.
        path: the path below the face, as OpenAPI writes it.
        id: what it is called.
        about: what it does, in one English sentence.
        more: what else is to be known, in English.
        tag: what it is about.
        scope: what a key has to be for; ``None``: no key is needed.
        own_scope: what a key has to be for with some values of parameters.
        parameters: all of them.
        body: what it takes.
        answers: the names of schemas by status; empty for an answer without a body.
        problems: what may be wrong, in addition to what may be wrong with any request.
        headers: the names of headers that its answers may have, apart from the tag of a reading.
        gives: where its answer has the value of a parameter of other paths, as OpenAPI writes it.
        answer: what answers it.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    id: str
    about: str
    more: str = ""
    tag: str
    scope: Scope | None = None
    own_scope: Scope | None = None
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: Mapping[int, str]
    problems: Collection[ProblemKind] = ()
    headers: tuple[str, ...] = ()
    gives: Mapping[str, str] = attrs.field(factory=dict)
    answer: Callable[[Call], Answer]

    def values(
        self,
        path: Mapping[str, str],
        query: Sequence[tuple[str, str]],
        headers: Headers,
    ) -> dict[str, Any]:
        """Return the values of all parameters. Raises :class:`ProblemError` (400)."""
        known = {parameter.name for parameter in self.parameters if parameter.place == "query"}
        if any(name not in known for name, _ in query):
            raise ProblemError(PARAMETER, _unknown_parameter(sorted(known)))
        values = {}
        for parameter in self.parameters:
            if parameter.place == "query":
                texts = [text for name, text in query if name == parameter.name]
            elif parameter.place == "header":
                texts = headers.getlist(parameter.name)
            else:
                texts = [path[parameter.name]]
            values[parameter.name] = parameter.values(texts)
        return values


def _unknown_parameter(known: Sequence[str]) -> Message:
    if not known:
        return Message("Ten adres nie ma parametrów.", "This address takes no parameters.")
    names = ", ".join(known)
    return Message(
        f"Jednego z parametrów tu nie ma. Są: {names}.",
        f"One of the parameters does not exist here. These do: {names}.",
    )


_NO_TABLE = Message(
    "Tabeli tras nie da się teraz odczytać. Spróbuj później.",
    "The table of routes cannot be read just now. Try again later.",
)
_NO_FINDER = Message(
    "Zgłoszeń nie można tu szukać.", "The store of reports here cannot be searched."
)
