"""Streets, schools and parks named after people: their names stay."""

import re

from lckm_core.redaction._dictionary import is_first_name_itself
from lckm_core.redaction._firm_names import is_a_firm
from lckm_core.redaction._name_cues import NEIGHBOUR_WORDS, RELATIVE_WORDS
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._patterns import any_of, compiled, text_before

# „Parkuje tam Jan Zet” tells what somebody does, and no park.
_PLACES = """
    ul ulic* al alej* alei pl plac* os osiedl* rond* skwer* im imieni[ae]* pomnik* most*
    szkoł* lice* przedszkol* szpital* ławecz* pasaż* bibliotek* muze* teatr* kościół* parafi*
    galeri* mural* graffiti plakat* fotel* popiersi* tablic* grób
    grob(u|ie|em|owiec|owca) nagrob*
    spektakl* festiwal* film(u|em|ie|y)? książ* twórczoś* prac(a|ę) dzieł* gwiazd*
    palmiarni* kino kina fundacj*
    centrum pamięci mogił*
    hospicjum hal(a|i|ę|ą) stadion* pływalni* mauzoleum kaplic* domu patron* rocznic* klub* zespoł*
    instytut* konkurs* memoriał* recital* występ(u|ie|em)? zaułe* zaułk* róg rogu skrzyżowani*
    wiadukt* stadion* dom domu will[aięy] pałac* fabry*
    przystan* pętl* bulwar* street avenue вул вулиц* площ*
    (park|koncert|obraz)(u|i|y|em|iem|owi|ie|ów|om|ami|ach)? parking* koncerci*
    (wystaw|rzeźb)(a|y|ie|ę|ą|om|ami|ach)? парк(у|и|ом|ові|ів|ам|ами|ах)?
"""
_RANKS = """
    gen generała marsz marszałka ks księdza św święt* bp biskupa abp kard dr doktora prof profesora
    hm płk pułkownika kpt kapitana por króla papieża prezydenta inż rtm mjr
"""
_NAMED_AFTER = (
    # „…@uml.lodz.pl. Jan Zet” ends with an address, and not with a square; a „gospodarz domu” is
    # somebody.
    rf"(?<!\w)(?:(?<!\w\.)(?i:ul|al|pl|os|im)\.\s?|(?<!arz\s)(?<!arza\s)"
    rf"{any_of(_PLACES)}\s)(?:(?i:ze?|o|im\."
    rf"|nr\s\d{{1,3}}(?:\sim\.)?|imienia)\s)?(?:{any_of(_RANKS)}\.?\s?){{0,2}}"
    # „Przewodzi im niejaki Zet”.
    r"(?:(?!(?i:niejak))[^\W\d_]++\s)?$"
)
_PERSON = (
    rf"(?:{any_of(RELATIVE_WORDS + NEIGHBOUR_WORDS)}"
    r"|(?i:pan|pani|pana|panu|panem|pani[ąa]|p\.)(?!\w))"
)
_IN_CAPITALS = r"(?:PANI?|PANA|P\.|S[ĄA]SIAD\w*|SYN\w*|C[ÓO]RK\w*|M[ĄA][ŻZ]|[ŻZ]ON\w)(?!\w)"
_IN_HONOUR = (
    r"(?<!\w)(?i:(?:im|ul)\.|imienia|ulic\w+|koncer\w+|recital\w*|wyst[ęaą]\w+|spektakl\w*|mural\w*"
    r"|graffiti|rze[źz]b\w*|ksi[ąa][żz]\w+|tw[óo]rczo\w+|dzie[łl]\w*|obraz\w*|film\w*|gr[óo]b\w*"
    r"|nagrob\w*|pomnik\w*|patron\w*|festiwal\w*|konkurs\w*|fundacj\w*|galeri\w*|prac\w+)"
    r"(?:\sim\.)?\s$"
)
_SAINT = r"(?<!\w)(?i:[śs]w\.|[śs]wi[ęe]t\w{1,3}|b[łl]\.|(?:gen|marsz|abp|bp|kard)\.)\s?$"
# „Mural z Marią Zet i Janem Iks”: the second of two.
_ON_A_WALL = (
    rf"(?<!\w)(?i:mural\w*|graffiti|plakat\w*|rzeźb\w*)\s(?:ze?\s)?{CAPITALISED}\s{CAPITALISED}"
    r"\s(?:i|oraz)\s$"
)
_PREPOSITIONS = "przy na do od z ze między wzdłuż koło obok w_rejonie at on"
_WHERE = rf"(?:^\s*|[,;:\n]\s*|(?<!\w){any_of(_PREPOSITIONS)}\s)(?:[^\W\d_]++\s)?$"
_NO_HOUSE = """
    lat lata roku rok dni razy zł godz stycz* lut(y|ego) marca kwie* maja czerwca lipca sierp*
    wrze* paździer* listopada grudnia
"""
_HOUSE_NUMBER = (
    r"\s(?:nr\s)?\d{1,4}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)?"
    rf"(?![\w./-]*\d)(?!\w|\s\d|\s{any_of(_NO_HOUSE)})"
)

