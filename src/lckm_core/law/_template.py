"""The template of a procedure as rows: its sections, its fields, and the star.

The text of a field is also the hint for the clerk, so it is at most 300 characters.
"""

from lckm_core.law._limits import (
    LONGEST_COMMENT,
    LONGEST_STEP,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    LONGEST_USEFUL_INFO,
)
from lckm_core.law._provision import Duty, Provision
from lckm_core.text import Message

__all__ = ["FORM"]

# One row reads as one paragraph here; the formatter would spread each over a dozen lines.
# fmt: off
_PROCEDURE = (
    Provision("wzór, dział: Procedura", Duty.DEFINES, Message(
        "Nazwa procedury, powiązania z innymi i daty.",
        "The name of the procedure, its ties to others, and dates.")),
    Provision("wzór: Nazwa procedury", Duty.MUST, Message(
        "Krótki tytuł, najlepiej nazwa tego, co urząd robi dla mieszkańca, np. „Wydanie prawa "
        f"jazdy po egzaminie”. Limit: {LONGEST_TITLE} znaków razem ze spacjami.",
        "A short title, best the name of what the office does for the resident, e.g. “Issue of a "
        f"driving licence after the exam”. Limit: {LONGEST_TITLE} characters, spaces included.")),
    Provision("wzór: Procedura wewnętrzna", Duty.DEFINES, Message(
        "„tak”, gdy to opis pomocniczy dla Call Center, np. ogólny, na wypadek gdy rozmowa nie "
        "pasuje do żadnej konkretnej procedury; mieszkańcy go nie zobaczą. W innych przypadkach "
        "„nie” lub puste pole.",
        "“tak” (yes) for an auxiliary description for the call centre, e.g. a general one for "
        "calls that fit no definite procedure; residents will not see it. Otherwise “nie” (no), or "
        "leave it empty.")),
    Provision("wzór: Powiązane procedury", Duty.MUST, Message(
        "Numery procedur ściśle związanych z tą. Zaznacz, które trzeba załatwić, aby ta była "
        "możliwa, a które są tylko pokrewne. Mieszkaniec zobaczy nazwy, nie numery.",
        "The numbers of procedures closely tied to this one. Mark which have to be done to make "
        "this one possible and which are only akin. The resident will see names, not numbers.")),
    Provision("wzór: Obowiązuje od", Duty.MUST, Message(
        "Pierwszy dzień, w którym opis ma być widoczny, w postaci rrrr-mm-dd. Podaj go tylko "
        "wtedy, gdy publikacja ma ruszyć w przyszłości; do tego czasu opisu nie pokaże ani portal, "
        "ani BIP.",
        "The first day on which the description is to be seen, as yyyy-mm-dd. Give it only when "
        "publication is to start in the future; until then neither the portal nor BIP shows the "
        "description.")),
    Provision("wzór: Obowiązuje do", Duty.MUST, Message(
        "Ostatni dzień, w którym opis jest widoczny, w postaci rrrr-mm-dd; nazajutrz znika z "
        "portalu i z BIP. Podaj go tylko wtedy, gdy opis ma zostać wycofany.",
        "The last day on which the description is seen, as yyyy-mm-dd; the next day it is gone "
        "from the portal and BIP. Give it only when the description is to be withdrawn.")),
    Provision("wzór: Data wytworzenia informacji", Duty.MUST, Message(
        "Dzień, w którym powstała ta wersja opisu (rrrr-mm-dd), nie późniejszy niż dzień wniosku. "
        "Przy pustym polu liczy się data wniosku o aktualizację.",
        "The day on which this version of the description was made (yyyy-mm-dd), not later than "
        "the request. If the field is empty, the date of the update request counts.")),
)

