"""What the words of a step say of doing it without a visit to the Office."""

import re

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts

_CUE = KeywordPattern(
    "elektroniczn puap doręcze podawcz line internet internecie stron platform portal formularz"
    " aplikacj serwis emp@ti .pl mobywatel e-wnios mail telefon dzwoń zdalnie pue esp",
    r"\belektronicznie\b|\b(?:drogą|w\s+formie|w\s+postaci|w\s+wersji|skrzynk\w+)\s+elektroniczn\w+"
    r"|\be-?puap\w*|\be-?doręcze\w+|\bskrzynk\w+\s+podawcz\w+|\bon-?line\b"
    r"|\bformularz\w*\s+elektroniczn\w+|\bzdalnie\b|\b(?:przez|na|w)\s+PUE\b"
    r"|\bna\s+(?:\w+\s+)?ESP\b"
    r"|\b(?:przez|za\s+(?:pośrednictwem|pomocą))\s+(?:(?:internet|stron|platform|portal|formularz"
    r"|aplikacj|serwis)\w*|(?:[\w-]+\.){1,4}pl\b)"
    r"|\bna\s+(?:platformie|portalu|stronie\s+\w+\.|emp@ti\w+|(?:[\w-]+\.){0,3}gov\.pl\b)"
    r"|\bw\s+(?:internecie|serwisie)|\bmobywatel\w*|\be-?formularz\w*|\be-wnios\w+"
    r"|\b(?:e-?mail|mail)(?:em|owo)\b|\bpocztą\s+(?:elektroniczn|internetow|e-?mail)\w*"
    r"|\bna\s+adres\s+e-?mail|\b(?:wyślij|prześlij|napisz)\s+(?:\w+\s+){0,2}e-?maila?\b"
    r"|\btelefonicznie\b|\bprzez\s+telefon\b|\b(?:za)?dzwoń\b",
)
"""By what a step is done without a visit: form, e-mail, telephone, electronic inbox."""
_SENTENCE_END = re.compile(r"[;!?()]|\.(?=\s|$)|\s[–—-]\s")
_WAITING = (
    r"\b(?:po|za)?czeka|\boczek|\bpozosta|\brozpatrz|\brozpozna|\bweryfik|\bocen[ay]\b|\botrzyma"
    r"|\bwizja|\bwizyta\s+urzęd|\boględzin|\bkontrol[ai]\b|\binformacja\s+o|\bwydani[ea]\b"
    r"|\bi\s+(?:poznaj|obejrzyj|zabierz|odbierz)\b|\bposiedzen|\bsprawd[źz]|\bprzyjdź|\bstaw\b"
    r"|\bzgłoś\s+się\b|\bpostęp"
)
"""Steps that the Office does, that need the resident in person, or in which one waits."""
_BOOKS = r"(?:um[óo]w|umówienie|zarezerwuj|rezerwacja|uzgodnij|ustal|zamów)\b"
_COMES = (
    r"\b(?:po|za)?czeka|\bi\s+(?:poznaj|obejrzyj|zabierz|odbierz)\b|\bprzyjdź|\bstaw\b"
    r"|\bzgłoś\s+się\b"
)
"""„Umów oględziny” books what the Office does, and needs no visit itself."""
_BY_THE_OFFICE = (
    r"\b\w{3,}(?:emy|imy|ymy|amy|my\s+cię)\b|\bzostan\w+|\bpowiadom|\bpoinform|\bzawiadom|\burząd\b"
    r"|\burzędnik|\bpracownik|\bs?kontakt"
    r"|\bodpowied|\bprzyjdzie\b|\bdostaniesz|\botrzymasz|\bprzesyłan[ya]\b"
    r"|\bwysyłan[ya]\b|\bdoręczan[ya]\b|\b(?:przesyła|wysyła|wydaje)\b|\buzgodnion|\bustalon"
    r"|\bskłada\w*\s+(?:go\s+|ją\s+|je\s+)?(?:szkoł|lekarz|komorni|pracodaw|przedsiębior|ośrod)"
)
_NOT_THE_STEP = (
    r"\bnie\b|\bnigdy\b|\bani\b|\bżad(?:en|n)|\bniemożliw|\bniedostępn|\bniedopuszcz|\bwykluczon"
    r"|\bzamiast|\bo?prócz|\bpoza\b|\bz[ae]?\s+wyjątk|\bbrak\b"
    r"|\b(?:tylko|wyłącznie|jedynie)\s+(?:osobi|w\s+(?:urzędzie|siedzibie|kancelarii|kasie))"
    r"|\bbez\s+(?:możliw|użyci|pośrednictw|korzyst|e-?mail|mail|formularz|platform|epuap|dzwon)"
    r"|\bpobier|\bpobra|\bwydruk|\bdrukuj"
    r"|\bwzór\b|\bwzory\b|(?<!albo )(?<!lub )\bdruk\w*\b|\bszczegół"
    r"|\binformacj|\blist[ay]\b|\bsprawdz|\bsprawdź|\bstan\b"
    r"|\bstatus|\bwypełnion|\bzgłoszon|\bzłożon|\bwysłan|\bprzesłan|\bzłożył|\bwysłał"
    r"|\bzarejestrowan|\bopłacon"
    r"|\boryginał|\bosobiście\s+podpis|\bw\s+ciągu|\bpotwierdz|\bdostępn|\bkalkulator|\bcennik"
    r"|\bdow(?:ód|od\w+)\s+(?:osobist\w+\s*)?(?:,|albo|lub|czy|bądź)\s+(?:\w+\s+)?mobywatel"
    r"|\bze\s+zdjęć\b|\bgodzin|\bwcześniej|\bprzyjdź|\bprzynieś|\bpasuj"
    r"|\bnumer\s+konta|\bw\s+razie|\bdo\s+wglądu"
)
_BOOKING = r"\bum[óo]w|\bumaw|\brezerw|\bwizyt|(?<!w )\btermin"
_CONDITION = r"\b(?:jeśli|jeżeli|gdy|kiedy|po|kto|dla|przy|przed)\b[^,]*$"
_PLACE = r"(?:\s+(?!lub\b|albo\b|bądź\b|i\b|oraz\b|ewentualnie\b)[^\s,;/]+){0,5}"
_BY_CASH = r"(?:gotówką|kartą)(?:\s+(?:lub|albo|i)\s+(?:gotówką|kartą))?"
_COMING = (
    r"(?:(?:tylko|wyłącznie|jedynie)\s+)?(?:(?:czeka(?:ją)?|u\s+nas|do\s+rąk\s+własnych)\s+)?"
    rf"(?:{_BY_CASH}\s+)?"
    rf"(?:osobiście(?:\s+(?:w|na|przy|przed|u|z|ze){_PLACE})?"
    r"|w\s+(?:urzędzie|siedzibie|kancelarii|sekretariacie|kasie|biurze|wydziale|okienku|USC|szkole"
    r"|żłobku|przedszkolu|schronisku|bibliotece|ośrodku|referacie|punkcie\s+(?:obsługi|kasowym)"
    rf"|pok(?:oju|\.)|sali\s+obsługi){_PLACE}|na\s+miejscu"
    rf"|(?:przy|na)\s+(?:stanowisku|okienku|ladzie){_PLACE})"
)
_LETTER = (
    r"(?:pocztą(?:\s+tradycyjną)?|listownie|listem(?:\s+poleconym)?"
    rf"|przez\s+pełnomocnika(?:\s+w\s+(?:urzędzie|siedzibie|kancelarii){_PLACE})?)"
)
_AS_ONE_COMES = (
    r"\s*(?:za\s+(?:pokwitowaniem|potwierdzeniem(?:\s+odbioru)?|podpisem)|podpiszesz\s+odbiór"
    r"|na\s+listę)(?=\s*$|\s*,)"
    r"|\s*(?:oboje|obydwoje|razem|jednocześnie|we\s+dwoje|z\s+(?:dowodami|dokumentami)"
    r"|ze\s+świadkami|z\s+(?:tłumaczem|opiekunem))(?:\s+(?:razem|jednocześnie))?(?=\s*$|\s*,)|"
    r"\s*(?:po|za)\s+okazani(?:u|em)\b|\s*w\s+godzinach\b|\s*z\s+(?:dowodem|dokumentem)\b"
    r"|\s*po\s+(?:wcześniejszym|uprzednim)\b|\s*(?:(?:w\s+)?pok(?:ój|oju|\.)"
    rf"|(?:na\s+)?parter(?:ze)?|(?:na\s+)?[IVX\d]+\s+piętrz?[oe])(?!\w)|\s*{_BY_CASH}(?=\s*$|\s*,)"
    r"|\s*(?:(?:w|o)\s+(?:umówion|wyznaczon|ustalon|zarezerwowan)\w+\s+(?:terminie|dniu|czasie"
    r"|godzinie)|w\s+dniu\s+wizyty|po\s+umówieniu(?:\s+(?:się|wizyty|terminu))?|bez\s+kolejki"
    r"|(?:weź|zabierz|przynieś|pokaż|okaż)\s+(?:ze\s+sobą\s+)?(?:\w+\s+)?"
    r"(?:dow[oó]d\w*|dokument\w*|paszport|legitymację)(?:\s+\w+)?|z\s+kompletem\s+dokumentów"
    r")(?=\s*$|\s*,)"
)
"""A part of a comment that says how or where one comes, and names no other way."""
_OR = r"\s*(?:,|/|\blub\b|\balbo\b|\bbądź\b|\bi\b|\boraz\b)\s*"
_COME = KeywordPattern(
    "przyjdź przyjść staw zgłoś osobi",
    r"\b(?:przyjdź(?:cie)?|staw(?:cie)?\s+się|zgłoś(?:cie)?\s+się\s+osobiście"
    r"|(?:musisz|trzeba|należy)\s+(?:\w+\s+){0,2}(?:przyjść|stawić\s+się))\b",
)
_ON_THE_SPOT = KeywordPattern(
    "oględzin wizj",
    r"^(?:weź(?:cie)?\s+udział|udział|uczestnicz(?:cie)?|uczestnictwo|uczestniczenie"
    r"|bądź(?:cie)?\s+(?:obecn\w+\s+)?)\s*(?:w|przy|podczas|na)\s+"
    r"(?:oględzinach|wizji(?:\s+lokalnej)?)(?!\w)",
)
"""A stage in which the resident is where something is looked at."""
_SHOWS = KeywordPattern(
    "okaż pokaż",
    r"^(?:okaż(?:cie)?|pokaż(?:cie)?)\s+(?:\w+\s+)?(?:dokument|dow[oó]d|legitymacj|paszport"
    r"|orygina[łl]|praw[oa]\s+jazdy)",
)
"""A stage in which the resident shows a paper to somebody."""
_FROM_A_DISTANCE = (
    r"\bwideo|\bzdaln|on-?line|transmisj|internet|telekonferenc|\bkamer|\bzdjęci|\bzaloguj"
    r"|\bprofil\w*\s+zaufan"
)
_NO_NEED_TO_COME = (
    r"\b(?:lub|albo|bądź|ewentualnie|nie|bez|możesz|można|jeśli|jeżeli|gdy|kiedy|kto|chyba|zamiast"
    r"|dopiero|potem|później|następnie)\b|\bum[óo]w(?:\b|i)|rezerw|/"
)
"""Beside the call to come: another way, a condition, or what is done before it."""
_IF_ASKED = (
    r"\b(?:(?:tylko|jedynie|dopiero)\s+)?(?:jeśli|jeżeli|gdy|kiedy)\s+(?:(?!tel)[^\s,;:]+\s+){0,4}?"
    r"(?:poprosimy|wezwiemy|napiszemy|zadzwonimy)(?:\s+cię)?(?:\s+o\s+to)?\s*(?::|;|\s[–-]\s)"
)
"""„Jeśli o to poprosimy: elektronicznie lub pocztą” tells behind it how the resident does it."""
_OF_A_VISIT = ("sobiście", "w ", "W ", "iejscu", "stanowisku", "okienku", "ladzie")
"""Of these each such comment has one."""
_COMING_OR_LETTER = rf"(?:{_LETTER}{_OR})*{_COMING}(?:{_OR}(?:{_COMING}|{_LETTER}))*"
"""A comment that names no other way than a visit, or a visit and a letter (I29)."""


