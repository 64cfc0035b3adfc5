"""The page of the procedures, in the ordinance's order: who, what, where, how, by whom."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from lckm_cli.toolkit import counted
from lckm_core.ports import TextSpan
from lckm_core.procedures import Channel
from lckm_core.publication import Audience
from lckm_demo import summary_charts as figures
from lckm_demo.documents import Looked
from lckm_demo.outcome_pages import File
from lckm_demo.paths import (
    ACCESSIBILITY,
    EVENTS,
    FILES,
    LINKED_DATA,
    NAMES,
    SEARCH,
    SITES,
)
from lckm_demo.procedure_flow import (
    AMENDED,
    BY,
    TAKEN_OFF,
    Published,
)
from lckm_demo.sample_question import Answered

_EXAMPLE = "KA-01189"
"""A procedure with files of both kinds, whose page the others are represented by."""
_Link = tuple[str, str, str]
"""A title, an address and a note."""
_DATA_LINKS: Sequence[_Link] = (
    ("Katalog danych (DCAT-AP)", f"{LINKED_DATA}/katalog.ttl", ""),
    (
        "Procedury jako usługi publiczne (CPSV-AP)",
        f"{LINKED_DATA}/procedury.ttl",
        "jest też JSON-LD",
    ),
    ("Opis zbioru dla dane.gov.pl", f"{LINKED_DATA}/dane-gov-pl.xml", "obok suma kontrolna .md5"),
)
_NO_PROOF = "Brak uwag nie dowodzi dostępności: raport mówi, na co ma spojrzeć człowiek."


def included(published: Published) -> Markup:
    """§ 8: descriptions come in at the request of heads, and what became of them."""
    return _join(
        _paragraph(
            f"Kierownicy złożyli wnioski o {counted(published.handed_in, 'description')} (pliki w "
            "folderze samples, razem z umyślnie błędnymi). "
            "Przy każdym wydaniu zapisane jest, kto o nie prosił, jaką drogą, pod jakim znakiem i "
            "kto co z nim zrobił."
        ),
        figures.procedures(published),
    )


def handed_over(
    published: Published, word: Sequence[File], changes: Sequence[File], looked: Looked
) -> Markup:
    """§ 9: the form, findings, marked changes, files to download."""
    found = (
        f"błędy: {looked.errors}, ostrzeżenia: {looked.warnings}"
        if looked.errors + looked.warnings
        else "brak uwag"
    )
    redlined = [file for file in word if ".wniosek." in file.path]
    return _join(
        _paragraph(
            "Ust. 1. Wzór jest dokumentem Worda: 33 pola, podpowiedzi, granice długości. "
            "Odczytany daje ten sam opis."
        ),
        _links((file.title, file.path, file.note) for file in word if file not in redlined),
        _paragraph(
            f"Każdy opis sprawdzono na tle całej bazy. Z błędami wróciło: {published.given_back}, "
            "z powodem zapisanym przy wydaniu.",
        ),
        _links(
            [
                ("Uwagi do przykładów", "findings/baza.txt", "lckm check"),
                ("Uwagi do umyślnie błędnych", "findings/z-bledami.txt", "lckm check"),
            ]
        ),
        _paragraph(
            "Ust. 2. We wniosku o aktualizację widać, co znika i co przychodzi: w Wordzie jako "
            "zmiany śledzone."
        ),
        _links(
            (file.title, file.path, file.note)
            for file in (*redlined, *changes)
            if not file.path.endswith(".yaml")
        ),
        _paragraph(
            f"Ust. 3–4. Z opisami przyszło {counted(published.files, 'file')} do pobrania; każdy "
            "leży raz, pod skrótem swojej "
            f"treści (folder {FILES}), i jest w zasięgu, dopóki widać wydanie, które go ma. "
            "Dostępność cyfrowa: zbadano "
            f"{counted(looked.files, 'file')}, {found}. {_NO_PROOF}"
        ),
        _links([("Raport dostępności plików", ACCESSIBILITY, "lckm files check")]),
    )


def publication_section(target: Path, published: Published, answers: Sequence[Answered]) -> Markup:
    """§ 10: the portal and BIP at once, open data, and the call centre with its search."""
    sites, example = _site_links(published)
    return _join(
        _paragraph(
            "Ust. 1. Portal i BIP to jeden serwis statyczny: oba pokazują nowe wydanie w tej "
            "samej chwili albo żaden."
        ),
        _links([*sites[:2], *example[:2]]),
        _paragraph("Te same opisy, bez pól z gwiazdką, jako otwarte dane połączone:"),
        _links(link for link in _DATA_LINKS if (target / link[1]).is_file()),
        _paragraph(
            "Ust. 2. Call Center widzi także to, co jest tylko dla niego, i pyta tak, jak pyta "
            "mieszkaniec:"
        ),
        _links([*sites[2:], *example[2:]]),
        _paragraph(
            "O tramwaj pytają oboje. Odpowiedź jest w polu z gwiazdką, tylko dla Call Center, "
            "więc portal ma jej nie znaleźć: "
            "w jego indeksie nigdy jej nie było, a to, co pokazuje, odpowiada na resztę pytania. "
            "O to tu chodzi."
        ),
        Markup("\n").join(map(_answer, answers)),
        Markup(
            "<p>Indeksy zostały: w folderze pokazu można zapytać o swoje, <code>lckm find --index "
            '{} "…"</code>.</p>'
        ).format(SEARCH),
    )


def _site_links(published: Published) -> tuple[Sequence[_Link], Sequence[_Link]]:
    """Return the links to each site, and those to the example on each that shows it."""
    sites = [
        (NAMES[audience], f"{folder}/index.html", f"opisów: {len(published.shown[audience])}")
        for audience, folder in SITES.items()
    ]
    example = [
        (f"{NAMES[audience]}: przykładowy opis z plikami", f"{folder}/{_EXAMPLE}.html", _EXAMPLE)
        for audience, folder in SITES.items()
        if _EXAMPLE in {number for number, _ in published.shown[audience]}
    ]
    return sites, example


def sent(published: Published) -> Markup:
    """§ 11: which way each came."""
    ways = {Channel.EDMS: "komórki Urzędu przez EZD", Channel.EPUAP: "jednostki przez ePUAP"}
    senders = "; ".join(
        f"{words}: {published.channels.get(channel, 0)}" for channel, words in ways.items()
    )
    return _join(
        _paragraph(
            f"Opisy przyszły elektronicznie – {senders}. Inną drogę trzeba uzgodnić, i to też jest "
            "zapisywane."
        )
    )


def published_by(target: Path, published: Published, window: Markup) -> Markup:
    """§ 12: who publishes, and when a description is shown by itself and no more."""
    return _join(
        _paragraph(
            f"{counted(published.published, 'edition')} opublikowała imiennie {BY} (postać "
            "zmyślona) z Oddziału ds. Monitoringu "
            "i Controllingu; jej nazwisko jest przy opisie w BIP. Okna otwierają się i zamykają "
            "same, o północy w Łodzi."
        ),
        window,
        _paragraph(_later_changes(published)),
        _links(_left_in_bip(target, published)),
        _links(
            [
                ("Kiedy co widać", "timeline.svg", f"lckm timeline, bez wycofanej {TAKEN_OFF}"),
                ("Kto co zrobił i kiedy", EVENTS, "zdarzenia z bazy, bez danych osobowych"),
            ]
        ),
    )


def _later_changes(published: Published) -> str:
    """Return what was done after the publication, and the result."""
    text = f"Po publikacji kierownik poprosił o zmianę opisu {AMENDED}, a {TAKEN_OFF} wycofano. "
    if not published.amended:
        return text + (
            f"Wniosek o zmianę wrócił do kierownika, bo ma błędy, więc {AMENDED} widać po "
            f"dawnemu; {TAKEN_OFF} znika z portalu, "
            "a w BIP zostaje po niej wpis w rejestrze usuniętych."
        )
    return text + (
        "Z portalu znika to, co było; w BIP po zmianie zostaje wydanie archiwalne i historia "
        "zmian, a po wycofaniu wpis w rejestrze "
        "usuniętych."
    )


def _left_in_bip(target: Path, published: Published) -> list[tuple[str, str, str]]:
    """Return links to what BIP keeps of editions no longer in force."""
    bip = SITES[Audience.BIP]
    archive = sorted(
        path.relative_to(target).as_posix() for path in (target / bip / AMENDED).glob("*.html")
    )
    now = [(f"{AMENDED}: obecne wydanie, z historią", f"{bip}/{AMENDED}.html", "art. 8 ust. 6")]
    return [
        *(now if published.amended else []),
        *((f"{AMENDED}: wydanie archiwalne", path, "") for path in archive if published.amended),
        ("Rejestr zmian", f"{bip}/zmiany.html", ""),
        ("Rejestr usuniętych", f"{bip}/usuniete.html", TAKEN_OFF),
    ]


def _answer(answered: Answered) -> Markup:
    asked = Markup("<p>{}: <q>{}</q></p>").format(NAMES[answered.audience], answered.question)
    if not answered.hits:
        return asked + Markup("<p>Nic nie znaleziono.</p>")
    best = answered.hits[0]
    address = quote(f"{SITES[answered.audience]}/{best.id}.html")
    title = Markup('<p><a href="{}">{} ({})</a></p>').format(
        address, best.title, NAMES[answered.audience]
    )
    passages = sorted(best.passages, key=lambda passage: -len(passage.spans))
    lines = [
        Markup("<p>{}: {}</p>").format(passage.label, _mark(passage.text, passage.spans))
        for passage in passages[:1]
    ]
    return asked + Markup("<blockquote>{}</blockquote>").format(Markup("").join([title, *lines]))


def _mark(text: str, spans: Iterable[TextSpan]) -> Markup:
    """Return a text in which the words that answer are marked."""
    parts, at = [], 0
    for start, end in spans:
        parts += [Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])]
        at = end
    return Markup("").join(parts) + text[at:]


def _join(*parts: Markup) -> Markup:
    return Markup("\n").join(part for part in parts if part)


def _paragraph(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)


def _links(items: Iterable[_Link]) -> Markup:
    rows = [
        Markup('<li><a href="{}">{}</a>{}</li>').format(
            quote(path), title, Markup(' <span class="note">{}</span>').format(note) if note else ""
        )
        for title, path, note in items
    ]
    return (
        Markup('<ul class="index">\n{}\n</ul>').format(Markup("\n").join(rows))
        if rows
        else Markup("")
    )
