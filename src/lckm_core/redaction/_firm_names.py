"""Firms called by the name of their owner: these names stay."""

from lckm_core.redaction._dictionary import is_first_name_itself, is_nothing_but_a_surname
from lckm_core.redaction._name_shapes import LOWER, UPPER
from lckm_core.redaction._patterns import any_of, compiled, text_before

# „Zakład Elektryczny Jan Zet”, „Jan Zet Usługi Brukarskie”: a firm's name, as registers have it.
_FIRMS = any_of("""
    firm(a|ę) zakład salon kancelari(a|ę) gabinet usługi warsztat studio pracowni(a|ę)
    przedsiębiorstwo serwis piekarni(a|ę) cukierni(a|ę) kwiaciarni(a|ę) sklep restauracj(a|ę) biuro
    aptek(a|ę) hurtowni(a|ę) phu fhu pphu ppuh puh p\\.h\\.u\\.? f\\.h\\.u\\.?
    kebab pub pizzeri(a|ę) hotel
    skup auto-?(szrot|serwis|komis|handel|części|naprawa|myjnia)
""")
# „Warsztat ma tu Jan Zet”, „prowadzi warsztat Jan Zet”: the owner.
_RUNS = r"(?:ma|mia[łl]|prowadzi|otw\w+|za[łl]o[żz]y\w*|zamk\w+|posiada|rozbudow\w+|kupi[łl])"
_BEFORE_A_FIRM = (
    rf"(?<!\w)(?:(?P<owner>(?i:{_RUNS}))\s(?:\w{{2,8}}\s)?)?{_FIRMS}"
    # „P.H.U. „Janbud” Jan Zet”.
    rf"(?:(?:\s[{UPPER}][{LOWER}]{{2,24}}){{0,2}}\s[„\"”][^„\"”\n]{{2,30}}[\"”])?"
    rf"(?:\s(?:[{UPPER}][\w-]{{2,24}}+|[{LOWER}]{{3,20}}(?:[nw]|[sc]k|cz|ąc)(?:y|a|i|e|ą))){{0,3}}?"
    r"\s(?:(?i:adw|lek|med|stom|dr|mgr|inż|r\.\s?pr)\.?\s){0,3}[„\"]?$"
)
# „Znak przy Salonie Sukien Ślubnych Anna Zet, …”; „Zemdlała przy Zakładzie Optycznym Anna Zet”
# and „lód przed zakładem optycznym Anna Zet” may tell of somebody.
_IN_A_CASE = (
    r"(?<!\w)(?:(?:Zak[łl]ad|Salon|Gabinet|Warsztat|Serwis)(?:u|em|ie|zie)"
    r"|(?:Kancelari|Pracowni|Piekarni|Cukierni|Kwiaciarni|Aptek)[iyąęe])"
    rf"(?:\s[{UPPER}][\w-]{{2,24}}+){{1,3}}?\s$"
)
_SOMEBODY_BEFORE = (
    r"(?:(?:^|[.!?,;:\n]\s*)(?i:przed|pod|obok|przy|we?|za|ko[łl]o|naprzeciwko)"
    r"|[łl](?:a|am|em)?(?!\w)[^.!?\n]*)\s$"
)
_GOES_ON = (
    rf"\sod\s\d|(?:[,;]\s|\s\(|[.!?]\s)(?!(?i:tel|kom|lat|zam|ur|pesel|nr|e?-?mail|m[óo]j|moj"
    r"|s[ąa]siad|[żz]on|m[ąa][żz]|emeryt|kt[óo]r|mieszk|zg[łl])|\w+\s\d+\w?\s?(?:/|m[.\s])"
    rf"|[{UPPER}]\w+(?:\s[{UPPER}]\w+)?\s\d)[^\W\d_]"
)
# „Apteki pod Lwem mgr Anny Zet”, „bar u Gienka”; „nad barem u Gienka” may be at somebody's.
_IN_ANY_CASE = (
    r"(?<!\w)(?i:(?:aptek|kancelari)\w\s(?:(?:pod|przy)\s\w+\s)?(?:mgr|adw\.|mec\.)"
    r"|(?:bar|pub|kebab|pizzeria|restauracja|knajpa|zajazd|zoologiczny)\s[„\"]?u)\s$"
)
# A sign with a trade and a name: „Kontenery Jan Zet” on a thing.
_TRADE = (
    r"(?:Kontenery|Transport|Us[łl]ugi|Dachy|Okna|Drzwi|Meble|Brukarstwo|Bruki|Roboty|Wyw[óo]z"
    r"|Instalacje|Wulkanizacja|Stolarstwo|Elektryka|Hydraulika|Ogrody|Remonty|Rusztowania|D[źz]wigi"
    r"|Przeprowadzki|[ŚS]lusarstwo|Blacharstwo|Dekarstwo|Szambo|Studnie|Kamieniarstwo|Malowanie"
    r"|Sprz[ąa]tanie|Tynki|Ocieplenia|Wykopy|Koparki|Opony|Lody|Warzywa|Kwiaty|Pogrzeby|Catering)"
)
# „Przed Tapicerstwo Jan Zet”; „Meble na wymiar Jan Zet wyrzucił” begins a sentence.
_TRADE_ITSELF = (
    rf"(?<=\w[ ])[{UPPER}][{LOWER}]*(?:(?<!ospod)(?<!Lek)arstwo|[cj]erstwo|zewstwo|wiectwo"
    r"|[ ]na[ ](?:wymiar|zamówienie))[ ]$"
)
_SIGN = (
    r"(?:[„\"”«]|(?<!\w)(?i:napis\w{0,4}|logo|reklam\w{1,2}|szyld\w{0,3}|baner\w{0,3}|firm\w{1,2}"
    r"|plandek\w)[:,]?\s[„\"]?)"
)
_ON_A_SIGN = (
    rf"{_SIGN}{_TRADE}(?:\s(?:i\s)?(?:[{UPPER}][\w-]{{2,24}}+|[{LOWER}]{{4,20}}(?:[nw]|[sc]k)[ei]))"
    r"{0,2}?\s$"
)
# „Napis „Kwiaty Anna Zet kocham””: no firm.
_SIGN_ENDS = r"[”\"»]|\s*(?:[.,;!?)\n]|$)"
_AFTER_A_FIRM = (
    r"[”\"]?\s(?:[–-]\s)?(?:Zakład|Firma|Przedsiębiorstwo|Usługi|USŁUGI|Handel|Transport|TRANSPORT"
    r"|Budownictwo|Instalacje|Remonty"
    r"|Nieruchomości|Consulting|Catering|Serwis|Meble|i\s(?:Synowie|S-ka|Wspólnicy)|PHU|FHU"
    r"|(?i:sp(?:\.|ółka)\s?(?:z\so|[jk]\.|jawna|cywilna)|s\.\s?[ca]\.))"
)


