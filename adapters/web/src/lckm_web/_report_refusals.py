"""Texts for a resident whose report is not taken as it came."""

from lckm_web._rates import Delay
from lckm_web._words import Words


def busy(words: Words, phone: str) -> str:
    """Return that no report can be taken now."""
    text = words.translate(
        "W tej chwili nie możemy przyjąć zgłoszenia. Wszystko, co wpisano, jest na tej "
        "stronie: spróbuj za kilka minut."
    )
    return words.with_phone(text, phone)


def closed(words: Words, phone: str) -> str:
    """Return that no report can be taken as long as no terms are in force."""
    text = words.translate(
        "Portal nie ma teraz obowiązującego regulaminu, więc nie może przyjmować "
        "zgłoszeń. Wszystko, co wpisano, jest na tej stronie."
    )
    return words.with_phone(text, phone)


def too_often(words: Words, delay: Delay, phone: str) -> str:
    """Return the message that a network sends too much, and when it may send more."""
    text = (
        words.translate(
            "Z tej sieci przyszło za dużo plików naraz, więc tych nie dodano. Wszystko, co "
            "wpisano, i pliki dodane wcześniej są na tej stronie: dodaj nowe {when}."
        )
        if delay.is_for_files
        else words.translate(
            "Z tej sieci przyszło za dużo zgłoszeń naraz. Wszystko, co wpisano, jest na tej "
            "stronie: spróbuj {when}."
        )
    )
    return words.with_phone(text.format(when=words.delay_words(delay.seconds)), phone)


def some_added(words: Words) -> str:
    """Return the message that only some files were added, as too many came at once."""
    return words.translate(
        "Teraz przychodzi za dużo plików naraz, więc dodano tylko te, które są na tej stronie, "
        "razem ze wszystkim, co wpisano. Pozostałe dodaj za chwilę jeszcze raz."
    )


def missing_file(words: Words) -> str:
    """Return that a file that was added is not here any more."""
    return words.translate("Jednego z plików już nie mamy. Dodaj go jeszcze raz.")


def changed(words: Words) -> str:
    """Return that the number has another report."""
    return words.translate(
        "Pod tym numerem jest już zgłoszenie o innej treści. Jeśli chcesz wysłać także to, "
        "wyślij je teraz: dostanie nowy numer."
    )


def withdrawn(words: Words) -> str:
    """Return that the data of the report under the number are gone."""
    return words.translate(
        "Zgłoszenie o tym numerze już przyjęliśmy, a dane osób i pliki z niego są już usunięte, "
        "więc nic do niego nie dodamy. To, co jest na tej stronie, możesz wysłać jako nowe "
        "zgłoszenie: dostanie nowy numer."
    )


def sent_before(words: Words) -> str:
    """Return that the report was sent so long ago that its code is not shown."""
    return words.translate(
        "To zgłoszenie już przyjęliśmy. Kodu po dobie nie pokazujemy drugi raz. Jeśli chcesz "
        "wysłać je jeszcze raz, wyślij je teraz: dostanie nowy numer."
    )


def unknown_number(words: Words) -> str:
    """Return that the number was not drawn here."""
    return words.translate(
        "Nic jeszcze nie wysłano. Strona nie miała numeru od nas, więc dostała nowy. "
        "Sprawdź zgłoszenie i wyślij je jeszcze raz."
    )