# „Przy Edwarda Zet”: nobody stands „przy” another in the genitive, which a man's name shows.
_AT_A_STREET = (
    r"(?<!\w)(?i:przy|mieszka\w{0,3}\s(?:\w{2,8}\s)?na"
    # „Lampa na Romana Dmowskiego”.
    r"|(?:lamp|latarni|dziur|chodnik|jezdni|studzien|hydrant|kontener|przystan|[łl]awk|zapadlisk"
    r"|sygnalizac|o[śs]wietleni)\w{0,4}\s(?:\w{2,8}\s)?na)\s$"
)
_OF_A_MAN = (
    r"(?i)(?P<first>\w+(?:a|ego))\s(?:\w+\s)?\w+(?:(?P<adjective>ego)|a|[kgyi]i|y)"
    r"(?!\w|\s(?:dom|samoch|auc|grob|posesj|p[łl]oc|bram|ogr[óo]d|furt|mieszkan))"
)

# The patrons of streets, squares and parks of Łódź, in the genitive: they tell a place where
# „ul.” is left out.
_PATRONS = """
    Władysława_Andersa Norberta_Barlickiego Stefana_Batorego Józefa_Bema Władysława_Broniewskiego
    Jana_Brzechwy Fryderyka_Chopina Bolesława_Chrobrego Stefana_Czarnieckiego Ignacego_Daszyńskiego
    Jarosława_Dąbrowskiego Marka_Edelmana Aleksandra_Fredry Jurija_Gagarina Poli_Gojawiczyńskiej
    Maksyma_Gorkiego Artura_Grottgera Józefa_Hallera Stefana_Jaracza Mieczysława_Karłowicza
    Jana_Karskiego Jana_Kasprowicza Jana_Kilińskiego Jana_Kochanowskiego Maksymiliana_Kolbego
    Marii_Konopnickiej Stanisława_Kopcińskiego Mikołaja_Kopernika Janusza_Korczaka
    Tadeusza_Kościuszki Józefa_Kraszewskiego Janusza_Kusocińskiego Teofila_Lenartowicza
    Bolesława_Limanowskiego Patrice'a_Lumumby Waleriana_Łukasińskiego Stanisława_Maczka
    Jana_Matejki Adama_Mickiewicza Romualda_Mielczarskiego Heleny_Modrzejewskiej
    Stanisława_Moniuszki Gabriela_Narutowicza Juliana_Niemcewicza Cypriana_Norwida Stefana_Okrzei
    Elizy_Orzeszkowej Ignacego_Paderewskiego Witolda_Pileckiego Józefa_Piłsudskiego
    Józefa_Poniatowskiego Jerzego_Popiełuszki Adama_Próchnika Aleksego_Rżewskiego Bolesława_Prusa
    Stanisława_Przybyszewskiego Kazimierza_Pułaskiego Aleksandra_Puszkina Rajmunda_Rembielińskiego
    Władysława_Reymonta Artura_Rubinsteina Andrzeja_Sacharowa Karola_Scheiblera
    Henryka_Sienkiewicza Władysława_Sikorskiego Piotra_Skargi Marii_Skłodowskiej-Curie
    Ignacego_Skorupki Juliusza_Słowackiego Józefa_Sowińskiego Leopolda_Staffa
    Stefana_Stefanowskiego Andrzeja_Struga Władysława_Strzemińskiego Karola_Szymanowskiego
    Aleksandra_Tansmana Romualda_Traugutta Juliana_Tuwima Wincentego_Tymienieckiego
    Henryka_Wieniawskiego Stanisława_Więckowskiego Franciszka_Wigury Walerego_Wróblewskiego
    Stanisława_Wyspiańskiego Stefana_Wyszyńskiego Ludwika_Zamenhofa Stefana_Żeromskiego
    Franciszka_Żwirki Lucjana_Żeligowskiego Kazimierza_Odnowiciela Kazimierza_Wielkiego Jana_Pawła
"""
# Of the city's history, in every case: nobody of today is called so.
_HISTORIC = any_of("""
    Karol*_Scheibler* Ludwik*_Geyer* Izrael*_(Kalman*_)?Poznańsk* Edward*_Herbst* Ludwik*_Grohman*
    Julian*_Tuwim* Władysław*_Reymon* Artur*_Rubinstein* Katarzyn*_Kobro Marek_Edelman
    Mark*_Edelman* Tadeusz*_Kościuszk* Józef*_Piłsudsk* Adam*_Mickiewicz* Juliusz*_Słowack*
    Fryderyk*_Chopin* Mikołaj*_Kopernik* Henryk*_Sienkiewicz* Jan*_Karsk* Jan*_Pawe?ł*_II
    Leon*_Schiller* Władysław*_Strzemińsk* Mari*_Skłodowsk* Robert*_Biedermann*
""")
# The same in another case: „Stefan Jaracz w grobie się przewraca”.
_ENDING = "(?:a|u|em|iem|owi|ie|y|i|e|ę|ą|o|ego|emu|ym|im|iego|iemu|iej|ej)?"
_PATRON_IN_ANY_CASE = any_of(
    " ".join(
        "_".join(re.sub(r"(?:iego|iej|ego|ej|a|y|i)$", "", word) + _ENDING for word in pair)
        for name in _PATRONS.split()
        if len(pair := name.split("_")) == 2 and name not in ("Kazimierza_Wielkiego", "Jana_Pawła")
    )
)
_PATRON = rf"(?:\w+\s)?{any_of(_PATRONS)}"
# „Na Kosynierów Gdyńskich”: nobody has two names in the plural.
_MANY = (
    r"[^\W\d_a-ząćęłńóśźż]\w++(?:(?<=[óo]w)|(?<=rzy))"
    r"\s[^\W\d_a-ząćęłńóśźż]\w+(?:(?:[sc]|dz)kich|[wnr]ych)(?!\w)"
)
# „Na ks. Skorupki”: the surname alone, after a rank.
_PATRON_SURNAME = any_of(" ".join(name.rpartition("_")[2] for name in _PATRONS.split()))
_RANKED = rf"(?<!\w){any_of(_RANKS)}\.?\s$"

