"""Owner, coordinators and records system, starred, told in a text that residents see."""

import re
from collections.abc import Iterator

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.names_of_people import (
    begins_as_an_office,
    names_no_person,
    without_contacts,
)
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.text import Message

_OF_IT = r"(?:tego\s+|tej\s+|niniejsz\w+\s+)?(?:opisu|procedury)"
_OWNER = KeywordPattern(
    "właściciel",
    rf"\bwłaściciel(?:em|k[aąi]|a|ki)?\s+{_OF_IT}\b(?P<rest>[^.;\n]{{0,80}})",
)
_RECORDS = KeywordPattern(
    "ezd zarządzania",
    r"\b(?:procedur[aęy]|spraw[aęy])\s+(?:nie\s+)?(?:jest\s+)?(?:nie)?prowadz\w+\s+(?:\w+\s+){0,3}"
    r"(?:EZD\b|systemie\s+do\s+elektronicznego\s+zarządzania\s+dokumentacją)(?P<rest>)",
)
_HINTS = ("łaściciel", "EZD", " dokumentacją")
_READ = ("summary", "useful_info", "how_to", "additional_info")
_NAMED_IN = (*PROSE, "deadline", "appointments", "submission")
_STEM = 4
_WORD = r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:-[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+)?"
_NAMED = re.compile(
    r"\b(?=(?P<words>(?:[Pp]an(?:a|u|em|i|ią)?|[Pp]\.|"
    rf"(?P<first>{_WORD}))\s{{1,3}}(?P<second>{_WORD}))"
    rf"(?P<more>(?:\s{{1,3}}{_WORD}(?=\s?(?:[.,;:()–]|$)))?))"
)
_ENDING = re.compile(r"(?<=\w\w)(?:[^\W\d_aeiouyąęó]?[aeioyąę]|e[kclrłń])$")
"""What other cases of a name change: „Marek”, „Marta”, „Zmyślony”."""
_LONGEST_ENDING = 5
_IN_PUBLIC = (
    r"\b(?:(?:ul|al|pl|im|os|św)\.|(?:ulic|rond|plac|skwer|imieni|alej|szkoł|park|most|pomnik"
    r"|patron|święt|bulwar|pasaż)\w*)\s+(?:\w+\s+)?$"
    r"|\b(?:właściciel|rzeczni|pełnomocni|inspektor\w*\s+ochrony)[^.;\n]*$"
    r"|\bkoordynator\w*[\s:,–-]+(?!(?:jest|to|pan\w*|w|tych|tej|tego|spraw\w*|procedur\w*|opisu"
    r"|wydzia\w*|oddzia\w*|nasz\w*|u|nas)\b)\w[^.;\n]*$"
)
"""Before a name: that of a street, or of a person in an office that residents are to know."""
_BEFORE = 80
_TITLE = len("panem  ")
"""How far behind „pan” a name begins."""
_WHO_SERVES = (
    r"\b(?:przyjmuje|dyżuruje|(?:spraw|wnios)\w+\s+(?:\w+\s+)?(?:prowadzi|załatwia|rozpatruje)"
    r"|(?:dzwoń|zadzwoń|pisz|napisz|zgłoś\s+się|idź)\s+do|(?:za)?pytaj(?:\s+o)?|um[óo]w\s+się\s+z)"
    r"\s+$"
)
"""Before the name of whoever serves residents."""
_HEAD = (
    r"\s?[,(–]\s?(?:(?:wice)?dyrektor(?:ka)?|(?:kierowni|naczelni)(?:k|czka)"
    r"|zastępc(?:a|zyni)\s\w+|z-ca\s\w+|p\.\s?o\.\s\w+)"
    r"(?=\s?[.,;)]|$|\s+(?:wydział|oddział|dział|referat|biur|zespoł|sekcj|urzęd|szkoł|przedszkol"
    r"|żłob|lice|technik|ośrod|centr|muze|bibliotek|teatr|dom[uó]|zarząd|miejsk|zoo|ogrod|schronisk"
    r"|fili|poradni|pogotow|instytu|świetlic|klub|uczeln|szpital|przychodn|placów|jednost"
    r"|(?:tej|naszej?|danej|specjaln|publiczn|społeczn|podstawow|branżow|dziecięc)\w*)\w*)"
)
"""Behind a name: who is named as the head."""
_HOW_THEY_END = ("uje ", "dzi ", "wia ", " do pan", " do Pan", "taj ", "się z")
_LEADS = re.compile(
    # The blank first, for the engine then looks only where there is one.
    r" (?=[A-ZĄĆĘŁŃÓŚŹŻ]|[Pp]an|p\.)"
    r"(?:(?<=uje )|(?<=dzi )|(?<=wia )|(?<=\bdo )(?=[Pp]an)|(?<=taj )|(?<=j o )|(?<=ę z ))"
)
"""The end of each of them, where a capital or „pan” follows."""
_MOBILE = re.compile(
    # The first digit stands first, for the engine then looks only where there is one.
    r"([5-8](?<![\d-].)(?:(?<=5)[0137]|(?<=6)[069]|(?<=7)[2389]|(?<=8)8)\d(?:[ -]?\d{3}){2})(?!\d)"
)
_OTHERS = re.compile(
    r"\b(?:np\.|przykład|fundacj|lekarz|weterynar|dr\b|adwokat|notari|firm|stowarzysz|organizator"
    r"|spółk|radn|instruktor|trener|przewodni|wolontari|kapelan)",
    re.IGNORECASE,
)
_A_TELEPHONE = re.compile(r"\d[\d ()-]{6,}")
_AN_EXAMPLE = re.compile(r"\b(?:wpisz|podaj\b)", re.IGNORECASE)


