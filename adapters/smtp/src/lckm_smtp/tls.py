"""What the setting ``tls`` may be."""

from collections.abc import Iterable

from lckm_core import Message, UnfitSettingError


def unfit_tls(known: Iterable[str]) -> UnfitSettingError:
    """Return what to raise for a setting ``tls`` that is none of the known."""
    pl, en = (f" {word} ".join(known) for word in ("albo", "or"))
    return UnfitSettingError("tls", Message(f"ma tu być {pl}.", f"this is to be {en}."))
