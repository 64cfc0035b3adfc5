"""Names of three parts: Vietnamese ones, and Ukrainian ones with a patronymic."""

from collections.abc import Sequence

from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._words import plain

# The family first, or last as others write. The first are no words of other languages here, the
# second only before a name such as „Van” or „Thi”.
_FAMILY_NAMES = """
    nguyen tran pham hoang huynh phan truong trinh duong dinh doan ngo bui dang vu
"""
_FAMILY_NAMES_OR_WORDS = "le do ho ly vo mai cao lam luong ha ta"
_GIVEN_NAMES = """
    van thi duc huu quoc minh quang xuan ngoc thanh dinh tuan hung dung hoang kim anh hong thu lan
    linh mai hoa huong long hai nam son trang phuong thuy bich tam tung thang khanh bao hanh hien
    nga yen viet duy hieu huy khoa kien loan ly my nhung oanh phuc quan quyen quynh tien toan trung
    tu tuyet uyen vinh vy trong dang gia cong phu ba dat giang chi cuong hoai nhi lam
"""
_FAMILIES = frozenset(_FAMILY_NAMES.split())
_SHORT_FAMILIES = frozenset(_FAMILY_NAMES_OR_WORDS.split())
_GIVEN = frozenset(_GIVEN_NAMES.split())
_MIDDLE = {"van", "thi", "duc", "huu", "quoc"}
_MOST_WORDS = 4

# „Mykołajowycz”, „Serhiivna”, „Petrowna”: said of nothing but a person, after a first name.
_PATRONYMIC = (
    r"(?i)\w{3,}(?:(?:[oe]wycz|[oe]vych|[oe]vich)(?:a|owi|em|u)?|i[wv]n(?:a|y|ę|ie|ą|o)"
    r"|(?:r|an|aj|ej|yj|dr|tr|l|t)[oe][wv]n(?:a|y|ę|ą|ie)|[ое]вич\w{0,2}|[іїи]вн\w{1,2})"
)
_STREETS = {"oliwna", "krzywna", "przeciwna"}


def is_vietnamese(words: Sequence[str]) -> bool:
    """Return whether *words* are a Vietnamese name, the family first or last."""
    parts = [plain(word) for word in words]
    first, *given = parts
    if not 0 < len(given) < _MOST_WORDS:
        return False
    if first in _FAMILIES or (first in _SHORT_FAMILIES and given[0] in _MIDDLE):
        return all(part in _GIVEN for part in given)
    return parts[-1] in _FAMILIES and all(part in _GIVEN for part in parts[:-1])


def has_patronymic(words: Sequence[str]) -> bool:
    """Return whether one of *words* after the first is a Ukrainian patronymic."""
    return any(
        word[0].isupper()
        and plain(word) not in _STREETS
        and compiled(_PATRONYMIC).fullmatch(word) is not None
        for word in words[1:]
    )
