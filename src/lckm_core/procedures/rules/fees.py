"""Rules of „Opłaty”."""

import re

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import EmptyWord, Message

Fees = tuple[parts.FeeGroup, ...] | EmptyWord | None
A_FEE = r"opła(?:t\w{0,3}|cie)(?:\s+(?:skarbow|administracyjn)\w+)?"
"""The pattern of „opłata” in any case, with its kind."""


def groups_of(fees: Fees) -> tuple[parts.FeeGroup, ...]:
    """Return the groups of fees; none where „brak” stands for all."""
    return fees if isinstance(fees, tuple) else ()


def fee_rows(fees: Fees) -> list[parts.Fee]:
    """Return every fee of every group; none where „brak” stands for all, or for a group's."""
    return [fee for group in groups_of(fees) for fee in rows_of(group)]


def rows_of(group: parts.FeeGroup) -> tuple[parts.Fee, ...]:
    """Return the fees of a group; none where it says „brak”."""
    return group.rows if isinstance(group.rows, tuple) else ()


_FREE_OF_CHARGE = (
    r"bezpłatn|nieodpłatn|bez opłat|brak opłat|zwolnion|woln\w+ od|darmow"
    r"|nie (?:pobiera|podlega|wnosi|wymaga|ma opłat|występuj|jest pobieran|są pobieran)"
)


@rule("LCKM-R016", "wzór: Opłaty", "opłata bez numeru konta", each="fees")
def fee_has_an_account(group: parts.FeeGroup) -> RuleFaults:
    """A fee has no account to pay it to, neither its own nor its group's (interpretation I16)."""
    for index, fee in enumerate(rows_of(group)):
        if fee.account or group.account:
            continue
        if fee.amount is not None or not compiled(_FREE_OF_CHARGE).search(fee.rule or ""):
            yield (
                ("rows", index),
                Message(
                    f"Opłata „{fee.kind}” nie ma numeru konta. "
                    "Podaj „Numer rachunku” (account) przy opłacie albo jeden dla całej grupy.",
                    f"The fee “{fee.kind}” has no account. "
                    "Give its number (“account”) with the fee, or one for the whole group.",
                ),
            )


_NOT_TAKEN = (
    r"nie\s+(?:pobiera\s+się|podlega(?:ją)?|wymaga(?:ją)?|wnosi\s+się|ma|występuj[eą]|obowiązuj[eą]"
    r"|(?:jest|są)\s+(?:pobieran|należn|wymagan)\w+)"
)
_ONLY_FREE = (
    r"(?:(?:czynność|sprawa|usługa|procedura)\s+)?(?:jest\s+|są\s+)?"
    rf"(?:bezpłatn\w+|nieodpłatn\w+|darmow\w+|bez\s+{A_FEE}|brak\s+{A_FEE}|0(?:[.,]00?)?\s*zł"
    rf"|woln\w+\s+od\s+{A_FEE}|zwolnion\w+(?:\s+(?:z|od)\s+{A_FEE})?"
    rf"|(?:{A_FEE}\s+)?{_NOT_TAKEN}(?:\s+(?:żadn\w+\s+)?{A_FEE})?"
    rf"|{A_FEE}\s+(?:się\s+)?nie\s+pobiera)\W*"
)
"""A rule in place of an amount that says no more than that nothing is paid."""


@rule(
    "LCKM-R049",
    "wzór: Opłaty",
    "brak opłat zapisany inaczej niż słowem „brak”",
    WARNING,
    part="fees",
)
def no_fee_is_the_word_none(fees: tuple[parts.FeeGroup, ...] | EmptyWord) -> RuleFaults:
    """Every fee listed is none, where the word „brak” belongs."""
    rows = fee_rows(fees)
    if rows and all(
        row.amount is None and compiled(_ONLY_FREE).fullmatch(row.rule or "") for row in rows
    ):
        yield (
            ("fees",),
            Message(
                "Żadnej opłaty się nie pobiera. Wpisz „brak”, a to, co wyjaśniasz, w uwagach.",
                "No fee is due. Write „brak”, and what you explain in the remarks.",
            ),
        )


