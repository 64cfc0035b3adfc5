"""Messages on material that is handed in, apart from its findings."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from lckm_cli.toolkit import Language, either, safe
from lckm_core.errors import StoreUnavailableError
from lckm_core.publication import Edition, State


def print_not_taken_in(path: str, lang: Language) -> None:
    """Say that nothing was stored: a text taken in with errors has the same exit code."""
    message = (
        f"{safe(path)}: nieprzyjęta, niczego nie zapisano. Usuń podane wyżej przyczyny i uruchom "
        "polecenie jeszcze raz.",
        f"{safe(path)}: not taken in, nothing was kept. Fix the errors above and run the command "
        "again.",
    )
    click.echo(either(lang, *message), err=True)


@contextmanager
def telling_store_failure(path: str, lang: Language) -> Iterator[None]:
    """Say what to do with material that could not be stored, before the error is shown."""
    try:
        yield
    except (StoreUnavailableError, OSError):
        message = (
            f"{safe(path)}: nieprzyjęta, bo magazyn zawiódł; przyczyna jest niżej. Gdy ustanie, "
            "uruchom polecenie jeszcze raz: ten sam plik drugi raz niczego nie zmienia. Do tego "
            "czasu zostaw materiał jako nieprzyjęty.",
            f"{safe(path)}: not taken in, for its store failed; the reason is below. Once that is "
            "over, run the command again: the same file changes nothing the second time. Until "
            "then leave the material as not taken in.",
        )
        click.echo(either(lang, *message), err=True)
        raise


def print_newer_edition(edition: Edition, newest: Edition, lang: Language) -> None:
    """Say that the text is an earlier edition's, and how to hand it in again."""
    message = either(
        lang,
        f"{edition.id}: z tego przekazania jest już wersja {edition.number}. Nowsza jest wersja "
        f"{newest.number}: {newest.state.words}. Nic nie zmieniono. Jeśli przekazano to ponownie, "
        "podaj nowy znak (--reference) albo dzień (--received-on).",
        f"{edition.id}: edition {edition.number} was made of this handover. A newer one stands, "
        f"edition {newest.number}: {newest.state.value}. Nothing was changed. If it was handed in "
        "anew, give the new reference (--reference) or day (--received-on).",
    )
    click.echo(message)


def print_facts_left_out(edition: Edition, lang: Language) -> None:
    """Say that the facts of a repeated handover are not stored, and what to do."""
    explanation = (
        "Sposobu, dnia ani znaku tego przekazania nie zapisano, bo ta wersja jest już sprawdzona "
        "i zachowuje te, z którymi przyszła.",
        "How, when and under which number it came this time was not kept, for this edition is "
        "checked and keeps its own record.",
    )
    give_back = (
        f"Jeśli tamte są błędne, oddaj ją (lckm procedure give-back {edition.id}) i przyjmij "
        "jeszcze raz.",
        f"If that is wrong, give it back (lckm procedure give-back {edition.id}) and take it in "
        "again.",
    )
    next_one = (
        "Nowe będzie miała dopiero następna wersja, z innym tekstem.",
        "The next edition, of another text, will have a new one.",
    )
    for message in (explanation, give_back if edition.state is State.CHECKED else next_one):
        click.echo(either(lang, *message), err=True)
