"""Stores of files to download, virus scanners and searches with one thing wrong each."""

import re
import time
from contextlib import suppress
from functools import partial
from hashlib import sha256

import attrs
from planting import Documents, FiledDocuments, Scanners, Searches, planted, some_of
from sound import EicarScanner

from lckm_core import Audience, Message
from lckm_core.memory import MemoryDocuments, MemorySearch
from lckm_core.ports import (
    Clean,
    Hit,
    Infected,
    TextSpan,
    Unscanned,
)
from lckm_documents.store import FolderDocuments

PAUSE = 0.02
"""Long enough for another thread to come in between."""

# ── files to download ─────────────────────────────────────────────────────────────────────────────


@planted(Documents, "test_a_file_comes_back_to_the_byte_from_the_address_of_its_content")
class TakesDocumentsForText(MemoryDocuments):
    def read(self, address):
        data = super().read(address)
        return data and data.replace(b"\r\n", b"\n")


@planted(Documents, "test_a_file_comes_back_to_the_byte_from_the_address_of_its_content")
class TakesAnEmptyDocumentForNone(MemoryDocuments):
    def read(self, address):
        return super().read(address) or None


@planted(Documents, "test_a_file_comes_back_to_the_byte_from_the_address_of_its_content")
class GivesEachItsOwnAddress(MemoryDocuments):
    def keep(self, data):
        address = f"{len(self._kept):064x}"
        self._kept[address] = data
        return address


@planted(Documents, "test_what_is_not_kept_is_not_there_whatever_is_asked_for")
class FailsForWhatIsNotKept(MemoryDocuments):
    def read(self, address):
        return self._kept[address]


@planted(FiledDocuments, "test_what_is_not_kept_is_not_there_whatever_is_asked_for")
class OpensWhateverPath(FolderDocuments):
    def read(self, address):
        path = self._folder.root / "content" / address[:2] / address[2:]
        return path.read_bytes() if path.exists() else None


@planted(Documents, "test_a_sweep_leaves_what_is_wanted")
class SweepsWhatIsWanted(MemoryDocuments):
    def sweep(self, wanted):
        return super().sweep(self._kept.keys() - set(wanted))


@planted(FiledDocuments, "test_a_sweep_leaves_what_is_wanted")
class CountsWhatItLeft(FolderDocuments):
    def sweep(self, wanted):
        return super().sweep(wanted) + sum(self.read(address) is not None for address in wanted)


@planted(Documents, "test_a_sweep_leaves_what_is_wanted")
class CannotMissWhatIsWanted(MemoryDocuments):
    def sweep(self, wanted):
        kept = {address: self._kept[address] for address in wanted}
        gone, self._kept = len(self._kept) - len(kept), kept
        return gone


@planted(Documents, "test_of_many_who_keep_the_same_nobody_loses_it")
class LooksFirstAndKeepsLater(MemoryDocuments):
    def keep(self, data):
        address = sha256(data).hexdigest()
        if self.read(address) is None:
            time.sleep(PAUSE)
            with self._lock:
                if address in self._kept:
                    raise FileExistsError(address)
                self._kept[address] = data
        return address


@planted(FiledDocuments, "test_it_is_there_after_a_restart")
class KeepsThemInMemory(MemoryDocuments):
    def __init__(self, folder):
        super().__init__()


# ── virus scanners ────────────────────────────────────────────────────────────────────────────────


@planted(Scanners, "test_it_has_a_name")
class HasNoName(EicarScanner):
    name = " "


@planted(Scanners, "test_what_holds_nothing_bad_is_clean_whatever_it_is_called")
class GoesByTheName(EicarScanner):
    def scan(self, name, data):
        return super().scan(name, data) if name.isprintable() else Infected("name")


@planted(Scanners, "test_what_holds_nothing_bad_is_clean_whatever_it_is_called")
class TakesNamesInAsciiOnly(EicarScanner):
    def scan(self, name, data):
        name.encode("ascii")
        return super().scan(name, data)


@planted(Scanners, "test_what_holds_nothing_bad_is_clean_whatever_it_is_called")
class TakesAnEmptyFileForUnseen(EicarScanner):
    def scan(self, name, data):
        return super().scan(name, data) if data else self.away


@planted(Scanners, "test_what_is_bad_is_named")
class LooksAtTheBeginning(EicarScanner):
    def scan(self, name, data):
        return super().scan(name, data[:64])


@planted(Scanners, "test_what_is_bad_is_named")
class DoesNotSayWhatItFound(EicarScanner):
    def scan(self, name, data):
        verdict = super().scan(name, data)
        return Infected("") if isinstance(verdict, Infected) else verdict


