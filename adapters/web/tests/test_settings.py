"""The settings of the face: what does not fit is told in both languages, what is missing too."""

import attrs
import pytest
import resident_site

from lckm_core.errors import InvalidSettingError

DECLARATION = attrs.asdict(resident_site.DECLARATION)


def without(key):
    return {name: value for name, value in DECLARATION.items() if name != key}


@pytest.mark.parametrize(
    ("options", "setting", "pl", "en"),
    [
        ({"declaration": {**DECLARATION, "status": "czesciowo"}}, "declaration.status",
         'jedno z: "full", "partial", "none"', 'one of: "full", "partial", "none"'),
        ({"declaration": without("person")}, "declaration.person", "brakuje", "missing"),
        ({"office": {"phon": "42"}}, "office.phon", "Czy chodzi o phone?", "Did you mean phone?"),
        ({"office": {"telefon": "42"}}, "office.telefon", "Są: name, part, phone", "There are"),
        ({"city_map": {"tiles": "/none"}}, "city_map.tiles", "folderu /none", "no folder /none"),
        ({"city_map": {"tiles": "/", "zooms": [1]}}, "city_map.zooms", "dwie liczby", "numbers"),
        ({"city_map": {"tiles": "https://a/{z}/{x}/{y}"}}, "city_map.cache", "folder", "folder"),
        ({"limits": {"area": {"south": 52.0, "west": 16.0, "north": 51.0, "east": 17.0}}},
         "limits.area", "północ", "less than north"),
        ({"limits": {"most_byte": 7}}, "limits.most_byte", "most_bytes", "most_bytes"),
        ({"site_rate": {"times": 5}}, "site_rate.seconds", "brakuje", "missing"),
        ({"sending_rates": [{"times": "5", "seconds": 1}]}, "sending_rates[1].times",
         "liczba całkowita", "a whole number"),
        ({"mail_receipts": True}, "mail_receipts", "public_url", "public_url"),
        ({"public_url": "lckm.example.org"}, "public_url", "bez ścieżki", "without a path"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_both_languages(options, setting, pl, en):
    with pytest.raises(InvalidSettingError) as refused:
        resident_site.site(**options)
    assert refused.value.setting == setting
    assert pl in refused.value.because.pl
    assert en in refused.value.because.en


def test_what_the_law_asks_for_and_is_missing_is_remarked_on():
    remarks = resident_site.site(declaration=None).face.remarks
    assert [one.pl.partition(":")[0] for one in remarks] == [
        "declaration", "office.data_protection",
    ]  # fmt: skip
    office = {"data_protection": "iod@example.org"}
    assert resident_site.site(office=office).face.remarks == []
