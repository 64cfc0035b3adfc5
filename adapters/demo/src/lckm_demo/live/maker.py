"""Makes the folder of the demo that goes on: settings, stores, and the sample reports."""

import secrets
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from lckm_cli.settings import read_settings
from lckm_core.centre import ContactCentre
from lckm_core.ports import NumberSeries
from lckm_core.ports.optional import ReportQuery
from lckm_core.reports import file_reference
from lckm_demo.folder import save
from lckm_demo.live.adapter import LiveAdapter
from lckm_demo.live.staff import StaffAdapter, logins
from lckm_demo.live.town_map import ZOOMS, draw_map
from lckm_demo.live.worker import UNANSWERING_UNIT
from lckm_demo.logs import logged
from lckm_demo.moments import Moments
from lckm_demo.paths import FILES, LIVE, LOG, SEARCH, SITE
from lckm_demo.procedure_flow import publish
from lckm_demo.test_data import PEOPLE, sent

_OFFICE, _KEYS, _OPEN311_KEY, _API_KEY = "office", "keys.txt", "open311.txt", "api.txt"
_STREETS, _TILES = "streets.csv", "tiles"
_ASKED_AFTER = timedelta(minutes=15)
"""After which the helpdesk is asked about what it did not answer."""
_SETTINGS = f"""\
# Zrobiło to lckm demo, a bierze lckm serve. Następne lckm demo zrobi ten folder od nowa.

[[adapter]]
use = "lckm_demo.live.adapter:LiveAdapter"
folder = {{ path = "." }}

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "{_OFFICE}" }}
without = ["procedures", "notices"]

[[adapter]]
use = "lckm_demo.live.staff:StaffAdapter"

[[adapter]]
use = "lckm_documents:DocumentsAdapter"
root = {{ path = "{FILES}" }}

[[adapter]]
use = "lckm_bip:BipAdapter"
target = {{ path = "{SITE}" }}
audiences = ["portal"]
phone = "42 638 44 44"
reports = "/{{language}}"

[[adapter]]
use = "lckm_search:SearchAdapter"
index = {{ path = "{SEARCH}" }}

[[face]]
use = "lckm_bip:PortalFace"
at = "/procedury"

[[face]]
use = "lckm_word:WordCheckFace"
at = "/opis"

[[face]]
use = "lckm_web:ResidentFace"
at = "/"
keys = [{{ file = "{_KEYS}" }}]
office = {{ portal = "/procedury/{{language}}" }}
streets = {{ path = "{_STREETS}" }}

[face.category_words]
dziura-w-jezdni = ["wyrwa", "asfalt", "ulica"]
oswietlenie = ["lampa", "latarnia", "ciemno", "światło", "lamp", "лампа"]
przepelniony-kosz = ["śmieci", "śmietnik", "rubbish", "сміття"]
dzikie-wysypisko = ["śmieci", "gruz", "rubbish", "сміття"]
odpady = ["śmieci", "wywóz", "rubbish", "сміття"]
drzewo = ["gałąź", "konar", "branch", "гілка"]
piaskownica = ["dzieci"]

[face.city_map]
tiles = {{ path = "{_TILES}" }}
zooms = {list(ZOOMS)}
credit = "Mapa pokazowa: takiego miasta nie ma."

[face.declaration]  # of nobody's: a city writes its own
entity = "Urząd pokazowy"
url = "http://127.0.0.1:8000/"
published_on = 2026-12-01
updated_on = 2026-12-01
status = "partial"
faults = ["Stron nie sprawdzono z czytnikami ekranu."]
drawn_up_on = 2026-12-01
reviewed_on = 2026-12-01
person = "Ewa Pokazowa"
email = "pokaz@example.org"
phone = "42 638 44 44"
architecture = "Pokaz nie ma budynku."

[[face]]
use = "lckm_demo.live.face:DemoFace"
at = "/poczta"
folder = {{ path = "." }}

[[face]]
use = "lckm_open311:Open311Face"
at = "/open311"
keys = [{{ file = "{_KEYS}" }}]
contact = "lckm@uml.lodz.pl"
endpoint_type = "test"
api_keys = [{{ name = "demo", secret = {{ file = "{_OPEN311_KEY}" }} }}]

[[face]]
use = "lckm_desk:DeskFace"
at = "/biuro"
keys = [{{ file = "{_KEYS}" }}]
streets = {{ path = "{_STREETS}" }}
sessions = {{ fresh_minutes = 0 }}  # the clock of the demo may be months ahead

[face.sign_in]  # a city uses its own: lckm_sign_in:HeaderSignIn or lckm_oidc:OidcSignIn
use = "lckm_sign_in:DemoSignIn"
staff = [
{logins()}
]

[face.word]
use = "lckm_word:WordFiles"

[[face]]
use = "lckm_api:ApiFace"
at = "/api/v1"
keys = [{{ file = "{_KEYS}" }}]

[[face.api_keys]]
name = "demo"
secret = {{ file = "{_API_KEY}" }}
role = "call-centre-staff"
scopes = ["report:write", "report:read", "report:act", "procedure:call-centre", "route:read"]
"""


