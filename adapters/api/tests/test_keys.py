"""Keys: who may do what, how often, and what a settings file may say of them."""

import logging

import pytest
from api_city import CELL, FORM, SECRETS, UNIT, City, kind_of

from lckm_api import ApiKey, Scope
from lckm_api._table import ENDPOINTS
from lckm_core.errors import InvalidSettingError
from lckm_core.organisation import OFFICE, Role
from tests.helpers.rows import in_one_test

CLOSED = [one for one in ENDPOINTS if one.scope is not None]
ROLES = [role.name.lower().replace("_", "-") for role in Role]
_CALL_CENTRE = {"call-centre-staff", "head-of-call-centre"}
_MONITORING = {"monitoring-staff", "head-of-monitoring"}
_DEPARTMENT = {*_CALL_CENTRE, *_MONITORING, "director"}
_HEADS = {"head-of-cell", "head-of-unit"}
_OF_THEIR_OWN = {*_HEADS, "staff-of-cell", "staff-of-unit"}
# As interpretations I17, I18, I23, I24 and I26 have it.
ROLES_OF = {
    "report:write": _CALL_CENTRE,
    "report:read": {*_DEPARTMENT, *_OF_THEIR_OWN},
    "report:act": {*_CALL_CENTRE, *_OF_THEIR_OWN},
    "report:erase": _CALL_CENTRE,
    "report:personal": _CALL_CENTRE,
    "procedure:call-centre": {*_DEPARTMENT, *_OF_THEIR_OWN},
    "procedure:check": set(ROLES),
    "edition:read": {*_DEPARTMENT, *_OF_THEIR_OWN},
    "edition:write": _MONITORING,
    "edition:move": {*_MONITORING, *_HEADS},
    "route:read": _DEPARTMENT,
    "trail:read": {"head-of-call-centre", "head-of-monitoring", "director"},
}


def place_of(role):
    """Return the unit and cell that a key of a role belongs to."""
    if role in ("head-of-cell", "staff-of-cell"):
        return {"unit": OFFICE, "cell": CELL}
    return {"unit": UNIT} if role in _OF_THEIR_OWN else {}


def key_of(scope, role, name="one"):
    return ApiKey(name, "a-key-with-one-scope", [scope], role, **place_of(role))


def path_of(endpoint):
    return endpoint.path.replace("{", "").replace("}", "")


@pytest.mark.parametrize("endpoint", CLOSED, ids=lambda one: one.id)
def test_without_a_known_key_nothing_is_told(city, endpoint):
    for authorization in (None, "Bearer wrong-wrong-wrong", "Basic " + SECRETS["sender"], "", "ż"):
        headers = {} if authorization is None else {"Authorization": authorization.encode()}
        response = city.client.request(endpoint.method, path_of(endpoint), headers=headers)
        assert kind_of(response) == (401, "unknown-key")
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("endpoint", CLOSED, ids=lambda one: one.id)
def test_a_key_is_for_its_scopes_alone(endpoint):
    scope = endpoint.scope
    role = min(ROLES_OF[scope])
    others = [one for one in Scope if one is not scope and role in ROLES_OF[one]]
    key = ApiKey("one", "a-key-with-one-scope", others, role, **place_of(role))
    city = City(api_keys=[key])
    headers = {"Authorization": "Bearer a-key-with-one-scope"}
    response = city.client.request(endpoint.method, path_of(endpoint), headers=headers)
    assert kind_of(response) == (403, "not-in-scope")
    assert f'scope="{scope.value}"' in response.headers["www-authenticate"]
    city = City(api_keys=[key_of(scope, role)])
    response = city.client.request(endpoint.method, path_of(endpoint), headers=headers)
    assert response.status_code not in (401, 403)


@in_one_test("scope", Scope)
@in_one_test("role", ROLES)
def test_a_key_has_no_scope_that_its_role_may_not_use(role, scope):
    if role in ROLES_OF[scope]:
        assert key_of(scope, role).acts_as.name.lower().replace("_", "-") == role
        return
    with pytest.raises(InvalidSettingError) as caught:
        key_of(scope, role)
    assert caught.value.setting == "role"
    assert scope.value in str(caught.value)


@pytest.mark.parametrize(
    "endpoint",
    [one for one in CLOSED if ROLES_OF[one.scope] != set(ROLES)],
    ids=lambda one: one.id,
)
def test_a_role_is_held_at_each_call(endpoint):
    """Also a key that got past its settings does nothing that its role may not."""
    other = min(set(ROLES) - ROLES_OF[endpoint.scope])
    key = key_of(endpoint.scope, min(ROLES_OF[endpoint.scope]))
    city = City(api_keys=[key])
    number = city.memory_report()
    object.__setattr__(key, "role", other)
    headers = {"Authorization": "Bearer a-key-with-one-scope"}
    path = path_of(endpoint).replace("/number", f"/{number}")
    response = city.client.request(endpoint.method, path, headers=headers)
    assert kind_of(response) == (403, "not-permitted")
    assert not city.memory.reports.get(number).is_anonymous


