"""A contact centre with the samples' routes and terms, its Open311 face, and who calls it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree
from starlette.testclient import TestClient

from lckm_core import ContactCentre, Role, build
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures import read
from lckm_core.publication import PortalTerms
from lckm_core.reports import Outcome, RouteTable
from lckm_open311 import ApiKey, Open311Face

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
KEY = "not-a-secret-" * 3
SECRET, LAMPS = "key-of-an-application", "key-of-the-lamp-application"


def read_sample(name, form):
    return read((SAMPLES / name).read_bytes(), syntax="yaml", model=form).build(form)


class City:
    """A contact centre, its face, and a client of it."""

    def __init__(self, *plugins, table=None, **options):
        self.now = NOON
        table = table or read_sample("routes/routes.yaml", RouteTable)
        self.memory = MemoryAdapter(table=table)
        self.memory.notices.save_terms(read_sample("terms/2023-01-19.yaml", PortalTerms))
        self.centre = ContactCentre(build(*(plugins or [self.memory])))
        self.options = {
            "keys": KEY,
            "contact": "lckm@uml.lodz.pl",
            "api_keys": [
                ApiKey("an application", SECRET),
                {"name": "lamps", "secret": LAMPS, "per_hour": 3, "categories": ["oswietlenie"]},
            ],
            "clock": lambda: self.now,
            "jurisdiction": "lodz.pl",
            **options,
        }
        self.face = Open311Face(self.centre, **self.options)
        self.client = TestClient(self.face.app)

    def get(self, path, **options):
        return self.client.get(path, **options)

    def post(self, path="/v2/requests.json", *, files=None, **fields):
        """Send a report of a lamp, with other fields where they are given; ``None`` leaves out."""
        fields = {
            "api_key": SECRET,
            "service_code": "oswietlenie",
            "address_string": "ul. Przykładowa 9",
            "description": "Lampa nie świeci.",
            **fields,
        }
        data = {name: value for name, value in fields.items() if value is not None}
        return self.client.post(path, data=data, files=files)

    def sent(self, **fields):
        """Send a report; return its number."""
        response = self.post(**fields)
        assert response.status_code == 200, response.text
        return response.json()[0]["service_request_id"]

    def request(self, number):
        """Return a request as it is shown."""
        response = self.get(f"/v2/requests/{number}.json")
        assert response.status_code == 200, response.text
        return response.json()[0]

    def numbers(self, **parameters):
        response = self.get("/v2/requests.json", params=parameters)
        assert response.status_code == 200, response.text
        return [one["service_request_id"] for one in response.json()]

    def close(self, number, outcome=Outcome.DONE, words="Wymieniono żarówkę."):
        self.centre.note_outcome(
            number, outcome, words=words, role=Role.CALL_CENTRE_STAFF, now=self.now
        )

    def wait(self, **by):
        self.now += timedelta(**by)


def xml(response):
    """Return the root of an answer in XML."""
    return etree.fromstring(response.content)


def codes(response):
    """Return the codes of errors in JSON."""
    return [one["code"] for one in response.json()]


def words(response):
    """Return the words of errors in JSON."""
    return " ".join(one["description"] for one in response.json())
