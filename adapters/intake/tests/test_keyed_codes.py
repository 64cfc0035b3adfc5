"""A code proves whose a report is; it cannot be guessed, and is easy to type."""

import pytest
from hypothesis import given, strategies as st
from office import KEY, NOW, OLD_KEY, intake_on, memory

from lckm_core.errors import InvalidSettingError
from lckm_intake import Intake, IssuedNumber
from lckm_intake.keyed_codes import SecretKeys

NUMBERS = st.from_regex(r"[A-ZŁ]{1,6}[-/]20[0-9]{2}[-/][0-9]{1,9}", fullmatch=True)


@pytest.fixture(scope="module")
def intake():
    return intake_on(memory()[1])


def test_the_code_of_a_number_is_what_the_page_on_receipts_says():
    """Known answers: receipts in residents' hands hold on to them."""
    code = SecretKeys([bytes(range(32))]).make_code("receipt", "ŁCKM/2026/000123")
    assert code == "A594-9X7K-S4F4-G7CG"


def test_no_two_of_many_numbers_share_a_code(intake):
    numbers = [f"LCKM-{year}-{count:06}" for year in range(2026, 2036) for count in range(5000)]
    codes = {intake.code(number) for number in numbers}
    assert len(codes) == len(numbers)


@given(st.lists(NUMBERS, min_size=2, max_size=20, unique=True))
def test_the_code_of_one_number_is_none_of_another(intake, numbers):
    codes = [intake.code(number) for number in numbers]
    assert len(set(codes)) == len(codes)
    for at, number in enumerate(numbers):
        assert [intake.is_code(number, code) for code in codes] == [
            other == at for other in range(len(codes))
        ]


@given(NUMBERS, st.data())
def test_it_is_known_however_it_is_typed(intake, number, data):
    code = intake.code(number)
    assert len(code.replace("-", "")) == 16
    shuffled = "".join(
        data.draw(st.sampled_from([one, one.lower(), f" {one}", f"{one}-", f"{one}\N{EN DASH}"]))
        for one in code
    )
    looks = {"0": "oO0", "1": "iIlL1"}
    typed = "".join(data.draw(st.sampled_from(looks.get(one, one))) for one in shuffled)
    assert intake.is_code(number, typed)
    assert intake.is_code(number, code.replace("-", "\N{NO-BREAK SPACE}"))
    # As some keyboards have letters and digits.
    wide = code.translate({at: at + 0xFEE0 for at in range(0x21, 0x7F)})
    assert intake.is_code(number, wide)


@given(NUMBERS, st.text(max_size=40))
def test_no_other_text_is_taken_and_none_breaks_it(intake, number, typed):
    assert not intake.is_code(number, typed)
    assert not intake.is_code(typed, intake.code(number))


def test_one_letter_too_many_too_few_or_another_is_refused(intake):
    code = intake.code("R-1")
    other = "A" if code[0] != "A" else "B"
    for typed in (code[:-1], code + "A", other + code[1:], "", code[::-1] + "Z", "\ud800"):
        assert not intake.is_code("R-1", typed)
    assert not intake.is_code("\ud800", code)


def test_a_number_is_proven_by_its_proof_and_not_by_its_code(intake):
    issued = intake.issue(NOW)
    assert issued.proof != intake.code(issued.number)
    assert not intake.is_code(issued.number, issued.proof)


def test_keys_rotate_and_what_older_ones_made_is_still_taken():
    _, centre = memory()
    old = Intake(centre, keys=[OLD_KEY])
    code = old.code("R-1")
    rotated = Intake(centre, keys=[KEY, OLD_KEY])
    assert rotated.is_code("R-1", code)
    assert rotated.code("R-1") != code
    assert not Intake(centre, keys=[KEY]).is_code("R-1", code)


def test_nothing_secret_is_shown():
    keys = SecretKeys([KEY])
    assert KEY.decode() not in repr(keys)
    assert "proof-text" not in repr(IssuedNumber("R-1", "proof-text"))


@pytest.mark.parametrize("keys", [[], [b""], [b"k" * 31], [KEY, b"short"]])
def test_keys_that_could_be_guessed_are_refused(keys):
    with pytest.raises(InvalidSettingError) as refused:
        Intake(memory()[1], keys=keys)
    assert "short" not in str(refused.value)