@rule(
    "LCKM-R073",
    "wzór: *",
    "osoba z pola z gwiazdką, jej komórka albo EZD w polu, które widzą mieszkańcy",
    WARNING,
    part="owner authors coordinators",
)
def starred_names_are_not_public(
    internal: bool,
    owner: parts.Person | None,
    authors: tuple[parts.Person, ...],
    coordinators: tuple[parts.Coordinator, ...],
    texts: Texts,
) -> RuleFaults:
    """A text that residents see names a person of a starred field, or the records system (I28)."""
    if internal:
        return
    starred = [*([owner] if owner else ()), *coordinators]
    # A number of call_centre.phones is told by R056: residents may call some of these people.
    names = {_names_in(person.name) for person in starred}
    names -= {_names_in(author.name) for author in authors}
    found = [*_disclosed(texts, owner), *_named(texts, names), *_with_a_mobile(texts)]
    found += _who_serves(texts, {_names_in(author.name) for author in authors})
    for path, start, words in {item[0]: item for item in reversed(found)}.values():
        yield (
            path,
            Message(
                f"Ten tekst widzą mieszkańcy, więc usuń z niego „{words}”. Takie dane podaje się "
                "tylko w polach z gwiazdką („Właściciel”, „Koordynator”, „Telefony do pracowników” "
                "i „prowadzona w EZD”).",
                f"Residents see this text, so remove “{words}” from it. Such data are given in "
                "starred fields alone: the owner, the coordinators, staff's telephones and "
                "“in_edms”.",
            ),
            start,
        )


_Disclosures = Iterator[tuple[Path, int, str]]
"""Where a text tells what is starred: the path, the place, and the words."""


def _disclosed(texts: Texts, owner: parts.Person | None) -> _Disclosures:
    """Yield where texts tell the owner as such, even one who is an author, or the system."""
    for path, text in texts.holding(_HINTS, *_READ):
        name = _names_in(owner.name) if owner else ()
        owners = (of for of in _OWNER.finditer(text) if any(_places_of_a_person(of["rest"], name)))
        for found in (*_RECORDS.finditer(text), *owners):
            yield path, found.start(), " ".join(found[0].split())[:60]


