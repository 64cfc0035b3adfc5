"""Words before a home address: who lives there, whose house it is, where mail goes."""

from lckm_core.redaction._spans import REDACTED

BUILDING = (
    r"(?:bloku|budynku|kamienic[ye]|domu|domku|wiezowcu|mieszkani[aeu]|lokal[ue]|oficynie"
    r"|akademiku|internacie|bursie|hotelu\srobotniczym|domu\sstudenta)"
)
# „Mieszkam akademik Długa 5 pokój 12”, as foreigners and notes have it.
BUILDING_ITSELF = (
    r"(?:akademik|internat|bursa|kamienica|blok|budynek|wiezowiec|hostel|hotel(?:\srobotniczy)?"
    r"|dom\sstudenc?[kt][ai])"
)
# „Mieszkam na Retkini, a dokładnie …”.
EXACTLY = (
    r"(?:(?:a|i)\s)?(?:dokladni\w{1,3}|scisl\w{1,4}|konkretn\w{1,4}|precyzyjn\w{1,4}|czyli|tj\.?"
    r"|tzn\.?|to\s(?:jest|znaczy))(?:\smowiac)?"
)
_RELATIVES = r"(?:babci|mam|matk|dziad|rodzic|cioc|ciot|tesc|cor|syn|brat|siost|wuj|tat|ojc)"
MY_HOME = (
    r"(?:(?:moj(?:ego|emu|ej|im|[ae])?|moim|nasz(?:ego|emu|ej|ym|[ae])?)\s(?:\w+\s)?"
    r"(?:dom(?:u|em|owi)?|domk\w+|posesj\w+|mieszkani\w+|furtk\w+|oknami?|oknem)"
    # „Do domu mojej babci”.
    r"|(?:dom(?:u|em)?|mieszkani\w{1,2})\s(?:moj(?:ej|ego)|moich|naszej|naszych)"
    rf"\s{_RELATIVES}\w*"
    r"|(?:moj(?:ego|emu|ej|im|[ae])?|moim)\s(?:\w+\s)?(?:blok\w*|kamienic\w*|budyn\w+|bram\w+"
    r"|plot(?:u|em)?|garaz\w{0,3}|ogrod\w{0,3}|balkon\w{0,3}|taras\w{0,3}|podwork\w{1,2}))"
)
# „Przed jej blokiem, Długa 5”: told of whoever calls, or of somebody else.
THEIR_HOME = (
    r"(?<!\w)(?:jej|jego|ich|swo(?:im|jej|jego|ja))\s(?:(?P<surely>dom(?:u|em|owi)?|domk\w{1,3}"
    r"|blok\w{0,4}|posesj\w|garaz\w{0,3}|balkon\w{0,3})|kamienic\w|klatk\w|bram\w"
    r"|okn(?:o|a|em|ami)|ogrod\w{0,3}|plot\w{0,3})(?:,|\s\(|,?\s(?:przy|na))?\s?"
)
_FOR_MAIL = (
    r"(?:do|dla|na)\s(?:korespondencji|dorecz\w*|wysyl\w*|wyslani\w|odpowiedzi|kontaktu|pism\w{0,2}"
    r"|list\w{1,3}|listonosz\w|poczt\w)"
)
# „Ta baba z Lipowej 5 m. 12”.
SOMEBODY_FROM = (
    r"(?<!\w)(?:bab(?:a|y|e|ie|ka|ki|ke|ko|sztyl\w*)|facet\w{0,3}|gosc(?:ia|iem|iowi|iu|iowa)?"
    r"|typ(?:a|em|owi|ek|ka)?|pan(?:a|u|em|i|ia|ie|owie)?|panstw\w{1,3}|dziad(?:a|ek|ka|kiem|kowi)?"
    r"|babci\w?|kobiet[aye]|mezczyzn\w|chlopak\w{0,4}|dziewczyn\w|rodzin[aey]|malzenstw\w{1,3}"
    r"|ludzi(?:e|om|mi)?|pijak\w{0,3}|pijus\w{1,3}|menel\w{0,3}|starusz\w{2,4}|emeryt\w{0,3}"
    r"|student\w{0,3}|dziecia?k\w{0,4}|rozmow(?:c|czyn)\w{1,3}|(?:zglaszaj|dzwoni)ac\w{1,3}|ci"
    r"|tych|tej|ten|tego|ta)\s(?:ze?|spod)\s"
    r"(?:(?:blok\w{1,3}|kamienic\w|wiezowc\w{1,2}|domu|budynku)\s(?:przy|na)\s)?"
)
# „Właściciel psa z ul. Zbocze 14”.
OWNER_FROM = r"(?<!\w)wlasciciel\w{0,4}\s(?:psa|suki|psow|kota|kotow)\sze?\s"
# „Sąsiad z przeciwka, czyli z Perłowej 14”: the neighbour's home.
NEIGHBOUR_FROM = (
    r"(?<!\w)sasi(?:ad|edz)(?:a|em|owi|ka|ki|ke|ko|i|ow|ami)?"
    rf"(?:[\s,(]{{1,2}}(?:(?:ze?|zza|od|po|spod)\s[^\W\d_]{{2,12}}|obok|{EXACTLY})){{1,2}}"
    rf"[\s,(]{{1,2}}(?:(?:{EXACTLY}\s|(?:ta|ten|ci)\s)?(?:ze?|spod)\s|{EXACTLY}:?\s)"
)
LIVES = (
    # „Meiszkam”, „miszkamy”: as it is often typed.
    r"(?<!\w)(?:mieszka(?:m|my|ja|lam|lem|l[aiy]?)?|m[ei]{1,2}sz?kamy?|zamieszkuj\w+"
    r"|zamieszka[l]\w{1,3}"
    r"|przeprowadz\w+(?:\ssie)?|wprowadz\w+(?:\ssie)?|zam\.?|zameldowan\w{1,3}"
    r"|(?:moj(?:ego)?|nasz(?:ego)?)\s(?:(?:dokladny|nowy|obecny)\s)?adres(?:u|em)?"
    r"(?:\szamieszkania|\sdomowy)?"
    r"|adres\s(?:odbioru|dostawy|dostarczenia)(?:\s(?:worka|workow|kubla"
    r"|pojemnika))?(?=:)(?!:\s(?:pszok|punkt|sklep))"
    r"|wy(?:szed|szla|chodz)\w*\sz\sdomu(?=\s(?:na|przy)\s(?:ul(?:icy|\.)\s)?(?:\w+\s){1,3}\d)"
    r"|adres\s(?:to|jest|znacie|macie|pa[nń]stwo\sznaja|podaje)"
    r"|adres(?:u|em)?\s(?:zamieszkania|zameldowania|domowy|pobytu|zwrotny|prywatny"
    rf"|{_FOR_MAIL}(?:\s[a-z]{{4,12}})?|korespondencyjny|pocztowy"
    r"|zglaszajac\w{1,4}|wnioskodawc\w{1,3}|poszkodowan\w{1,3})"
    rf"|{_FOR_MAIL}\sadres"
    rf"|{MY_HOME}|live\sat|my\saddress\sis|zapraszam\sdo\smnie|prosze\sdo\smnie|do\smnie:"
    r"|(?<!\w)od\ssiebie\sz|(?:jestem|a\sja)\sze?(?:\s(?:bloku|kamienicy|domu))?"
    # „Woda płynie do mnie, na …”.
    r"|(?:plyn|splyw|lec|leje|wlewa|wpad|przychodz|przysz|przyje|przyn|doje|docier|docho|wchod)\w*"
    r"\s(?:[^\W\d_]{1,12}\s){0,2}?do\s(?:mnie|nas)(?=,?\s(?:na|przy|pod)\s)"
    r"|(?:mam|mamy)\s(?:dom|domek|mieszkanie|kawalerke)(?=\s(?:na|przy)\s)"
    r"|do\s(?:mnie|nas(?=,))(?=,?\s(?:na|przy)\s)"
    r"|zmian\w{1,2}\sadresu[^.!?\n]{0,40}?\sna|u\smnie|u\snas\sw\s(?:domu|mieszkaniu)"
    rf"|u\s(?:moj|nasz)\w{{1,3}}\s{_RELATIVES}\w*(?=\s(?:na|przy|pod)\s)"
    r"|(?:jestem|czekam|bede|siedze|lezy|siedzi|czeka)\s(?:\w+\s){0,3}w\sdomu"
    r"|jestem\s(?:mieszka(?:nka|ncem)|lokator(?:em|ka)|najemc(?:a|zynia)|wlasciciel(?:em|ka)"
    rf"\s(?:mieszkania|domu|lokalu))(?:\s{BUILDING})?(?:\sz)?"
    # „odpowiedź proszę wysłać na adres”, and not what „wysłałem na adres”.
    r"|(?<![l][ae]m\s)(?:odpowied[z]\w{0,3}|odpis\w*|list(?:y|ownie)?|korespondencj\w|pism(?:o|a"
    r"|ie)|wyjasnie\w{1,3}|zaswiadczeni\w{1,2}|decyzj\w|dokument(?:y|ow)?|duplikat\w{0,2}|kopi[aei]"
    r"|(?:prze|ode|wy|przy|do)s(?:la|yla)(?:c|nie))(?!\w)"
    r"(?:(?![l][ae]m(?!\w))[^.!?\n]){0,30}?(?<!\w)(?:na\s(?:moj\s)?adres|poczta|listownie"
    r"|(?:kierowac|wysylac|wyslac|przeslac|slac)\sna|prosze\sna)"
    r"|(?<![l][ae]m\s)odpowied[z]\slistown\w+)(?!\w)"
)
# „Wynajmuję mieszkanie przy …”, „zaległości za lokal …”: a home, not what a company rents.
RENTS = (
    r"(?<!\w)(?:wy|pod)?najmuj(?:e|emy|a)\s(?:(?!lokal)[^\W\d_]{2,12}\s){0,3}?"
    r"(?:mieszkanie|mieszkanko|pokoj|kawalerke|lokal\smieszkalny|dom)"
)
OWES = (
    r"(?<!\w)(?:mieszkani[ea]\s(?:komunalne(?:go)?\s)?po\s(?:\w{2,8}\s)?(?:babci|mam|mat|ojc|tac"
    r"|rodzic|dziad|ciot|wuj|m[ez][zu]|zon|tesc|brac|siostr|zmarl)\w*"
    r"|(?:zaleg|zadluzen|dlug|czynsz|najm|eksmisj|dodat(?:ek|ku)\smieszkaniow|wykup|meldun"
    r"|umow|oplat)\w*+[^.,!?;\n]{0,40}?(?<!\w)(?:lokal(?:u|em)?|mieszkani(?:e|a|u|em))"
    r"(?:\smieszkaln\w{1,3}|\skomunaln\w{1,3}|\ssocjaln\w{1,3})?)"
)
# „Lokal komunalny Lipowa 5 m. 12”: what is let to live in.
LET_TO_LIVE_IN = (
    r"(?<!\w)(?:lokal(?:u|em|owi)?|mieszkani(?:e|a|u|em))\s(?:mieszkaln|komunaln|socjaln|zastepcz"
    r"|tymczasow|chronion)\w{1,3}"
)
_WHERE = r"(?:gdzie|we?\sktor(?:ej|ym))"
# „Długa 5, tam mieszkam”, „to mój dom”: right after the address, and later.
HOME_BEFORE = (
    rf"[\s,.:)–-]{{1,4}}(?:(?:to\s(?:jest\s)?|czyli\s|jest\sto\s|a\sto\s)*(?:{MY_HOME}"
    r"|moj\sadres|(?:dom|domek)\s(?:jednorodzinny\s)?(?:jest\s)?(?:moj|nasz)"
    r"|(?:posesja|dzialka|nieruchomosc)\s(?:jest\s)?(?:moja|nasza))(?!\w)"
    # „Lampa przy Długiej 5, mój dom to Krótka 2”: of the next.
    rf"(?!:|\s(?:to|jest|stoi|przy|na|pod)\s)|(?:bo\s|ja\s|a\sja\s|i\s)?(?:{_WHERE}|tam|tu"
    r"|tutaj)\s(?:sam\w?\s|od\s\w+\s)?mieszka(?:m|my)"
    # „Przy Długiej 5 mieszka pan [osoba]”.
    rf"|(?:{_WHERE}\s)?mieszka(?:ja)?\s(?:[a-z]+\s){{0,3}}{REDACTED}"
    r"|mieszka(?:ja)?\s(?:moj|nasz)\w{0,2}\s|mieszka(?:m|my)\s(?:i|a|od|sam|juz|ponad|z\s(?:mez|zon"
    r"|dzie|mam|syn|cork|rodz))"
    rf"|{_WHERE}\smieszka(?:ja)?\s(?:rodzin|pan|pani|panstwo|sasiad|moj|jego|jej|ich|ten|ta\s|taki"
    r"|niejak|malzenst|starsz|mam|babci|dziad|syn|cork|brat|siostr)\w*"
    r"|(?:(?:bo|gdzie|ja|a)\s){0,2}(?:(?:tu|tam|tutaj)\s)?(?:ja\s)?(?:jestem|jestesmy|mam)"
    r"\s(?:tu\s|tam\s)?(?:zameldowan\w{1,2}|meldunek)(?!\w)"
    r"|mieszka(?:m|my)\s(?:tu|tam|tutaj|tam\swlasnie)(?!\w)"
    # Told of whoever calls: „…: Rojna 31, tam mieszka, wystarczy zadzwonić”.
    r"|(?:tu|tam|tutaj)\smieszka(?=[,;.!)]|\s*(?:\n|$)))"
)
HOME_BEFORE_LATER = (
    r"(?<!\w)(?:(?:gdzie|tam|tu)(?:\sja)?\s(?:wlasnie\s)?mieszka(?:m|my)"
    r"|mieszka(?:m|my)\stam)(?=[\s,]*(?:[.!\n]|$|od\s|z\s))"
)
