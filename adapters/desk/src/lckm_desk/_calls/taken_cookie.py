"""Who took a report by telephone, and may read its code to the caller, for ten minutes."""

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from lckm_desk._cookies import set_cookie
from lckm_desk._pages import path_of
from lckm_intake import Intake, IssuedNumber
from lckm_sign_in import TYPED_COOKIE

# A sign-out removes it, as all that is typed.
_COOKIE = f"{TYPED_COOKIE}taken"
_SECONDS = 600


def redirect_to_taken(request: Request, issued: IssuedNumber, login: str) -> RedirectResponse:
    """Return the way to the page with the number and the code of a report just taken."""
    response = RedirectResponse(path_of(request, "taken", numer=issued.number), 303)
    # Only the form of that call had the proof. It stands in no address, which others may open.
    parts = (login, issued.number, issued.proof)
    value = "~".join(quote(part, safe="").replace("~", "%7E") for part in parts)
    set_cookie(request, response, _COOKIE, value, seconds=_SECONDS, samesite="lax")
    return response


def was_taken_here(request: Request, number: str, login: str, intake: Intake) -> bool:
    """Return whether whoever asks has just taken the report of this number in this browser."""
    by, _, rest = request.cookies.get(_COOKIE, "").partition("~")
    of, _, proof = rest.partition("~")
    return (unquote(by), unquote(of)) == (login, number) and intake.is_issued(
        IssuedNumber(number, unquote(proof))
    )