@planted(Scanners, "test_what_was_not_looked_at_is_not_called_clean")
class CallsTheUnseenClean(EicarScanner):
    away = Clean()


@planted(Scanners, "test_what_was_not_looked_at_is_not_called_clean")
class RaisesWhenItIsAway(EicarScanner):
    def scan(self, name, data):
        if not self.there:
            raise ConnectionRefusedError
        return super().scan(name, data)


@planted(Scanners, "test_what_was_not_looked_at_is_not_called_clean")
class SaysNoReason(EicarScanner):
    away = Unscanned(Message("", ""))


# ── searches ──────────────────────────────────────────────────────────────────────────────────────


@planted(Searches, "test_a_procedure_is_found_by_a_word_of_its_title_and_by_its_number")
class MindsCapitals(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return [
            hit
            for hit in super().find(query, audience=audience, limit=limit)
            if query in f"{hit.id} {hit.title}"
        ]


@planted(Searches, "test_a_procedure_is_found_by_a_word_of_its_title_and_by_its_number")
class KnowsNoNumbers(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return (
            super().find(re.sub(r"[\d-]", "", query), audience=audience, limit=limit)
            if "KA-" not in query
            else []
        )


@planted(Searches, "test_a_procedure_is_found_by_a_word_of_its_title_and_by_its_number")
class MarksBeyondTheTitle(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return [
            attrs.evolve(hit, title_spans=(TextSpan(len(hit.title), len(hit.title) + 5),))
            for hit in super().find(query, audience=audience, limit=limit)
        ]


@planted(Searches, "test_the_best_come_first_and_no_more_than_were_asked_for")
class GivesTheWorstFirst(MemorySearch):
    def find(self, query, *, audience, limit=10):
        hits = super().find(query, audience=audience, limit=limit)
        return [attrs.evolve(hit, score=float(index)) for index, hit in enumerate(hits)]


@planted(Searches, "test_the_best_come_first_and_no_more_than_were_asked_for")
class GivesAllItHas(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return super().find(query, audience=audience, limit=1000)


@planted(Searches, "test_the_public_finds_nothing_by_a_starred_word_and_staff_do")
class SearchesForStaffAlways(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return super().find(query, audience=Audience.CALL_CENTRE, limit=limit)


@planted(Searches, "test_the_public_finds_nothing_by_a_starred_word_and_staff_do")
class SearchesForThePublicAlways(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return super().find(query, audience=Audience.PORTAL, limit=limit)


@planted(Searches, "test_the_public_finds_nothing_by_a_starred_word_and_staff_do")
class ShowsThePassagesOfStaff(MemorySearch):
    """What is found is shown with the lines that only staff may see."""

    def find(self, query, *, audience, limit=10):
        hits = super().find(query, audience=Audience.CALL_CENTRE, limit=limit)
        words = set(query.split())
        return [
            hit
            for hit in hits
            if audience is Audience.CALL_CENTRE or words & set(hit.title.split())
        ]


@planted(Searches, "test_the_public_finds_nothing_by_a_starred_word_and_staff_do")
class KeepsTheOldText(MemorySearch):
    def export(self, read):
        before = {one.id: one for shown in self._shown.values() for one in shown}
        super().export(read)
        if before:
            self._shown = {
                audience: tuple(before.get(one.id, one) for one in shown)
                for audience, shown in self._shown.items()
            }


@planted(Searches, "test_what_is_no_longer_shown_is_no_longer_found")
class NeverForgets(MemorySearch):
    def export(self, read):
        before = dict(self._shown)
        super().export(read)
        self._shown = {
            audience: (*shown, *before.get(audience, ())) for audience, shown in self._shown.items()
        }


@planted(Searches, "test_what_is_no_longer_shown_is_no_longer_found")
class KeepsTheLastOnes(MemorySearch):
    def export(self, read):
        with suppress(LookupError):
            super().export(partial(some_of, read))


@planted(Searches, "test_whatever_is_typed_is_answered")
class TakesAQuestionForAPattern(MemorySearch):
    def find(self, query, *, audience, limit=10):
        re.compile(query)
        return super().find(query, audience=audience, limit=limit)


@planted(Searches, "test_whatever_is_typed_is_answered")
class WritesQuestionsDown(MemorySearch):
    def find(self, query, *, audience, limit=10):
        query.encode()
        return super().find(query, audience=audience, limit=limit)


@planted(Searches, "test_whatever_is_typed_is_answered")
class AlwaysHasAnAnswer(MemorySearch):
    def find(self, query, *, audience, limit=10):
        return super().find(query, audience=audience, limit=limit) or [
            Hit("KA-99999", "Inne sprawy")
        ]
