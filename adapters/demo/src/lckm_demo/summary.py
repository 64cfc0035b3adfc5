"""The page that says what was done, with pictures and links to all of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from lckm_cli.toolkit import CheckSummary, counted
from lckm_demo import procedures_page as leading, summary_charts as figures
from lckm_demo.documents import Looked
from lckm_demo.folder import save
from lckm_demo.host import Host
from lckm_demo.moments import Moments
from lckm_demo.outcome_pages import File
from lckm_demo.paths import (
    ATTACHMENTS,
    DATABASE,
    EVENTS,
    HELPDESK,
    LOG,
    MAIL,
    NAMES,
    REPORTS,
    SITES,
    STORE,
)
from lckm_demo.planted_data_search import Searched
from lckm_demo.procedure_flow import Published
from lckm_demo.report_flow import Delivered, Ended
from lckm_demo.sample_question import Answered
from lckm_pages import render_index

_WHERE = {
    STORE: "w bazie",
    ATTACHMENTS: "w załącznikach",
    MAIL: "w wiadomościach",
    HELPDESK: "w helpdesku",
}


class Done(NamedTuple):
    """All that was done on the day of the demo."""

    on: date
    moments: Moments
    summaries: Mapping[str, CheckSummary]
    findings: Sequence[File]
    published: Published
    timeline: Sequence[File]
    changes: Sequence[File]
    word: Sequence[File]
    looked: Looked
    answers: Sequence[Answered]
    delivered: Delivered
    ended: Ended


def write(host: Host, done: Done, searched: Searched) -> Path:
    """Write ``index.html`` and return its path."""
    day = str(done.on).replace("-", "\N{NON-BREAKING HYPHEN}")
    lead = (
        "Wszystko, co lckm zrobiło z przykładowymi procedurami i zgłoszeniami; strony według "
        f"stanu na {day}. "
        "Najpierw droga opisów, w kolejności zarządzenia (zał. 2 § 8–12), potem droga zgłoszeń. "
        "Osoby i zgłoszenia są zmyślone."
    )
    published = done.published
    parts = [
        ("§ 8. Kto prosi o opis w Bazie Wiedzy", leading.included(published)),
        (
            "§ 9. Co przychodzi i jak jest sprawdzane",
            leading.handed_over(published, done.word, done.changes, done.looked),
        ),
        ("§ 10. Gdzie to widać", leading.publication_section(host.target, published, done.answers)),
        ("§ 11. Jaką drogą przychodzi", leading.sent(published)),
        (
            "§ 12. Kto publikuje",
            leading.published_by(
                host.target, published, figures.window(published.in_turn, done.on)
            ),
        ),
        ("Droga zgłoszenia", figures.reports(done.delivered, done.ended)),
        ("Zgłoszenia według tras", figures.ways(done.delivered.ways)),
        ("Kiedy znikają dane osobowe", figures.term(done.moments, done.on, done.ended)),
        ("Dane osobowe na końcu", _statement(done, searched)),
    ]
    path = host.target / "index.html"
    save(
        path,
        render_index("Pokaz lckm", _links(host, done), lead=lead, figures=parts, contents=True),
    )
    return path


def _statement(done: Done, searched: Searched) -> Markup:
    """State what was searched for, how, what was found, and what the demo's unit did."""
    statement = searched.statement
    lines = [
        Markup('<p class="summary"><strong>{}</strong></p>').format(
            statement[0].upper() + statement[1:] + "."
        )
    ]
    if searched.traces:
        places = Markup("").join(Markup("<li>{}</li>").format(place) for place in searched.places)
        lines.append(Markup("<ul>{}</ul>").format(places))
    paragraphs = (
        _what_was_planted(done.delivered),
        _WHERE_SEARCHED,
        _what_was_there_before(done.delivered, done.ended),
        _what_the_unit_erased(done.ended),
        _OF_THE_SERVER,
        _OF_THE_SAMPLES,
    )
    lines += [Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs]
    return Markup("\n").join(lines)


def _what_was_planted(delivered: Delivered) -> str:
    return (
        f"Zgłoszenia z podłożonymi danymi: {delivered.with_person}. W każdym są imię i nazwisko, "
        "PESEL, telefon, e-mail i własne słowa zmyślonej osoby: w polach formularza i w treści, "
        "a gdzie są załączniki, także w ich nazwach i w nich samych."
    )


