"""Annex 2, the Instruction, as rows."""

from lckm_core.law._limits import WHOLE_MONTHS
from lckm_core.law._provision import Duty, Provision
from lckm_core.text import Message

__all__ = ["INSTRUCTION"]

_LAST_MONTH = WHOLE_MONTHS[-1][1]

# One row reads as one paragraph here; the formatter would spread each over a dozen lines.
# fmt: off
_TERMS = (
    Provision("zał. 2 § 1", Duty.DEFINES, Message(
        "Instrukcja mówi, jak korzystać z systemu, a przede wszystkim jak trafiają do niego "
        "materiały i jak są pokazywane.",
        "The Instruction says how the system is used, above all how material gets into it and how "
        "it is shown."),
        not_for_software=Message(
            "Podaje zakres załącznika; nie wymaga niczego ponad to, czego wymagają dalsze "
            "paragrafy.",
            "States the scope of the annex; it asks for nothing that later paragraphs do not ask "
            "for.")),
    Provision("zał. 2 § 2 pkt 1", Duty.DEFINES, Message(
        "Baza Wiedzy: wszystkie opisy tego, jak komórki Urzędu i jednostki miejskie załatwiają "
        "sprawy.",
        "Knowledge base: all the descriptions of how cells of the Office and municipal units deal "
        "with matters.")),
    Provision("zał. 2 § 2 pkt 2", Duty.DEFINES, Message(
        "Komórka organizacyjna: wydział Urzędu, inna komórka tej samej rangi albo komórka "
        "samodzielna.",
        "Organisational cell: a department of the Office, another cell of the same rank, or one "
        "that stands alone.")),
    Provision("zał. 2 § 2 pkt 3", Duty.DEFINES, Message(
        "Materiały: przede wszystkim opisy procedur, a oprócz nich wiadomości ważne dla klientów "
        "Urzędu i jednostek.",
        "Material: descriptions of procedures above all, and other news that matters to those the "
        "Office and units serve.")),
    Provision("zał. 2 § 2 pkt 4", Duty.DEFINES, Message(
        "System: skrót nazwy systemu, którego dotyczy zarządzenie.",
        "System: the short name of the system that the ordinance is about."),
        not_for_software=Message(
            "Skraca nazwę wewnątrz tekstu; z czego składa się system, mówi § 3.",
            "Shortens a name inside the text of the ordinance; § 3 says what the system is made "
            "of.")),
    Provision("zał. 2 § 2 pkt 5", Duty.DEFINES, Message(
        "Oddział Call Center: część Wydziału Zarządzania Kontaktami z Mieszkańcami.",
        "Call centre section: a part of the resident contact department.")),
    Provision("zał. 2 § 2 pkt 6", Duty.DEFINES, Message(
        "Oddział ds. Monitoringu i Controllingu: część Wydziału Zarządzania Kontaktami z "
        "Mieszkańcami.",
        "Monitoring section: a part of the resident contact department.")),
    Provision("zał. 2 § 2 pkt 7", Duty.DEFINES, Message(
        "Urząd: Urząd Miasta Łodzi.",
        "The Office: the City of Łódź Office.")),
    Provision("zał. 2 § 2 pkt 8", Duty.DEFINES, Message(
        "Wydział Zarządzania Kontaktami z Mieszkańcami: wydział tej nazwy w departamencie, który "
        "zajmuje się organizacją Urzędu i obsługą mieszkańców.",
        "Resident contact department: the department of that name, in the division for "
        "organisation and service.")),
    Provision("zał. 2 § 2 pkt 9", Duty.DEFINES, Message(
        "Zgłoszenie: zarówno zgłoszenie interwencyjne, jak i każda inna wiadomość, która "
        "interwencji nie wymaga.",
        "Report: an intervention report, and also any other message that calls for no "
        "intervention.")),
    Provision("zał. 2 § 2 pkt 10", Duty.DEFINES, Message(
        "Zgłoszenie interwencyjne: wiadomość, że gdzieś w mieście coś się zepsuło lub uległo "
        "uszkodzeniu i trzeba, aby komórka Urzędu albo jednostka to naprawiła.",
        "Intervention report: word that something in the city has broken down or been damaged and "
        "that a cell of the Office or a unit has to put it right.")),
)

