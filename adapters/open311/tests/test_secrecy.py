"""No answer has a reporter's datum, and after withdrawal no store has one."""

import logging

import attrs
import pytest
from open311_city import NOON, SECRET, City

from lckm_core.ports import provide
from lckm_folder import FolderAdapter
from lckm_open311._parameters import Parameters
from lckm_sql import SqlAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.photos import GPS_JPEG

SENT = {
    "service_code": "drzewo",
    "first_name": "Idalia",
    "last_name": "Kanarek",
    "email": "kanarek-poczta@example.com",
    "phone": "601 333 444",
    "device_id": "kanarek-aparat",
    "account_id": "kanarek-konto",
    "description": "Drzewo się chwieje. Idalia Kanarek, tel. 601 111 222, slowa@kanarek.pl",
    "address_string": "ul. Przykładowa 9, tel. 601 555 666",
    "attribute[wiek-drzewa]": "60",
    "media_url": "https://kanarek.example.com/1.jpg",
}
TRACES = (
    *("Kanarek", "kanarek-", "601 333 444", "601 111 222", "601 555 666", "slowa@kanarek.pl"),
    *("Aparat Testowy", "plik-k", "601333444"),
)
PATHS = (
    *("/v2/requests", "/v2/requests/{}", "/v2/tokens/{}", "/v2/requests?service_request_id={}"),
    *("/v2/requests?extensions=true", "/v2/requests/{}?extensions=true", "/v2/services"),
    *("/v2/requests?status=closed", "/discovery", "/v2/servicerequestupdates"),
)


def addresses(number):
    for path in PATHS:
        for suffix in (".xml", ".json"):
            base, mark, query = path.format(number).partition("?")
            yield base + suffix + mark + query


def test_no_answer_has_a_datum_of_the_reporter(caplog):
    caplog.set_level(logging.DEBUG)
    city = City()
    response = city.post(**SENT, files={"media": ("plik-k.jpg", GPS_JPEG, "image/jpeg")})
    assert not [trace for trace in TRACES if trace in response.text]
    number = response.json()[0]["service_request_id"]
    report = city.memory.reports.get(number)
    assert report.personal.reporter.name == "Idalia Kanarek"
    assert report.personal.reporter.phone == "601 333 444"
    city.close(number, words="Pani Idalia Kanarek, 601 333 444, została zawiadomiona.")
    for address in addresses(number):
        text = city.get(address).text
        assert not [trace for trace in TRACES if trace in text], address
    assert not [trace for trace in TRACES if trace in caplog.text]


def test_a_refusal_quotes_nothing():
    city = City()
    for fields in (
        {"lat": "Kanarek", "long": "Kanarek"},
        {"locale": "Kanarek Kanarek"},
        {"service_code": "Kanarek"},
        {"attribute[Kanarek]": "Kanarek"},
        {"attribute[wiek-drzewa]": "Kanarek", "service_code": "drzewo"},
        {"email": "Kanarek" * 200},
        {"description": "Kanarek " * 600},
        {"api_key": "Kanarek"},
    ):
        response = city.post(**fields)
        assert response.status_code >= 400, fields
        assert "Kanarek" not in response.text, fields


def test_each_canary_stays_in_its_store():
    """Whatever a report has in its personal part, however it came in."""
    canary = PersonalDataCanary()
    city = City()

    report = attrs.evolve(
        samples.full_report(canary, "A-1"), registered_at=NOON, category="oswietlenie"
    )
    city.memory.reports.add(report, samples.opened("A-1", now=NOON))
    for address in addresses("A-1"):
        assert not canary.search(city.get(address).content), address
    assert city.request("A-1")["service_request_id"] == "A-1"


@pytest.mark.parametrize("refused", [False, True])
def test_after_withdrawal_no_byte_is_in_any_file(tmp_path, refused):
    sql = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.sqlite", encryption=False)
    files = FolderAdapter(tmp_path / "f", attachments=tmp_path / "files", encryption=False)
    memory = City().memory
    sql.notices.save_terms(next(iter(memory.notices.terms())))
    rest = provide(
        routes=memory,
        mailer=memory.mailer,
        helpdesk=memory.helpdesk,
        attachments=[files.attachments],
    )
    city = City(sql, rest)
    upload = [("media", ("plik-k.jpg", GPS_JPEG, "image/jpeg"))]
    if refused:
        upload.append(("media", ("b.jpg", b"no picture", "image/jpeg")))
    response = city.post(**SENT, files=upload)
    if refused:
        assert response.status_code == 400
    else:
        city.centre.withdraw_consent(response.json()[0]["service_request_id"], now=city.now)
    sql.close()
    found = b"\0".join(
        path.read_bytes() + str(path).encode() for path in tmp_path.rglob("*") if path.is_file()
    )
    assert (b"Drzewo" in found) is not refused
    assert not [trace for trace in TRACES if trace.encode() in found]
    assert SECRET.encode() not in found


def test_what_was_typed_is_in_no_representation():
    assert "Kanarek" not in repr(Parameters.of(SENT.items()))