_IN_SHORT = (
    Provision("wzór, dział: Skrócony opis procedury", Duty.MUST, Message(
        "Sama istota sprawy, zwięźle; szczegóły mają swoje miejsce w dalszych działach.",
        "The gist of the matter, briefly; details have their place in the later sections.")),
    Provision("wzór: Skrócony opis sprawy", Duty.MUST, Message(
        "Istota sprawy w kilku zdaniach: czego dotyczy, kto może ją załatwić, a kto musi, jaka "
        f"jest kwota, jeśli chodzi o świadczenie pieniężne. Limit: {LONGEST_SUMMARY} znaków razem "
        "ze spacjami.",
        "The gist in a few sentences: what the matter is, who may and who must use it, how much "
        f"is paid out if it is a cash benefit. Limit: {LONGEST_SUMMARY} characters, spaces "
        "included.")),
    Provision("wzór: Najważniejsze etapy realizacji procedury", Duty.MUST, Message(
        f"Kroki po kolei, np. „Złóż wniosek”, „Odbierz kartę”. Nazwa kroku: do {LONGEST_STEP} "
        f"znaków, komentarz (nieobowiązkowy): do {LONGEST_COMMENT}, razem ze spacjami. Znakiem „@” "
        "wyróżnij krok możliwy bez wizyty w urzędzie: przez formularz, e-mail, telefon lub "
        "skrzynkę podawczą.",
        "The steps in order, e.g. “File the application”, “Collect the card”. A step's name: up "
        f"to {LONGEST_STEP} characters, its comment (optional): up to {LONGEST_COMMENT}, with "
        "spaces. Mark with “@” a step that needs no visit: by e-form, e-mail, telephone or "
        "electronic inbox.")),
    Provision("wzór: Czynności możliwe do załatwienia drogą elektroniczną", Duty.MUST, Message(
        "Lista tego, co mieszkaniec zrobi przez Internet, np. rezerwacja wizyty, zapłata, odbiór "
        "decyzji. Ma się zgadzać z krokami oznaczonymi „@”.",
        "A list of what the resident can do online, e.g. book a visit, pay, receive the decision. "
        "It has to agree with the steps marked “@”.")),
    Provision("wzór: Przydatne informacje", Duty.ADVISED, Message(
        "Hasła, nie zdania: najprzydatniejsze wskazówki, np. „bez opłat”, „można przez "
        "pełnomocnika”, „wizyta po rezerwacji”. Bez kropki i średnika na końcu; zwykle wystarcza "
        f"{LONGEST_USEFUL_INFO} znaków.",
        "Keywords, not sentences: the most useful hints, e.g. “free of charge”, “possible by "
        f"proxy”, “visits by booking”. No full stop or semicolon at the end; {LONGEST_USEFUL_INFO} "
        "characters are usually enough.")),
)

_IN_DETAIL = (
    Provision("wzór, dział: Szczegółowy opis procedury", Duty.DEFINES, Message(
        "Pełny opis tego, jak załatwić sprawę.",
        "The full account of how to get the matter done.")),
    Provision("wzór: Sposób załatwienia sprawy", Duty.MUST, Message(
        "Wszystko, co trzeba wiedzieć, aby załatwić sprawę: kto może to zrobić, osobiście lub "
        "przez pełnomocnika, jak i w jakich przypadkach. Bez przepisów: mają osobne pole.",
        "All one needs to know to get it done: who may do so, in person or by proxy, how, and in "
        "which cases. No statutes here: they have a field of their own.")),
    Provision("wzór: Informacje uzupełniające", Duty.MUST, Message(
        "Pozostałe okoliczności, o których warto pamiętać, a których nie ma w polu „Sposób "
        "załatwienia sprawy”.",
        "Other circumstances to bear in mind that the field on how to get the matter done does not "
        "name.")),
    Provision("wzór, dział: Termin i miejsce załatwienia sprawy", Duty.DEFINES, Message(
        "Jak długo trwa sprawa, gdzie się ją załatwia i jak umówić wizytę.",
        "How long the matter takes, where it is dealt with, and how to book a visit.")),
    Provision("wzór: Termin realizacji", Duty.MUST, Message(
        "Ile trwa załatwienie sprawy: liczba dni, tygodni lub miesięcy, np. 7 dni. Można dodać "
        "objaśnienie słowami, np. co wydłuża termin.",
        "How long the matter takes: a number of days, weeks or months, e.g. 7 days. Words may be "
        "added, e.g. on what makes it longer.")),
    Provision("wzór: Miejsce załatwienia", Duty.MUST, Message(
        "Jednostka i wszystkie komórki, także wewnętrzne, które prowadzą sprawę i mają kontakt z "
        "mieszkańcem, z adresem i telefonem do informacji.",
        "The unit and all cells, inner ones too, that handle the matter and deal with the "
        "resident, with address and a telephone number for questions.")),
    Provision("wzór: Umawianie/rezerwacja wizyty", Duty.MUST, Message(
        "Każdy sposób rezerwacji: strona, telefon, e-mail. Zaznacz, gdy bez rezerwacji sprawy nie "
        "da się załatwić. Jeżeli rezerwacji nie ma, wpisz „nie dotyczy”.",
        "Every way to book: web page, telephone, e-mail. Mark it when the matter cannot be done "
        "without a booking. If there is no booking, write „nie dotyczy” (not applicable).")),
    Provision("wzór, dział: Opłaty", Duty.DEFINES, Message(
        "Ile sprawa kosztuje i gdzie zapłacić.",
        "What the matter costs and where to pay.")),
    Provision("wzór: Opłaty", Duty.MUST, Message(
        "Każda opłata, także za pełnomocnictwo: rodzaj, kwota, konto i uwagi. Opłaty na to samo "
        "konto można zebrać w grupę. Jeśli sprawa jest bezpłatna, wpisz „brak”.",
        "Every fee, that for a power of attorney too: kind, amount, account and remarks. Fees paid "
        "to one account may form a group. If the matter is free of charge, write „brak” (none).")),
)