# „Sklep Ania”, „w kawiarni Zuzia”: what something is called, and not „Pomogła Ania”.
_CALLED_SO = (
    r"(?:(?!\w+(?:[aeęiyąó]ł[ay]?|[bdgkrstz]ł[aiy])\s)[^\W\d_a-ząćęłńóśźż]\w*\s"
    r"|(?<!\w)(?i:(?:sklep|bar|salon|zak[łl]ad|hotel|hostel|lokal|klub"
    r"|pub|market|supermarket|butik|kebab|gabinet)(?:u|em|ie|owi)?|fryzjer\w*|aptek\w"
    r"|kwiaciarni\w?|restauracj\w|pizzeri\w|studi(?:o|a|u|em)|firm\w|kawiarni\w?|cukierni\w?"
    r"|piekarni\w?|lodziarni\w?|kino"
    r"|osiedl\w|orkan|huragan|burza|ni[żz]|wichura|statek|tramwaj\w*|pomnik\w*|fontann\w"
    r"|sie[ćc]|marka|model|typu?|budynek|wie[żz]a|dzwon|aplikacj\w|program|system"
    r"|akcj\w)\s)[\"„”]?$"
)

# „Reklamę wystawia Amelia, butik przy …”: what it is stands behind its name.
SHOP_BEHIND = r",\s(?i:butik|sklep|bar|salon|firma|kawiarnia|restauracja|klub|pub|studio)(?!\w)"


def is_called_so(text: str, start: int) -> bool:
    """Return whether a shop, a storm or another thing is called by the name at *start*."""
    return compiled(_CALLED_SO).search(text_before(text, start)) is not None


def is_named_after(text: str, start: int) -> bool:
    """Return whether a word such as „ul.” stands before *start*."""
    left = text_before(text, start)
    if (named := compiled(_NAMED_AFTER).search(left)) is not None:
        # „Dziura przed szkołą” and under it „Anna Zet”, who signs.
        word = compiled(r"[^\W\d_]*").match(text, start)
        return "\n" not in named[0] or word is None or not is_first_name_itself(word[0])
    return any(compiled(pattern).search(left) for pattern in (_SAINT, _ON_A_WALL))


def is_someone_in_a_place(text: str, start: int) -> bool:
    """Return whether at *start* „pan” or a relative is told to be in a place: „w parku pan …”."""
    # „Park Ojca Pio” is called so.
    return (
        (text[start].islower() or compiled(_IN_CAPITALS).match(text, start) is not None)
        and compiled(_PERSON).match(text, start) is not None
        and compiled(_IN_HONOUR).search(text_before(text, start)) is None
    )


def is_patron(text: str, start: int) -> bool:
    """Return whether at *start* somebody of the city's history is named."""
    return (
        compiled(_PATRON).match(text, start) is not None
        or compiled(_PATRON_IN_ANY_CASE).match(text, start) is not None
        or compiled(_HISTORIC).match(text, start) is not None
        or compiled(_MANY).match(text, start) is not None
        or (
            compiled(_PATRON_SURNAME).match(text, start) is not None
            and compiled(_RANKED).search(text_before(text, start)) is not None
        )
    )


def is_place_name(text: str, start: int, end: int) -> bool:
    """Return whether the name from *start* to *end* is that of a place or a firm.

    It is after „ul.” and the like, as a patron of Łódź, and in „przy … 12” or „… 12” alone.
    """
    if is_named_after(text, start) or is_patron(text, start) or is_a_firm(text, start, end):
        return True
    left = text_before(text, start)
    if compiled(_AT_A_STREET).search(left) is not None:
        man = compiled(_OF_A_MAN).match(text, start)
        if man is not None and (man["adjective"] or not is_first_name_itself(man["first"])):
            return True
    if compiled(_WHERE).search(left) is None:
        return False
    return compiled(_HOUSE_NUMBER).match(text, end) is not None
