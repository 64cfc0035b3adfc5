"""Reasons to refuse a request without a session, or from somebody without a role."""

from enum import StrEnum

from starlette.exceptions import HTTPException

from lckm_core.text import Message


class StaffRefusal(StrEnum):
    """A reason for which a page of staff is not shown."""

    SIGNED_OUT = "signed out"
    ENDED = "session ended"
    NOT_FRESH = "sign-in not fresh"
    NO_ROLE = "no role"
    UNSAFE_ADDRESS = "unsafe address"

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return _STATUS[self]

    @property
    def heading(self) -> Message:
        """What is refused, in a few words."""
        return _TEXTS[self][0]

    @property
    def message(self) -> Message:
        """What to do."""
        return _TEXTS[self][1]


_STATUS = {
    StaffRefusal.SIGNED_OUT: 401,
    StaffRefusal.ENDED: 401,
    StaffRefusal.NOT_FRESH: 401,
    StaffRefusal.NO_ROLE: 403,
    StaffRefusal.UNSAFE_ADDRESS: 400,
}
_TEXTS = {
    StaffRefusal.SIGNED_OUT: (
        Message("Zaloguj się", "Sign in"),
        Message("Ta strona jest dla pracowników.", "This page is for staff."),
    ),
    StaffRefusal.ENDED: (
        Message("Sesja się skończyła", "Your session has ended"),
        Message("Zaloguj się jeszcze raz.", "Sign in again."),
    ),
    StaffRefusal.NOT_FRESH: (
        Message("Potwierdź, że to Ty", "Confirm that it is you"),
        Message(
            "Dane osobowe widać tylko krótko po zalogowaniu. Zaloguj się jeszcze raz.",
            "Personal data are shown only shortly after a sign-in. Sign in again.",
        ),
    ),
    StaffRefusal.NO_ROLE: (
        Message("Nie masz dziś roli", "You have no role today"),
        Message(
            "Spis osób nie ma dziś nikogo z tym loginem. Rolę wpisuje do spisu operator.",
            "Nobody in today's directory has this login. The operator enters roles.",
        ),
    ),
    StaffRefusal.UNSAFE_ADDRESS: (
        Message("Tu nie można się zalogować", "You cannot sign in here"),
        Message(
            "Logowanie działa tylko przez https albo na tym samym komputerze (127.0.0.1).",
            "Sign-in works only by https, or on the same machine (127.0.0.1).",
        ),
    ),
}


class StaffRefusedError(HTTPException):
    """A request for something that its session does not allow; ``reason`` says why."""

    def __init__(self, reason: StaffRefusal) -> None:
        super().__init__(reason.status, reason.value)
        self.reason = reason