def _named(texts: Texts, names: set[tuple[str, ...]]) -> _Disclosures:
    for name in sorted(names):
        # A short beginning is that of many words.
        stems = [beginning for beginning in map(_stem, name) if len(beginning) >= _STEM]
        for path, text in texts.holding(stems, *_NAMED_IN):
            for found in _places_of_a_person(text, name):
                yield path, *found


def _with_a_mobile(texts: Texts) -> _Disclosures:
    """Yield where texts tell a person's mobile telephone, which no place has."""
    if not _MOBILE.search(texts.typed(*_NAMED_IN)):
        return
    # The lists of names are loaded for this alone, and few texts tell such a number.
    from lckm_core.redaction import is_first_name_itself

    public = re.sub(r"\D", "", texts.typed("places", "appointments", "submission"))
    for path, text in (item for item in texts if item[0][0] in _NAMED_IN):
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            number = _MOBILE.search(sentence)
            if not number or re.sub(r"\D", "", number[1]) in public:
                continue
            if _OTHERS.search(sentence) or _AN_EXAMPLE.search(sentence):
                continue
            for found in _NAMED.finditer(sentence):
                if not found["first"] or is_first_name_itself(found["first"]):
                    yield path, start + found.start(), f"{_whole(found)}, {number[1]}"


def _who_serves(texts: Texts, public: set[tuple[str, ...]]) -> _Disclosures:
    """Yield where texts name a person, but for the authors, who takes in or handles the matter."""
    for path, text in texts.holding(_HOW_THEY_END, *_NAMED_IN):
        for lead in _LEADS.finditer(text):
            start = lead.end()
            found = _NAMED.match(text, start)
            if not found or not compiled(_WHO_SERVES).search(text[max(0, start - _BEFORE) : start]):
                continue
            # The lists of names are loaded for this alone, and few texts name people.
            from lckm_core.redaction import is_first_name_itself

            is_person = not found["first"] or is_first_name_itself(found["first"])
            around = text[max(0, start - _BEFORE) : start + _BEFORE]
            behind = text[start : start + _BEFORE]
            of_authors = [at for name in public for at, _ in _places_of_a_person(behind, name)]
            # Whom residents may call by a number of their own, they may know.
            is_public = (
                any(at <= _TITLE for at in of_authors)
                or begins_as_an_office(found["second"])
                or compiled(_HEAD).match(text, found.end("more"))
                or _OTHERS.search(around)
                or _A_TELEPHONE.search(around)
            )
            if is_person and not is_public:
                yield path, start, _whole(found)


def _names_in(field: str) -> tuple[str, ...]:
    """Return the two names in a field for a person; none where it tells a cell or a position."""
    names = () if names_no_person(field) else re.findall(_WORD, without_contacts(field))[:2]
    return tuple(names) if len(names) > 1 else ()


def _stem(word: str) -> str:
    """Return how each case of a name begins."""
    return _ENDING.sub("", word.partition("-")[0])


def _places_of_a_person(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield where a text names a person by two names, or as „pan” and surname, and the words."""
    for found in _NAMED.finditer(text):
        words = [word for word in (found["first"], found["second"]) if word]
        # A field may have either name first.
        orders = (names, names[::-1]) if names else ()
        of_it = any(all(map(_is_form, words, order)) for order in orders)
        if of_it and not compiled(_IN_PUBLIC).search(text[: found.start()][-_BEFORE:]):
            yield found.start(), _whole(found)


def _whole(name: re.Match[str]) -> str:
    """Return a name as a text has it, with a third word: „pan Jan Lis”, „Anna Maria Lis”."""
    return name["words"] + name["more"]


def _is_form(word: str, name: str) -> bool:
    """Return whether a word is a name in some case: „Zmyślonego”, „Zmyślony”."""
    word = word.partition("-")[0]
    return word.startswith(_stem(name)) and len(word) <= len(_stem(name)) + _LONGEST_ENDING