_DOCUMENTS = (
    Provision("wzór, dział: Dokumenty", Duty.MUST, Message(
        "Przekaż gotowe pliki. Link do pliku na innej stronie ich nie zastąpi.",
        "Hand in the finished files. A link to a file on another site is no substitute.")),
    Provision("wzór: Formy i miejsce składania dokumentów", Duty.MUST, Message(
        "Wszystkie drogi: pocztą, osobiście (adres, pokój, okienko), e-mailem, telefonicznie, "
        "elektronicznie (platforma). Linki do e-formularzy podaj przy dokumentach. Jeżeli nic się "
        "nie składa, wpisz „nie dotyczy”.",
        "All the ways: by post, in person (address, room, counter), by e-mail, by telephone, "
        "electronically (platform). Give links to e-forms under the documents. If nothing is "
        "filed, write „nie dotyczy” (not applicable).")),
    Provision("wzór: Termin składania dokumentów", Duty.MUST, Message(
        "Do kiedy można składać dokumenty. Jeśli papier ma inny termin niż droga elektroniczna, "
        "podaj oba.",
        "Until when documents may be filed. If paper has another deadline than the electronic way, "
        "give both.")),
    Provision("wzór: Wymagane dokumenty", Duty.MUST, Message(
        "Dwie grupy: do złożenia i do wglądu. Przy każdym dokumencie, o ile są: plik, plik z "
        "przykładem wypełnienia oraz wszystkie platformy z e-formularzem i ich adresy.",
        "Two groups: to submit and to present. With each document, where there are any: the file, "
        "a filled example, and all platforms that have the e-form, with their addresses.")),
    Provision("wzór: Pozostałe dokumenty", Duty.MUST, Message(
        "Dokumenty przydatne, choć nie konieczne: np. regulamin, wykaz, klauzula o danych "
        "osobowych. Przy każdym, o ile istnieje, podaj plik.",
        "Documents that help but are not necessary: e.g. rules, a list, a data protection notice. "
        "Give the file of each if there is one.")),
)

_CALL_CENTRE = (
    Provision("wzór, dział: Informacje dla pracownika Oddziału Call Center", Duty.ADVISED, Message(
        "Dział tylko dla Call Center; jego treść dobrze jest z nim uzgodnić.",
        "A section for the call centre only; it is best to agree its content with them.")),
    Provision("wzór: Telefony do pracowników jednostki/komórki", Duty.MUST, Message(
        "Kto pomoże konsultantowi Call Center albo przejmie rozmowę: imię, nazwisko, telefon. "
        "Mieszkańcy tego nie widzą.",
        "Who will help the call-centre agent or take over the call: first name, surname, "
        "telephone. Not seen by residents.")),
    Provision("wzór: Opis", Duty.MUST, Message(
        "To, co konsultant Call Center powinien wiedzieć, a czego nie podaje się mieszkańcom.",
        "What the call-centre agent should know and residents are not told.")),
    Provision("wzór: Najczęściej zadawane pytania", Duty.MUST, Message(
        "Pytania, które wciąż wracają, z gotową odpowiedzią dla konsultanta Call Center. "
        "Mieszkańcy tego nie widzą.",
        "Questions that keep coming back, with a ready answer for the call-centre agent. Not seen "
        "by residents.")),
    Provision("wzór: Inne", Duty.MUST, Message(
        "Notatki Oddziału Call Center. Zmieniają je tylko jego pracownicy; pozostali zostawiają "
        "pole bez zmian.",
        "Notes of the call centre section. Only its staff change them; everyone else leaves the "
        "field as it is.")),
)