def is_marked_in_name(name: str) -> bool:
    """Return whether „@” stands at either end of a name."""
    name = name.strip(" ()[]")
    return name.endswith("@") or name.startswith("@")


def is_marked(step: parts.Step) -> bool:
    """Return whether a step has the mark „@”, even if only in its name."""
    # A mark in the name is LCKM-R005, which says where it belongs.
    return step.online or is_marked_in_name(step.name)


def is_done_without_a_visit(name: str, comment: str) -> bool:
    """Return whether the words of a step say that it can be done without a visit.

    In doubt they do not: of a condition, a denial, what the Office does, and what else is done
    in that way, such as booking the visit of the step.

    Args:
        name: the step's name.
        comment: the step's comment; may be empty.

    Source: wzór: Najważniejsze etapy realizacji procedury.
    """
    texts = [text for text in (name, comment) if _CUE.may_match(text)]
    if not texts or (compiled(_WAITING).search(name) and not _only_books(name)):
        return False
    is_of_booking = compiled(_BOOKING).search(name) is not None
    return any(
        _says_that_no_visit_is_needed(part, is_of_booking)
        for text in texts
        for part in _SENTENCE_END.split(text)
    )


def _only_books(name: str) -> bool:
    return (
        compiled(_BOOKS).match(name.strip()) is not None and compiled(_COMES).search(name) is None
    )


