"""Reading a form whose sender must still be signed in once it has arrived."""

from collections.abc import Awaitable, Callable
from typing import Final

import attrs
from starlette.requests import Request

from lckm_core.text import without_direction_marks
from lckm_http import FormFields, FormLimits, RefusedRequestError, read_form

REQUIRE_STILL: Final = "lckm_desk.require_still_signed_in"
"""Where a request has what raises once its sender is signed in no more."""


async def read_sent_form(
    request: Request,
    limits: FormLimits | None = None,
    *,
    take: Callable[[int], Awaitable[bool]] | None = None,
) -> FormFields:
    """Return a form as :func:`lckm_http.read_form` does, if its sender is still signed in.

    The body of a request may take minutes to come. A session that ended meanwhile, by a sign-out or
    because it was revoked, does nothing more: :class:`lckm_sign_in.StaffRefusedError` is raised.
    """
    try:
        fields = await read_form(request, limits, take=take)
    except RefusedRequestError:
        await _require_still_signed_in(request)
        raise
    await _require_still_signed_in(request)
    return fields


async def _require_still_signed_in(request: Request) -> None:
    require: Callable[[], Awaitable[object]] = request.scope[REQUIRE_STILL]
    await require()


def without_marks(fields: FormFields) -> FormFields:
    """Return a form with marks of text direction removed.

    Pages show each as a visible sign, so their forms would send a different text.
    """
    values = {
        name: [without_direction_marks(text) for text in texts]
        for name, texts in fields.values.items()
    }
    return attrs.evolve(fields, values=values)
