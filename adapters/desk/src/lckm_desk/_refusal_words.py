"""Reasons why a state forbids an act, for which the core has no words."""

from lckm_core.text import Message

NOTHING_TO_UPDATE = Message(
    "Jedyną wersję tego opisu zwrócono do poprawy, więc nie ma czego zmieniać wnioskiem: przekaż "
    "cały poprawiony opis (zał. 2 § 9 ust. 1).",
    "The only edition of this description was given back, so there is nothing for a request to "
    "change: send the whole corrected text (zał. 2 § 9 ust. 1).",
)
NO_EARLIER_NOTE = Message(
    "Żadna wersja nie ma poprzednich treści pola „Inne” (zał. 2 § 6 ust. 5).",
    "No edition has earlier texts of the field “Inne” (zał. 2 § 6 ust. 5).",
)
NOTHING_PERSONAL = Message(
    "Zgłoszenie nie ma już danych osobowych ani plików (zał. 2 § 6 ust. 5).",
    "The report has neither personal data nor files any more (zał. 2 § 6 ust. 5).",
)
WITHDRAWN = Message(
    "Zgodę cofnięto, więc danych osobowych nikt już nie zobaczy (zał. 2 § 6 ust. 5).",
    "Consent is withdrawn, so nobody sees the personal data any more (zał. 2 § 6 ust. 5).",
)
NOTHING_TO_CONFIRM = Message(
    "Nie ma czego potwierdzać: nikogo nie wezwano do usunięcia danych albo każdy już odpowiedział "
    "(zał. 2 § 6 ust. 5).",
    "Nobody has to confirm an erasure here: nobody was asked to, or everybody has answered (zał. 2 "
    "§ 6 ust. 5).",
)
HAS_ERRORS = Message(
    "Ta wersja ma błędy. Trzeba je najpierw poprawić.",
    "This edition has errors. They have to be fixed first.",
)
NO_LOG = Message(
    "Nikt nie zapisuje, kto odczytuje dane osobowe, więc nie da się ich pokazać "
    "(zał. 2 § 6 ust. 4, nasze odczytanie I24).",
    "Nobody writes down who reads personal data, so they cannot be shown (zał. 2 § 6 ust. 4, our "
    "reading I24).",
)
NO_ROLE = Message(
    "Spis osób nie daje Ci dziś żadnej roli (zał. 2 § 2 pkt 8).",
    "The directory gives you no role today (zał. 2 § 2 pkt 8).",
)
OF_ANOTHER_HEAD = Message(
    "Te poprawki uzgadnia kierownik, którego tekst poprawiono (interpretacja I40).",
    "The head whose text was corrected agrees to these corrections (interpretation I40).",
)
NOT_THEIR_PROCEDURE = Message(
    "Ta procedura nie jest komórki ani jednostki, w której pracujesz, więc zajmuje się nią "
    "ktoś inny (interpretacja I26).",
    "This procedure is not of the cell or unit in which you work, so somebody else handles it "
    "(interpretation I26).",
)
NOT_THEIR_REQUEST = Message(
    "O to nie poproszono komórki ani jednostki, w której pracujesz, więc odpowiada ktoś inny "
    "(interpretacja I26).",
    "The cell or unit in which you work was not asked for this, so somebody else answers "
    "(interpretation I26).",
)
NOT_THEIR_ANNOUNCEMENT = Message(
    "Ta informacja nie jest komórki ani jednostki, w której pracujesz, więc zajmuje się nią "
    "ktoś inny (interpretacja I26).",
    "This announcement is not of the cell or unit in which you work, so somebody else handles "
    "it (interpretation I26).",
)
