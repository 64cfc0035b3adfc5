"""A form that could not be processed, on a page from which it can be sent again."""

import attrs
from starlette.requests import Request

from lckm_desk._pages import View, message_view
from lckm_http import FormFields, FormLimits, read_any_form
from lckm_sign_in import hidden_fields, not_kept

# For a form not read so far, maybe from somebody not signed in: the longest text that a page of
# the desk sends, and the names of files.
_WORDS = 8_000_000
_LIMITS = FormLimits(body=60_000_000, fields=2000, field=_WORDS, words=_WORDS, files=100, file=0)


async def failed_view(request: Request, *, is_away: bool) -> View:
    """Return the page for a request that failed, with everything typed in its form.

    Args:
        request: the request.
        is_away: whether a store is away; else the program failed.
    """
    status = 503 if is_away else 500
    if request.method != "POST":
        text = "W tej chwili nie da się tego pokazać. Spróbuj za kilka minut."
        return message_view(TITLE, text, status)
    fields, is_whole = await read_any_form(request, _LIMITS)
    reason = _AWAY if is_away else _BROKEN
    if not is_whole:
        # Sent again from here, a text would be stored without its end.
        return message_view(TITLE, f"{reason} {_CUT}", status)
    return again_view(request, fields, f"{reason} {_KEPT}", status)


def again_view(request: Request, fields: FormFields, text: str, status: int) -> View:
    """Return the page for a form that could not be processed, to be sent again from it."""
    # A page cannot choose a file in a browser.
    sent = attrs.evolve(fields, files=[attrs.evolve(file, data=b"") for file in fields.files])
    return View(
        template="again",
        title=TITLE,
        status=status,
        context={
            "text": f"{text} {not_kept(sent).pl}".strip(),
            "action": f"{request.url.path}?{request.url.query}".rstrip("?"),
            "hidden": hidden_fields(sent),
        },
    )


def not_taken_in_view(request: Request, fields: FormFields, is_stored: bool | None) -> View:
    """Return the page for material that could not be stored, with what to do.

    Args:
        request: the request.
        fields: what was typed and chosen.
        is_stored: whether it is there all the same; ``None`` where nobody knows.
    """
    return again_view(request, fields, f"{_NOT_TAKEN_IN[is_stored]} {_KEPT}", 503)


TITLE = "Nie udało się"
_NOT_TAKEN_IN = {
    False: "Niczego nie przyjęto: magazyn procedur nie zapisał tego materiału, np. dlatego, że nie "
    "odpowiada baza albo nie ma miejsca na dysku. Powiedz to operatorowi. Dopóki nie przyjmiesz "
    "materiału jeszcze raz, zostaw go w EZD albo ePUAP jako nieprzyjęty. Dniem wpływu jest nadal "
    "dzień, w którym przyszedł.",
    True: "Materiał jest zapisany, ale magazyn procedur nie zdążył tego powiedzieć. Wyślij go stąd "
    "jeszcze raz: nic się nie zapisze dwa razy, a zobaczysz przyjętą wersję.",
    None: "Nie wiadomo, czy ten materiał przyjęto: magazyn procedur nie odpowiada. Powiedz to "
    "operatorowi i wyślij go stąd jeszcze raz, gdy magazyn odpowie: nic się nie zapisze dwa razy. "
    "Dopóki się nie uda, traktuj go w EZD albo ePUAP jako nieprzyjęty.",
}
_AWAY = "Baza nie odpowiada, więc nie wiadomo, czy to zapisano."
_BROKEN = "Program zawiódł, więc nie wiadomo, czy to zapisano."
_KEPT = "Wszystko, co wpisano, jest na tej stronie. Spróbuj za kilka minut jeszcze raz."
_CUT = (
    "To, co wysłano, nie doszło w całości. Wróć do formularza i skróć to; jeśli "
    "przeglądarka już tego nie ma, wpisz to od nowa, krócej."
)
