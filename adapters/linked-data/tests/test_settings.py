"""Settings that cannot be right are refused when they are given, with their name."""

import linked_data_samples as shared
import pytest

from lckm_core.errors import InvalidSettingError
from lckm_linked_data import Addresses, LinkedDataExporter


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("base", "http://dane.example/"),
        ("base", "dane.example"),
        ("base", "https://dane.example/?x=1"),
        ("base", "https://dane.example/#x"),
        ("base", "https://user@dane.example/"),
        ("base", "https://dane.example/ż"),
        ("base", 'https://dane.example/">'),
        ("files", "ftp://pliki.example/"),
        ("publisher", ""),
        ("publisher", "x" * 201),
        ("publisher", "dwa\nwiersze"),
        ("email", "nie adres"),
        ("homepage", "javascript:alert(1)"),
        ("area", "Łódź"),
        ("licence", "MIT"),
    ],
)
def test_it_is_refused(tmp_path, setting, value):
    name = {"publisher": "name"}.get(setting, setting)
    with pytest.raises(InvalidSettingError, match=f"^{name}: ") as refused:
        LinkedDataExporter(target=str(tmp_path), **shared.SETTINGS | {setting: value})
    assert refused.value.text("en").startswith(f"{name}: ")
    assert refused.value.text("en") != refused.value.text("pl")


def test_nothing_is_opened_when_it_is_made(tmp_path):
    LinkedDataExporter(target=str(tmp_path / "none"), **shared.SETTINGS)
    assert not (tmp_path / "none").exists()


def test_names_have_one_address_each():
    names = ["Wydział A", "Wydział Ą", "wydział a", "Żółć & <b>", "—", "łódź" * 40]
    made = {shared.ADDRESSES.organisation(name) for name in names}
    assert len(made) == len(names)
    assert all(address.startswith(shared.BASE) and address.isascii() for address in made)


def test_files_are_linked_where_they_are_served():
    assert Addresses(shared.BASE).file("KA-01478", "a.pdf") is None
    assert shared.ADDRESSES.file("KA-01478", "wniosek ż/1.pdf").endswith(
        "/KA-01478/wniosek%20%C5%BC%2F1.pdf"
    )
