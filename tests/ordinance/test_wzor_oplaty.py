"""The template, section „Opłaty”."""

import json
from decimal import Decimal

import pytest

from lckm_core import Audience, check, read

ACCOUNT = "50 1240 1037 1111 0011 0925 0073"
AMOUNTS = {
    "17": "17",
    "17.00": "17",
    "0.50": "0.5",
    "999999999.99": "999999999.99",
    "17,00": "17",
    "17 zł": "17",
    "17,00 zł": "17",
    "17,-": "17",
    "17 PLN": "17",
    "2.100,00 zł": "2100",
    "2 100 zł": "2100",
    "2\u00a0100,00\u00a0zł": "2100",
    "2\u202f100": "2100",
    "2.100 zł": "2100",
    "1.234.567,-": "1234567",
    "2 100,7 zł": "2100.7",
    "62,5 zł": "62.5",
    "62,05": "62.05",
    "62,50": "62.5",
    "0,5": "0.5",
}
"""What may be typed, and the number it means."""
LATER = [
    "indywidualny rachunek podatkowy",
    "Indywidualny rachunek bankowy wskazany w decyzji",
    "numer rachunku podamy w wezwaniu",
]


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

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            *(
                (rule, ["LCKM-R049"])
                for rule in ("bezpłatnie", "Nieodpłatne.", "brak opłaty", "0 zł")
            ),
            *((rule, []) for rule in ("bezpłatnie do 3 lat, potem 5 zł", "5 zł za stronę")),
        ],
    )
    def test_none_is_told_by_the_word_alone(self, with_field, rule, found):
        assert with_field("fees", fees(amount=None, rule=rule)) == found

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            *(
                (rule, ["LCKM-R050"])
                for rule in (
                    *("zgodnie z obowiązującymi przepisami", "według ustawy", "wynika z przepisów"),
                    *("na podstawie rozporządzenia", "Zgodnie z przepisami prawa."),
                    *("zgodnie z cennikiem", "według obowiązującej taryfy opłat"),
                )
            ),
            *((rule, []) for rule in ("cennik: 5 zł za stronę", "według ustawy, 2% wartości")),
            *((rule, []) for rule in ("zgodnie z cennikiem: 5 zł", "wg taryfy opłat, 3 zł za km")),
        ],
    )
    def test_what_it_is_has_to_be_told(self, with_field, rule, found):
        assert with_field("fees", fees(amount=None, rule=rule)) == found

    @pytest.mark.parametrize(("amount", "number"), AMOUNTS.items())
    def test_amounts(self, minimal, with_field, amount, number):
        assert with_field("fees", fees(amount=amount)) == []
        text = json.dumps(minimal | {"fees": fees(amount=amount)})
        assert read(text).procedure().fees[0].rows[0].amount == Decimal(number)

    @pytest.mark.parametrize(
        "amount",
        ["17.0", "17.000", "-1", "ok. 17 zł", "0", "0,00 zł", "1000000000", "", 17, 17.5, "brak"],
    )
    def test_no_amounts(self, with_field, amount):
        assert set(with_field("fees", fees(amount=amount))) == {"LCKM-P016"}

    @pytest.mark.parametrize(
        ("rule", "found"), [("1% wartości", []), (None, ["LCKM-P016"]), ("", ["LCKM-P016"])]
    )
    def test_an_amount_or_a_rule(self, with_field, rule, found):
        assert sorted(set(with_field("fees", fees(amount=None, rule=rule)))) == found

    @pytest.mark.parametrize(
        "account",
        [ACCOUNT, "PL" + ACCOUNT, "PL " + ACCOUNT, ACCOUNT.replace(" ", ""), *LATER]
        + [ACCOUNT.replace(" ", blank) for blank in "-\u00a0"],
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
            "brak konta",
            "Bez rachunku, wskażemy w decyzji",
            "numer konta",
            "0" * 26,
            5,
        ],
    )
    def test_no_accounts(self, with_field, account):
        assert with_field("fees", fees(account)) == ["LCKM-P016"]

    @pytest.mark.parametrize(
        ("of_row", "found"), [(ACCOUNT, []), (None, ["LCKM-R016"]), ("", ["LCKM-R016"])]
    )
    def test_each_fee_has_an_account(self, with_field, of_row, found):
        assert with_field("fees", fees(None, account=of_row)) == found

    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            ("5 zł za stronę", ["LCKM-R016"]),
            ("1% wartości robót", ["LCKM-R016"]),
            ("osoby do 26 lat zwolnione z opłaty", []),
            ("nie pobiera się jej od szkół", []),
        ],
    )
    def test_so_has_one_that_is_told_in_words_unless_none_is_due(self, with_field, rule, found):
        assert with_field("fees", fees(None, amount=None, rule=rule)) == found

    @pytest.mark.parametrize("word", ["brak", "nie dotyczy"])
    def test_a_swapped_word_is_one_finding_with_advice(self, minimal, word):
        """Each of the four fields that take a word asks for its own."""
        words = {"fees": "brak", "appeal": "brak"} | dict.fromkeys(
            ("appointments", "submission"), "nie dotyczy"
        )
        for field, own in words.items():
            found = [
                finding.message
                for finding in check(minimal | {field: word})
                if finding.code != "LCKM-R035"
            ]
            advice = f"wpisz „{own}”, a nie „{word}”"
            assert (found == []) == (word == own)
            assert all(advice in message for message in found)

    def test_none_keeps_a_place_for_remarks(self, with_field, shown):
        none = [{"rows": "Brak.", "remarks": "Od pełnomocnictwa opłaty się nie pobiera."}]
        assert with_field("fees", none) == []
        assert "nie pobiera" in shown(Audience.PORTAL, fees=[none[0] | {"rows": "brak"}])["fees"]
        assert with_field("fees", [*none, *fees()]) == ["LCKM-R033"]
        assert with_field("fees", [{"rows": "nie dotyczy"}]) == ["LCKM-P016"]

    def test_a_proxy_may_act_for_nothing(self, minimal, codes):
        none = {"rows": "brak", "remarks": "Od pełnomocnictwa opłaty się nie pobiera."}
        how_to = "Wniosek składa pełnomocnik."
        assert codes(minimal | {"how_to": how_to, "fees": [none]}) == []
        assert codes(minimal | {"how_to": how_to, "fees": "brak"}) == ["LCKM-R017"]

    def test_what_is_free_of_charge_needs_no_account(self, with_field):
        free = {"kind": "pierwszy odpis", "rule": "bezpłatnie"}
        paid = {"kind": "następny odpis", "amount": "17.00", "account": ACCOUNT}
        assert with_field("fees", [{"rows": [free, paid]}]) == []

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