def _says_that_no_visit_is_needed(part: str, is_of_booking: bool) -> bool:
    """Return whether a part of a sentence says that a step needs no visit."""
    cues = list(_CUE.finditer(part))
    if not cues or compiled(_BY_THE_OFFICE).search(part) or compiled(_NOT_THE_STEP).search(part):
        return False
    if not is_of_booking and compiled(_BOOKING).search(part):
        return False
    return any(not compiled(_CONDITION).search(part[: cue.start()]) for cue in cues)


def names_only_visit_or_letter(name: str, comment: str) -> bool:
    """Return whether a comment tells how a step is done: only by a visit or a letter.

    What the Office does is left out, as „termin podamy e-mailem”.

    Args:
        name: the step's name.
        comment: the step's comment; may be empty.

    Source: wzór: Najważniejsze etapy realizacji procedury.
    """
    if not any(map(comment.__contains__, _OF_A_VISIT)):
        return False
    own = _without_how_one_comes(_what_the_resident_does(comment))
    return (
        compiled(_COMING_OR_LETTER).fullmatch(own.strip(" .")) is not None
        and _CUE.search(f"{name} {own}") is None
        and "pocztowy" not in comment
    )


def asks_to_come(words: str) -> bool:
    """Return whether a step says that one has to come, and names nothing else to do instead.

    Args:
        words: the step's name and its comment, with a comma between.

    Source: wzór: Najważniejsze etapy realizacji procedury.
    """
    is_there = _ON_THE_SPOT.search(words) is not None or (
        _SHOWS.search(words) is not None and not compiled(_NO_NEED_TO_COME).search(words)
    )
    if not is_there and (_COME.search(words) is None or compiled(_NO_NEED_TO_COME).search(words)):
        return False
    if is_there and compiled(_FROM_A_DISTANCE).search(words):
        return False
    return _CUE.search(_what_the_resident_does(words)) is None


def _what_the_resident_does(words: str) -> str:
    """Return the parts of a step's words, between commas, in which the Office does nothing."""
    words = compiled(_IF_ASKED).sub("", words)
    return ",".join(part for part in words.split(",") if not compiled(_BY_THE_OFFICE).search(part))


def _without_how_one_comes(words: str) -> str:
    """Return the words of a comment without the parts that say how or where one comes."""
    first, *others = words.split(",")
    if others and compiled(_BY_CASH).fullmatch(first.strip()):
        first, *others = others
    return ",".join(
        (first, *(other for other in others if not compiled(_AS_ONE_COMES).match(other)))
    )
