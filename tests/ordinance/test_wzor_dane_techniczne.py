"""The template, section „Dane techniczne”."""

import pytest

from lckm_core import Audience


class TestSection:
    """wzór, dział: Dane techniczne: how cases are kept; of no concern to residents."""

    @pytest.mark.parametrize("audience", [Audience.PORTAL, Audience.BIP])
    def test_the_public_has_no_such_section(self, shown, audience):
        assert "in_edms" not in shown(audience, in_edms=True)


class TestInEdms:
    """wzór: Procedura prowadzona w systemie do elektronicznego zarządzania dokumentacją.

    Tak or nie; hidden.
    """

    @pytest.mark.parametrize("value", [True, False, "tak", "nie", "Tak", None])
    def test_yes_and_no(self, with_field, value):
        assert with_field("in_edms", value) == []

    @pytest.mark.parametrize("value", ["EZD", "", 1, 0, [], "nie dotyczy"])
    def test_neither(self, with_field, value):
        assert with_field("in_edms", value) == ["LCKM-P033"]

    @pytest.mark.parametrize("value", [True, False])
    def test_it_is_hidden(self, is_for_staff_only, value):
        assert is_for_staff_only("in_edms", in_edms=value)