_LAW = r"(?:przepis|ustaw|rozporządzeni|uchwa[łl]|zarządzeni|kodeks|ordynacj)\w*|praw(?:o|em|a|ie)"
_BY_LAW = (
    r"(?:(?:opłat|wysokoś|stawk|kwot)\w*\s+){0,3}(?:(?:jest|są|został\w+)\s+)?"
    r"(?:(?:pobieran|ustalan|ustalon|określon|naliczan|wnoszon|wynikając)\w+\s+)?"
    r"(?:w\s+wysokości\s+)?(?:(?:określon|ustalon|wynikając|wskazan|podan|przewidzian)\w+\s+)?"
    r"(?:zgodnie\s+ze?|według|wg|na\s+podstawie|stosownie\s+do|wynika\w*\s+ze?|określa(?:ją)?"
    r"|reguluj\w+|ustala(?:ją)?|w|z|ze|przez)\s+"
    rf"(?:[^\W\d]+\s+){{0,4}}?(?:art\.\s*\d+\w*\s+|§\s*\d+\s+)?(?:{_LAW})\b[^;\n]{{0,160}}"
)
_TELLS_HOW = (
    r"\d\s*(?:zł|%|proc|pln)|zależ|powierzchn|liczb|iloczyn|wartoś|operat|decyzj|indywidualn|mnoż"
    r"|każd|cennik|tabel|kalkulator|metr|krotnoś|procent|bezpłatn|zwolnion|nie\s+pobiera"
)
"""What says how a fee is reckoned, whatever law it stands in."""


_PRICE_LIST = KeywordPattern("cennik taryf tabel", r"cennik|taryf|tabel")
_BY_PRICE_LIST = (
    r"(?:(?:opłat|wysokoś|stawk|kwot|cen)\w*\s+){0,2}(?:zgodnie\s+ze?|według|wg|w/g|na\s+podstawie"
    r"|określa(?:ją)?|podaje|zawiera|wynika\s+z)\s+(?:(?:aktualn|obowiązując|miejsk|bieżąc"
    r"|odrębn)\w+"
    r"\s+){0,2}(?:cennik|taryf|tabel)\w*(?:\s+(?:opłat|usług|cen|stawek|opłat\s+i\s+usług))?\W*"
)


_OF_RATES = ("tawk", "tawek", "płat", "ysokoś", "wot", "woc")
_RATES = (
    r"(?:(?:opłat|wysokoś|kwot)\w*\s+){0,2}(?:zgodnie\s+ze?|według|wg|w/g|na\s+podstawie|po)\s+"
    r"(?:(?:obowiązując|aktualn|bieżąc|ustawow|urzędow|miejsk|właściw|odpowiedni|przyjęt)\w*"
    r"\s+){0,2}"
    r"(?:stawk|stawek|opłat)\w*"
    r"(?:\s+(?:obowiązując|aktualn|ustawow|urzędow|ministerialn)\w*(?:\s+(?:w\s+dniu|na\s+dzień)"
    r"\s+[^\d,;]{3,40})?|\s+(?:określon|przyjęt|ustalon|ogłoszon)\w*\s+(?:przez|na|w)\s+"
    r"[^\d,;]{3,60})?"
    r"|(?:w\s+)?(?:obowiązując|ustawow)\w*\s+(?:wysokoś|stawk|kwot)\w*"
    r"|(?:w\s+)?(?:wysokoś|stawk|kwot)\w*\s+(?:obowiązując|ustawow)\w*(?:\s+(?:w\s+dniu|na\s+dzień)"
    r"\s+[^\d,;]{3,40})?"
    # Whom to ask is no amount.
    r"|(?:(?:wysokość|kwot[ęa]|stawk[ęa])(?:\s+opłaty)?)\s+(?:poda(?:je|jemy|my)?|wskaże|zna)\s+"
    r"(?:pracowni|urzędni|kas|w\s+kas|na\s+miejscu|w\s+urzędzie)\w*(?:\s+[^\d,;]{3,30})?"
    r"|informacj[aię]\s+o\s+(?:wysokości|kwocie|stawkach)(?:\s+opłaty?)?\s+(?:u|w|pod|na)\s+"
    r"[^\d,;]{3,40}"
)
"""Whole texts alone: more words may say what the rates are."""