_LAW_AND_PEOPLE = (
    Provision("wzór, dział: Podstawa prawna", Duty.DEFINES, Message(
        "Przepisy, odwołanie i warunki ponownego użycia informacji.",
        "The law, the appeal, and the terms for re-using the information.")),
    Provision("wzór: Podstawa prawna", Duty.MUST, Message(
        "Akty, na których opiera się procedura: ustawa, rozporządzenie, uchwała Rady Miejskiej, "
        "zarządzenie Prezydenta Miasta. Przy każdym tytuł i miejsce ogłoszenia.",
        "The acts the procedure rests on: statute, regulation, resolution of the City Council, "
        "ordinance of the Mayor. For each, its title and journal reference.")),
    Provision("wzór: Tryb odwoławczy", Duty.MUST, Message(
        "Jak, do kogo i w jakim czasie można się odwołać. Gdy odwołanie nie przysługuje, wpisz "
        "„brak”.",
        "How, to whom and within what time one may appeal. If there is no appeal, write „brak” "
        "(none).")),
    Provision("wzór: Warunki ponownego wykorzystywania informacji publicznej", Duty.MUST, Message(
        "Wypełnij tylko wtedy, gdy warunki dla tej procedury są szersze niż ogólne warunki BIP; "
        "inaczej zostaw puste.",
        "Fill in only when the terms for this procedure are wider than BIP's general ones; "
        "otherwise leave empty.")),
    Provision("wzór, dział: Realizator", Duty.DEFINES, Message(
        "Ludzie, jednostka i komórka, które stoją za procedurą.",
        "The people, the unit and the cell behind the procedure.")),
    Provision("wzór: Właściciel", Duty.MUST, Message(
        "Nazwisko i imię osoby, która dba o to, by opis był prawidłowy. Dokładnie jedna osoba. "
        "Mieszkańcy jej nie widzą.",
        "Surname and first name of the person who sees to it that the description is right. "
        "Exactly one. Not seen by residents.")),
    Provision(
        "wzór: Osoba, która wytworzyła informację lub osoba, która odpowiada "
        "za treść informacji", Duty.MUST, Message(
        "Nazwisko i imię autora opisu albo tego, kto odpowiada za treść; co najmniej jedna osoba. "
        "To pole jest publiczne.",
        "Surname and first name of the author, or of whoever answers for the content; at least "
        "one. This field is public.")),
    Provision("wzór: Koordynator", Duty.MUST, Message(
        "Nazwisko i imię osoby, która nadzoruje prace nad sprawami tego rodzaju. Może być ich "
        "kilka, lecz z jednej komórki tylko jedna. Mieszkańcy ich nie widzą.",
        "Surname and first name of the person who supervises the work on such matters. There may "
        "be several, but only one from any one cell. Not seen by residents.")),
    Provision("wzór: Jednostka", Duty.MUST, Message(
        "Kto prowadzi sprawę: Urząd Miasta Łodzi albo jedna z jednostek z załącznika nr 1, pod "
        "pełną nazwą.",
        "Who handles the matter: Urząd Miasta Łodzi or one of the units of annex 1, by its full "
        "name.")),
    Provision("wzór: Komórka", Duty.MUST, Message(
        "Wydział lub inna komórka Urzędu albo jednostki, która prowadzi sprawę; pełna nazwa.",
        "The department or other cell, of the Office or of the unit, that handles the matter; its "
        "full name.")),
    Provision("wzór, dział: Dane techniczne", Duty.DEFINES, Message(
        "Jak sprawy są prowadzone w urzędzie.",
        "How cases are kept in the office.")),
    Provision(
        "wzór: Procedura prowadzona w systemie do elektronicznego "
        "zarządzania dokumentacją", Duty.DEFINES, Message(
        "„tak”, gdy sprawy prowadzi się w EZD, „nie”, gdy inaczej. Mieszkańcy tego nie widzą.",
        "“tak” (yes) when cases are kept in the document management system (EZD), “nie” (no) when "
        "not. Not seen by residents.")),
    Provision("wzór: *", Duty.MUST, Message(
        "Pól z gwiazdką nie pokazuje ani portal, ani BIP. Widzą je tylko osoby uprawnione, głównie "
        "pracownicy Call Center.",
        "Fields with a star are shown neither on the portal nor in BIP. Only authorised staff see "
        "them, call-centre staff above all.")),
)
# fmt: on

FORM: tuple[Provision, ...] = (
    *_PROCEDURE,
    *_IN_SHORT,
    *_IN_DETAIL,
    *_DOCUMENTS,
    *_CALL_CENTRE,
    *_LAW_AND_PEOPLE,
)
"""The rows of the template (``wzór, dział: …``, ``wzór: …``) in its order; the star is last."""
