"""Help of ``lckm reports``: each text in Polish and in English."""

from lckm_operations.delivery_words import states_help
from lckm_operations.staff_name import HANDLING_ROLES

REPORT_TEXTS = (
    (
        "Zgłoszenia i ich doręczanie. Danych osobowych nie pokazuje żadne z tych poleceń prócz "
        "person.",
        "Reports and their delivery. None of these commands but person shows personal data.",
    ),
    (
        "Pokazuje dane osobowe z jednego zgłoszenia. Najpierw zapisuje w śladzie działań, kto je "
        "odczytuje i po co; gdy zapisać się nie da, nie pokazuje nic. Wynik zostaje tylko na "
        "ekranie: nie przekierowuj go do pliku.",
        "Shows the personal data of one report. First it is recorded in the trail who reads them "
        "and what for; where that cannot be recorded, nothing is shown. They are for the screen "
        "alone: do not redirect them to a file.",
    ),
    ("Kto z pracowników je odczytuje.", "The member of staff who reads them."),
    (
        "W jakiej roli: call-centre-staff (pracownik Call Center), head-of-call-centre (jego "
        "kierownik).",
        "In which role: call-centre-staff, head-of-call-centre.",
    ),
    (
        "Po co: call-back (kontakt ze zgłaszającym), own-request (prośba zgłaszającego), "
        "correction (błąd do poprawienia).",
        "What for: call-back (to contact the reporter), own-request (the reporter's own request),"
        " correction (a mistake to correct).",
    ),
    ("Wypisuje zgłoszenia według numerów.", "Lists reports by number."),
    (f"Tylko w tym stanie: {states_help('pl')}.", f"Only in this state: {states_help('en')}."),
    ("Tylko do skrzynki tej jednostki lub komórki.", "Only to the mailbox of this unit or cell."),
    ("Zarejestrowane od tego dnia.", "Registered from this day on."),
    ("Zarejestrowane do tego dnia włącznie.", "Registered up to and including this day."),
    ("Dalsza część listy: numery po tym.", "The list goes on: numbers after this one."),
    ("Ile najwyżej; bez tej opcji 100.", "How many at most; 100 without this option."),
    (
        "Skreśla ręcznie w treści zgłoszenia to, czego nie skreślił program, przed terminem i po "
        "nim. Słowa, po jednych w wierszu, czyta z pliku albo ze standardowego wejścia, nie z "
        "polecenia, bo zostałyby w historii powłoki. Nie da się tego odwrócić.",
        "Redacts by hand in the text of a report what the program did not, before the term and "
        "after. The words, one on a line, are read from a file or standard input, not from the "
        "command, for they would stay in the shell's history. It cannot be undone.",
    ),
    (
        "Zapisuje, co się stało ze zgłoszeniem, i słowa, które przeczyta zgłaszający. Dane osobowe"
        " w słowach skreśla. Powtórzone nie szkodzi; inny wynik wymaga najpierw „reopen”.",
        "Records what became of a report, and the words that its reporter will read. Personal data"
        " in the words are redacted. Repeating it does no harm; another outcome takes “reopen” "
        "first.",
    ),
    (
        "Wynik: done (załatwione), not-ours (nie należy do miasta; w słowach, do kogo), "
        "nothing-to-do (nie ma nic do zrobienia), not-found (nie znaleziono), duplicate (zgłoszono"
        " wcześniej).",
        "The outcome: done, not-ours (not the city's; the words say whose), nothing-to-do, "
        "not-found, duplicate (reported before).",
    ),
    (
        "Plik ze słowami dla zgłaszającego, najwyżej 2000 znaków; bez tej opcji standardowe "
        "wejście.",
        "File with the words for the reporter, 2000 characters at most; standard input without "
        "this option.",
    ),
    (
        "Numer wcześniejszego zgłoszenia, przy duplicate.",
        "Number of the earlier report, with duplicate.",
    ),
    (
        f"W jakiej roli: {', '.join(HANDLING_ROLES)}. Bez tej opcji pracownik Call Center.",
        f"In which role: {', '.join(HANDLING_ROLES)}. Without this option call centre staff.",
    ),
    (
        "Zapisuje, że wynik zgłoszenia już nie obowiązuje, i słowa, które przeczyta zgłaszający. "
        "Poprzedni wynik zostaje w przebiegu obsługi.",
        "Records that the outcome of a report does not hold any more, and the words that its "
        "reporter will read. The former outcome stays in the history.",
    ),
    (
        "Zmienia to, co decyduje, dokąd idzie zgłoszenie, i adres miejsca, i wysyła je od nowa "
        "tam, gdzie każe obecna tabela tras. Doręczenie, które się skończyło, zostaje. Czego nie "
        "podano, się nie zmienia; pusty tekst usuwa wartość. Dane osobowe w adresie skreśla. Robi "
        "to Call Center.",
        "Changes what decides where a report goes, and the address of the place, and sends it anew"
        " to where the present table of routes has it. A delivery that has ended stays. What is "
        "not given does not change; an empty text removes a value. Personal data in the address "
        "are redacted. The call centre does this.",
    ),
    (
        "Plik z adresem albo opisem miejsca w jednym wierszu, najwyżej 200 znaków, „-” to "
        "standardowe wejście; pusty usuwa adres.",
        "File with the address or a description of the place on one line, 200 characters at most, "
        "“-” is standard input; an empty one removes the address.",
    ),
    ("Oznaczenie kategorii z tabeli tras.", "Id of a category in the table of routes."),
    ("Rodzaj zgłoszenia: intervention, other.", "Kind of report: intervention, other."),
    ("Rodzaj miejsca, np. park.", "Kind of place, such as park."),
    ("Obszar miasta.", "Area of the city."),
    (
        "Cecha, o którą pytają trasy, np. wiek-drzewa=12; można powtórzyć.",
        "Attribute that routes ask for, such as wiek-drzewa=12; may be repeated.",
    ),
    (
        "Robi to kierownik Oddziału Call Center.",
        "The head of the call centre does it.",
    ),
    (
        "Mówi, jak daleko jest zgłoszenie, tak jak dowiaduje się tego zgłaszający. Nie pokazuje "
        "nic z jego treści.",
        "Tells how far a report has come, as its reporter is told. Shows nothing of its text.",
    ),
    (
        "Pokazuje najwyżej 5 wcześniejszych zgłoszeń tej samej kategorii i z tego samego miejsca. "
        "To podpowiedź: o tym, czy zgłoszenie jest powtórzone, decyduje pracownik.",
        "Lists at most 5 earlier reports of the same category and place. It is a hint: staff "
        "decide whether a report is a duplicate.",
    ),
    ("Z ilu dni wcześniej; bez tej opcji 30.", "Of how many days before; 30 without this option."),
    (
        "Plik ze słowami, tak jak stoją w treści; bez tej opcji standardowe wejście.",
        "File with the words as they stand in the text; standard input without this option.",
    ),
    (
        "Wysyła zgłoszenie od nowa, tam gdzie każe obecna tabela tras. Tylko takie, którego na "
        "pewno nikt jeszcze nie ma.",
        "Sends a report anew, where the present table of routes says. Only one that surely nobody "
        "has yet.",
    ),
    (
        "Kończy doręczanie ręcznie: kto ma zgłoszenie i skąd to wiadomo. Powód jest kodem, bo "
        "słowa mogłyby zawierać dane osobowe: told (odbiorca tak powiedział), seen (widać je u "
        "niego), handed (przekazano inną drogą).",
        "Ends a delivery by hand: who has the report, and how it is known. The reason is a code, "
        "for words could hold personal data: told (the receiver said so), seen (it is seen there),"
        " handed (it was passed on another way).",
    ),
    ("Kto je ma: mailbox, helpdesk.", "Who has it: mailbox, helpdesk."),
    (
        "Kto z pracowników to robi; zostaje w śladzie działań. Nigdy zgłaszający.",
        "The member of staff who does it; stays in the trail. Never the reporter.",
    ),
    ("Skąd to wiadomo: told, seen, handed.", "How it is known: told, seen, handed."),
    (
        "Numer u odbiorcy; zostaje na zawsze, więc to nie są słowa.",
        "The receiver's number; it stays for good, so it is no words.",
    ),
    (
        "Chodzi o wezwanie do usunięcia danych, wysłane do: mailbox, helpdesk.",
        "It is about the notice to erase data, sent to: mailbox, helpdesk.",
    ),
    (
        "Pokazuje zgłoszenie bez danych osobowych, jego doręczenie i to, co z nim zrobiono.",
        "Shows a report without personal data, its delivery and what was done with it.",
    ),
    (
        "Próbuje całej drogi: rejestruje zgłoszenie próbne bez żadnych danych, doręcza je "
        "oznaczone jako próba do skrzynki jednostki albo do helpdesku, i zaraz je usuwa. "
        "Statystyki go nie liczą. Mówi o każdym kroku, a gdy się nie uda, co sprawdzić (kod "
        "wyjścia 1).",
        "Tries the whole way: registers a trial report without any data, delivers it marked as a "
        "trial to a unit's mailbox or the helpdesk, and removes it at once. Statistics do not "
        "count it. It tells of each step, and when one fails what to check (exit code 1).",
    ),
    (
        "Kategoria z tabeli tras, której drogi spróbować; bez tej opcji droga zgłoszeń bez "
        "kategorii.",
        "The category of the table of routes whose way to try; without this option the way of "
        "reports without a category.",
    ),
)
