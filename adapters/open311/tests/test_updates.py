"""Updates of requests, as FixMyStreet reads and sends them."""

import attrs
import pytest
from open311_city import LAMPS, NOON, SECRET, City, codes, words, xml

from lckm_core import Role
from lckm_core.reports import Outcome, ReportActKind

UNIT = "key-of-the-units-own-system"
PATH = "/v2/servicerequestupdates"


@pytest.fixture
def city():
    return City(
        api_keys=[
            {"name": "an application", "secret": SECRET},
            {"name": "unit", "secret": UNIT, "updates": "unit", "categories": ["oswietlenie"]},
            {"name": "lamps", "secret": LAMPS, "updates": "cell", "categories": ["drzewo"]},
        ]
    )


def updates(city, **parameters):
    response = city.get(f"{PATH}.json", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def send(city, number, **fields):
    """Send an update as FixMyStreet writes it."""
    fields = {
        "api_key": UNIT,
        "jurisdiction_id": "lodz.pl",
        "service_request_id": number,
        "status": "CLOSED",
        "description": "Wymieniono żarówkę.",
        "updated_datetime": "2026-12-01T12:00:00+01:00",
        "update_id": "17",
        "first_name": "Idalia",
        "last_name": "Kanarek",
        "email": "kanarek@example.com",
        **fields,
    }
    return city.client.post(f"{PATH}.json", data={key: one for key, one in fields.items() if one})


def sent(city, number, **fields):
    response = send(city, number, **fields)
    assert response.status_code == 200, response.text
    ((update,),) = [response.json()]
    assert update["service_request_id"] == number
    return update["update_id"]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def test_an_outcome_and_a_reopening_are_updates(city):
    number = city.sent()
    assert updates(city) == []
    city.wait(days=200)
    city.close(number)
    city.wait(hours=1)
    city.centre.reopen(number, words="Znów nie świeci.", role=Role.CALL_CENTRE_STAFF, now=city.now)
    assert updates(city) == [
        {
            "update_id": f"{number}.2",
            "service_request_id": number,
            "status": "OPEN",
            "external_status_code": "reopened",
            "updated_datetime": "2027-06-19T12:00:00Z",
            "description": "Otwarto na nowo. Znów nie świeci.",
        },
        {
            "update_id": f"{number}.1",
            "service_request_id": number,
            "status": "CLOSED",
            "external_status_code": "done",
            "updated_datetime": "2027-06-19T11:00:00Z",
            "description": "Załatwione. Wymieniono żarówkę.",
        },
    ]
    assert updates(city, locale="en")[1]["description"] == "Done. Wymieniono żarówkę."


def test_they_are_the_same_in_xml(city):
    city.close(city.sent())
    root = xml(city.get(f"{PATH}.xml"))
    assert root.tag == "service_request_updates"
    assert {item.tag: item.text for item in root.find("request_update")} == updates(city)[0]


def test_a_new_classification_tells_nobody_anything(city):
    number = city.sent()
    report = city.memory.reports.get(number)
    other = attrs.evolve(report.classification, category="drzewo")
    city.centre.reclassify(number, other, role=Role.CALL_CENTRE_STAFF, now=city.now)
    assert updates(city) == []
    city.close(number)
    assert [one["update_id"] for one in updates(city)] == [f"{number}.2"]


def test_a_report_is_updated_with_a_key_of_its_present_category(city):
    number = city.sent()
    assert codes(send(city, number, api_key=LAMPS)) == [403]
    report = city.memory.reports.get(number)
    tree = attrs.evolve(report.classification, category="drzewo")
    city.centre.reclassify(number, tree, role=Role.CALL_CENTRE_STAFF, now=city.now)
    assert codes(send(city, number, api_key=UNIT)) == [403]
    sent(city, number, api_key=LAMPS)
    assert [update["status"] for update in updates(city)] == ["CLOSED"]


def test_a_period_and_ids_choose(city):
    first, second = city.sent(), city.sent()
    city.close(first)
    city.wait(hours=3)
    city.close(second)
    at = {"start_date": "2026-12-01T11:00:00Z", "end_date": "2026-12-01T12:00:00Z"}
    assert [one["service_request_id"] for one in updates(city, **at)] == [first]
    assert [one["service_request_id"] for one in updates(city, api_key="", jurisdiction_id="")] == [
        second,
        first,
    ]
    city.wait(days=200)
    assert updates(city) == []
    found = updates(city, service_request_id=f"{first},none")
    assert [one["service_request_id"] for one in found] == [first]
    assert len(updates(city, service_request_id=f"{first},{second}")) == 2
    assert len(updates(city, service_request_id=f"{first},{second}", **at)) == 1
    # The first and the last second of a period belong to it.
    noon = "2026-12-01T11:00:0"
    for begin, end, count in ((0, 0, 1), (1, 2, 0)):
        period = {"start_date": f"{noon}{begin}Z", "end_date": f"{noon}{end}Z"}
        assert len(updates(city, **period)) == count
    before = {"start_date": "2026-12-01T10:00:00Z", "end_date": "2026-12-01T10:59:59Z"}
    assert updates(city, **before) == []
    assert codes(city.get(f"{PATH}.json?start_date=yesterday")) == [400]
    far = "?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z"
    assert codes(city.get(f"{PATH}.json{far}")) == [400]


def test_pages_of_updates_follow_one_another(city, monkeypatch):
    monkeypatch.setattr("lckm_open311._updates.MOST_ROWS", 2)
    numbers = [city.sent() for _ in range(5)]
    for number in numbers:
        city.wait(minutes=1)
        city.close(number)
    pages = [updates(city, page=page, page_size=2) for page in (1, 2, 3, 4)]
    found = [[one["service_request_id"] for one in page] for page in pages]
    assert found == [numbers[:2:-1], numbers[2:0:-1], numbers[:1], []]


def test_private_categories_have_no_updates():
    city = City(private_categories=["oswietlenie"])
    open_city = City(city.memory)
    open_city.close(open_city.sent())
    assert len(updates(open_city)) == 1
    assert updates(city) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_statuses_of_fixmystreet_are_the_hosts_to_choose(outcome):
    city = City(extended_statuses=True)
    first, number = city.sent(), city.sent()
    city.centre.note_outcome(
        number,
        outcome,
        words="Zrobione.",
        role=Role.CALL_CENTRE_STAFF,
        now=city.now,
        duplicate_of=first if outcome is Outcome.DUPLICATE else None,
    )
    (update,) = updates(city)
    assert update["status"] in (
        "FIXED",
        "NOT_COUNCILS_RESPONSIBILITY",
        "NO_FURTHER_ACTION",
        "DUPLICATE",
    )
    assert (update["status"] == "FIXED") is (outcome is Outcome.DONE)
    assert update["external_status_code"] == outcome.value


# ── sending ─────────────────────────────────────────────────────────────────────────────────────


def test_a_units_own_system_closes_and_reopens(city):
    number = city.sent()
    assert sent(city, number) == f"{number}.1"
    act = city.memory.reports.get(number).closing
    assert (act.outcome, act.words, act.role) == (
        Outcome.DONE,
        "Wymieniono żarówkę.",
        Role.STAFF_OF_UNIT,
    )
    assert act.at == NOON
    assert city.request(number)["status"] == "closed"
    assert sent(city, number, status="open", description="Znów nie świeci.") == f"{number}.2"
    assert city.request(number)["status"] == "open"
    assert [one["update_id"] for one in updates(city)] == [f"{number}.2", f"{number}.1"]


def test_a_repeated_update_is_the_first(city):
    number = city.sent()
    for status, told in (("CLOSED", "Gotowe."), ("OPEN", "Jednak nie.")):
        first = sent(city, number, status=status, description=told)
        city.wait(minutes=5)
        assert sent(city, number, status=status, description=told) == first
    assert len(city.memory.reports.get(number).history) == 2


@pytest.mark.parametrize("clock", ["T11:00:00", "T12:30:00", "T23:59:59"])
def test_a_repeat_is_the_first_even_where_the_senders_clock_is_fast(city, clock):
    number = city.sent()
    for status, words_of_unit in (("CLOSED", "Gotowe."), ("OPEN", "Jednak nie.")):
        form = {
            "status": status,
            "description": words_of_unit,
            "updated_datetime": f"2026-12-01{clock}Z",
        }
        first = sent(city, number, **form)
        city.wait(minutes=5)
        assert sent(city, number, **form) == first
    assert len(city.memory.reports.get(number).history) == 2


PERSONAL = "Gotowe. Idalia Kanarek już wie, tel. 601 333 444."
"""A name that only whoever knows the reporter takes for one."""


@pytest.mark.parametrize("told", ["Gotowe.", PERSONAL])
def test_a_late_repeat_is_the_first_and_not_a_new_outcome(city, told):
    number = city.sent(first_name="Idalia", last_name="Kanarek")
    wanted = []
    for status, at in (("CLOSED", "11:00"), ("OPEN", "11:05"), ("CLOSED", "11:10")):
        form = {"status": status, "description": told, "updated_datetime": f"2026-12-01T{at}:00Z"}
        wanted.append((form, sent(city, number, **form)))
        city.wait(minutes=5)
        for earlier, name in wanted:
            assert sent(city, number, **earlier) == name
    assert len({name for _, name in wanted}) == 3
    history = city.memory.reports.get(number).history
    assert len(history) == 3
    assert "Kanarek" not in repr(history)


def test_a_key_of_a_unit_updates_only_what_it_got():
    keys = [
        {"name": "an application", "secret": SECRET},
        {"name": "unit", "secret": UNIT, "updates": "unit", "receiver": "Zarząd Lamp"},
    ]
    city = City(api_keys=keys)
    number = city.sent(service_code="dziura-w-jezdni")
    assert codes(send(city, number)) == [403]
    receiver = city.request(number)["agency_responsible"]
    renewed = City(city.memory, api_keys=[keys[0], {**keys[1], "receiver": receiver}])
    assert codes(send(renewed, renewed.sent(service_code="drzewo"))) == [403]
    assert sent(renewed, number)


@pytest.mark.parametrize("whose", ["unit", "cell"])
def test_a_key_of_a_unit_for_any_report_is_refused(whose):
    with pytest.raises(ValueError, match=r"api_keys: x: .* receiver or categories"):
        City(api_keys=[{"name": "x", "secret": SECRET, "updates": whose}])


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("FIXED", Outcome.DONE),
        ("NOT_COUNCILS_RESPONSIBILITY", Outcome.NOT_OURS),
        ("no further action", Outcome.NOTHING_TO_DO),
    ],
)
def test_further_states_of_fixmystreet_are_outcomes(city, status, outcome):
    number = city.sent()
    sent(city, number, status=status)
    assert city.memory.reports.get(number).closing.outcome is outcome


