"""A centre in memory that takes reports in, and pictures to send to it."""

import io
from datetime import UTC, date, datetime, timedelta
from random import Random

from PIL import Image

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms
from lckm_core.reports import Category, Route
from lckm_intake import Intake

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
LATER = NOW + timedelta(minutes=5)
KEY, OLD_KEY = b"k" * 32, b"o" * 40
TABLE = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(
        Route(
            name="Drogi",
            categories=("droga",),
            unit="Zarząd Dróg i Transportu",
            mailbox="zdit@example.org",
            contact=True,
        ),
    ),
)
TERMS = PortalTerms(
    version="2026-01",
    valid_from=date(2026, 1, 1),
    text="Regulamin.",
    approved_by=Person("Ewa Pokazowa"),
    approved_on=date(2026, 1, 1),
)
FORM = {
    "description": "Nie świeci latarnia przy przystanku.",
    "category": "droga",
    "reporter": {"name": "Zdzisława Brzęczyszczykiewicz"},
}


def memory(*more):
    """Return an adapter in memory with terms in force, and a centre on it and *more*."""
    adapter = MemoryAdapter(TABLE)
    adapter.notices.save_terms(TERMS)
    return adapter, ContactCentre(build(adapter, *more))


def intake_on(centre, **options):
    """Return what takes reports in for a centre."""
    return Intake(centre, keys=[KEY, OLD_KEY], **options)


def jpeg(shade=0, size=(64, 48)):
    """Return a photo; each shade gives another."""
    noise = Random(shade).randbytes(size[0] * size[1])
    image = Image.frombytes("L", size, noise).convert("RGB")
    image.paste((shade % 256, 20, 20), (0, 0, 8, 8))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80, comment=b"KANAREK comment")
    return file.getvalue()
