"""Streets, schools and parks named after people: their names stay."""

import re

from lckm_core.redaction._number_context import before
from lckm_core.redaction._word_patterns import any_of

_PLACES = """
    ul ulic* al alej* alei pl plac* os osiedl* rond* park* skwer* im imieni[ae]* pomnik* most* szkoł* lice* przedszkol* szpital* ławecz* pasaż* bibliotek*
    muze* teatr* kościół* parafi* zaułe* zaułk* róg rogu skrzyżowani* wiadukt* stadion* dom domu will[aięy] pałac* fabry* przystan* pętl* bulwar* street avenue
    вул вулиц* площ* парк*
"""
_RANKS = """
    gen generała marsz marszałka ks księdza św święt* bp biskupa abp kard dr doktora prof profesora hm płk pułkownika kpt kapitana por króla papieża
    prezydenta inż rtm mjr
"""
_NAMED = re.compile(
    rf"(?<!\w){any_of(_PLACES)}\.?\s?(?:{any_of(_RANKS)}\.?\s?){{0,2}}(?:[^\W\d_]++\s)?$"
)
_WHERE = re.compile(
    rf"(?:^\s*|[,;:\n]\s*|(?<!\w){any_of('przy na do od z ze między wzdłuż koło obok w_rejonie at on')}\s)(?:[^\W\d_]++\s)?$"
)
_NO_HOUSE = "lat lata roku rok dni razy zł godz stycz* lut(y|ego) marca kwie* maja czerwca lipca sierp* wrze* paździer* listopada grudnia"
_HOUSE = re.compile(
    rf"\s(?:nr\s)?\d{{1,4}}[a-zA-Z]?(?:/\d{{1,4}}[a-zA-Z]?)?(?![\w./-]*\d)(?!\w|\s\d|\s{any_of(_NO_HOUSE)})"
)

# After whom streets, squares and parks of Łódź are named, in the genitive: where „ul.” is left out, this tells.
_PATRONS = """
    Władysława_Andersa Norberta_Barlickiego Stefana_Batorego Józefa_Bema Władysława_Broniewskiego Jana_Brzechwy Fryderyka_Chopina Bolesława_Chrobrego
    Stefana_Czarnieckiego Ignacego_Daszyńskiego Jarosława_Dąbrowskiego Marka_Edelmana Aleksandra_Fredry Jurija_Gagarina Poli_Gojawiczyńskiej
    Maksyma_Gorkiego Artura_Grottgera Józefa_Hallera Stefana_Jaracza Mieczysława_Karłowicza Jana_Karskiego Jana_Kasprowicza Jana_Kilińskiego
    Jana_Kochanowskiego Maksymiliana_Kolbego Marii_Konopnickiej Stanisława_Kopcińskiego Mikołaja_Kopernika Janusza_Korczaka Tadeusza_Kościuszki
    Józefa_Kraszewskiego Janusza_Kusocińskiego Teofila_Lenartowicza Bolesława_Limanowskiego Patrice'a_Lumumby Waleriana_Łukasińskiego Stanisława_Maczka
    Jana_Matejki Adama_Mickiewicza Romualda_Mielczarskiego Heleny_Modrzejewskiej Stanisława_Moniuszki Gabriela_Narutowicza Juliana_Niemcewicza
    Cypriana_Norwida Stefana_Okrzei Elizy_Orzeszkowej Ignacego_Paderewskiego Witolda_Pileckiego Józefa_Piłsudskiego Józefa_Poniatowskiego
    Jerzego_Popiełuszki Adama_Próchnika Aleksego_Rżewskiego Bolesława_Prusa Stanisława_Przybyszewskiego Kazimierza_Pułaskiego Aleksandra_Puszkina
    Rajmunda_Rembielińskiego Władysława_Reymonta Artura_Rubinsteina Andrzeja_Sacharowa Karola_Scheiblera Henryka_Sienkiewicza Władysława_Sikorskiego
    Piotra_Skargi Marii_Skłodowskiej-Curie Ignacego_Skorupki Juliusza_Słowackiego Józefa_Sowińskiego Leopolda_Staffa Stefana_Stefanowskiego
    Andrzeja_Struga Władysława_Strzemińskiego Karola_Szymanowskiego Aleksandra_Tansmana Romualda_Traugutta Juliana_Tuwima Wincentego_Tymienieckiego
    Henryka_Wieniawskiego Stanisława_Więckowskiego Franciszka_Wigury Walerego_Wróblewskiego Stanisława_Wyspiańskiego Stefana_Wyszyńskiego
    Ludwika_Zamenhofa Stefana_Żeromskiego Franciszka_Żwirki Lucjana_Żeligowskiego Kazimierza_Odnowiciela Kazimierza_Wielkiego Jana_Pawła
"""
_PATRON = re.compile(rf"(?:\w+\s)?{any_of(_PATRONS)}")


def is_a_places(text: str, start: int, end: int | None = None) -> bool:
    """Return whether the name at *start* is a place's: after „ul.”; if its *end* is given, also a patron's or that in „przy … 12”, or „… 12” alone."""
    left = before(text, start)
    if _NAMED.search(left) or (end is not None and _PATRON.match(text, start)):
        return True
    return (
        end is not None and _WHERE.search(left) is not None and _HOUSE.match(text, end) is not None
    )
