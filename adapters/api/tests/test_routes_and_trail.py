"""The table of routes, trying it, the audit trail and the schemas, over REST."""

import pytest
from api_city import API_KEYS, FORM, UNIT, City, kind_of, sqlite_city

from lckm_api import ApiKey
from lckm_core import ContactCentre, build, schema, schema_names
from lckm_core.organisation import Role
from lckm_core.ports import provide

TREE = {
    "description": "Drzewo się chwieje. Idalia Kanarek, 601 111 222",
    "category": "drzewo",
    "attributes": [{"name": "wiek-drzewa", "value": "60"}],
}


def test_the_table_is_shown_with_a_tag(city):
    first = city.ask("GET", "/routes", "operator")
    assert first.json()["routes"]
    again = city.ask("GET", "/routes", "operator", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_categories_are_listed_with_what_is_asked_of_each(city):
    found = city.ask("GET", "/categories", "sender", headers={"Accept-Language": "en"})
    by_id = {one["id"]: one for one in found.json()["categories"]}
    table = city.memory.table()
    assert list(by_id) == [one.id for one in table.categories]
    assert {"name": "wiek-drzewa", "options": []} in by_id["drzewo"]["attributes"]
    polish = city.ask("GET", "/categories", "sender").json()["categories"]
    names = {one["id"]: one["name"] for one in polish}
    assert names["drzewo"] == next(one.name for one in table.categories if one.id == "drzewo")
    assert by_id["drzewo"]["name"] != names["drzewo"]
    assert any(one["stops"] and one["notice"] for one in by_id.values())
    # Mailboxes are for whoever may read the table.
    assert "@" not in found.text


def test_a_try_stores_nothing_and_quotes_nothing(city):
    found = city.ask("POST", "/routes/try", "operator", json=TREE)
    assert found.json()["receiver"] == UNIT
    assert [one["won"] for one in found.json()["rows"]].count(True) == 1
    assert "Kanarek" not in found.text
    assert "601" not in found.text
    assert not city.memory.reports.find_reports(limit=1)
    english = city.ask(
        "POST", "/routes/try", "operator", json=TREE, headers={"Accept-Language": "en"}
    )
    assert english.json()["because"].startswith("route ")


def test_a_try_of_a_form_with_faults_tells_them(city):
    response = city.ask("POST", "/routes/try", "operator", json={"description": ""})
    assert kind_of(response) == (422, "invalid")
    assert response.json()["findings"][0]["path"] == "/description"


def test_a_try_ends_where_the_report_does(city):
    for form in (FORM, TREE, {"description": "Bez kategorii."}):
        tried = city.ask("POST", "/routes/try", "operator", json=form).json()
        number = city.ask("POST", "/reports", "sender", json=form, headers=key_of(form)).json()
        why = city.ask("GET", f"/reports/{number['number']}/explanation", "reader").json()
        assert (tried["receiver"], tried["because"]) == (why["receiver"], why["because"])
        assert [one for one in tried["rows"] if one["won"]] == why["rows"]


def key_of(form):
    return {"Idempotency-Key": f"k-{len(form['description'])}"}


def test_the_trail_is_read_after_a_cursor(tmp_path):
    city = sqlite_city(tmp_path)
    numbers = [city.sent(f"a-{at}") for at in range(3)]
    city.ask("DELETE", f"/reports/{numbers[0]}/personal", "call-centre")
    events, after = [], 0
    while True:
        page = city.ask("GET", f"/events?after={after}&limit=2", "operator").json()
        events += page["events"]
        if page["next"] == after:
            break
        after = page["next"]
    told = [(one["verb"], one["subject"], one["by"]) for one in events]
    assert told == [
        *(("register", number, "sender") for number in numbers),
        ("withdraw_consent", numbers[0], "call-centre"),
    ]
    own = city.ask("GET", f"/events?subject={numbers[1]}", "operator").json()
    assert [one["subject"] for one in own["events"]] == [numbers[1]]
    assert "Kanarek" not in str(events)


def test_the_key_of_a_head_has_the_acts_of_their_section(tmp_path):
    """As their own list of the trail at the desk; a page is counted before (I27)."""
    roles = ("director", "head-of-call-centre", "head-of-monitoring")
    secrets = {role: f"secret-of-the-{role}" for role in roles}
    keys = [ApiKey(role, secrets[role], ["trail:read"], role) for role in roles]
    city = sqlite_city(tmp_path, api_keys=[*API_KEYS, *keys])
    number = city.sent()
    city.ask("DELETE", f"/reports/{number}/personal", "call-centre")

    def seen(role):
        headers = {"Authorization": f"Bearer {secrets[role]}"}
        page = city.ask("GET", "/events", headers=headers).json()
        return [one["verb"] for one in page["events"]], page["next"]

    everything, last = seen("director")
    assert everything == ["register", "withdraw_consent"]
    assert seen("head-of-call-centre") == (["withdraw_consent"], last)
    assert seen("head-of-monitoring") == ([], last)


def test_an_erasure_is_told_with_the_role_of_the_key():
    events = []

    class Listener:
        def on_event(self, event):
            events.append(event)

    city = City(City().memory, provide(listeners=Listener()))
    number = city.centre.register(TREE, number="ZG-1", now=city.now, terms_version="1").number
    assert city.ask("DELETE", f"/reports/{number}/personal", "call-centre").status_code == 204
    (told,) = [one for one in events if one.verb == "withdraw_consent"]
    assert (told.by, told.role) == ("call-centre", Role.CALL_CENTRE_STAFF)


def test_without_a_trail_that_is_told(city):
    assert kind_of(city.ask("GET", "/events", "operator")) == (501, "not-offered")


def test_each_schema_is_there_without_a_key(city):
    for name in schema_names():
        assert city.ask("GET", f"/schemas/{name}").json() == schema(name)
    assert kind_of(city.ask("GET", "/schemas/other")) == (400, "wrong-parameter")


@pytest.mark.parametrize("path", ["/routes", "/reports"])
def test_a_centre_without_an_adapter_says_so(path):
    city = City(build_nothing())
    who = "operator" if path == "/routes" else "reader"
    assert kind_of(city.ask("GET", path, who)) == (501, "not-offered")


def build_nothing():
    memory = City().memory
    assert isinstance(ContactCentre(build(memory)), ContactCentre)
    return provide(mailer=memory.mailer)
