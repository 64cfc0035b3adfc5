"""Who took a report by telephone, and may read its code to the caller, for ten minutes."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import RedirectResponse

from lckm_desk._cookies import keep_texts, read_texts
from lckm_desk._pages import path_of
from lckm_intake import Intake, IssuedNumber
from lckm_sign_in import TYPED_COOKIE

# Signing out removes it, like all that was typed. Each call has its own: two may be open at once.
_COOKIE = f"{TYPED_COOKIE}taken_"
_SECONDS = 600


def redirect_to_taken(request: Request, issued: IssuedNumber, login: str) -> RedirectResponse:
    """Return the way to the page with the number and the code of a report just taken."""
    response = RedirectResponse(path_of(request, "taken", numer=issued.number), 303)
    # The proof was in the form of that call only. It is in no address, which others could open.
    texts = (login, issued.number, issued.proof)
    keep_texts(request, response, _COOKIE, _mark(issued.number), texts, seconds=_SECONDS)
    return response


def was_taken_here(request: Request, number: str, login: str, intake: Intake) -> bool:
    """Return whether this browser and login have just taken the report of this number."""
    texts = read_texts(request, _COOKIE + _mark(number))
    return (
        len(texts) == 3
        and texts[:2] == (login, number)
        and intake.is_issued(IssuedNumber(number, texts[2]))
    )


def _mark(number: str) -> str:
    """Return a digest for a cookie's name, which allows fewer characters than a number."""
    return sha256(number.encode()).hexdigest()[:16]
