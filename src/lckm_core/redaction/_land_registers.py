"""Numbers of land and mortgage registers, by which anybody may look up who owns the land."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import compiled, text_before
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_LAND_REGISTER = r"(?i)(?<!\w)[A-Z]{2}\d[A-Z0-9]\s?/\s?\d{6,8}\s?/\s?\d(?!\w)"
_OLD_LAND_REGISTER = r"(?<![\w/])\d{3,8}(?:/\d{1,8})?(?![\w/])"
_LAND_REGISTER_ANNOUNCED = (
    r"(?<!\w)(?i:kw|ksi[ęe]g\w{1,3}\swieczyst\w{1,3})(?!\w)[\s.:,(-]{0,3}"
    r"(?:(?i:nr|numer\w{0,2}|o|kw)(?!\w)[\s.:,-]{0,3}){0,3}$"
)
_LAND_REGISTER_HINT = r"(?i)\d/\s?\d|/\s?\d{8}|kw|wieczyst"


def land_registers(text: str) -> Iterator[PersonalSpan]:
    """Yield the numbers of land and mortgage registers in *text*."""
    if not compiled(_LAND_REGISTER_HINT).search(text):
        return
    for register in compiled(_LAND_REGISTER).finditer(text):
        yield PersonalSpan(*register.span(), PersonalKind.LAND_REGISTER)
    for register in compiled(_OLD_LAND_REGISTER).finditer(text):
        if compiled(_LAND_REGISTER_ANNOUNCED).search(text_before(text, register.start())):
            yield PersonalSpan(*register.span(), PersonalKind.LAND_REGISTER)
