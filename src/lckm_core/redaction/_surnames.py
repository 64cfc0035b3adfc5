"""Surnames known without a dictionary: by their endings, and the commonest of the others."""

import re

from lckm_core.redaction._word_patterns import any_of

_ENDINGS = re.compile(
    r"\w{2,}(?:(?:[sc]|dz)k(?:i|a|iego|iej|iemu|im|ą|ich|imi|ie)|(?:[sc]|dz)cy|(?:wicz|czyk|czak|czuk|siak|szak|niak)(?:|a|owi|iem|em|u|owie|ów))",
    re.IGNORECASE,
)
_COMMON = """
    Nowak Wójcik Mazur Krawczyk Kaczmarek Zając Król Wieczorek Wróbel Stępień Malinowski Pawlak Michalak Walczak Baran Duda Szewczyk Pietrzak Bąk
    Wilk Zalewski Marciniak Sikora Kubiak Czarnecki Górecki Wysocki Sadowski Cieślak Kołodziej Kaźmierczak Sobczak Głowacki Mróz Laskowski Gajewski
    Szymczak Kozak Przybylski Bielak Maciejewski Kubacki Tomaszewski Banaś Urban Kurek Kos Lis Kot Gołąb Kozioł Dudek Kania Bednarek Bednarz Kowal
    Kowalczyk Adamczyk Olejnik Skiba Polak Witek Kwiatek Piątek Sroka Czapla Ptak Klimek Janik Matusiak Rogala Żak Sowa Gajda Musiał Piech Zięba
"""
_COMMON_FORMS = re.compile(
    any_of(
        " ".join(
            re.sub(r"(\w+)(e)(k|c|ń)$", r"\1\2?\3", name) + "(|a|owi|i?em|u|owie|ów|i|y|ą|ę)"
            for name in _COMMON.split()
        )
    )
)


def looks_like_a_surname(word: str) -> bool:
    """Return whether *word*, in any case, ends as surnames do and few other words (-ski, -cki, -wicz, -czyk), or is a common one."""
    return _ENDINGS.fullmatch(word) is not None or _COMMON_FORMS.fullmatch(word) is not None
