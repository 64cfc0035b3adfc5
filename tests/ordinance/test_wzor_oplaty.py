"""The template, section „Opłaty”."""

import pytest

from lckm_core import Audience

ACCOUNT = "50 1240 1037 1111 0011 0925 0073"


def fees(shared=ACCOUNT, **row):
    group = {"rows": [{"kind": "opłata skarbowa", "amount": "17.00", **row}], "account": shared}
    return [{key: value for key, value in group.items() if value is not None}]


class TestSection:
    """wzór, dział: Opłaty: fees have a section of their own, which must be filled in."""

    def test_it_must_be_given(self, without):
        assert without("fees") == ["LCKM-P016"]

    def test_it_is_shown(self, shown):
        assert "17,00" in shown(Audience.PORTAL)["fees"]


class TestFees:
    """wzór: Opłaty: kind and amount of each, where to pay it; brak where there is none."""

    @pytest.mark.parametrize("word", ["brak", "Brak.", " BRAK "])
    def test_there_are_none(self, with_field, word):
        assert with_field("fees", word) == []

    @pytest.mark.parametrize("word", ["nie dotyczy", "", None, "bez opłat", [], {}, 17])
    def test_another_word(self, with_field, word):
        assert with_field("fees", word) == ["LCKM-P016"]

    @pytest.mark.parametrize("amount", ["0", "17", "17.00", "0.50", "999999999.99"])
    def test_amounts(self, with_field, amount):
        assert with_field("fees", fees(amount=amount)) == []

    @pytest.mark.parametrize(
        "amount", ["17,00", "17.0", "17.000", "-1", "17 zł", "1000000000", "", 17, 17.5, "brak"]
    )
    def test_no_amounts(self, with_field, amount):
        assert set(with_field("fees", fees(amount=amount))) == {"LCKM-P016"}

    @pytest.mark.parametrize(
        ("rule", "found"), [("1% wartości", []), (None, ["LCKM-P016"]), ("", ["LCKM-P016"])]
    )
    def test_an_amount_or_a_rule(self, with_field, rule, found):
        assert sorted(set(with_field("fees", fees(amount=None, rule=rule)))) == found

    @pytest.mark.parametrize(
        "account", [ACCOUNT, "PL" + ACCOUNT, "PL " + ACCOUNT, ACCOUNT.replace(" ", "")]
    )
    def test_accounts(self, with_field, account):
        assert with_field("fees", fees(account)) == []

    @pytest.mark.parametrize(
        "account",
        [
            ACCOUNT[:-1] + "4",
            "51" + ACCOUNT[2:],
            ACCOUNT[:-1],
            ACCOUNT + "0",
            "DE" + ACCOUNT,
            "",
            "0" * 26,
            5,
        ],
    )
    def test_no_accounts(self, with_field, account):
        assert with_field("fees", fees(account)) == ["LCKM-P016"]

    @pytest.mark.parametrize(("of_row", "found"), [(ACCOUNT, []), (None, ["LCKM-R016"])])
    def test_each_fee_has_an_account(self, with_field, of_row, found):
        assert with_field("fees", fees(None, account=of_row)) == found

    def test_a_group_has_rows(self, with_field):
        assert with_field("fees", [{"rows": [], "account": ACCOUNT}]) == ["LCKM-P016"]

    @pytest.mark.parametrize(
        ("kind", "found"), [("opłata za pełnomocnictwo", []), ("opłata skarbowa", ["LCKM-R017"])]
    )
    def test_a_proxy_pays_for_the_power_of_attorney(self, minimal, codes, kind, found):
        assert (
            codes(
                minimal | {"how_to": "Osobiście lub przez pełnomocnika.", "fees": fees(kind=kind)}
            )
            == found
        )
