"""A worker that breaks the promise."""

from datetime import datetime

from lckm_core import ContactCentre

TELLS_NOBODY = "tells-nobody"
"""The worker opens no notice to those who hold data of one who withdrew."""


def tell_nobody() -> None:
    """Make this process such a worker."""

    def tell_units(centre: ContactCentre, *, now: datetime) -> tuple[str, ...]:
        return ()

    ContactCentre.open_erasure_notices = tell_units  # type: ignore[method-assign,assignment]
