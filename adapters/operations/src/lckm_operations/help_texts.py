"""Help of this package's commands: each text in Polish and in English."""

from lckm_operations.report_help_texts import REPORT_TEXTS

TEXTS = (
    (
        "Regulamin portalu (zał. 2 § 4): bez obowiązującego nie ma zgłoszeń.",
        "The portal terms (Annex 2, § 4): without terms in force no report comes in.",
    ),
    (
        "Zapisuje, że Dyrektor zatwierdził dziś regulamin z tego pliku, co do znaku. Zatwierdzonej"
        " wersji nikt już nie zmieni; zmiana to nowa wersja. Powtórzone tego samego dnia nie "
        "szkodzi.",
        "Records that the Director approved today the terms of this file, to the character. Nobody"
        " changes an approved version any more; a change is a new version. Repeating it on the "
        "same day does no harm.",
    ),
    ("Dyrektor, który zatwierdził regulamin.", "The Director who approved the terms."),
    (
        "Przechowuje projekt regulaminu z pliku (version, valid_from, text), w miejsce projektu "
        "tej samej wersji. Projekt nie obowiązuje.",
        "Stores the draft of terms from a file (version, valid_from, text), in place of a draft of"
        " the same version. A draft is not in force.",
    ),
    (
        "Usuwa projekt regulaminu, który nie ma być zatwierdzony. W śladzie zostaje, że był, bez "
        "jego treści. Wersji zatwierdzonej nikt nie usunie. Projekt najpierw pokazuje i pyta, czy "
        "go usunąć, bo nie da się tego odwrócić.",
        "Removes a draft of the terms that is not to be approved. The trail has that it was there,"
        " without its text. A version that is approved is removed by nobody. The draft is shown "
        "first, and you are asked whether to remove it, for it cannot be undone.",
    ),
    (
        "Nie pokazuj projektu i nie pytaj, czy go usunąć.",
        "Neither show the draft nor ask whether to remove it.",
    ),
    (
        "Wypisuje wersje regulaminu i mówi, która obowiązuje. Kod wyjścia: 0 któraś obowiązuje, 1 "
        "żadna.",
        "Prints the versions of the terms and says which is in force. Exit code: 0 one is in "
        "force, 1 none.",
    ),
    (
        "Czyta plik ustawień, tworzy z niego adaptery, czyta tabelę tras i regulamin i mówi, czego"
        " brakuje, co stoi otworem dla każdego na tej maszynie albo czy ktoś czyta listy, które "
        "wracają. Nie łączy się z niczym i niczego nie zmienia. Kod wyjścia: 0 niczego, 1 coś jest"
        " do poprawienia, 2 pliku nie da się użyć.",
        "Reads the settings file, makes adapters of it, reads the table of routes and the terms, "
        "and says what is missing, what is open to everybody on this machine, and whether somebody"
        " reads the letters that come back. It connects to nothing and changes nothing. Exit code:"
        " 0 nothing, 1 something is to be mended, 2 the file cannot be used.",
    ),
    (
        "Szyfruje klucze części osobowych kluczami z folderu key_folder, a bez niego pierwszym z "
        "keys. Potem można usunąć poprzedni klucz z tabeli bazy w pliku ustawień. Same dane "
        "zostają, jak były, a z nimi pliki zgłoszeń: mówi, ile z nich otwiera tylko poprzedni "
        "klucz. Powtórzone nie szkodzi.",
        "Encrypts the keys of personal parts with those of the folder key_folder, or without it "
        "with the first of keys. The key before can then be removed from the database's table in "
        "the settings file. The data stay as they were, and so do files of reports: it says how "
        "many of them only the key before opens. Repeating it does no harm.",
    ),
    (
        "Szyfruje części osobowe i pliki zgłoszeń, które leżą niezaszyfrowane, bo są sprzed "
        "szyfrowania. Do tego czasu czyta się je jak dotąd. Programy mogą działać. Powtórzone nie "
        "szkodzi. Co zostało w zwolnionych blokach dysku, opisuje instrukcja.",
        "Encrypts personal parts and files of reports that lie in the clear, for they are of "
        "before encryption. Until then they are read as ever. Programs may run. Repeating it does "
        "no harm. What is left in freed blocks of the disk is described in the operators' docs.",
    ),
    (
        "Doprowadza bazę do wersji tego programu, z danymi, w jednym akcie; nowej bazie zakłada "
        "tabele. Powtórzone nie szkodzi.",
        "Brings the database to the version of this program, with its data, in one act; a new "
        "database gets its tables. Repeating it does no harm.",
    ),
    (
        "Po przywróceniu bazy z kopii innym programem, np. pg_restore, zanim ktokolwiek z niej "
        "skorzysta: pomija 10 000 numerów, bo część nadano już po zrobieniu kopii, usuwa dane, "
        "których termin minął, i te, których zgodę cofnięto, oraz wzywa odbiorców do ich "
        "usunięcia. Zgłoszenia, których doręczenie się nie skończyło, mogły dojść po zrobieniu "
        "kopii: o usunięcie danych poprosi się odbiorcę i tak. Zatrzymaj najpierw lckm worker i "
        "wszystko, co korzysta z bazy; dopóki coś ma otwartą bazę w SQLite, nic się nie zmieni. W "
        "SQLite każde wywołanie pomija kolejne 10 000 numerów, w PostgreSQL, gdy od poprzedniego "
        "jakiś nadano. Po lckm restore niepotrzebne.",
        "After another program restored the database from a copy, such as pg_restore, and before "
        "anybody uses it: skips 10 000 numbers, for some were given after the copy was made, "
        "erases data whose term has passed and those whose consent was withdrawn, and asks "
        "receivers to erase them. Reports whose delivery had not ended may have arrived after the "
        "copy was made: their receiver is asked to erase all the same. First stop lckm worker and "
        "all that uses the database; while something has a SQLite database open nothing changes. "
        "In SQLite each call skips another 10 000 numbers, in PostgreSQL only when one was given "
        "since the last. Not needed after lckm restore.",
    ),
    (
        "Zgłoszenie, którego zgodę cofnięto po zrobieniu kopii; którego nie ma w bazie, bo "
        "przyszło później, będzie wymienione. Można powtórzyć.",
        "A report whose consent was withdrawn after the copy was made; one that is not in the "
        "database, for it came later, is named. May be repeated.",
    ),
    (
        "Pomiń kolejne 10 000 numerów, choć od poprzedniego wywołania żadnego nie nadano: po "
        "zrobieniu kopii nadano ich więcej.",
        "Skip another 10 000 numbers although none was given since the last call: more were given "
        "after the copy was made.",
    ),
    (
        "Przywraca bazę w SQLite z kopii. Zanim cokolwiek ją odczyta, usuwa dane, których termin "
        "minął od zrobienia kopii, i te, których zgodę cofnięto. Zgłoszenia, których nie ma w "
        "kopii, przejmuje z obecnej bazy. Zatrzymaj najpierw lckm worker i wszystko, co korzysta z"
        " bazy: dopóki coś ją ma otwartą, nic się nie zmieni.",
        "Restores a SQLite database from a copy. Before anything reads it, it erases data whose "
        "term has passed since the copy was made, and those whose consent was withdrawn. Reports "
        "that are not in the copy are taken over from the present database. First stop lckm worker"
        " and all that uses the database: while something has it open, nothing changes.",
    ),
    (
        "Zgłoszenie, którego zgodę cofnięto, a obecna baza o tym nie wie. Można powtórzyć.",
        "A report whose consent was withdrawn, which the present database does not know. May be "
        "repeated.",
    ),
    (
        "Przywróć też z kopii, w której nie ma pliku jakiegoś miesiąca albo jest uszkodzony; jego "
        "zgłoszenia wrócą bez danych osobowych.",
        "Restore from a copy, too, in which the file of a month is missing or damaged; its reports"
        " come back without personal data.",
    ),
    (
        "Przywróć też z kopii, która nie ma manifestu, bo zrobił ją starszy lckm: po niej nie "
        "poznać, czy jest cała.",
        "Restore from a copy, too, that has no manifest, for an older lckm made it: it cannot be "
        "seen whether it is whole.",
    ),
    ("Nie pytaj, czy zastąpić obecną bazę.", "Do not ask whether to replace the present database."),
    (
        "Robi kopię bazy w SQLite do nowego folderu; baza może być w użyciu. W kopii są dane "
        "osobowe: chroń ją jak bazę i usuń, najpóźniej gdy minie termin danych. PostgreSQL ma do "
        "tego pg_dump.",
        "Makes a copy of a SQLite database in a new folder; the database may be in use. The copy "
        "has personal data: protect it like the database and delete it at the latest when the term"
        " of the data has passed. PostgreSQL has pg_dump for that.",
    ),
    (
        "Pomiń miesiące, których pliku nie ma albo jest uszkodzony; bez tej opcji kopia nie "
        "powstaje.",
        "Leave out months whose file is missing or damaged; without this option no copy is made.",
    ),
    (
        "Wypisuje dane dla Prometheusa: co czeka na doręczenie i od kiedy, czy pracuje proces "
        "doręczający, ile danych osobowych jest do usunięcia. Gdy nie da się ich odczytać, zapisuje"
        " w pliku --to, że tak jest (lckm_up 0), i kończy się błędem.",
        "Prints figures for Prometheus: what waits for delivery and since when, whether the "
        "delivering process works, how many personal data are to be erased. Where they cannot be "
        "read, it writes into the file of --to that this is so (lckm_up 0), and fails.",
    ),
    (
        "Plik, który zapisuje lckm worker --heartbeat; bez tej opcji ten z [worker]. Można podać "
        "kilka razy.",
        "File that lckm worker --heartbeat writes; without this option that of [worker]. It may be "
        "given several times.",
    ),
    (
        "Plik, który czyta node_exporter (.prom); bez tej opcji na wyjście.",
        "File that node_exporter reads (.prom); without this option the output.",
    ),
    (
        "Pokazuje ślad działań, najnowsze na końcu: wszystkie, o które pytasz. Nie ma w nim danych"
        " osobowych.",
        "Shows the audit trail, the newest last: all that you ask for. There are no personal data "
        "in it.",
    ),
    (
        "Tylko to zgłoszenie, wezwanie (NUMER:mailbox-notice) albo procedura.",
        "Only this report, notice (NUMBER:mailbox-notice) or procedure.",
    ),
    ("Tylko takie czynności, np. withdraw_consent.", "Only such acts, e.g. withdraw_consent."),
    ("Dalsza część: wpisy po tym.", "The list goes on: entries after this one."),
    (
        "Ile najwyżej, od najdawniejszych; bez tej opcji wszystkie.",
        "How many at most, from the oldest; all without this option.",
    ),
    (
        "Liczy zgłoszenia: według dnia rejestracji, odbiorcy i czasu do końca doręczania. Postać "
        "svg to rysunek.",
        "Counts reports: by day of registration, receiver and time to the end of delivery. The "
        "form svg is a drawing.",
    ),
    (
        "Od tego dnia; bez tej opcji 30 dni do ostatniego.",
        "From this day; without this option 30 days up to the last.",
    ),
    (
        "Do tego dnia włącznie; bez tej opcji do dzisiaj.",
        "Up to and including this day; without this option up to today.",
    ),
    (
        "Szuka w bazie tego, czego nie powinno w niej być: sierot, porzuconych doręczeń, danych "
        "osobowych po terminie; także plików, które nie należą do żadnego zgłoszenia albo nie są "
        "zniszczone, i listów do helpdesku, które wróciły. Mówi, jak to naprawić. Kod wyjścia: 0 "
        "nic nie znaleziono, 1 znaleziono.",
        "Looks in the database for what should not be there: orphans, abandoned deliveries, "
        "personal data past their term; also files that belong to no report or are not destroyed, "
        "and letters to the helpdesk that came back. It says how to mend it. Exit code: 0 nothing "
        "found, 1 found.",
    ),
    (
        "Usuń najpierw części osobowe i pliki, które nie mają zgłoszenia.",
        "First remove personal parts and files that have no report.",
    ),
    (
        "Usuń najpierw pliki do pobrania, których nie ma żadne wydanie. Nie po przywróceniu "
        "starszej kopii, gdy wróci jeszcze nowsza.",
        "First remove downloads that no edition has. Not after an older copy was restored, when a "
        "newer one may come back yet.",
    ),
    (
        "Zapisuje, że odbiorca potwierdził usunięcie danych osobowych ze zgłoszenia (zał. 2 § 6 "
        "ust. 5). Kto ma jeszcze potwierdzić, mówi lckm outbox. Powtórzone nie szkodzi.",
        "Records that a receiver confirmed that the personal data of a report are erased (Annex 2,"
        " § 6(5)). Who has yet to confirm, lckm outbox says. Repeating it does no harm.",
    ),
    ("Potwierdził helpdesk, a nie jednostka.", "The helpdesk confirmed, and not the unit."),
    ("Usuwanie danych osobowych (zał. 2 § 6 ust. 5).", "Erasing personal data (Annex 2, § 6(5))."),
    (
        "Usuwa dane osobowe, których termin minął, i wzywa odbiorców do ich usunięcia. Robi to też"
        " lckm worker, po każdej północy. Kod wyjścia: 0; z --dry-run 1, gdy jest co usunąć.",
        "Erases personal data whose term has passed, and asks receivers to erase them. lckm worker"
        " does it, too, after each midnight. Exit code: 0; with --dry-run 1 when there is "
        "something to erase.",
    ),
    (
        "Powiedz, co by usunięto, i niczego nie usuwaj.",
        "Say what would be erased, and erase nothing.",
    ),
    (
        "Z --dry-run: co usunięto by z początkiem tego dnia.",
        "With --dry-run: what would be erased at the start of this day.",
    ),
    (
        "Zapisuje, że pliku, który miał być zniszczony, na pewno już nie ma, choć nie zniszczył go"
        " żaden program. Które pliki czekają, mówi lckm verify. Powód jest kodem: deleted "
        "(skasowano go ręcznie), searched (szukano go na wszystkich maszynach i nie ma go na "
        "żadnej), medium (zniszczono dysk, na którym leżał).",
        "Records that a file that was to be destroyed is surely gone, although no program "
        "destroyed it. Which files wait, lckm verify says. The reason is a code: deleted (it was "
        "deleted by hand), searched (it was searched for on all machines and is on none), medium "
        "(the disk it was on was destroyed).",
    ),
    ("Skąd to wiadomo: deleted, searched, medium.", "How it is known: deleted, searched, medium."),
    (
        "Usuwa dane osobowe jednego zgłoszenia, bo zgłaszający cofnął zgodę, i wzywa odbiorców do "
        "ich usunięcia. Nie da się tego odwrócić. Upewnij się najpierw, że to jego zgłoszenie.",
        "Erases the personal data of one report, for the reporter withdrew their consent, and asks"
        " receivers to erase them. It cannot be undone. First make sure that it is their report.",
    ),
    (
        "Mówi, co czeka na doręczenie, dlaczego, od kiedy i kiedy następna próba; kto ma jeszcze "
        "potwierdzić usunięcie danych; ile plików jest do zniszczenia, a ilu nie da się odczytać; "
        "które listy do helpdesku wróciły i ile listów w skrzynce zwrotów czeka na człowieka.",
        "Says what waits for delivery, why, since when and when the next attempt is; who has yet "
        "to confirm that data are erased; how many files are to be destroyed and how many cannot "
        "be read; which letters to the helpdesk came back, and how many messages in the mailbox "
        "of bounces wait for a person.",
    ),
    (
        "Ile najwyżej z każdych; bez tej opcji 100, a z --now wszystkie.",
        "How many at most of each; without this option 100, and with --now all.",
    ),
    (
        "Doręcz od razu to, co czeka, także przed czasem następnej próby, i powiedz, co się z "
        "każdym stało. Kod wyjścia 1: coś nadal czeka.",
        "Deliver at once what waits, also before the time of the next attempt, and say what became"
        " of each. Exit code 1: something still waits.",
    ),
    *REPORT_TEXTS,
    (
        "Doręcza zgłoszenia, usuwa dane osobowe w terminie, wzywa odbiorców do ich usunięcia, "
        "czyta zwroty, a o północy pokazuje procedury, które zaczynają obowiązywać, i zdejmuje te,"
        " które przestają; aż dostanie SIGTERM albo Ctrl-C. Kończy wtedy to, co ma w ręku. Może "
        "działać wiele naraz. Kod wyjścia: 0 zakończono, 1 z opcją --once: czegoś nie udało się "
        "zrobić i zrobi to następne wywołanie, 2 złe ustawienia.",
        "Delivers reports, erases personal data at their term, asks receivers to erase them, reads"
        " what came back, and at midnight shows the procedures that come into force and takes down"
        " those that end; until it gets SIGTERM or Ctrl-C. It then finishes what it has in hand. "
        "Several may work at once. Exit code: 0 ended, 1 with --once: something could not be done "
        "and the next call does it, 2 wrong settings.",
    ),
    (
        "Zrób, co jest do zrobienia, i zakończ (cron). Wypisuje, co zrobiono, jako JSON.",
        "Do what there is to do, and end (cron). Prints what was done as JSON.",
    ),
    (
        "Nazwa procesu, inna niż wszystkich pozostałych; bez tej opcji maszyna i numer procesu.",
        "Name of the process, another than all others; the machine and the process number without "
        "this option.",
    ),
    (
        "Plik, z którego monitoring czyta, czy proces żyje.",
        "File from which monitoring reads whether the process lives.",
    ),
    ("Postać dziennika: text, json.", "Form of the log: text, json."),
    (
        "Pokaż tylko wszędzie, co jest dziś opublikowane, i zakończ; proces robi to sam, osobnym "
        "wywołaniem. Wypisuje miejsca, w których się nie udało, jako JSON.",
        "Only show everywhere what is published today, and end; the process does it by itself, "
        "with a call of its own. Prints the places that failed as JSON.",
    ),
)
