"""What the setting ``tls`` may be."""

from collections.abc import Iterable

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message


def unfit_tls(known: Iterable[str]) -> InvalidSettingError:
    """Return what to raise for a setting ``tls`` that is none of the known."""
    pl, en = (f" {word} ".join(known) for word in ("albo", "or"))
    return InvalidSettingError("tls", Message(f"ma tu być {pl}.", f"this is to be {en}."))
