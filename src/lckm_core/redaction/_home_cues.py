"""Words before a home address: who lives there, whose house it is, where mail goes."""

BUILDING = (
    r"(?:bloku|budynku|kamienic[ye]|domu|domku|wiezowcu|mieszkani[aeu]|lokal[ue]|oficynie"
    r"|akademiku|internacie|bursie|hotelu\srobotniczym|domu\sstudenta)"
)
# „Mieszkam akademik Długa 5 pokój 12”, as foreigners and notes have it.
BUILDING_ITSELF = (
    r"(?:akademik|internat|bursa|kamienica|blok|budynek|wiezowiec|hostel|hotel(?:\srobotniczy)?"
    r"|dom\sstudenc?[kt][ai])"
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
    r"(?<!\w)(?:jej|jego|ich|swo(?:im|jej|jego|ja))\s(?:blok\w{0,4}|dom(?:u|em|owi)?|domk\w{1,3}"
    r"|kamienic\w|posesj\w|klatk\w|bram\w|okn(?:o|a|em|ami)|ogrod\w{0,3}|plot\w{0,3})"
    r"(?:,|\s\(|,?\s(?:przy|na))\s?"
)
LIVES = (
    r"(?<!\w)(?:mieszka(?:m|my|ja|lam|lem|l[aiy]?)?|zamieszkuj\w+|zamieszka[l]\w{1,3}"
    r"|przeprowadz\w+(?:\ssie)?|wprowadz\w+(?:\ssie)?|zam\.?"
    r"|zameldowan\w{1,3}"
    r"|(?:moj(?:ego)?|nasz(?:ego)?)\s(?:dokladny\s)?adres(?:u|em)?(?:\szamieszkania|\sdomowy)?"
    r"|adres\s(?:odbioru|dostawy|dostarczenia)(?:\s(?:worka|workow|kubla"
    r"|pojemnika))?(?=:)(?!:\s(?:pszok|punkt|sklep))"
    r"|adres\s(?:to|jest|znacie|macie|pa[nń]stwo\sznaja|podaje)"
    r"|adres(?:u|em)?\s(?:zamieszkania|zameldowania|domowy|pobytu|zwrotny|prywatny"
    r"|do\s(?:korespondencji|dorecze\w*|wysylki|odpowiedzi|kontaktu)|korespondencyjny"
    r"|zglaszajac\w{1,4}|wnioskodawc\w{1,3}|poszkodowan\w{1,3})"
    rf"|{MY_HOME}|live\sat|my\saddress\sis|zapraszam\sdo\smnie|prosze\sdo\smnie|do\smnie:"
    r"|(?<!\w)od\ssiebie\sz|jestem\sz"
    # „Woda płynie do mnie, na …”.
    r"|(?:plyn|splyw|lec|leje|wlewa|wpad|przychodz|przysz|przyje|przyn|doje|docier|docho|wchod)\w*"
    r"\s(?:[^\W\d_]{1,12}\s){0,2}?do\s(?:mnie|nas)(?=,?\s(?:na|przy|pod)\s)"
    r"|(?:mam|mamy)\s(?:dom|domek|mieszkanie|kawalerke)(?=\s(?:na|przy)\s)"
    r"|do\s(?:mnie|nas)(?=,\s(?:na|przy)\s)"
    r"|zmian\w{1,2}\sadresu[^.!?\n]{0,40}?\sna|u\smnie|u\snas\sw\s(?:domu|mieszkaniu)"
    rf"|u\s(?:moj|nasz)\w{{1,3}}\s{_RELATIVES}\w*(?=\s(?:na|przy|pod)\s)"
    r"|(?:jestem|czekam|bede|siedze)\s(?:\w+\s){0,3}w\sdomu"
    r"|jestem\s(?:mieszka(?:nka|ncem)|lokator(?:em|ka)|najemc(?:a|zynia)|wlasciciel(?:em|ka)"
    rf"\s(?:mieszkania|domu|lokalu))(?:\s{BUILDING})?(?:\sz)?"
    # „odpowiedź proszę wysłać na adres”, and not what „wysłałem na adres”.
    r"|(?<![l][ae]m\s)(?:odpowied[z]\w{0,3}|odpis\w*|list(?:y|ownie)?|korespondencj\w|pism(?:o|a"
    r"|ie)"
    r"|wyjasnie\w{1,3}|zaswiadczeni\w{1,2}|decyzj\w|dokument(?:y|ow)?|duplikat\w{0,2}|kopi[aei]"
    r"|(?:prze|ode|wy|przy|do)s(?:la|yla)(?:c|nie))(?!\w)"
    r"(?:(?![l][ae]m(?!\w))[^.!?\n]){0,30}?(?<!\w)(?:na\s(?:moj\s)?adres|poczta|listownie"
    r"|(?:kierowac|wysylac|wyslac|przeslac|slac)\sna|prosze\sna)"
    r"|(?<![l][ae]m\s)odpowied[z]\slistown\w+)(?!\w)"
)