def test_only_a_key_for_it_sends_updates(city):
    number = city.sent()
    assert codes(send(city, number, api_key="")) == [403]
    assert codes(send(city, number, api_key=SECRET)) == [403]
    assert codes(send(city, number, api_key=LAMPS)) == [403]  # a key for trees
    # It learns neither what is missing nor which reports there are.
    assert codes(send(city, number, api_key=SECRET, status="")) == [403]
    assert codes(send(city, "LCKM-2026-999999", api_key=SECRET)) == [403]
    assert not city.memory.reports.get(number).history


@pytest.mark.parametrize("status", ["OPEN", "IN_PROGRESS", "INVESTIGATING", "DUPLICATE", "x"])
def test_a_comment_is_refused_in_words(city, status):
    number = city.sent()
    response = send(city, number, status=status, description="Mieszkam obok i nadal ciemno.")
    assert codes(response) == [400]
    assert "there are no comments" in words(response)
    assert "ciemno" not in response.text
    assert not city.memory.reports.get(number).history


def test_what_is_missing_or_wrong_is_told(city):
    number = city.sent()
    assert codes(send(city, "", status="", description="")) == [400] * 3
    assert codes(send(city, "LCKM-2026-999999")) == [404]
    assert codes(send(city, number, updated_datetime="yesterday")) == [400]
    assert codes(send(city, number, description="x" * 2001)) == [400]
    city.close(number)
    assert codes(send(city, number, description="Inne słowa.")) == [400]
    assert codes(city.client.put(f"{PATH}.json")) == [405]


def test_nothing_of_whoever_wrote_an_update_is_kept(city):
    number = city.sent()
    sent(city, number, description="Pani Idalia Kanarek, tel. 601 333 444, dziękuje.")
    report = city.memory.reports.get(number)
    assert "Kanarek" not in repr(report.history)
    assert "601" not in report.history[0].words
    assert "kanarek@" not in repr(vars(city.memory.reports))
    assert [act.kind for act in report.history] == [ReportActKind.OUTCOME]


def test_whose_updates_a_key_sends_is_one_of_three():
    with pytest.raises(ValueError, match="updates"):
        City(api_keys=[{"name": "x", "secret": SECRET, "updates": "everybody"}])
    with pytest.raises(ValueError, match="name: "):
        City(api_keys=[{"name": "x\n", "secret": SECRET, "updates": "call centre"}])
