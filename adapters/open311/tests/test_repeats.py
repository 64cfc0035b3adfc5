"""A report that is sent again because its answer was lost is one report."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread

import attrs
import pytest
from open311_city import KEY, SECRET, City, codes

from lckm_core import ContactCentre, Role
from lckm_open311 import ApiKey, Jurisdiction
from tests.helpers.photos import GPS_JPEG

OTHER_SECRET = "key-of-another-application"


def send(city, key="8e03978e-40d5-43dd-bc93-6894a57f9324", files=None, **fields):
    form = {
        "api_key": SECRET,
        "service_code": "oswietlenie",
        "address_string": "ul. Przykładowa 9",
        "description": "Lampa nie świeci.",
        **fields,
    }
    headers = {"Idempotency-Key": key} if key else {}
    return city.client.post("/v2/requests.json", data=form, files=files, headers=headers)


def number_of(response):
    assert response.status_code == 200, response.text
    return response.json()[0]["service_request_id"]


def test_a_report_sent_again_under_its_key_is_the_first():
    city = City()
    number = number_of(send(city))
    city.wait(days=2)
    assert number_of(send(city)) == number
    assert number_of(send(City(city.memory))) == number  # after a restart
    assert city.numbers() == [number]
    assert number_of(send(city, key="another")) != number
    assert city.request(number)["requested_datetime"] == "2026-12-01T11:00:00Z"


def test_it_is_the_first_with_its_file_and_once_it_is_closed():
    city = City()
    number = number_of(send(city, files={"media": ("a.jpg", GPS_JPEG, "image/jpeg")}))
    city.close(number)
    again = send(city, files={"media": ("a.jpg", GPS_JPEG, "image/jpeg")})
    assert number_of(again) == number
    assert len(city.memory.reports.get(number).attachments) == 1


def test_it_is_the_first_under_newer_secrets_too():
    city = City()
    number = number_of(send(city))
    renewed = City(city.memory, keys=["newer-secret-" * 3, KEY])
    assert number_of(send(renewed)) == number


def test_another_report_under_the_same_key_is_refused():
    city = City()
    number_of(send(city))
    for change in (
        {"description": "Inna lampa."},
        {"email": "kanarek@example.com"},
        {"address_string": "ul. Przykładowa 10"},
        {"files": {"media": ("a.jpg", GPS_JPEG, "image/jpeg")}},
    ):
        response = send(city, **change)
        assert response.status_code == 400
        assert codes(response) == [409]
    assert len(city.numbers()) == 1


def test_keys_of_two_applications_do_not_meet():
    city = City(api_keys=[ApiKey("one", SECRET), ApiKey("two", OTHER_SECRET)])
    assert number_of(send(city)) != number_of(send(city, api_key=OTHER_SECRET))


@pytest.mark.parametrize("key", ["x" * 256, "a b"])
def test_a_key_that_does_not_fit_is_refused(key):
    city = City()
    assert codes(send(city, key=key)) == [400]
    assert city.numbers() == []


def test_many_at_once_under_one_key_are_one():
    city = City()
    with ThreadPoolExecutor(8) as pool:
        numbers = {*pool.map(lambda _: number_of(send(city)), range(8))}
    assert len(numbers) == 1
    assert city.numbers() == [*numbers]


FMS = {
    "description": "Lampa\n\nNie świeci.\n\nhttps://fixmystreet.example.org/report/1\n",
    "email": "kanarek@example.com",
    "first_name": "Idalia",
}


@pytest.fixture
def fms():
    """A city that an application sends to whose reports have addresses of their own."""
    return City(api_keys=[ApiKey("fms", SECRET, distinct_forms=True), ApiKey("two", OTHER_SECRET)])


def test_of_distinct_forms_the_same_again_is_the_same_report(fms):
    number = number_of(send(fms, key="", **FMS))
    fms.wait(minutes=30)
    assert number_of(send(fms, key="", **FMS)) == number
    assert fms.numbers() == [number]
    next_one = {**FMS, "description": FMS["description"].replace("report/1", "report/2")}
    assert number_of(send(fms, key="", **next_one)) != number


@pytest.mark.parametrize(
    "change",
    [
        {"email": "sikorka@example.com"},
        {"first_name": "Hiacynta"},
        {"address_string": "ul. Przykładowa 10"},
        {"service_code": "drzewo"},
        {"description": FMS["description"] + "Pilne."},
    ],
)
def test_whoever_else_says_nearly_the_same_has_a_report_of_their_own(fms, change):
    """Also where redacted words are the same, as they are with another name in them."""
    number = number_of(send(fms, key="", **FMS))
    assert number_of(send(fms, key="", **{**FMS, **change})) != number


def test_redacted_words_that_are_alike_are_not_the_same(fms):
    one = {**FMS, "description": "Dzwonić: 601 333 444."}
    two = {**FMS, "description": "Dzwonić: 601 333 445."}
    first, second = (number_of(send(fms, key="", **form)) for form in (one, two))
    assert fms.request(first)["description"] == fms.request(second)["description"]
    assert first != second
    assert number_of(send(fms, key="", **one)) == first


def test_after_another_classification_it_is_the_same_report(fms):
    number = number_of(send(fms, key="", **FMS))
    change = attrs.evolve(fms.memory.reports.get(number).classification, category="drzewo")
    fms.centre.reclassify(number, change, role=Role.CALL_CENTRE_STAFF, now=fms.now)
    assert number_of(send(fms, key="", **FMS)) == number


def test_after_a_corrected_place_it_is_the_same_report_without_its_point(fms):
    place = {"lat": "51.776531", "long": "19.454722"}
    number = number_of(send(fms, key="", **FMS, **place))
    values = fms.memory.reports.get(number).classification
    role = Role.CALL_CENTRE_STAFF
    fms.centre.reclassify(number, values, address="Zielona 7", role=role, now=fms.now)
    shown = fms.request(number)
    assert (shown["address"], shown["lat"], shown["long"]) == ("Zielona 7", None, None)
    assert number_of(send(fms, key="", **FMS, **place)) == number
    fms.centre.withdraw_consent(number, now=fms.now)
    assert number_of(send(fms, key="", **FMS, **place)) == number


def test_it_is_found_behind_a_thousand_newer_ones(fms, monkeypatch):
    monkeypatch.setattr("lckm_open311._registration.MOST_ROWS", 3)
    number = number_of(send(fms, key="", **FMS))
    for at in range(7):
        fms.wait(minutes=1)
        number_of(send(fms, key="", description=f"Lampa {at}."))
    assert number_of(send(fms, key="", **FMS)) == number


def test_after_withdrawal_nothing_of_a_reporter_comes_back(fms):
    """Whoever withdrew is not brought back by an application that sends again."""
    number = number_of(send(fms, key="", **FMS))
    fms.centre.withdraw_consent(number, now=fms.now)
    assert number_of(send(fms, key="", **FMS)) == number
    assert fms.numbers() == [number]
    assert fms.memory.reports.get(number).personal is None
    assert "kanarek" not in repr(vars(fms.memory.reports))


def test_after_withdrawal_what_cannot_be_compared_is_refused(fms):
    words = {**FMS, "description": "Dzwonić: 601 333 444."}
    number = number_of(send(fms, key="", **words))
    fms.centre.withdraw_consent(number, now=fms.now)
    assert codes(send(fms, key="", **words)) == [409]
    assert fms.numbers() == [number]
    elsewhere = {**words, "address_string": "ul. Przykładowa 10"}
    assert number_of(send(fms, key="", **elsewhere)) != number


def test_after_withdrawal_a_point_is_compared_too(fms):
    form = {**FMS, "lat": "51.77", "long": "19.45"}
    number = number_of(send(fms, key="", **form))
    fms.centre.withdraw_consent(number, now=fms.now)
    assert number_of(send(fms, key="", **form)) == number
    assert number_of(send(fms, key="", **{**form, "lat": "51.76"})) != number


def test_once_closed_or_after_a_week_it_is_a_new_one(fms):
    first = number_of(send(fms, key="", **FMS))
    fms.close(first)
    second = number_of(send(fms, key="", **FMS))
    fms.wait(days=8)
    third = number_of(send(fms, key="", **FMS))
    assert len({first, second, third}) == 3


def test_of_other_applications_the_same_again_is_another_report(fms):
    """Two residents may say the same of the same place."""
    numbers = {number_of(send(fms, key="", api_key=OTHER_SECRET)) for _ in range(2)}
    assert len(numbers) == 2


def test_many_of_the_same_at_once_are_one(fms):
    with ThreadPoolExecutor(8) as pool:
        numbers = {*pool.map(lambda _: number_of(send(fms, key="", **FMS)), range(8))}
    assert len(numbers) == 1


class LockAtWhoseDoor:
    """A lock that tells when somebody comes while another has it."""

    def __init__(self, told):
        self._lock, self._told = Lock(), told

    def __enter__(self):
        if not self._lock.acquire(blocking=False):
            self._told.set()
            self._lock.acquire()

    def __exit__(self, *raised):
        self._lock.release()


def test_one_of_two_at_once_waits_for_the_other(monkeypatch):
    """However far the first has come: the second begins to look once it is registered."""
    told = Event()

    def with_a_door(**values):
        jurisdiction = Jurisdiction(**values)
        object.__setattr__(jurisdiction, "lock", LockAtWhoseDoor(told))
        return jurisdiction

    monkeypatch.setattr("lckm_open311._face.Jurisdiction", with_a_door)
    city = City(api_keys=[ApiKey("fms", SECRET, distinct_forms=True)])
    numbers, second = [], []
    register = ContactCentre.register

    def send_one():
        try:
            numbers.append(number_of(send(city, key="", **FMS)))
        finally:
            told.set()

    def register_beside_another(*args, **options):
        if not second:
            second.append(Thread(target=send_one))
            second[0].start()
            # Until the second waits, or has an answer.
            told.wait()
        return register(*args, **options)

    monkeypatch.setattr(ContactCentre, "register", register_beside_another)
    numbers.append(number_of(send(city, key="", **FMS)))
    second[0].join()
    assert len(numbers) == 2
    assert city.numbers() == [*{*numbers}]
