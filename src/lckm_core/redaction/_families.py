"""Surnames in the plural, and in cases that no street is in: „Kowalscy”, „u Nowackich”."""

import re
from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    is_a_surname_alone,
    is_nothing_but_a_surname,
    may_be_their_surname,
)
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._place_names import is_named_after, is_place_name
from lckm_core.redaction._spans import NAME_END, PersonalKind, PersonalSpan

# „Kowalscy”, „u Nowackich”: a family, for no street is in these cases.
_FAMILY = (
    r"(?<!\w)(?:([^\W\d_a-ząćęłńóśźż]\w+(?:[sc]|dz)cy)"
    r"|(?:(?i:u|od|do|rodzin\w+|ma[łl][żz]e[ńn]stw\w+|psa|pies|kota|dzieci|syna|c[óo]rki"
    # „Rodziny [osoba] i Górskich”.
    rf"|samoch[óo]d|auto)|{NAME_END}\s(?i:i|oraz))\s"
    r"([^\W\d_a-ząćęłńóśźż]\w+(?:[sc]k|dzk)(?:ich|im|imi))"
    r"|(?i:rodzin[aąeęy]?|ma[łl][żz]e[ńn]stw\w)\s([^\W\d_a-ząćęłńóśźż]\w{2,}[óo]w)"
    r"|(?i:u|od|pa[ńn]stwa)\s([^\W\d_a-ząćęłńóśźż]\w{3,}[óo]w))(?!\w)"
)
# „Gdzie mieszka rodzina Kot”, „rodzina Gąsienica-Roj”.
_ONE_FAMILY = (
    rf"(?<!\w)(?:(?i:mieszka(?:j[ąa])?)\s)?(?i:rodzin[aąeęy]|ma[łl][żz]e[ńn]stw[oau])\s"
    rf"({CAPITALISED})(?!\s(?:[^\W\d_a-ząćęłńóśźż]|\d))"
)
# „rodzina Skonecznych”: the plural of a surname that is an adjective.
_FAMILY_OF_AN_ADJECTIVE = (
    r"(?<!\w)(?i:rodzin(?:[aąeęy]|ie)|ma[łl][żz]e[ńn]stw[oau])\s"
    r"([A-ZĆŁŚŹŻ][a-ząćęłńóśźż]+ych)(?!\w)"
)
# „PYTLASIŃSKIEMU NIKT NIC NIE ZROBI”: no street is in this case at the beginning.
_TO_SOMEBODY = (
    r"(?:^|[.!?\n]\s{0,3})([^\W\d_a-ząćęłńóśźż]\w+(?i:[nwl]sk|[cń]ck|[łl]ock|[wn]ick"
    r"|i[ńn]sk)(?i:iemu))"
    r"\s(?=(?i:nikt|nic|nie|to|si[ęe]|te[żz]|ju[żz]|zawsze|wszystko|kto[śs]|trzeba|nale[żz]y"
    r"|powinno|wolno|przeszkadza\w*|mo[żz]na|ka[żz]d\w+|wydaje)(?!\w))"
)
_NO_FAMILY = (
    r"(?i)(?:[łl][óo]d|pol|miej|ba[łl]u|warszaw|lwow|ros|niemie|ukrai|[śs]l[ąa]|wielkopol"
    r"|ma[łl]opol|krak"
    r"|wiej|w[ie]rdzew|kaniow|radzie|ameryk|uczniow|chi[ńn]|tur|sto[łl]e|boha|wszy|jac|tac"
    r"|mieszkaj)"
)
# „Pałac rodziny Poznańskich”.
_HISTORIC_FAMILY = (
    r"(?i)(?:(pozna[ńn]sk)|scheibler|herbst|geyer|groh?man|biederman|heinzl|kinderman|steinert"
    r"|schweikert|richter|leonhard)"
)
# „Rodziny Zastępczych”, „Dzień Rodziny Wojskowych”: what kind of families, or a body's name.
_KIND_OF_FAMILY = (
    r"(?i)(?:zast[ęe]pcz|adopcyjn|wielodzietn|niepe[łl]n|pe[łl]n|biologiczn|prawn|wojskow|policyjn"
    r"|stra[żz]ack|kolejow|g[óo]rnicz|katy[ńn]sk|romsk|harcersk|katolick|chrze[śs]cija[ńn]sk"
    r"|polonijn|uchod[źz]cz|wielopokoleniow|lokatorsk|nauczycielsk|rolnicz|emeryck"
    r"|ukrai[ńn]sk|bia[łl]orusk|syryjsk|samotn|patchworkow|opieku[ńn]cz)"
)
_OF_AN_INSTITUTION = (
    r"(?:Centrum|O[śs]rod(?:ek|ka|ku)|Poradni[aię]|Dom(?:u|em)?|Dzie[ńn]|Dnia|Kart[aęyą]"
    r"|Stowarzyszeni[aeu]|Fundacj[aięą]|Zesp[óo][łl](?:u|em)?|Dzia[łl](?:u|em)?|Zwi[ąa]z(?:ek|ku)"
    r"|Zjazd(?:u|em)?|Festyn(?:u|em)?|Klub(?:u|em)?|Biur(?:o|a|ze)|Rzecznik(?:a|iem)?)"
    r"\s(?:(?i:ds\.|do\sspraw|dla)\s)?Rodzin[ay]?\s$"
)
_LONGEST_INSTITUTION = 40
_QUOTES = ("„", "”", '"', "»", "«", "“")
# „u gawronskich z góry”: an adjective would have a noun behind it.
_SMALL_FAMILY = (
    r"[a-ząćęłńóśźż]{2,}(?:[oea]ws|[oiya][nń]s|[ae]ls|trows|ic|[aeo]c|a[dc]z|odz|udz|ars|ors)kich"
)
_FAMILY_IN_SMALL = (
    rf"(?<!\w)(?:u|od)\s({_SMALL_FAMILY}(?:\si\s{_SMALL_FAMILY})?)(?=\s?[,.;!)]"
    r"|\s(?:ze?|na|we?|pod|spod|nad|obok|co|przy|ca[łl]y|stale|ci[ąa]gle|znow\w?|zn[óo]w"
    r"|codzien\w*|zawsze|jest|s[ąa]|\w{3,20}j[aą]|leje|cieknie|kapie|gra|pali|pij[ea]|szczeka"
    # „Od uczniowskich i studenckich”.
    r"|i(?!\s\w+[yi]ch(?!\w)))(?!\w)|\s*$)"
)
# What such an adjective tells of; „\\w+cielsk” is of whoever does something.
_NO_FAMILY_IN_SMALL = any_of("""
    łódzk* miejsk* wiejsk* polsk* bałuck* widzewsk* zgiersk* pabianick* warszawsk* krakowsk*
    kalisk* niemieck* tureck* radzieck* sowieck* włosk* harcersk* lekarsk* piłkarsk* morsk* górsk*
    pomorsk* rycersk* ukraińsk* chińsk* berlińsk* hiszpańsk* amerykańsk* kapitańsk* dozorsk*
    ojcowsk* studenck* wietnamsk* śląsk* grodzk* ludzk* nieludzk* prostack* dyktatorsk*
    \\w+cielsk* uczniowsk* handlarsk* kolarsk* żeglarsk* urzędnick* akademick* robotnick*
    doktoranck* emeryck* wędkarsk* strażack* żołniersk* marynarsk* pisarsk* pielęgniarsk*
    dziennikarsk* rzemieślnick* rowerzystowsk* kierowsk* pasażersk* kibicowsk*
""")
# „Nowakowie mieszkają nad nami”, and no „w Krakowie”.
_COUPLE = (
    r"(?<!\w)(?P<in>(?i:we?|przy|po|na|o)\s)?(?P<name>[A-ZĆŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}owie)"
    r"(?=\s(?:[^\W\d_]{1,9}\s){0,3}?[^\W\d_]{2,}(?:j[ąa]|[a-ząćęłńóśźż]ą|li|[łl]y)(?!\w)|,)"
)