def test_a_role_without_its_place_is_refused():
    with pytest.raises(InvalidSettingError) as caught:
        City(api_keys=[ApiKey("one", SECRETS["reader"], ["report:read"], "staff-of-unit", OFFICE)])
    assert caught.value.setting == "api_keys"


def test_a_wrong_key_is_refused_where_none_is_needed(city):
    headers = {"Authorization": "Bearer wrong-wrong-wrong"}
    for endpoint in ENDPOINTS:
        response = city.client.request(endpoint.method, path_of(endpoint), headers=headers)
        assert response.status_code == 401


def test_a_key_has_its_rate():
    key = ApiKey("slow", SECRETS["reader"], ["report:read"], per_minute=3)
    city = City(api_keys=[key])
    for _ in range(3):
        assert city.ask("GET", "/reports", "reader").status_code == 200
    response = city.ask("GET", "/reports", "reader")
    assert kind_of(response) == (429, "too-many")
    assert 0 < int(response.headers["retry-after"]) <= 61
    city.wait(seconds=30)
    assert city.ask("GET", "/reports", "reader").status_code == 429
    # Less than a second before, nobody is sent to ask again at once.
    city.wait(seconds=29.5)
    response = city.ask("GET", "/reports", "reader")
    assert (response.status_code, response.headers["retry-after"]) == (429, "1")
    city.wait(seconds=1.5)
    assert city.ask("GET", "/reports", "reader").status_code == 200


def test_whoever_guesses_keys_is_stopped():
    city = City(reading_rates=[{"times": 5, "seconds": 60}])
    headers = {"Authorization": "Bearer wrong-wrong-wrong"}
    found = [city.client.get("/reports", headers=headers).status_code for _ in range(8)]
    assert found == [401] * 5 + [429] * 3
    assert city.ask("GET", "/reports", "reader").status_code == 200


def test_a_page_of_another_site_may_not_send(city):
    headers = {"Sec-Fetch-Site": "cross-site"}
    response = city.ask("PUT", "/reports/by-key/a", "sender", json=FORM, headers=headers)
    assert kind_of(response) == (403, "refused")


@pytest.mark.parametrize(
    ("wrong", "setting"),
    [
        ({"secret": "short"}, "secret"),
        ({"secret": "with blanks in the middle"}, "secret"),
        ({"name": ""}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["report:all"]}, "scopes"),
        ({"scopes": ["report:act"]}, "role"),
        ({"scopes": ["report:personal"]}, "role"),
        ({"scopes": ["edition:move"]}, "role"),
        ({"scopes": ["edition:write"], "role": "head-of-unit", "unit": UNIT}, "role"),
        ({"scopes": ["report:read"], "role": "staff-of-unit"}, "unit"),
        ({"role": "staff-of-cell", "unit": OFFICE}, "cell"),
        ({"unit": UNIT}, "unit"),
        ({"cell": CELL}, "cell"),
        ({"role": "call-centre-staff", "unit": OFFICE}, "unit"),
        ({"scopes": ["edition:write"]}, "role"),
        ({"role": "mayor"}, "api_keys[1].role"),
        ({"per_minute": 0}, "per_minute"),
        ({"per_minute": "many"}, "api_keys[1].per_minute"),
        ({"colour": "red"}, "api_keys[1].colour"),
    ],
)
def test_a_key_that_does_not_fit_is_refused(wrong, setting):
    key = {"name": "one", "secret": SECRETS["reader"], "scopes": ["report:read"], **wrong}
    with pytest.raises(InvalidSettingError) as caught:
        City(api_keys=[key])
    assert caught.value.setting.endswith(setting)
    assert SECRETS["reader"] not in str(caught.value)


@pytest.mark.parametrize("same", ["name", "secret"])
def test_two_keys_have_names_and_secrets_of_their_own(same):
    keys = [
        {"name": f"n-{at}", "secret": f"a-secret-of-number-{at}", "scopes": ["report:read"]}
        for at in range(2)
    ]
    keys[1][same] = keys[0][same]
    with pytest.raises(InvalidSettingError):
        City(api_keys=keys)


def test_no_secret_is_in_a_log_or_an_answer(city, caplog):
    caplog.set_level(logging.DEBUG)
    assert SECRETS["sender"] not in repr(city.face._keys._keys)
    city.memory.table = lambda: 1 / 0
    number = city.sent()
    response = city.ask("GET", f"/reports/{number}/explanation", "reader")
    assert kind_of(response) == (500, "failed")
    for secret in SECRETS.values():
        assert secret not in caplog.text + response.text
    assert "ZeroDivisionError" in caplog.text
    assert "division" not in caplog.text + response.text