def _what_was_there_before(delivered: Delivered, ended: Ended) -> str:
    times = counted(sum(delivered.found.values()), "time")
    times_of_withdrawing = counted(delivered.found_of_withdrawing, "time")
    found = ", ".join(
        f"{name}: {delivered.found[place]}"
        for place, name in _WHERE.items()
        if place in delivered.found
    )
    return (
        f"To samo szukanie tuż po doręczeniu znajdowało je {times} ({found}), w tym "
        f"{times_of_withdrawing} dane osoby, która złożyła tylko zgłoszenie {ended.withdrawn} "
        f"i cofnęła zgodę: zaraz potem zostało ich {len(ended.left_of_withdrawn)}, a danych "
        f"drugiej osoby wciąż {ended.found_then}. Minutę przed końcem terminu zanonimizowano "
        f"{ended.too_early}, po nim {ended.at_term.anonymised}; anonimowe są {ended.anonymous} z "
        f"{delivered.registered}."
    )


def _what_the_unit_erased(ended: Ended) -> str:
    deleted = ended.at_withdrawal.deleted + ended.at_term.deleted
    return (
        "Danych, które wysłano jednostce, biblioteka sama nie usunie: wysyła do niej prośbę. Tu "
        "jednostkę udaje program pokazu, który kasuje wiadomość nazwaną w prośbie (skasował "
        f"{deleted}). Gdyby prawdziwa jednostka prośby nie spełniła, dane zostałyby w jej skrzynce."
    )


_WHERE_SEARCHED = (
    f"Szukano we wszystkich plikach, które zostawił pokaz, a w bazie SQLite ({DATABASE}, "
    "nieszyfrowanej) także wcześniej, póki była otwarta i miała pliki pomocnicze. Szukano w "
    "UTF-8, UTF-16, Windows-1250 i ISO 8859-2, w zapisie procentowym, quoted-printable, JSON i "
    "HTML, w base64 i szesnastkowo, w gzip i zip. Czego nie szukano: w tym, co zaszyfrowane lub "
    "spakowane inaczej, i w tym, co dysk przechowuje po usuniętych plikach."
)
_OF_THE_SERVER = (
    "Wiadomości przyjmował po SMTP serwer pocztowy pokazu, tylko na tym komputerze, i odkładał do "
    f"folderu {MAIL}. Ich nagłówek Date mówi, kiedy pokaz je naprawdę wysłał; wszystkie inne daty "
    "liczą się od dnia pokazu."
)
_OF_THE_SAMPLES = (
    "Przykładowe zgłoszenia leżą dalej w folderze samples, tak jak je napisano, z osobami "
    "zmyślonymi na ich potrzeby. Tych nikt nie podkładał i o nich to zdanie nie mówi."
)


def _links(host: Host, done: Done) -> list[tuple[str, list[tuple[str, str, str]]]]:
    groups: list[tuple[str, list[tuple[str, str, str]]]] = [
        (
            f"Strony: {NAMES[audience]}",
            [
                (f"{title} ({NAMES[audience]})", quote(f"{SITES[audience]}/{id}.html"), id)
                for id, title in pages
            ],
        )
        for audience, pages in done.published.shown.items()
    ]
    groups += [
        ("Uwagi ze sprawdzenia", [*map(_file, done.findings)]),
        ("Co kiedy widać", [*map(_file, done.timeline)]),
        ("Zmiany", [*map(_file, done.changes)]),
        ("Zgłoszenia, które zostały", _files(host, REPORTS)),
        ("Baza zgłoszeń (SQLite)", _files(host, STORE)),
        ("Wiadomości do jednostek", _files(host, MAIL)),
        ("Rekordy helpdesku", _files(host, HELPDESK)),
        (
            "Co działo się po kolei",
            [
                (EVENTS, EVENTS, "zdarzenia z bazy, bez danych osobowych"),
                (LOG, LOG, "co zapisały w dzienniku biblioteki i serwer pocztowy"),
            ],
        ),
    ]
    if done.published.hidden:
        groups.append(
            (
                "Czego nie widać",
                [(procedure, "", reason) for procedure, reason in done.published.hidden],
            )
        )
    return groups


def _files(host: Host, folder: str) -> list[tuple[str, str, str]]:
    """Return what lies in a folder, hidden files left out."""
    found = [
        path.relative_to(host.target)
        for path in sorted((host.target / folder).rglob("[!.]*"))
        if path.is_file()
    ]
    return [(str(path.relative_to(folder)), quote(path.as_posix()), "") for path in found]


def _file(file: File) -> tuple[str, str, str]:
    return file.title, file.path, file.note
