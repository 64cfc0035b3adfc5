"""A rule reads fields that the form has, as the types that they have.

Told at import or by the tests, never by a file.
"""

from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from lckm_core.procedures.rules import RULES, registry as declaring
from lckm_core.procedures.rules.registry import rule
from lckm_core.procedures.template import Procedure
from tests.helpers.rows import in_one_test

HINTS = get_type_hints(Procedure)
PLAIN = [one for one in RULES if not one.each]


def arms(hint: Any) -> set[Any]:
    """Return what a hint allows, one by one.

    For an empty word, that such a word may stand there.
    """
    found = {hint} if get_origin(hint) is tuple or not get_args(hint) else set(get_args(hint))
    return {type(get_args(arm)[0]) if get_origin(arm) is Literal else arm for arm in found}


@pytest.fixture(autouse=True)
def nothing_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A declaration that ought to fail adds no rule and no code where it does not."""
    monkeypatch.setattr(declaring, "RULES", [])
    monkeypatch.setattr(declaring, "kind", lambda *_: None)


def test_a_misspelt_field_is_refused_at_once() -> None:
    def check(titel: str) -> Any:
        """A rule."""

    with pytest.raises(TypeError, match="check reads no field of the form: titel"):
        rule("LCKM-R999", "zał. 2 § 9 ust. 1", "reguła")(check)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"each": "fee"}, "form: fee"),
        ({"part": "fees"}, "reads no fees"),
        ({"whole": "fee"}, "form: fee"),
    ],
)
def test_so_is_what_is_misspelt_beside_it(options: dict[str, str], said: str) -> None:
    def check(title: str) -> Any:
        """A rule."""

    with pytest.raises(TypeError, match=said):
        rule("LCKM-R999", "zał. 2 § 9 ust. 1", "reguła", **options)(check)


def test_the_context_may_be_read() -> None:
    def check(title: str, directory: Any, requested_on: Any) -> Any:
        """A rule."""

    assert rule("LCKM-R999", "zał. 2 § 9 ust. 1", "reguła")(check) is check


@in_one_test("one", PLAIN, ids=lambda one: one.kind.code)
def test_what_a_rule_reads_has_the_type_of_its_field(one: Any) -> None:
    read = get_type_hints(one.function)
    for name in set(one.needs) - {"directory", "requested_on", "texts"}:
        beside = {type(None)} if name not in one.whole else set()
        assert arms(HINTS[name]) <= arms(read[name]) <= arms(HINTS[name]) | beside, name
