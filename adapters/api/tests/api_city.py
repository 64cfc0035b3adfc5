"""A contact centre with the samples' routes and terms, its API face, and who calls it."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import jsonschema

from lckm_api import ApiFace, ApiKey, Scope
from lckm_api._openapi import document
from lckm_api._schemas import components
from lckm_api._table import ENDPOINTS
from lckm_core import ContactCentre, build
from lckm_core.forms import to_data
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.ports import provide
from lckm_core.procedures import read
from lckm_core.publication import PortalTerms
from lckm_core.reports import RouteTable
from lckm_sql import SqlAdapter
from tests.helpers.asgi_client import asgi_client

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOW = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
KEY = "not-a-secret-" * 3
SECRETS = {
    name: f"secret-of-the-{name}"
    for name in ("sender", "reader", "call-centre", "unit", "monitoring", "head", "operator")
}
UNIT = "Zarząd Zieleni Miejskiej w Łodzi"
CELL = "Wydział Spraw Obywatelskich i Komunikacji"
HANDOVER = {
    "unit": OFFICE,
    "cell": CELL,
    "role": "kierownik komórki organizacyjnej",
    "channel": "EZD",
    "received_on": "2026-11-30",
    "asked_by": "Adam Próbny",
    "reference": "SOK.0123.4.2026",
}
REPORTS = (Scope.READ_REPORTS, Scope.ACT_ON_REPORTS, Scope.ERASE_REPORTS)
API_KEYS = (
    ApiKey("sender", SECRETS["sender"], [Scope.WRITE_REPORTS]),
    ApiKey("reader", SECRETS["reader"], [Scope.READ_REPORTS]),
    {
        "name": "call-centre",
        "secret": SECRETS["call-centre"],
        "scopes": [*REPORTS, "report:write", "report:personal", "procedure:call-centre"],
        "role": "call-centre-staff",
    },
    ApiKey("unit", SECRETS["unit"], ["report:read", "report:act"], "staff-of-unit", UNIT),
    ApiKey(
        "monitoring",
        SECRETS["monitoring"],
        ["edition:read", "edition:write", "edition:move", "procedure:check"],
        "monitoring-staff",
    ),
    ApiKey("head", SECRETS["head"], ["edition:read", "edition:move"], "head-of-cell", OFFICE, CELL),
    ApiKey("operator", SECRETS["operator"], ["route:read", "trail:read"]),
)
FORM = {
    "description": "Lampa nie świeci. Tel. 601 111 222",
    "category": "oswietlenie",
    "place": {"address": "ul. Przykładowa 9"},
    "reporter": {"name": "Idalia Kanarek", "email": "kanarek@example.com"},
}


@cache
def read_sample(name, form):
    return read((SAMPLES / name).read_bytes(), syntax="yaml", model=form).build(form)


def plain_sample(name, form):
    """Return a sample as plain data."""
    return to_data(read_sample(name, form))


class City:
    """A contact centre, its face, and clients of it."""

    def __init__(self, *plugins, **options):
        self.now = NOW
        self.memory = MemoryAdapter(table=read_sample("routes/routes.yaml", RouteTable))
        self.memory.notices.save_terms(read_sample("terms/2023-01-19.yaml", PortalTerms))
        self.centre = ContactCentre(build(*(plugins or [self.memory])))
        options = {"keys": KEY, "api_keys": API_KEYS, "clock": lambda: self.now, **options}
        self.face = ApiFace(self.centre, **options)
        self.client = asgi_client(self.face.app, follow_redirects=True)

    def ask(self, method, path, who=None, *, headers=(), **options):
        """Send a request; hold its answer against the OpenAPI document, and return it."""
        headers = dict(headers)
        if who is not None:
            headers["Authorization"] = f"Bearer {SECRETS[who]}"
        response = self.client.request(method, path, headers=headers, **options)
        require_described(method, path, response)
        return response

    def sent(self, key="a-1", **fields):
        """Send a report; return its number."""
        response = self.ask("PUT", f"/reports/by-key/{key}", "sender", json={**FORM, **fields})
        assert response.status_code == 201, response.text
        return response.json()["number"]

    def memory_report(self):
        """Register a report without the API; return its number."""
        return self.centre.register(FORM, number="ZG-2026-7", now=self.now).number

    def wait(self, **by):
        self.now += timedelta(**by)


def sqlite_city(folder, *, attachments=None, **options):
    """Return a city whose reports, procedures and trail lie in SQLite, its ``sql``."""
    sql = SqlAdapter(url=f"sqlite:///{folder}/lckm.sqlite", encryption=False)
    memory = City().memory
    sql.notices.save_terms(next(iter(memory.notices.terms())))
    rest = provide(
        routes=memory,
        mailer=memory.mailer,
        helpdesk=memory.helpdesk,
        documents=memory.documents,
        attachments=[attachments or memory.attachments],
    )
    city = City(sql, rest, **options)
    city.sql = sql
    return city


def kind_of(response):
    """Return the status and the last part of the type of a problem."""
    return response.status_code, response.json()["type"].rpartition("/")[2]


def endpoint_of(method, path):
    """Return the endpoint of a method at a path, as the router finds it."""
    path = path.partition("?")[0]
    for endpoint in sorted(ENDPOINTS, key=lambda one: -one.path.count("/")):
        parts, own = path.split("/"), endpoint.path.split("/")
        if (
            endpoint.method == method
            and len(parts) == len(own)
            and all(one == other or other[:1] == "{" for one, other in zip(parts, own, strict=True))
        ):
            return endpoint
    return None


def schema_of(name):
    return {"components": {"schemas": components()}, "$ref": f"#/components/schemas/{name}"}


@cache
def _validator_of(name):
    """Return what holds an answer against a schema, which is checked once."""
    kind = jsonschema.validators.validator_for(schema_of(name))
    kind.check_schema(schema_of(name))
    return kind(schema_of(name))


@cache
def _paths():
    return document(ENDPOINTS, "")["paths"]


_DESCRIBED = ("ETag", "Link", "Location", "Retry-After", "WWW-Authenticate")


def require_described(method, path, response):
    """Fail unless the document says that there may be such an answer."""
    is_problem = response.headers.get("content-type") == "application/problem+json"
    endpoint = endpoint_of(method, path)
    if endpoint is not None and response.status_code != 405:
        operation = _paths()[endpoint.path][method.lower()]
        described = operation["responses"][str(response.status_code)]
        sent = {name for name in _DESCRIBED if name.lower() in response.headers}
        assert sent <= described.get("headers", {}).keys(), (method, path, sent)
        if is_problem:
            assert f"`{kind_of(response)[1]}`" in described["description"], (method, path)
    if is_problem:
        _validator_of("problem").validate(response.json())
        assert response.json()["status"] == response.status_code
        return
    if endpoint is None or response.status_code == 304:
        return
    name = endpoint.answers[response.status_code]
    if name:
        _validator_of(name).validate(response.json())
    else:
        assert not response.content
