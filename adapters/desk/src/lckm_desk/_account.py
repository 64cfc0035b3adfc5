"""The page of who is signed in, and of the way out."""

from lckm_desk._pages import View
from lckm_sign_in import StaffSession


def account_view(staff: StaffSession, sign_out: str) -> View:
    """Return the page; *sign_out* is the address of the way out."""
    return View(
        template="account",
        title="Twoje konto",
        here="account",
        context={"staff": staff, "sign_out": sign_out},
    )