def make_live(target: Path, samples: Path, on: date) -> None:
    """Make the folder ``live`` within that of the demo.

    Args:
        target: the folder of the demo.
        samples: the sample procedures, routes, terms and reports.
        on: the day of the demo; what was done with procedures and reports is of the day before.
    """
    folder = target / LIVE
    (folder / _OFFICE).mkdir(parents=True)
    shutil.copy(samples / "routes" / "routes.yaml", folder / _OFFICE)
    draw_map(folder / _TILES)
    shutil.copy(samples / "streets" / "lodz.csv", folder / _STREETS)
    save(folder / "lckm.toml", _SETTINGS)
    for name in (_KEYS, _OPEN311_KEY, _API_KEY):
        save(folder / name, f"{secrets.token_urlsafe(32)}\n")
        (folder / name).chmod(0o600)
    settings = read_settings(folder / "lckm.toml")
    # Without the staff: the samples were handed in by people who are not in that directory.
    adapters = [adapter for adapter in settings.adapters() if not isinstance(adapter, StaffAdapter)]
    (live,) = (adapter for adapter in adapters if isinstance(adapter, LiveAdapter))
    centre = settings.centre(adapters)
    try:
        # The demo may be opened in the morning: nothing may be dated later that day.
        publish(_LiveHost(centre, target), on, Moments(on - timedelta(days=1)))
        with logged(target / LOG):  # that a delivery waits for a person is meant
            _deliver_all(centre, live, _register_all(centre, live, samples, on))
    finally:
        live.close()


class _LiveHost(NamedTuple):
    """The centre whose procedures are published, and where the samples lie."""

    centre: ContactCentre
    target: Path


def _register_all(centre: ContactCentre, live: LiveAdapter, samples: Path, on: date) -> datetime:
    """Register the sample reports, as of the day before where there were terms.

    Returns when all have come in.
    """
    before = on - timedelta(days=1)
    terms = centre.plugins.notices.terms()
    moments = Moments(before if any(term.valid_from <= before for term in terms) else on)
    for index, sample in enumerate(
        sent(samples / "reports", on.year, lambda number: PEOPLE.others)
    ):
        now = moments.registered(index)
        number = centre.plugins.numbers.next_number(NumberSeries.REPORT, now=now)
        for count, content in enumerate(sample.files, start=1):
            live.attachments.keep(file_reference(number, count), content, now=now)
        centre.register(sample.form, number=number, now=now, heads=sample.files)
    return moments.delivered


def _deliver_all(centre: ContactCentre, live: LiveAdapter, at: datetime) -> None:
    """Deliver the sample reports, and withdraw the consent of one whose unit does not answer.

    So the desk has a delivery that waits for a person, and a notice that nobody has confirmed.
    """
    later = at + _ASKED_AFTER
    for now in (at, later):
        _dispatch(centre, now)
    query = ReportQuery(units=[UNANSWERING_UNIT])
    (first,) = live.reports.find_reports(query, oldest_first=True, limit=1)
    centre.withdraw_consent(first.report.number, now=later)
    centre.open_erasure_notices(now=later)
    _dispatch(centre, later)


def _dispatch(centre: ContactCentre, now: datetime) -> None:
    """Deliver what is due at a moment."""
    while centre.dispatch_due("demo", clock=lambda: now):
        pass