def families(text: str) -> Iterator[PersonalSpan]:
    """Yield the surnames in *text* that their case, or a word for a family, tells."""
    small = text.lower()
    for family in compiled(_FAMILY).finditer(text):
        start, end = family.span(family.lastindex or 0)
        historic = compiled(_HISTORIC_FAMILY).match(text, start)
        # There are other people called „Poznański”.
        is_historic = historic is not None and (historic[1] is None or is_named_after(text, start))
        # „Od Pietruszków z drugiej klatki”.
        if family[4] and not _is_a_plural(family[4]):
            continue
        # „U Kowalskich”, in quotation marks: what a bar is called.
        is_quoted = text[family.start() - 1 : family.start()] in _QUOTES and text[
            end : end + 1
        ] in (_QUOTES)
        is_no_surname = (
            is_quoted or compiled(_NO_FAMILY).match(text, start) or _is_a_kind(text, start)
        )
        if not is_no_surname and not is_historic:
            yield PersonalSpan(start, end, PersonalKind.NAME)
    for family in compiled(_ONE_FAMILY).finditer(text):
        name, place = family[1], family.span(1)
        is_likely = (
            "-" in name or is_a_surname_alone(name) or family[0].lower().startswith("mieszk")
        )
        if is_likely and not (
            _is_a_kind(text, place[0])
            or is_no_name(name)
            or is_named_after(text, place[0])
            or is_place_name(text, *place)
        ):
            yield PersonalSpan(*place, PersonalKind.NAME)
    for couple in compiled(_COUPLE).finditer(text) if "owie" in text else ():
        is_known = is_a_surname_alone(couple["name"]) and not is_no_name(couple["name"])
        if is_known and not couple["in"]:
            yield PersonalSpan(*couple.span("name"), PersonalKind.NAME)
    for family in compiled(_FAMILY_OF_AN_ADJECTIVE).finditer(text) if "ych" in small else ():
        if not _is_a_kind(text, family.start(1)):
            yield PersonalSpan(*family.span(1), PersonalKind.NAME)
    for somebody in compiled(_TO_SOMEBODY).finditer(text) if "iemu" in small else ():
        if not compiled(_NO_FAMILY).match(text, somebody.start(1)) and is_a_surname_alone(
            re.sub(r"(?i)iemu$", "i", somebody[1])
        ):
            yield PersonalSpan(*somebody.span(1), PersonalKind.NAME)
    for family in compiled(_FAMILY_IN_SMALL).finditer(text) if "kich" in small else ():
        if all(
            is_a_surname_alone(name[0].removesuffix("ch"))
            and not compiled(_NO_FAMILY_IN_SMALL).match(name[0])
            for name in compiled(SMALL).finditer(text, *family.span(1))
        ):
            yield PersonalSpan(*family.span(1), PersonalKind.NAME)


def _is_a_plural(word: str) -> bool:
    """Return whether *word*, in „-ów”, is the plural of a surname."""
    stem = word[:-2]
    return any(
        is_nothing_but_a_surname(name) or may_be_their_surname(name)
        for name in (stem, stem + "a", stem + "o")
    )


def _is_a_kind(text: str, at: int) -> bool:
    """Return whether the word at *at* says what kind of families, or is in a body's name."""
    left = text[max(0, at - _LONGEST_INSTITUTION) : at]
    return (
        compiled(_KIND_OF_FAMILY).match(text, at) is not None
        or compiled(_OF_AN_INSTITUTION).search(left) is not None
    )