_PORTAL = (
    Provision("zał. 2 § 3", Duty.DEFINES, Message(
        "Główne części systemu to portal i Baza Wiedzy.",
        "The main parts of the system are the portal and the knowledge base."),
        not_for_software=Message(
            "Opisuje, z czego składa się instalacja miasta; jej części obsłużono tam, gdzie są "
            "uregulowane.",
            "Describes what the city's installation consists of; its parts are served where "
            "regulated.")),
    Provision("zał. 2 § 4 ust. 1", Duty.DEFINES, Message(
        "Podaje adres portalu w Internecie.",
        "Gives the address of the portal on the Internet."),
        not_for_software=Message(
            "Adres należy do instalacji miasta; ustawia go tam ten, kto prowadzi portal.",
            "The address belongs to the city's installation; whoever runs a portal sets it "
            "there.")),
    Provision("zał. 2 § 4 ust. 2", Duty.DEFINES, Message(
        "Z portalu korzysta się według regulaminu, który można na nim przeczytać.",
        "The portal is used under terms that can be read on it.")),
    Provision("zał. 2 § 4 ust. 3", Duty.MUST, Message(
        "Regulamin portalu obowiązuje dopiero po zatwierdzeniu przez Dyrektora Wydziału "
        "Zarządzania Kontaktami z Mieszkańcami.",
        "The portal terms take effect only once the Director of the resident contact department "
        "has approved them.")),
    Provision("zał. 2 § 5", Duty.DEFINES, Message(
        "Portal daje mieszkańcom dwie rzeczy: formularz, którym mogą zgłosić awarię, oraz "
        "ogłoszenia Urzędu i jednostek.",
        "The portal gives residents two things: a form to report a fault, and announcements of the "
        "Office and the units.")),
    Provision("zał. 2 § 6 ust. 1", Duty.MUST, Message(
        "Zgłoszenie z formularza najpierw dostaje wpis w rejestrze, a potem idzie do wykonawcy, "
        "tak jak mówi regulamin.",
        "A report from the form is first entered in the register, then goes to whoever will act, "
        "as the terms say.")),
    Provision("zał. 2 § 6 ust. 2", Duty.MUST, Message(
        "Zgłoszenie, którego nie da się samoczynnie wysłać do skrzynki komórki lub jednostki, "
        "trafia do LOG Helpdesk i tam jest prowadzone.",
        "A report that cannot be mailed on by itself to a cell or a unit goes to the LOG Helpdesk "
        "and is handled there.")),
    Provision("zał. 2 § 6 ust. 3", Duty.MUST, Message(
        "Zgłoszenie załatwia się także bez danych osobowych; ich podania nie wolno stawiać jako "
        "warunku.",
        "A report without personal data is as good as any; data must never be asked for as a "
        "condition.")),
    Provision("zał. 2 § 6 ust. 4", Duty.DEFINES, Message(
        "Kto sam poda swoje dane, ten zgadza się na ich użycie do kontaktu, zwłaszcza gdy chce "
        "odpowiedzi.",
        "Whoever gives their data of their own accord consents to its use for contact, above all "
        "to be answered.")),
    Provision("zał. 2 § 6 ust. 5", Duty.MUST, Message(
        f"Dane zgłaszającego zostają do końca {_LAST_MONTH}. miesiąca po miesiącu rejestracji, "
        "chyba że wcześniej cofnie on zgodę. Potem zgłoszenie trzeba zanonimizować.",
        f"The reporter's data stays to the end of month {_LAST_MONTH} after the month of "
        "registration, unless consent is withdrawn sooner. Then the report has to be "
        "anonymised.")),
    Provision("zał. 2 § 7 ust. 1", Duty.MUST, Message(
        "Ogłoszenia na portal na bieżąco dostarczają kierownicy komórek i kierownicy jednostek z "
        "załącznika nr 1.",
        "Heads of cells and heads of the units of annex 1 supply announcements for the portal as "
        "they arise.")),
    Provision("zał. 2 § 7 ust. 2", Duty.DEFINES, Message(
        "Z własnej inicjatywy ogłoszenie może dać też kierownik Oddziału ds. Monitoringu i "
        "Controllingu.",
        "The head of the Monitoring section may place an announcement on their own initiative "
        "too.")),
)