@rule(
    "LCKM-R050",
    "wzór: Opłaty",
    "opłata, której wysokości nie podano",
    WARNING,
    part="fees other_documents",
)
def fee_tells_what_it_is(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    other_documents: tuple[parts.OtherDocument, ...],
) -> RuleFaults:
    """A fee refers to the law, or to a price list that is not here, in place of its amount."""
    for number, group in enumerate(groups_of(fees)):
        for index, fee in enumerate(rows_of(group)):
            if fee.amount is not None or not fee.rule:
                continue
            text = fee.rule.strip()
            if (
                _refers_to_law(text)
                or _refers_to_prices(text, other_documents)
                or _refers_to_rates(text)
            ):
                yield (
                    ("fees", number, "rows", index, "rule"),
                    Message(
                        "Mieszkaniec nie dowie się stąd, ile zapłaci. Podaj kwotę albo sposób jej "
                        "obliczenia.",
                        "A resident cannot tell from this what to pay. Give the amount, or how it "
                        "is reckoned.",
                    ),
                )


def _refers_to_prices(text: str, documents: tuple[parts.OtherDocument, ...]) -> bool:
    """Return whether a fee is that of a price list which no document is (I33)."""
    return (
        _PRICE_LIST.may_match(text)
        and compiled(_BY_PRICE_LIST).fullmatch(text) is not None
        and not any(_PRICE_LIST.search(document.name) for document in documents)
    )


def _refers_to_law(text: str) -> bool:
    return compiled(_BY_LAW).fullmatch(text) is not None and not compiled(_TELLS_HOW).search(text)


def _refers_to_rates(text: str) -> bool:
    # Most fees have none of these words, which takes no time to see.
    if text[:1].isdigit() or not any(map(text.__contains__, _OF_RATES)):
        return False
    return compiled(_RATES).fullmatch(text.rstrip(" .")) is not None


@rule("LCKM-R033", "wzór: Opłaty", "„brak” obok opłat", part="fees")
def none_stands_alone(fees: tuple[parts.FeeGroup, ...] | EmptyWord) -> RuleFaults:
    """A group of fees says that there are none, and another lists some."""
    if not fee_rows(fees) or isinstance(fees, EmptyWord):
        return
    for index, group in enumerate(fees):
        if not rows_of(group):
            yield (
                ("fees", index, "rows"),
                Message(
                    "„Brak” znaczy, że opłat nie ma, a inna grupa je wymienia. "
                    "Usuń tę grupę, a uwagi przenieś do tamtej.",
                    "„Brak” says that there are no fees, but another group lists some. "
                    "Remove this group and move its remarks there.",
                ),
            )


