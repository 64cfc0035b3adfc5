"""Keys of programs: which are refused, how they are found, and how they are counted."""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_core.errors import InvalidSettingError
from lckm_http import ClientKeys, Rate, check_count, check_name, check_secret

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
FIRST, SECOND = "a-key-of-the-first", "a-key-of-the-second"


@attrs.frozen
class Key:
    name: str = attrs.field(validator=check_name)
    secret: str = attrs.field(validator=check_secret)
    times: int = attrs.field(default=2, validator=check_count)


def keys_of(*keys):
    return ClientKeys(keys, lambda key: Rate(key.times, 60))


@pytest.mark.parametrize(
    ("values", "setting"),
    [
        (("two\nlines", FIRST), "name"),
        (("", FIRST), "name"),
        (("a", "fifteen-letters"), "secret"),
        (("a", "a key with blanks in it"), "secret"),
        (("a", "klucz-zażółć-gęślą"), "secret"),
        (("a", f"{'':16}"), "secret"),
        (("a", FIRST, 0), "times"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_setting(values, setting):
    with pytest.raises(InvalidSettingError, match=rf"^{setting}: ") as caught:
        Key(*values)
    assert values[1] not in str(caught.value)


def test_no_two_keys_have_one_name_or_one_secret():
    keys_of(Key("a", FIRST), Key("b", SECOND))
    for other in (Key("a", SECOND), Key("b", FIRST), Key("b", f" {FIRST} ")):
        with pytest.raises(InvalidSettingError, match="api_keys"):
            keys_of(Key("a", FIRST), other)


def test_a_key_is_found_by_its_whole_secret_alone():
    first, second = Key("a", FIRST), Key("b", f"{SECOND}\n")
    keys = keys_of(first, second)
    assert (keys.find(FIRST), keys.find(f" {SECOND} ")) == (first, second)
    for typed in ("", FIRST[:-1], f"{FIRST}x", FIRST.upper(), "ż" * 18, "\udcff" * 18):
        assert keys.find(typed) is None


def test_each_key_is_counted_for_itself():
    first, second = Key("a", FIRST, 2), Key("b", SECOND, 1)
    keys = keys_of(first, second)
    assert [keys.admit(first, now=NOW) for _ in range(3)] == [0, 0, 60]
    assert [keys.admit(second, now=NOW) for _ in range(2)] == [0, 60]
