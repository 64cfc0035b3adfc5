"""Help of this package's commands: each text in Polish and in English."""

from lckm_core.organisation import Role
from lckm_core.publication import State

_ROLES = ", ".join(role.name.lower().replace("_", "-") for role in Role)
_STATES = ", ".join(state.value for state in State)

TEXTS = (
    (
        "Przyjmuje wiele opisów naraz: z folderu (YAML, JSON, Word), arkusza .xlsx albo listy w "
        "JSON. Każdy staje się nową wersją, której jeszcze nikt nie widzi; tych, które już są, nie"
        " rusza, więc przerwany import wystarczy powtórzyć. Kod wyjścia: 0 bez błędów, 1 błędy w "
        "opisach albo odmowy, 2 nie da się odczytać.",
        "Takes in many descriptions at once: from a folder (YAML, JSON, Word), an .xlsx sheet or a"
        " list in JSON. Each becomes a new edition that nobody sees yet; those that are there are "
        "left, so an import that was broken off is simply repeated. Exit code: 0 no errors, 1 "
        "errors in descriptions or refusals, 2 cannot be read.",
    ),
    (
        "Która kolumna do którego pola; bez tej opcji nagłówki to pola albo nazwy pól wzoru.",
        "Which column goes to which field; without this option the headings are fields or the "
        "form's names of fields.",
    ),
    (
        "Powiedz, co by się zmieniło i co jest nie tak, i niczego nie zmieniaj.",
        "Say what would change and what is wrong, and change nothing.",
    ),
    ("Wypisz też procedury bez zmian.", "List procedures without a change, too."),
    (
        "Zmiany śledzone w pliku Worda: accept – czytaj opis po nich, refuse – sprzed nich.",
        "Tracked changes in a Word file: accept – read the description after them, refuse – before"
        " them.",
    ),
    (
        "Pliki do pobrania: w tym folderze folder dla każdej procedury, nazwany jej numerem albo "
        "jak jej plik. Bez tej opcji taki folder obok opisu.",
        "Files to download: in this folder a folder for each procedure, named by its number or "
        "like its file. Without this option such a folder beside the description.",
    ),
    (
        "Kto z Oddziału Call Center wpisuje pola „Inne”, które są w tych opisach. Bez tej opcji "
        "opis z innym tekstem w tym polu nie jest przyjmowany.",
        "Who of the Call Centre section enters the fields “Inne” in these descriptions. Without "
        "this option a description with another text in that field is not taken.",
    ),
    (
        "Jak wpłynęło: ezd, epuap, e-mail, e-doreczenia, papier. Bez tej opcji ezd dla Urzędu, "
        "epuap dla jednostki.",
        "How it came in: ezd, epuap, e-mail, e-doreczenia, papier. Without this option ezd for the"
        " Office, epuap for a unit.",
    ),
    ("Znak sprawy w EZD albo numer UPP.", "The case number in EZD or the number of the UPP."),
    ("Dzień wpływu; bez tej opcji dzisiaj.", "Day it came in; today without this option."),
    (
        "Kto wnioskuje; zostaje zapisane. Bez tej opcji wnioskuje ten, kto przekazuje. Podana "
        "kilka razy: każdy o swoje opisy.",
        "Who asks; it is recorded. Without this option whoever hands in asks. Given several times:"
        " each for their own descriptions.",
    ),
    (
        "W jakiej roli wnioskuje; bez tej opcji mówi to spis osób, a gdy ich nie ma: kierownik "
        "komórki albo jednostki.",
        "In which role they ask; without this option the directory of persons says so, and where "
        "it has none: the head of the cell or unit.",
    ),
    (
        "Kierownik jednostki, z którym uzgodniono inicjatywę Dyrektora.",
        "The head of the unit with whom the Director's initiative was agreed.",
    ),
    ("Kiedy.", "When."),
    ("Dlaczego e-mail, a nie właściwy kanał.", "Why e-mail and not the proper channel."),
    (
        "Z kim w Oddziale ds. Monitoringu uzgodniono e-mail.",
        "With whom in the Monitoring section e-mail was agreed.",
    ),
    (
        "Czy jednostki mogą przekazywać przez e-Doręczenia.",
        "Whether units may hand in by e-Doręczenia.",
    ),
    (
        "Kto to robi; gdy spis jednostek ma osoby, musi być wśród nich. Zostaje w historii "
        "procedury, a kto publikuje, jest w BIP.",
        "Who does it; where the directory has persons they have to be among them. It stays in the "
        "procedure's history, and who publishes is shown in BIP.",
    ),
    (
        "Spis jednostek, komórek i osób, gdy leży w bazie danych.",
        "The directory of units, cells and persons, where it is in a database.",
    ),
    (
        "Wczytuje spis jednostek, komórek i osób z pliku (wzór: samples/directory.yaml) do bazy w "
        "miejsce całego poprzedniego. Plik z błędami nie zmienia niczego. Nowy spis widać "
        "od razu, także w programie uruchomionym wcześniej.",
        "Loads the directory of units, cells and persons from a file (model: "
        "samples/directory.yaml) into the database in place of the whole one before. A file with "
        "errors changes nothing. The new one is seen at once, also by a program that was started "
        "before.",
    ),
    (
        "Mówi, czego dopilnować: procedury, które niedługo przestaną obowiązywać, których komórki "
        "albo właściciela nie ma już w spisie, których podstawy prawnej lub opłat nikt nie "
        "sprawdził od roku, martwe adresy, pliki, których nikt nie przekazał, i wersje, które "
        "długo czekają. Kod wyjścia: 0 nic, 1 jest co zrobić.",
        "Says what to see to: procedures that soon end, whose cell or owner is no longer in the "
        "directory, whose legal basis or fees nobody has checked for a year, dead addresses, files"
        " that nobody handed in, and editions that wait for long. Exit code: 0 nothing, 1 there is"
        " something to do.",
    ),
    ("Dnia; bez tej opcji dzisiaj.", "On a day; today without this option."),
    (
        "Ile dni przed końcem; bez tej opcji 30.",
        "How many days before the end; 30 without this option.",
    ),
    (
        "Po ilu dniach czekania; bez tej opcji 14.",
        "After how many days of waiting; 14 without this option.",
    ),
    (
        "Sprawdź też adresy stron: program zapyta o każdy ich serwer.",
        "Check the addresses of pages, too: the program asks the server of each.",
    ),
    (
        "Uzgodnione odstąpienia (zał. 2 § 9 ust. 3), jak w lckm check: o plikach, od których "
        "odstąpiono, nie przypomina.",
        "Departures that were agreed on (Annex 2, § 9(3)), as in lckm check: of files that were "
        "departed from it does not remind.",
    ),
    (
        "Prośby Oddziału Call Center do komórek i jednostek: o brakujące dane (zał. 2 § 10 ust. 3)"
        " i o instruktaż (§ 10 ust. 4).",
        "Requests of the Call Centre section to cells and units: for missing data (Annex 2, § "
        "10(3)) and for a briefing (§ 10(4)).",
    ),
    (
        "Zapisuje odpowiedź na prośbę o dane. Odpowiada pracownik albo kierownik komórki lub "
        "jednostki, którą proszono.",
        "Records the answer to a request for data. Staff or the head of the cell or unit that was "
        "asked answer.",
    ),
    (
        "Poprawia odpowiedź na prośbę o dane; wcześniejsza zostaje. Poprawia ten, kto "
        "odpowiedział, albo kierownik.",
        "Corrects the answer to a request for data; the earlier one stays. Whoever answered or the "
        "head corrects it.",
    ),
    (
        "W jakiej roli; potrzebna, gdy spis jednostek nie ma osób albo osoba ma kilka ról: "
        f"{_ROLES}.",
        "In which role; needed where the directory has no persons or a person has several roles: "
        f"{_ROLES}.",
    ),
    (
        "Zapisuje wniosek o instruktaż; numer dostaje sam. Wnioskuje kierownik Oddziału Call "
        "Center.",
        "Records a request for a briefing; it gets its number by itself. The head of the Call "
        "Centre section asks.",
    ),
    ("Dlaczego jest potrzebny.", "Why it is needed."),
    ("Której jednostki dotyczy.", "Which unit it is about."),
    ("Której komórki; Urząd musi ją mieć.", "Which cell; the Office has to have one."),
    ("Której procedury dotyczy.", "Which procedure it is about."),
    (
        "Zapisuje prośbę o brakujące dane; numer dostaje sama. Prosi pracownik albo kierownik "
        "Oddziału Call Center.",
        "Records a request for missing data; it gets its number by itself. Staff or the head of "
        "the Call Centre section ask.",
    ),
    (
        "Zapisuje, że instruktaż się odbył. Potwierdza kierownik Oddziału Call Center.",
        "Records that a briefing was held. The head of the Call Centre section confirms it.",
    ),
    (
        "Wypisuje prośby: od ilu dni czekają, kogo wyznaczono i kiedy się odbyły. Bez --all tylko "
        "te, które czekają.",
        "Lists requests: for how many days they wait, who was named and when they were held. "
        "Without --all only those that wait.",
    ),
    ("Także załatwione.", "Also those that are settled."),
    (
        "Zapisuje, kogo kierownik komórki lub jednostki wyznaczył do instruktażu.",
        "Records whom the head of the cell or unit named for a briefing.",
    ),
    (
        "Informacje dla mieszkańców na portalu (zał. 2 § 5, § 7): przekazana przez kierownika albo"
        " z inicjatywy kierownika Oddziału ds. Monitoringu i Controllingu, opublikowana przez "
        "wyznaczonego pracownika tego oddziału (§ 12), wycofana.",
        "Announcements for residents on the portal (Annex 2, § 5, § 7): handed in by a head or on "
        "the initiative of the head of the Monitoring and Controlling section, published by named "
        "staff of that section (§ 12), withdrawn.",
    ),
    (
        "Zwraca najnowszą wersję informacji do poprawy.",
        "Returns the newest edition of an announcement for correction.",
    ),
    ("Dlaczego; zostaje w historii.", "Why; it stays in the history."),
    (
        "Wypisuje najnowszą wersję każdej informacji, jej stan i dni, w które się ją pokazuje.",
        "Lists the newest edition of each announcement, its state and the days on which it is "
        "shown.",
    ),
    (
        "Publikuje przekazaną informację na portalu (zał. 2 § 12): od dziś, a jeśli obowiązuje od "
        "późniejszego dnia, od niego.",
        "Publishes an announcement that was handed in on the portal (Annex 2, § 12): from today, "
        "and if it is valid from a later day, from that day.",
    ),
    (
        "Wycofaj tylko tę wersję; inne opublikowane zostają.",
        "Withdraw this edition alone; other published ones stay.",
    ),
    (
        "Nie zmieniaj portalu i BIP od razu; zrobi to lckm export albo, w ciągu minuty, lckm "
        "worker.",
        "Do not change the portal and BIP at once; lckm export does, or, within a minute, lckm "
        "worker.",
    ),
    (
        "Przyjmuje informację z pliku (title, text, unit, cell, requested_by, …) jako nową wersję,"
        " której jeszcze nikt nie widzi. Nowa nie potrzebuje numeru: dostaje go teraz. Z "
        "inicjatywy kierownika Oddziału ds. Monitoringu i Controllingu (§ 7 ust. 2): --asked-by z "
        "jego nazwiskiem albo --asked-role head-of-monitoring.",
        "Takes an announcement from a file (title, text, unit, cell, requested_by, …) as a new "
        "edition that nobody sees yet. A new one needs no number: it gets it now. On the "
        "initiative of the head of the Monitoring and Controlling section (§ 7(2)): --asked-by "
        "with their name or --asked-role head-of-monitoring.",
    ),
    (
        "Wycofuje informację z portalu: od dziś nikt jej nie widzi.",
        "Withdraws an announcement from the portal: from today nobody sees it.",
    ),
    (
        "Droga procedury: przekazana, sprawdzona, poprawiona, uzgodniona, opublikowana, "
        "zastąpiona, wycofana albo wygasła (zał. 2 § 8–12). Każdy ruch ma swoje polecenie i "
        "zostaje w historii; odmowa mówi dlaczego i kto może.",
        "The way of a procedure: handed in, checked, corrected, agreed, published, replaced, "
        "withdrawn or expired (Annex 2, §§ 8–12). Each move has its command and stays in the "
        "history; a refusal says why and who may.",
    ),
    (
        "Zapisuje, że kierownik, czyja to procedura, zgadza się na poprawki.",
        "Records that the head whose procedure it is agrees to the corrections.",
    ),
    (
        "Uzgodnione odstąpienia (zał. 2 § 9 ust. 3), jak w lckm check.",
        "Departures that were agreed on (Annex 2, § 9(3)), as in lckm check.",
    ),
    (
        "Która wersja była przed oczami; jeśli jest już nowsza, polecenie pokaże różnicę i niczego"
        " nie zmieni.",
        "Which edition was looked at; if there is a newer one, the command shows the difference "
        "and changes nothing.",
    ),
    (
        "Potwierdza, że najnowsza wersja jest sprawdzona: bez błędów, z wyjątkiem uzgodnionych "
        "odstąpień.",
        "Confirms that the newest edition is checked: without errors, but for departures that were"
        " agreed on.",
    ),
    (
        "Poprawia najnowszą wersję zaznaczonymi zmianami (zał. 2 § 9 ust. 2): z wniosku albo z "
        "nowego tekstu, z którym się ją porówna. Powstaje nowa wersja, na którą zgadza się "
        "kierownik (agree).",
        "Corrects the newest edition by marked changes (Annex 2, § 9(2)): from a request or from a"
        " new text that is compared with it. A new edition is made, to which the head agrees "
        "(agree).",
    ),
    (
        "Zwraca najnowszą wersję kierownikowi do poprawy; bez --because powodem są uwagi, które "
        "ma.",
        "Returns the newest edition to the head for correction; without --because its findings are"
        " the reason.",
    ),
    (
        "Wypisuje wszystko, co zrobiono z procedurą: wersja, kiedy, co, kto, w jakiej roli i "
        "dlaczego.",
        "Lists all that was done with a procedure: edition, when, what, who, in which role and "
        "why.",
    ),
    (
        "Wypisuje procedury: najnowszą wersję każdej, jej stan i od kiedy w nim jest. Postać ids "
        "to same numery, do następnego polecenia.",
        "Lists procedures: the newest edition of each, its state and since when it is in it. The "
        "form ids is the numbers alone, for the next command.",
    ),
    (f"Tylko w tych stanach: {_STATES}.", f"Only in these states: {_STATES}."),
    ("Tylko tej jednostki.", "Only of this unit."),
    ("Tylko tej komórki.", "Only of this cell."),
    ("Postać wyniku: text, json, ids.", "Form of the output: text, json, ids."),
    (
        "Wpisuje w pole „Inne” tekst pracownika Oddziału Call Center; nikt inny go nie zmienia, a "
        "opisy, które wpływają bez tego pola, zachowują to, co w nim jest. Call Center widzi to od"
        " razu. Nie powstaje nowa wersja i na portalu ani w BIP nic się nie zmienia; poprzedni "
        "tekst zostaje w historii.",
        "Enters the text of Call Centre staff into the field “Inne”; nobody else changes it, and "
        "descriptions that come in without this field keep what is in it. The Call Centre sees it "
        "at once. No new edition is made and nothing changes on the portal or in BIP; the text "
        "before stays in the history.",
    ),
    (
        "Czytaj tekst ze standardowego wejścia, np. gdy ma kilka wierszy.",
        "Read the text from standard input, e.g. where it has several lines.",
    ),
    ("Usuń to, co w polu jest.", "Remove what is in the field."),
    (
        "Publikuje sprawdzoną wersję na portalu i w BIP (zał. 2 § 10 ust. 1, § 12); kto publikuje,"
        " widać w BIP. Widać ją od dziś, a jeśli obowiązuje od późniejszego dnia, od niego.",
        "Publishes the checked edition on the portal and in BIP (Annex 2, § 10(1), § 12); who "
        "publishes is shown in BIP. It is shown from today, and if it is valid from a later day, "
        "from that day.",
    ),
    (
        "Pokazuje, gdzie jest procedura, jak wpłynęła, co można z nią zrobić i kto może, oraz "
        "uwagi do tekstu. Postać yaml to sam tekst, do poprawiania. Z --audience: co widzą "
        "odbiorcy w danym dniu. Kod wyjścia: 1 uwagi, 3 odbiorcy nic nie widzą.",
        "Shows where a procedure is, how it came in, what can be done with it and who may, and the"
        " findings on its text. The form yaml is the text alone, for correcting. With --audience: "
        "what an audience sees on a day. Exit code: 1 findings, 3 the audience sees nothing.",
    ),
    ("Która wersja; bez tej opcji najnowsza.", "Which edition; the newest without this option."),
    (
        "Co widzą: portal, bip, call-centre, editors.",
        "What they see: portal, bip, call-centre, editors.",
    ),
    (
        "Dnia, z --audience; bez tej opcji dzisiaj.",
        "On a day, with --audience; today without this option.",
    ),
    (
        "Przyjmuje opis procedury z pliku (YAML, JSON albo Word) jako nową wersję, której jeszcze "
        "nikt nie widzi. Nowy opis nie potrzebuje numeru: dostaje go teraz. Kilka plików naraz "
        "może wskazywać się jako powiązane po nazwie (related: title). Uwagi do tekstu nie "
        "przeszkadzają w przyjęciu, dopiero w potwierdzeniu, chyba że brakuje wymaganego pola albo "
        "wartości nie da się odczytać. Opis w Wordzie, w którym zaznaczono "
        "zmiany, jest wnioskiem o te zmiany, chyba że podano --changes. Ten sam plik drugi raz "
        "niczego nie zmienia. Kod wyjścia: 0 przyjęto, 1 odmowa albo uwagi, 2 nie da się odczytać.",
        "Takes the description of a procedure from a file (YAML, JSON or Word) as a new edition "
        "that nobody sees yet. A new description needs no number: it gets it now. Several files at"
        " once may name each other as related by title (related: title). Findings do not stand in "
        "the way of taking it in, only of confirming it, unless a required field is missing or a "
        "value cannot be read. A description in Word in which changes "
        "are marked is a request for these changes, unless --changes is given. The same file a "
        "second time changes nothing. Exit code: 0 taken in, 1 a refusal or findings, 2 cannot be "
        "read.",
    ),
    (
        "Dzień wniosku; bez tej opcji dzień wpływu.",
        "Day of the request; the day it came in without this option.",
    ),
    (
        "Plik do pobrania, który przyszedł z opisem, pod nazwą, którą opis mu daje; można podać "
        "kilka razy. Czego nowy tekst nie zmienia, zostaje z poprzedniej wersji.",
        "A file to download that came with the description, under the name that the description "
        "gives it; may be given several times. What the new text does not change stays from the "
        "edition before.",
    ),
    ("To samo: wszystkie pliki z folderu.", "The same: all files of the folder."),
    (
        "Przyjmuje wniosek o aktualizację (YAML, JSON albo Word ze zmianami śledzonymi) i robi z "
        "niego nową wersję z najnowszej. Kod wyjścia jak w take-in.",
        "Takes an update request (YAML, JSON or Word with tracked changes) and makes a new edition"
        " of the newest one. Exit code as in take-in.",
    ),
    (
        "Wycofuje procedurę z publikacji: od dziś nikt jej nie widzi.",
        "Withdraws a procedure from publication: from today nobody sees it.",
    ),
    (
        "Poprawia najnowszą wersję zaznaczonymi zmianami.",
        "Corrects the newest edition by marked changes.",
    ),
    (
        "Publikuje sprawdzoną wersję na portalu i w BIP.",
        "Publishes the checked edition on the portal and in BIP.",
    ),
    (
        "Uzupełnia pole „Inne”, które należy do Call Center.",
        "Fills in the field “Inne”, which is the Call Centre's.",
    ),
    (
        "Usuwa z historii dawne teksty pola „Inne”.",
        "Erases from the history what stood in the field “Inne” before.",
    ),
    (
        "Usuwa z historii procedury to, co było wcześniej w polu „Inne”, gdy ktoś wpisał tam dane "
        "osobowe (zał. 2 § 6 ust. 5). Robi to pracownik albo kierownik Oddziału Call Center. To, "
        "co jest w polu teraz, zostaje: najpierw zmień je przez lckm procedure note. Zostaje też, "
        "kto i kiedy je zmieniał. Najpierw pokazuje te teksty i pyta: nie da się tego odwrócić.",
        "Erases from the history of a procedure what stood in the field “Inne” before, where "
        "somebody put personal data there (Annex 2, § 6(5)). The staff or the head of the call "
        "centre do it. What is in the field now stays: change it first, by lckm procedure note. "
        "Who changed it and when stays, too. It shows the texts and asks: it cannot be undone.",
    ),
    ("Nie pokazuj tych tekstów i nie pytaj.", "Neither show these texts nor ask."),
    (
        "Wczytuje spis z pliku w miejsce poprzedniego.",
        "Loads the directory from a file in place of the one before.",
    ),
)