_KNOWLEDGE_BASE = (
    Provision("zał. 2 § 8 ust. 1", Duty.DEFINES, Message(
        "W Bazie Wiedzy są procedury komórek Urzędu oraz jednostek z załącznika nr 1.",
        "The knowledge base holds the procedures of the Office's cells and of the units of "
        "annex 1.")),
    Provision("zał. 2 § 8 ust. 2", Duty.MUST, Message(
        "Pierwsza procedura jednostki wchodzi do Bazy Wiedzy, gdy wystąpi o to jej kierownik albo "
        "gdy zaproponuje to Dyrektor Wydziału Zarządzania Kontaktami z Mieszkańcami, a kierownik "
        "się zgodzi.",
        "A unit's first procedure enters the knowledge base when its head asks for it, or when the "
        "Director of the resident contact department proposes it and the head agrees.")),
    Provision("zał. 2 § 8 ust. 3", Duty.MUST, Message(
        "Nowy opis i każda jego zmiana wymagają wniosku kierownika komórki albo jednostki.",
        "A new description, and each change of one, takes a request from the head of the cell or "
        "unit.")),
    Provision("zał. 2 § 8 ust. 4", Duty.DEFINES, Message(
        "Zmianę opisu może zainicjować także Dyrektor Wydziału Zarządzania Kontaktami z "
        "Mieszkańcami.",
        "The Director of the resident contact department may start a change of a description as "
        "well.")),
    Provision("zał. 2 § 9 ust. 1", Duty.MUST, Message(
        "Kierownicy stale przekazują Wydziałowi Zarządzania Kontaktami z Mieszkańcami opisy swoich "
        "procedur oraz ich zmiany, sporządzone według wzoru.",
        "Heads keep handing their descriptions, and changes of them, to the resident contact "
        "department set out as the template has it.")),
    Provision("zał. 2 § 9 ust. 2", Duty.MUST, Message(
        "We wniosku o aktualizację musi być widać, co znika i co wchodzi na to miejsce, a opis po "
        "zmianie ma być spójny. Przy bardzo wielu poprawkach, z uzasadnieniem, przekazuje się cały "
        "nowy tekst.",
        "An update request must show what goes and what takes its place, and the description must "
        "agree with itself afterwards. With very many corrections, and a reason, the whole new "
        "text is handed in.")),
    Provision("zał. 2 § 9 ust. 3", Duty.SHOULD, Message(
        "Pliki przychodzą gotowe: PDF, a druki do wypełnienia jako DOC, DOCX lub RTF, każdy "
        "wyraźnie przypisany do swojej procedury. Wyjątek trzeba uzgodnić z Oddziałem ds. "
        "Monitoringu i Controllingu.",
        "Files come ready: PDF, and forms to fill as DOC, DOCX or RTF, each clearly tied to its "
        "procedure. An exception has to be agreed with the Monitoring section."), liftable=True),
    Provision("zał. 2 § 9 ust. 4", Duty.SHOULD, Message(
        "Pliki do pobrania mają być dostępne cyfrowo, tak jak każe ustawa z 2019 r.",
        "Files to download should be digitally accessible, as the act of 2019 "
        "requires."), by_adapters=True),
)

_SERVICE = (
    Provision("zał. 2 § 10 ust. 1", Duty.MUST, Message(
        "Opis z Bazy Wiedzy pokazują i portal, i BIP Urzędu.",
        "Both the portal and the Office's BIP show a description from the knowledge base.")),
    Provision("zał. 2 § 10 ust. 2", Duty.DEFINES, Message(
        "Call Center udziela informacji przez telefon i czerpie ją głównie z Bazy Wiedzy.",
        "The call centre informs residents by telephone, drawing mainly on the knowledge base.")),
    Provision("zał. 2 § 10 ust. 3", Duty.MUST, Message(
        "Komórki i jednostki bez zwłoki podają Call Center to, czego brakuje mu do udzielenia "
        "odpowiedzi.",
        "Cells and units give the call centre, without delay, whatever it lacks to answer a "
        "resident.")),
    Provision("zał. 2 § 10 ust. 4", Duty.MUST, Message(
        "Gdy jest po temu powód i prosi o to kierownik Call Center, kierownik komórki lub "
        "jednostki wskazuje osobę, która przeszkoli konsultantów.",
        "When there is cause and the head of the call centre asks, the head of a cell or unit "
        "names a person who will brief the call centre's staff.")),
    Provision("zał. 2 § 11 ust. 1", Duty.MUST, Message(
        "Materiały trafiają do Wydziału Zarządzania Kontaktami z Mieszkańcami tylko drogą "
        "elektroniczną.",
        "Material reaches the resident contact department in electronic form and in no other.")),
    Provision("zał. 2 § 11 ust. 1 pkt 1", Duty.MUST, Message(
        "Komórka Urzędu korzysta z EZD.",
        "A cell of the Office uses the document management system (EZD).")),
    Provision("zał. 2 § 11 ust. 1 pkt 2", Duty.MUST, Message(
        "Jednostka miejska pisze na skrzynkę podawczą (ESP) Urzędu na ePUAP.",
        "A municipal unit writes to the Office's electronic inbox (ESP) on ePUAP.")),
    Provision("zał. 2 § 11 ust. 2", Duty.MUST, Message(
        "Jeśli zawiedzie technika, można wysłać e-mail na adres Oddziału ds. Monitoringu i "
        "Controllingu, lecz dopiero po uzgodnieniu z tym oddziałem.",
        "If the technology fails, e-mail to the Monitoring section's address will do, but only "
        "once that section has agreed to it.")),
    Provision("zał. 2 § 12", Duty.MUST, Message(
        "Publikują wyłącznie osoby wyznaczone do tego w Oddziale ds. Monitoringu i Controllingu; "
        "one też za to odpowiadają.",
        "Only staff of the Monitoring section who were named for it publish, and they answer for "
        "it.")),
)
# fmt: on

INSTRUCTION: tuple[Provision, ...] = (*_TERMS, *_PORTAL, *_KNOWLEDGE_BASE, *_SERVICE)
"""Rows of the Instruction (``zał. 2 § …``), in its order."""