# „Pełnomocnik Prezydenta ds. …” and „pełnomocnik do spraw …” are offices.
_PROXY = (
    r"pełnomocni[kc]\w*\b(?!\s+(?:prezydenta|burmistrza|wojewody|rządu|zarządu|ministra|rektora"
    r"|ds\."
    r"|do\s+spraw|wyborcz|komitetu))"
)
_HANDED = r"(?:wyda|przekaz|przekaż|odda|udostępni|wys[ył]|wyśl|doręcz|powierz|zlec)\w{0,8}"
_NO_PROXY = (
    r"(?:\bnie\s+(?:można|moż\w+|wolno|ma\s+możliwości|jest\s+możliw\w+|da\s+się|przyjm\w+|"
    r"działa|reprezentuj\w+|ustanawia|dopuszcz\w+|przewidu\w+|załatwi\w*|składa(?!j)|zastąpi"
    r"|złoży|odbierze|podpisze|weźmie|wystąpi|zgłosi|zarejestruje|zrobi|zda|stosuje\s+się|uprawnia)"
    r"|\bbrak\s+możliwości|\bbez\b|\bniemożliw\w+|\bwykluczon\w+|\bzamiast"
    r"|\bżad\w+)[^.;\n]{0,80}pełnomocni[kc]"
    r"|\b(?:nie|nigdy|ani)\s+(?:(?:po)?przez\s+)?pełnomocni[kc]"
    # Nobody needs it: „małżonek nie potrzebuje pełnomocnictwa”.
    r"|\bnie\s+(?:potrzebuj\w+|wymaga\w*|trzeba(?:\s+mieć)?|musi\w*\s+mieć"
    r"|(?:jest|są)\s+(?:potrzebn|wymagan|konieczn)\w+)\s+(?:\w+\s+){0,2}pełnomocnictw"
    # „Nie składaj kopii, jeśli pełnomocnik …” is of one who may act.
    r"|\bnie\s+(?:składaj|składać|wys|przes|dostarcz|przekazuj|odbieraj|podpisuj|zgłaszaj)\w*"
    r"[^.;,\n]{0,60}\b(?:przez|pośrednictwem|jako)\s+(?:\w+\s+)?pełnomocnik"
    r"|\bnie\s+(?:żąda|akceptuj|honoruj|uznaj)\w+\s+(?:\w+\s+)?pełnomocnictw"
    r"|pełnomocni[kc]\w*\s*[-–:]\s*nie\s*(?:[.;,)]|$)"
    r"|pełnomocnictw\w*\s+nie\s+(?:trzeba|potrzeba)\s*(?:[.;,)]|$)"
    r"|pełnomocnictw\w*\s+(?:nie\s+jest\s+|jest\s+nie)(?:wymagan|potrzebn|konieczn)"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\bnie\s+(?:moż\w+|jest|są|wolno|dopuszcz\w+|załatwi\w*"
    r"|wystarczy|zastąpi|zrobi|złoży|podpisze|odbierze|przyjmuj\w+|przyjmiemy|uprawnia"
    r"|ma\s+(?:prawa|możliwości)|dokona|uzyska|otrzyma|dostanie)"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\b(?:niemożliw|niedopuszcz|wykluczon|wyłączon)"
    # Nothing is handed to a proxy; „bez pełnomocnictwa” is another word.
    rf"|\bnie\s+{_HANDED}[^.;,\n]{{0,60}}(?:,\s+(?:także|również|też|ani|nawet)\s+)?"
    r"pełnomocnik(?:owi|om)\b"
    rf"|pełnomocnik(?:owi|om)\s+nie\s+{_HANDED}(?!\w*\s+(?:jedynie|tylko))"
)
_ALONE = (
    r"\s*(?:[.;)]|$|(?:,\s*(?:bo|gdyż|ponieważ|skoro)\b|\s[–-])[^.;\n]{0,60}"
    r"\b(?:osobiście|samodzielnie|sam[ai]?\b(?!\s+(?:wnios|formul|druk|dow))|bez\s+niego)\b)"
)
"""The end of a sentence, or that people act for themselves; „…, bo mamy je w aktach” is neither."""
_NOT_FILED = (
    r"\bnie\s+(?:(?:musisz|trzeba|należy|powin\w+)\s+)?(?:(?:za|do)łącz|skład|przynoś|przedkład"
    r"|dostarcz|przedstawi|wysył|przesył|przygotow|wypełni)\w*\s+(?:się\s+|do\s+\w+\s+)?"
    rf"(?:żadn\w+\s+)?pełnomocnictw\w*{_ALONE}"
    r"|pełnomocnictw\w*\s+nie\s+(?:(?:musisz|trzeba|należy)\s+)?(?:(?:za|do)łącz|skład|przynoś"
    rf"|przedkład|dostarcz)\w*(?:\s+się)?{_ALONE}"
    rf"|pełnomocnictw\w*\s+(?:jest\s+)?(?:zbędn|niepotrzebn)\w+{_ALONE}"
)
"""Nobody files a power of attorney: nobody acts by one, unless it is shown."""
_SHOWS = (
    r"(?:okaż|okazuj|pokaż|pokazuj|przedstaw|przedłóż|przynieś|przynosi|zabierz|weź|miej|złóż)\w*"
)
_SHOWN_ALL_THE_SAME = (
    rf"pełnomocnictw\w*(?:\s+nie\s+\w+(?:\s+się)?)?\s*[.;)]\s*{_SHOWS}\s+je\b"
    rf"|\b{_SHOWS}\s+(?:\w+\s+){{0,2}}pełnomocnictwo\b"
)
_IF_NOT = (
    r"\b(?:jeśli|jeżeli|gdy(?:by)?|kto|osob[aęy],\s+któr[aąe])\b[^.;,\n]{0,60}\bnie\s+[^.;\n]*,"
    r"(?![^.;,\n]*\bnie\s)[^.;,\n]*pełnomocni[kc]"
    r"|\bnie\s+(?:tylko|musi\w*|trzeba)\b[^.;\n]*pełnomocnik"
    # Whoever has it may act: „bez pełnomocnictwa wniosku nie przyjmiemy”.
    r"|\bbez\s+(?:\w+\s+)?pełnomocnictw[^.;\n]*\bnie\s+(?:przyjm|rozpatrz|rozpozna|wyda|załatwi"
    r"|odda)"
    r"|\bnie\s+(?:przyjm|rozpatr|rozpozna|wyda|załatwi|składaj)[^.;\n]*"
    r"\bbez\s+(?:\w+\s+)?pełnomocnictw"
)
"""„Jeśli nie możesz przyjść, złoży go pełnomocnik”: nothing that a proxy may not do."""
_POWER = KeywordPattern(
    "pełnomocn pelnomocn prokur upoważnieni", r"pe[łl]nomocn|prokur|upoważnieni"
)
"""What a fee is called for a power of attorney, or for whoever acts by one."""
_FREE = (
    r"pełnomocnictw[^.;\n]{0,80}(?:zwolnion|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|"
    r"woln\w+ od opłat|nie wymaga (?:\w+ )?opłat|nie wnosi|nie płaci|nie opłaca|nie trzeba płacić"
    r"|nic nie kosztuj|nie kosztuje\s*(?:nic\b|[.,;]|$)|nic nie (?:za)?płac|za darmo|darmow"
    r"|nie zapłac\w+\s*(?:[.;]|$|(?:żadn\w+ )?opłat)|nie ma opłat"
    r"|[:–-]\s*(?:brak\b|0(?:[.,]00?)?\s*zł))"
    r"|\bnie wymaga opłat[^.;\n]{0,20} (?:za|od) pełnomocnictw"
    r"|(?:zwolnion|zwolnienie|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|nie wnosi"
    r"|nie płaci|nic nie (?:za)?płac|(?:^|,)\W*nie zapłac|za darmo|darmow|nic nie kosztuj)\w*"
    r"[^.;\n]{0,80}pełnomocnictw"
)
"""A sentence that says why no fee for the power of attorney is listed."""
_A_FORM = r"(?:wz[oó]r|druk|formularz|blankiet|szablon)\w*"
_SAYS_NOTHING_OF_ITS_FEE = (
    rf"\b{_A_FORM}\s+(?:\w+\s+)?pełnomocnictw\w*"
    rf"|\b(?:darmow|bezpłatn|nieodpłatn)\w+\s+{_A_FORM}"
    r"|\b(?:jeśli|jeżeli|gdy(?:by)?|kiedy|jak|dopóki|o\s+ile|kto)\b[^,.;\n]{0,80}?"
    r"\bnie\s+(?:zapłac|opłac|uiś|uiszcz|wnies|wnios)\w*[^,.;\n]{0,80}"
    r"|\bnie\s+zapłac[^.;\n]{0,80}?[,–-]\s*(?:a\s+|to\s+)?"
    r"(?:wezwiemy|wezwie|zwrócimy|nie\s+rozpatrz)"
)
"""A form of it is free, or what follows „gdy za pełnomocnictwo nie zapłacisz”."""
_WHERE_PROXIES_ARE = (
    "summary",
    "steps",
    "how_to",
    "additional_info",
    "useful_info",
    "required_documents",
)
_SHOWN = ("required_documents", "to_present")
_EXCEPT_POWER = r"(?:wyjątkiem|oprócz|poza)\s+(?:\w+\s+){0,3}pełnomocnictw"


def only_proxy_fees(fees: Fees) -> bool:
    """Return whether every fee is one for a power of attorney."""
    return all(_POWER.search(fee.kind) for fee in fee_rows(fees))


def _denies_proxy(sentence: str, *, is_shown: bool) -> bool:
    """Return whether a sentence says that no proxy may act.

    Whether a power of attorney is shown, others say: then it may be left out of the papers.
    """
    denies = compiled(_NO_PROXY).search(sentence) or (
        not is_shown and compiled(_NOT_FILED).search(sentence)
    )
    return bool(denies) and compiled(_IF_NOT).search(sentence) is None


def _says_that_it_is_free(sentence: str) -> bool:
    """Return whether a sentence says that a power of attorney costs nothing."""
    rest = compiled(_SAYS_NOTHING_OF_ITS_FEE).sub(" ", sentence)
    return compiled(_FREE).search(rest) is not None


@rule(
    "LCKM-R017",
    "wzór: Opłaty",
    "brak opłaty za pełnomocnictwo, choć można działać przez pełnomocnika",
    WARNING,
    whole="useful_info fees",
)
def proxy_fee_is_mentioned(texts: Texts) -> RuleFaults:
    """A proxy may act, yet the fee for the power of attorney is not mentioned."""
    speaking = [
        text
        for path, text in texts.holding_in_any_case(("pełnomoc",), *_WHERE_PROXIES_ARE)
        # Nothing is due for what is shown and not filed.
        if path[:2] != _SHOWN
    ]
    if not speaking or _mention_power(texts):
        return
    sentences = [sentence for text in speaking for sentence in re.split(r"(?<=[.;])\s|\n", text)]
    of_power = [sentence for sentence in sentences if "pełnomocnictw" in sentence.lower()]
    says_fee = bool(of_power) and any(compiled(_EXCEPT_POWER).search(text) for text in speaking)
    if not says_fee and any(map(_says_that_it_is_free, of_power)):
        return
    is_shown = any(compiled(_SHOWN_ALL_THE_SAME).search(text) for text in speaking)
    if not says_fee and not any(
        compiled(_PROXY).search(sentence) and not _denies_proxy(sentence, is_shown=is_shown)
        for sentence in sentences
    ):
        return
    yield (
        ("fees",),
        Message(
            "Opis mówi o pełnomocniku, a w opłatach nie ma opłaty za pełnomocnictwo. "
            "Dodaj ją albo napisz w uwagach, że jej nie ma.",
            "The text speaks of a proxy but no fee for the power of attorney is mentioned. "
            "Add it, or say in remarks that none is due.",
        ),
    )


def _mention_power(texts: Texts) -> bool:
    """Return whether fees, or remarks on them, speak of a power of attorney."""
    return any(
        path[-1] in ("kind", "rule", "remarks") and _POWER.compiled.search(text)
        for path, text in texts.holding_in_any_case(_POWER.keywords, "fees")
    )