def is_a_firm(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is what a firm is called."""
    if compiled(_AFTER_A_FIRM).match(text, end) or compiled(_AFTER_A_FIRM).search(text, start, end):
        return True
    left = text_before(text, start)
    sign = compiled(_ON_A_SIGN).search(left)
    if sign is not None and (
        {"„", "”", '"', "«"}.isdisjoint(sign[0])
        or compiled(_SIGN_ENDS).match(text, end) is not None
    ):
        return True
    if compiled(_IN_ANY_CASE).search(left) is not None:
        return True
    firm = compiled(_BEFORE_A_FIRM).search(left)
    # „Kebab „Ali Baba””: called so, whoever it belongs to.
    if firm is not None and firm[0][-1] in '„"' and text[end : end + 1] in ("”", '"'):
        return True
    # „W bloku Stolarstwo prowadzi Jan Zet”, „… Stolarstwo Jan Zet prowadzi”: the owner.
    is_run = compiled(rf"\s(?i:{_RUNS}|uprawia)(?!\w)").match(text, end) is not None
    is_trade = not is_run and compiled(_TRADE_ITSELF).search(left) is not None
    is_said = is_trade or (firm is not None and firm["owner"] is None)
    if (firm := compiled(_IN_A_CASE).search(left)) is not None:
        somebody = compiled(_SOMEBODY_BEFORE).search(left[: firm.start()])
        is_said = somebody is None and compiled(_GOES_ON).match(text, end) is not None
    # „Warsztat Jana Zet” names the owner.
    return is_said and any(
        is_first_name_itself(word) or is_nothing_but_a_surname(word)
        for word in text[start:end].split()
    )


_HEAD_OF_A_COMPANY = r"(?<!\w)(?i:(?:wice)?prezes\w{0,4})\s$"
_ABBREVIATION = r"[A-ZĆŁŚŻ]{2,4}\s(?=[A-ZĆŁŚŻ][a-ząćęłńóśźż])"


def begins_with_a_company(text: str, start: int) -> bool:
    """Return whether a company's short name stands at *start*: „prezes MPO Jan Zet”."""
    return (
        compiled(_ABBREVIATION).match(text, start) is not None
        and compiled(_HEAD_OF_A_COMPANY).search(text_before(text, start)) is not None
    )
