"""Stores, peers, exporters, listeners and rules with one thing wrong each."""

import logging
import time
from base64 import b64encode
from contextlib import suppress
from functools import partial
from itertools import count

import attrs
from planting import (
    Attachments,
    Desk,
    Drafts,
    Events,
    Exports,
    FiledAttachments,
    FiledProcedures,
    Keeping,
    Kinds,
    Logs,
    MemoryMail,
    Messages,
    Notices,
    Procedures,
    RouteChanges,
    Routes,
    Rules,
    Sessions,
    TrailReaders,
    planted,
    some_of,
)
from sound import (
    DeskThatCanBeAsked,
    DeskThatHonoursKeys,
    KeptProcedures,
    ListReader,
    MessageMailer,
)

from lckm_core import Finding, Message, Severity
from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
    Unknown,
)
from lckm_core.errors import ConflictError
from lckm_core.findings import FindingKind
from lckm_core.forms import to_yaml
from lckm_core.memory import (
    MemoryAccessLog,
    MemoryAdapter,
    MemoryAttachments,
    MemoryDrafts,
    MemoryExporter,
    MemoryMailer,
    MemoryNotices,
    MemoryProcedures,
    MemorySessions,
)
from lckm_core.ports import AccessPurpose
from lckm_core.publication import EditionHeader, EditionOutline, ProcedureHeaders, headers_of
from lckm_folder import FolderAttachments
from lckm_testing import PeerState

PAUSE = 0.02
"""Long enough for another thread to come in between."""

# ── drafts ────────────────────────────────────────────────────────────────────────────────────────


@planted(Drafts, "test_a_draft_comes_back_to_the_byte")
class KnowsKeysInAnyCase(MemoryDrafts):
    def save(self, key, sealed, *, until):
        super().save(key.lower(), sealed, until=until)

    def load(self, key, *, now):
        return super().load(key.lower(), now=now)


@planted(Drafts, "test_a_later_one_takes_its_place_and_its_moment")
class KeepsTheFirstMoment(MemoryDrafts):
    def save(self, key, sealed, *, until):
        super().save(key, sealed, until=self.drafts.get(key, (b"", until))[1])


@planted(Drafts, "test_it_is_given_until_its_moment_and_no_longer")
class GivesWhatHasEnded(MemoryDrafts):
    def load(self, key, *, now):
        return self.drafts.get(key, (None,))[0]


@planted(Drafts, "test_what_is_discarded_is_gone_and_others_stay")
class DiscardsByTheBeginning(MemoryDrafts):
    def discard(self, key):
        self.drafts = {one: it for one, it in self.drafts.items() if not one.startswith(key)}


@planted(Drafts, "test_a_sweep_removes_what_has_ended_and_counts_it")
class OnlyCounts(MemoryDrafts):
    def sweep(self, *, now):
        return sum(until <= now for _, until in self.drafts.values())


@planted(Drafts, "test_naive_moments_are_refused")
class TakesNaiveMoments(MemoryDrafts):
    def save(self, key, sealed, *, until):
        super().save(key, sealed, until=until.astimezone())


@planted(Drafts, "test_many_may_save_discard_and_sweep_at_once")
class SweepsEverything(MemoryDrafts):
    def sweep(self, *, now):
        count = super().sweep(now=now)
        time.sleep(PAUSE)
        self.drafts.clear()
        return count


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────


@planted(Sessions, "test_a_session_comes_back_as_it_was")
class ForgetsTheProvidersSession(MemorySessions):
    def save(self, session):
        super().save(attrs.evolve(session, provider_session=None))


@planted(Sessions, "test_no_session_takes_the_place_of_another")
class TakesOver(MemorySessions):
    def save(self, session):
        self.sessions.pop(session.key, None)
        super().save(session)


@planted(Sessions, "test_a_session_is_given_until_its_moment_and_no_longer")
class GivesASessionThatHasEnded(MemorySessions):
    def load(self, key, *, now):
        return self.sessions.get(key)


@planted(Sessions, "test_a_session_is_prolonged_and_never_shortened")
class Shortens(MemorySessions):
    def prolong(self, key, *, until):
        if key in self.sessions:
            self.sessions[key] = attrs.evolve(self.sessions[key], until=until)


@planted(Sessions, "test_what_was_revoked_is_not_prolonged")
class OnlyEndsNow(MemorySessions):
    def revoke(self, *, key=None, **others):
        if key is None or key not in self.sessions:
            return super().revoke(key=key, **others)
        session = self.sessions[key]
        self.sessions[key] = attrs.evolve(session, until=session.signed_in_at)
        return 1


@planted(Sessions, "test_sessions_are_revoked_by_all_that_is_given")
class RevokesBySubjectAlone(MemorySessions):
    def revoke(self, *, subject=None, provider_session=None, **others):
        if subject is not None:
            provider_session = None
        return super().revoke(subject=subject, provider_session=provider_session, **others)


@planted(Sessions, "test_a_subject_of_one_issuer_is_nobody_at_another")
class TakesAllIssuersForOne(MemorySessions):
    def revoke(self, *, issuer=None, **others):
        return super().revoke(**others)


@planted(Sessions, "test_a_session_without_the_providers_ends_with_its_subject")
class RevokesByTheProvidersSessionAlone(MemorySessions):
    def revoke(self, *, subject=None, provider_session=None, **others):
        if subject is None or provider_session is None:
            return super().revoke(subject=subject, provider_session=provider_session, **others)
        return super().revoke(provider_session=provider_session, **others)


@planted(Sessions, "test_nothing_is_revoked_unless_something_is_given")
class RevokesAllForNothing(MemorySessions):
    def revoke(self, **wanted):
        if not any(wanted.values()):
            count = len(self.sessions)
            self.sessions.clear()
            return count
        return super().revoke(**wanted)


@planted(Sessions, "test_a_sweep_removes_what_has_ended_and_counts_it")
class OnlyCountsSessions(MemorySessions):
    def sweep(self, *, now):
        return sum(session.until <= now for session in self.sessions.values())


@planted(Sessions, "test_naive_moments_are_refused")
class LoadsAtNaiveMoments(MemorySessions):
    def load(self, key, *, now):
        return super().load(key, now=now.astimezone())


@planted(Sessions, "test_many_may_sign_in_go_on_and_sign_out_at_once")
class SweepsAllSessions(MemorySessions):
    def sweep(self, *, now):
        count = super().sweep(now=now)
        time.sleep(PAUSE)
        self.sessions.clear()
        return count


# ── log of readings ───────────────────────────────────────────────────────────────────────────────


@planted(Logs, "test_a_line_is_as_it_was_noted")
class ForgetsThePurpose(MemoryAccessLog):
    def note(self, access):
        super().note(attrs.evolve(access, purpose=AccessPurpose.CALL_BACK))


@planted(Logs, "test_the_same_reading_twice_is_two_lines")
class NotesEachReadingOnce(MemoryAccessLog):
    def note(self, access):
        if access not in self.accesses:
            super().note(access)


@planted(Logs, "test_many_may_note_at_once")
class LosesALineOfAnother(MemoryAccessLog):
    def note(self, access):
        accesses = [*self.accesses, access]
        time.sleep(PAUSE)
        self.accesses = accesses


@planted(Logs, "test_what_cannot_be_written_is_an_error")
class SwallowsItsFailure(MemoryAccessLog):
    def note(self, access):
        with suppress(Exception):
            super().note(access)


# ── attachments ───────────────────────────────────────────────────────────────────────────────────


@planted(Attachments, "test_a_file_comes_back_to_the_byte")
class TakesFilesForText(MemoryAttachments):
    def read(self, reference):
        data = super().read(reference)
        return data and data.decode("latin-1").replace("\r\n", "\n").encode("latin-1")


@planted(Attachments, "test_a_file_comes_back_to_the_byte")
class KnowsNoCapitals(MemoryAttachments):
    def read(self, reference):
        return {name.casefold(): data for name, data in self.files.items()}.get(
            reference.casefold()
        )


@planted(Attachments, "test_what_it_does_not_have_is_none")
class FindsAnyWay(MemoryAttachments):
    def read(self, reference):
        return super().read(reference.rpartition("/")[2])


@planted(Attachments, "test_what_it_does_not_have_is_none")
class GivesAnEmptyFile(MemoryAttachments):
    def read(self, reference):
        return super().read(reference) or b""


@planted(Attachments, "test_what_is_destroyed_is_gone_and_the_rest_stays")
class DestroysByThePrefix(MemoryAttachments):
    def destroy(self, references):
        missing = [reference for reference in references if reference not in self.files]
        self.files = {
            name: data
            for name, data in self.files.items()
            if not name.startswith(tuple(references))
        }
        return missing


@planted(Attachments, "test_what_it_did_not_find_it_says")
class TakesWhatItHasNotForDestroyed(MemoryAttachments):
    def destroy(self, references):
        super().destroy(references)
        return []


@planted(Attachments, "test_what_it_did_not_find_it_says")
class TakesAnEmptyFileForNone(MemoryAttachments):
    def destroy(self, references):
        return [reference for reference in references if not self.files.pop(reference, None)]


@planted(Attachments, "test_what_it_did_not_find_it_says")
class SaysNothing(MemoryAttachments):
    def destroy(self, references):
        super().destroy(references)


@planted(Attachments, "test_destroying_twice_does_no_harm")
class CannotDestroyWhatIsGone(MemoryAttachments):
    def destroy(self, references):
        for reference in references:
            del self.files[reference]
        return []


@planted(Attachments, "test_many_may_destroy_at_once")
class LooksWhenItIsOver(MemoryAttachments):
    def destroy(self, references):
        super().destroy(references)
        time.sleep(PAUSE)
        return [reference for reference in references if reference not in self.files]


@planted(Attachments, "test_many_may_destroy_at_once")
class FailsWhereAnotherWasFirst(MemoryAttachments):
    def destroy(self, references):
        for reference in references:
            time.sleep(PAUSE / 10)
            del self.files[reference]
        return []


@planted(Attachments, "test_many_may_destroy_at_once")
class TakesTurnsInVain(MemoryAttachments):
    def destroy(self, references):
        for reference in references:
            if reference in self.files:
                time.sleep(PAUSE / 10)
                del self.files[reference]
        return []


@planted(Keeping, "test_what_it_keeps_is_read_again_to_the_byte")
class KeepsNoEmptyFile(MemoryAttachments):
    def keep(self, reference, data, *, now):
        if data:
            super().keep(reference, data, now=now)


@planted(Keeping, "test_the_same_file_again_is_fine_and_another_one_is_refused")
class ComparesTheBeginning(MemoryAttachments):
    def keep(self, reference, data, *, now):
        stored = self.files.get(reference)
        super().keep(reference, stored if stored and stored.startswith(data) else data, now=now)


@planted(Keeping, "test_the_same_file_again_is_fine_and_another_one_is_refused")
class RefusesTheSameFile(MemoryAttachments):
    def keep(self, reference, data, *, now):
        if reference in self.files:
            raise FileExistsError(reference)
        super().keep(reference, data, now=now)


@planted(Keeping, "test_of_many_who_keep_another_at_once_one_does")
class LooksBeforeItWrites(MemoryAttachments):
    def keep(self, reference, data, *, now):
        if reference in self.files:
            raise FileExistsError(reference)
        time.sleep(PAUSE)
        self.files[reference] = data


@planted(Keeping, "test_of_many_who_keep_another_at_once_one_does")
class TellsAllThatTheyWon(MemoryAttachments):
    """What is stored is always what the first was told, so only the others' answers are wrong."""

    def keep(self, reference, data, *, now):
        self.files.setdefault(reference, b"0")


@planted(Keeping, "test_what_is_destroyed_may_be_kept_again")
class NeverKeepsAgain(MemoryAttachments):
    def __init__(self):
        super().__init__()
        self._known = set()

    def keep(self, reference, data, *, now):
        if reference in self._known and self.files.get(reference) != data:
            raise FileExistsError(reference)
        self._known.add(reference)
        super().keep(reference, data, now=now)


@planted(Keeping, "test_a_text_that_is_no_reference_is_refused")
class KeepsUnderAnyName(MemoryAttachments):
    def keep(self, reference, data, *, now):
        self.files.setdefault(reference, data)


@planted(Keeping, "test_a_naive_moment_is_refused")
class TakesAnyMoment(MemoryAttachments):
    def keep(self, reference, data, *, now):
        super().keep(reference, data, now=now.astimezone())


@planted(FiledAttachments, "test_no_byte_is_left_in_any_file")
class MovesToATrash(FolderAttachments):
    def destroy(self, references):
        for reference in references:
            path = self._folder.path(reference)
            if path.exists():
                path.replace(path.with_name(f"{reference}.deleted"))
        return []


# ── procedures ────────────────────────────────────────────────────────────────────────────────────


@planted(Procedures, "test_a_change_of_what_somebody_changed_meanwhile_conflicts")
class LastOneWins(MemoryProcedures):
    def save(self, changes):
        for change in changes:
            kept = self._editions.setdefault(change.edition.id, {})
            if change.was is None and change.edition.number in kept:
                raise ConflictError(change.edition.id)
            kept[change.edition.number] = change.edition


@planted(Procedures, "test_an_edition_that_replaces_itself_is_only_compared")
class LeavesOutWhatStays(MemoryProcedures):
    def save(self, changes):
        super().save([one for one in changes if one.edition != one.was])


@planted(Procedures, "test_a_new_edition_of_a_number_taken_conflicts")
class NewOnesAlwaysWin(MemoryProcedures):
    def save(self, changes):
        kept = {(one.id, one.number): one for id in self._editions for one in self.editions(id)}
        super().save(
            [
                attrs.evolve(one, was=one.was or kept.get((one.edition.id, one.edition.number)))
                for one in changes
            ]
        )


@planted(Procedures, "test_of_changes_that_conflict_none_is_kept")
class SavesUntilTheConflict(MemoryProcedures):
    def save(self, changes):
        for change in changes:
            super().save([change])


@planted(Procedures, "test_of_changes_that_conflict_none_is_kept")
class SaysNotWhichConflicts(MemoryProcedures):
    def save(self, changes):
        try:
            super().save(changes)
        except ConflictError:
            raise ConflictError("?") from None


@planted(Procedures, "test_editions_come_back_as_they_were")
class SortsEditionsAsText(MemoryProcedures):
    def editions(self, procedure_id):
        return sorted(super().editions(procedure_id), key=lambda one: str(one.number))


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsWhoPublished(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, published_by=None) for one in super().editions(procedure_id)]


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsTheFindings(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, findings=()) for one in super().editions(procedure_id)]


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsTheFiles(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, files=()) for one in super().editions(procedure_id)]


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsTheActs(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, acts=()) for one in super().editions(procedure_id)]


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsTheRequest(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, request=None) for one in super().editions(procedure_id)]


@planted(Procedures, "test_editions_come_back_as_they_were")
class ForgetsHowItCame(MemoryProcedures):
    def editions(self, procedure_id):
        return [attrs.evolve(one, handover=None) for one in super().editions(procedure_id)]


@planted(Procedures, "test_numbers_of_procedures_are_sorted")
class ListsAsTheyCame(MemoryProcedures):
    def ids(self):
        return list(self._editions)


@planted(Procedures, "test_an_empty_store_has_nothing")
class MakesWhatIsAskedFor(MemoryProcedures):
    def ids(self):
        self._editions.setdefault("KA-00001", {})
        return super().ids()


@planted(Procedures, "test_its_outlines_are_those_of_the_newest_editions")
class ListsTheFirstEdition(MemoryProcedures):
    def outlines(self):
        return [EditionOutline.of(self.editions(id)[0]) for id in self.ids()]


@planted(Procedures, "test_its_headers_are_those_of_the_editions")
class KeepsTheFirstHeaders(MemoryProcedures):
    _headers = ()

    def headers(self):
        self._headers = self._headers or headers_of(self.all_editions())
        return self._headers


@planted(Procedures, "test_a_header_whose_text_was_changed_has_no_other")
class ReadsTheTextOfNow(MemoryProcedures):
    def headers(self):
        return [ProcedureHeaders(tuple(map(self._header, self.editions(id)))) for id in self.ids()]

    def _header(self, edition):
        return EditionHeader.of(edition, lambda header: self.editions(header.id)[0].procedure)


@planted(Procedures, "test_of_many_who_hand_in_at_once_one_does")
class LooksFirstAndSavesLater(MemoryProcedures):
    def save(self, changes):
        for change in changes:
            if self._editions.get(change.edition.id, {}).get(change.edition.number) != change.was:
                raise ConflictError(change.edition.id)
        time.sleep(PAUSE)
        for change in changes:
            self._editions.setdefault(change.edition.id, {})[change.edition.number] = change.edition


@planted(Procedures, "test_of_many_who_act_on_one_edition_at_once_one_does")
class LooksFirstAndChangesLater(LooksFirstAndSavesLater):
    """As above, of what is there already; what is new is saved under a lock."""

    def save(self, changes):
        if all(change.was is None for change in changes):
            MemoryProcedures.save(self, changes)
        else:
            super().save(changes)


@planted(FiledProcedures, "test_it_is_all_there_after_a_restart")
class WritesNewOnesOnly(KeptProcedures):
    def __init__(self, folder):
        super().__init__(folder)
        self._changed = {}

    def save(self, changes):
        self._changed.update(
            {(one.edition.id, one.edition.number): one.edition for one in changes if one.was}
        )
        super().save([one for one in changes if not one.was])

    def editions(self, procedure_id):
        return [
            self._changed.get((one.id, one.number), one) for one in super().editions(procedure_id)
        ]


# ── notices, routes ───────────────────────────────────────────────────────────────────────────────


@planted(Notices, "test_announcements_come_back_by_number_and_edition")
class ForgetsWhenItEnded(MemoryNotices):
    def announcements(self):
        return [attrs.evolve(one, ended_on=None) for one in super().announcements()]


@planted(Notices, "test_approved_terms_never_change")
class ChangesApprovedTerms(MemoryNotices):
    def save_terms(self, terms):
        self._terms[terms.version] = terms


@planted(Notices, "test_approved_terms_may_be_kept_again_as_they_are")
class RefusesWhatIsKept(MemoryNotices):
    def save_terms(self, terms):
        kept = self._terms.get(terms.version)
        if kept is not None and kept.approved_on is not None:
            raise ConflictError(terms.version)
        super().save_terms(terms)


@planted(Notices, "test_terms_come_back_in_the_order_in_which_they_were_kept")
class SortsTermsByVersion(MemoryNotices):
    def terms(self):
        return sorted(super().terms(), key=lambda one: one.version)


@planted(Notices, "test_terms_come_back_in_the_order_in_which_they_were_kept")
class PutsADraftWrittenAnewLast(MemoryNotices):
    def save_terms(self, terms):
        if not any(
            one.version == terms.version and one.approved_on for one in self._terms.values()
        ):
            self._terms.pop(terms.version, None)
        super().save_terms(terms)


@planted(Notices, "test_announcements_come_back_by_number_and_edition")
class ListsAnnouncementsAsTheyCame(MemoryNotices):
    def announcements(self):
        return list(self._announcements.values())


@planted(Notices, "test_of_many_who_approve_at_once_one_does")
class LooksFirstAndApprovesLater(MemoryNotices):
    def save_terms(self, terms):
        kept = self._terms.get(terms.version)
        if kept is not None and kept.approved_on is not None:
            raise ConflictError(terms.version)
        time.sleep(PAUSE)
        self._terms[terms.version] = terms


@planted(Routes, "test_a_changed_table_counts_from_the_next_time")
class ReadsTheTableOnce:
    def __init__(self, known):
        self.known, self._read = known, None

    def table(self):
        self._read = self._read or self.known
        return self._read


@planted(RouteChanges, "test_another_table_than_the_one_that_was_seen_is_not_replaced")
class ReplacesWhateverIsThere(MemoryAdapter):
    def replace_table(self, change):
        super().replace_table(attrs.evolve(change, replaced=self.table_text()))


@planted(RouteChanges, "test_changes_are_kept_the_newest_first")
class KeepsTheLastChange(MemoryAdapter):
    def replace_table(self, change):
        super().replace_table(change)
        del self._changes[:-1]


@planted(RouteChanges, "test_a_change_is_in_force_at_once_and_to_the_character")
class LosesComments(MemoryAdapter):
    def table_text(self):
        return to_yaml(self.table())


# ── mail and helpdesk ─────────────────────────────────────────────────────────────────────────────


@planted(MemoryMail, "test_it_says_whether_it_has_a_key")
class SendsWhenAsked(MemoryMailer):
    def find(self, letter):
        return self.send(letter)


@planted(MemoryMail, "test_it_says_whether_it_has_a_key")
class NeverHasIt(MemoryMailer):
    def find(self, letter):
        return Answer.NOT_THERE


@planted(MemoryMail, "test_a_key_is_taken_once")
class CountsItsLetters(MemoryMailer):
    def __init__(self):
        super().__init__()
        self._count = count()

    def send(self, letter):
        super().send(attrs.evolve(letter, key=f"{letter.key}.{next(self._count)}"))
        return Accepted()


@planted(MemoryMail, "test_nothing_of_a_message_is_logged")
class LogsLetters(MemoryMailer):
    def send(self, letter):
        logging.getLogger("lckm_defective").debug("data: %r", letter.text.encode())
        return super().send(letter)


@planted(Messages, "test_one_message_arrives_once")
class MakesKeysOfItsOwn(MessageMailer):
    def message(self, letter):
        return super().message(attrs.evolve(letter, key=f"{letter.key}{id(letter)}"))


@planted(Messages, "test_one_message_arrives_once")
class SendsEachTwice(MessageMailer):
    def send(self, letter):
        super().send(letter)
        return super().send(letter)


@planted(Messages, "test_texts_arrive_to_the_character")
class TrimsLines(MessageMailer):
    def message(self, letter):
        lines = (line.rstrip(" ") for line in letter.text.split("\n"))
        return super().message(attrs.evolve(letter, text="\n".join(lines)))


@planted(Messages, "test_texts_arrive_to_the_character")
class TakesOtherCharactersForLineEnds(MessageMailer):
    def message(self, letter):
        return super().message(
            attrs.evolve(letter, text="\n".join(letter.text.splitlines()) + "\n")
        )


@planted(Messages, "test_texts_arrive_to_the_character")
class WritesSubjectsInAscii(MessageMailer):
    def message(self, letter):
        return super().message(
            attrs.evolve(letter, subject=letter.subject.encode("ascii", "replace").decode())
        )


@planted(Messages, "test_it_goes_to_its_address_and_no_other")
class CopiesToItself(MessageMailer):
    def brought(self, letter, content):
        self.mailbox.take(letter.key, content, (letter.to, self.sender))
        return Accepted()


@planted(Messages, "test_the_head_is_of_the_office_alone")
class ReplyGoesToTheResident(MessageMailer):
    def message(self, letter):
        content = super().message(letter)
        found = [word.strip(".,") for word in letter.text.split() if "@" in word]
        return (f"Reply-To: {found[0]}\n".encode() if found else b"") + content


@planted(Messages, "test_nothing_gets_into_the_head")
class WritesTheHeadByHand(MessageMailer):
    def send(self, letter):
        return self.brought(letter, self.message(letter))

    def message(self, letter):
        key = letter.key if letter.key.isprintable() else "?"
        head = (
            f"From: {self.sender}\nTo: {letter.to}\n"
            f"Subject: {letter.subject}\nMessage-ID: <{key}@lckm>\n"
        )
        return f"{head}Content-Type: text/plain; charset=utf-8\n\n{letter.text}".encode()


@planted(Messages, "test_nothing_gets_into_the_head")
class DecodesWhatSomebodyTyped(MessageMailer):
    """An encoded word in a subject is decoded into the head, as some releases of Python do."""

    def message(self, letter):
        content = super().message(attrs.evolve(letter, subject="S"))
        subject = letter.subject.replace("=?utf-8?q?=0D=0A?=", "\n").encode()
        return content.replace(b"Subject: =?utf-8?q?S?=", b"Subject: " + subject)


@planted(Messages, "test_many_at_once_do_not_mix")
class HasOneLetterInHand(MessageMailer):
    def send(self, letter):
        self.letter = letter
        time.sleep(PAUSE)
        return super().send(self.letter)


@planted(Messages, "test_a_refusal_is_told_from_doubt")
class TakesEveryRefusalForFinal(MessageMailer):
    def brought(self, letter, content):
        result = super().brought(letter, content)
        return attrs.evolve(result, permanent=True) if isinstance(result, Refused) else result


@planted(Messages, "test_a_refusal_is_told_from_doubt")
class TakesARefusalForDoubt(MessageMailer):
    def brought(self, letter, content):
        result = super().brought(letter, content)
        return Unknown() if isinstance(result, Refused) and not result.permanent else result


@planted(Messages, "test_a_lost_answer_is_doubt")
class TakesDoubtForARefusal(MessageMailer):
    def brought(self, letter, content):
        result = super().brought(letter, content)
        return Refused(Refusal.UNREACHABLE) if isinstance(result, Unknown) else result


@planted(Messages, "test_a_lost_answer_is_doubt")
class TriesAgainByItself(MessageMailer):
    def brought(self, letter, content):
        results = [super(TriesAgainByItself, self).brought(letter, content) for _ in range(2)]
        return results[0]


@planted(Messages, "test_it_does_not_wait_for_ever")
class HasNoTimeOut(MessageMailer):
    patience = None


@planted(Messages, "test_it_does_not_wait_for_ever")
class TakesSilenceForAYes(MessageMailer):
    def brought(self, letter, content):
        result = super().brought(letter, content)
        return Accepted() if isinstance(result, Unknown) else result


@planted(Messages, "test_files_arrive_to_the_byte")
class LeavesFilesOut(MessageMailer):
    def files(self, letter):
        return ()


@planted(Messages, "test_files_arrive_to_the_byte")
class SendsFilesAsText(MessageMailer):
    """Without base64, as bytes among the lines of a message."""

    def files(self, letter):
        for part in super().files(letter):
            data = part.get_payload(decode=True)
            del part["Content-Transfer-Encoding"]
            part["Content-Transfer-Encoding"] = "8bit"
            part.set_payload(data.decode("ascii", "surrogateescape"))
            yield part


@planted(Messages, "test_files_arrive_to_the_byte")
class CallsEveryFileTheSame(MessageMailer):
    def message(self, letter):
        return super().message(
            attrs.evolve(
                letter, attachments=[attrs.evolve(file, name="file") for file in letter.attachments]
            )
        )


@planted(Messages, "test_files_arrive_to_the_byte")
class KeepsFilesForTheNextLetter(MessageMailer):
    def __init__(self):
        super().__init__()
        self._files = []

    def files(self, letter):
        self._files += super().files(letter)
        return self._files


@planted(Messages, "test_a_message_arrives_without_its_files", brings_attachments=False)
class BringsFilesInTheText(MessageMailer):
    def message(self, letter):
        names = "".join(f"{file.name}\n" for file in letter.attachments)
        return super().message(attrs.evolve(letter, text=letter.text + names, attachments=()))


@planted(Messages, "test_nothing_of_a_message_is_logged")
class LogsFiles(MessageMailer):
    def files(self, letter):
        for file in letter.attachments:
            logging.getLogger("lckm_defective").debug("part: %s", b64encode(file.data))
        return super().files(letter)


@planted(Messages, "test_a_refusal_for_good_is_said_to_be_one")
class TakesNoRefusalForFinal(MessageMailer):
    def brought(self, letter, content):
        result = super().brought(letter, content)
        return attrs.evolve(result, permanent=False) if isinstance(result, Refused) else result


@planted(Messages, "test_it_says_that_it_cannot_be_asked")
class SaysThatItIsNotThere(MessageMailer):
    def find(self, letter):
        return Answer.NOT_THERE


@planted(Desk, "test_a_key_is_taken_once")
class FilesAKeyTwice(DeskThatHonoursKeys):
    def file(self, ticket):
        self.mailbox.take(ticket.key, ticket)
        return Accepted(ticket.key)


@planted(Desk, "test_a_key_is_taken_once")
class LooksFirstAndFilesLater(DeskThatHonoursKeys):
    def file(self, ticket):
        if not self.mailbox.has(ticket.key):
            time.sleep(PAUSE)
            self.mailbox.take(ticket.key, ticket)
        return Accepted(ticket.key)


@planted(Desk, "test_texts_arrive_to_the_character")
class CutsTexts(DeskThatHonoursKeys):
    def file(self, ticket):
        return super().file(attrs.evolve(ticket, text=ticket.text[:255]))


@planted(MemoryMail, "test_a_key_is_taken_once")
class TheLastOfAKeyStays(MemoryMailer):
    def send(self, letter):
        self.letters[letter.key] = letter
        return Accepted(letter.key)


@planted(Desk, "test_it_does_not_wait_for_ever")
class FilesWithoutATimeOut(DeskThatHonoursKeys):
    patience = None


@planted(Desk, "test_asked_it_does_not_wait_for_ever", can_be_asked=True)
class AsksWithoutATimeOut(DeskThatCanBeAsked):
    def find(self, ticket):
        return Accepted() if self.mailbox.has(ticket.key, None) else Answer.NOT_THERE


@planted(Desk, "test_files_arrive_to_the_byte")
class CutsFiles(DeskThatHonoursKeys):
    def file(self, ticket):
        files = [attrs.evolve(file, data=file.data[:1000]) for file in ticket.attachments]
        return super().file(attrs.evolve(ticket, attachments=tuple(files)))


@planted(Desk, "test_asked_when_nobody_answers_it_does_not_guess", can_be_asked=True)
class GuessesThatItIsNotThere(DeskThatHonoursKeys):
    def find(self, ticket):
        try:
            return Accepted() if self.mailbox.has(ticket.key) else Answer.NOT_THERE
        except ConnectionRefusedError:
            return Answer.NOT_THERE


@planted(Desk, "test_asked_while_it_fails_nothing_is_denied", can_be_asked=True, honours_keys=False)
class TakesARefusedQuestionForNone(DeskThatCanBeAsked):
    """As one that asks whether HTTP 200 came, and takes 503 for an empty list."""

    def find(self, ticket):
        refused = self.mailbox.state is PeerState.REFUSES_FOR_NOW
        return Answer.NOT_THERE if refused else super().find(ticket)


@planted(Desk, "test_asked_while_it_fails_nothing_is_denied", can_be_asked=True, honours_keys=False)
class TakesALostAnswerForNone(DeskThatCanBeAsked):
    def find(self, ticket):
        lost = self.mailbox.state is PeerState.LOSES_ANSWER
        return Answer.NOT_THERE if lost else super().find(ticket)


@planted(
    Desk,
    "test_asked_while_it_refuses_for_good_nothing_is_denied",
    can_be_asked=True,
    honours_keys=False,
)
class TakesARefusalForGoodForNone(DeskThatCanBeAsked):
    def find(self, ticket):
        refused = self.mailbox.state is PeerState.REFUSES_FOR_GOOD
        return Answer.NOT_THERE if refused else super().find(ticket)


@planted(Desk, "test_what_a_lost_answer_left_is_found", can_be_asked=True, honours_keys=False)
class ForgetsWhatItSentInDoubt(DeskThatCanBeAsked):
    """It looks up keys in its own memory of what was accepted, and not at the other side."""

    def __init__(self):
        super().__init__()
        self.accepted = set()

    def file(self, ticket):
        result = super().file(ticket)
        if isinstance(result, Accepted):
            self.accepted.add(ticket.key)
        return result

    def find(self, ticket):
        found = super().find(ticket)
        if isinstance(found, Accepted) and ticket.key not in self.accepted:
            return Answer.NO_ANSWER
        return found


# ── exports, events, rules ────────────────────────────────────────────────────────────────────────


@planted(Exports, "test_exactly_these_are_shown")
class NeverTakesDown(MemoryExporter):
    def export(self, read):
        before = self.shown
        super().export(read)
        for audience, some in self.shown.items():
            kept = {one.id: one for one in before[audience]} | {one.id: one for one in some}
            self.shown = {**self.shown, audience: tuple(kept.values())}


@planted(Exports, "test_exactly_these_are_shown")
class LeavesTheLastOnes(MemoryExporter):
    def export(self, read):
        with suppress(LookupError):
            super().export(partial(some_of, read))


@planted(Exports, "test_a_failure_leaves_what_was_shown_to_every_audience")
class ShowsOneAfterAnother(MemoryExporter):
    def export(self, read):
        with self._lock:
            publication = read()
            for audience in self.audiences:
                self.shown = {**self.shown, audience: ()}
                for one in publication.projections(audience):
                    self.shown = {**self.shown, audience: (*self.shown[audience], one)}


@planted(Exports, "test_a_failure_leaves_what_was_shown_to_every_audience")
class ShowsOneAudienceAfterAnother(MemoryExporter):
    def export(self, read):
        with self._lock:
            publication = read()
            for audience in self.audiences:
                self.shown = {**self.shown, audience: tuple(publication.projections(audience))}


@planted(Exports, "test_a_changed_text_is_shown_anew_and_the_others_stay")
class KeepsTheOldPage(MemoryExporter):
    def export(self, read):
        before = self.shown
        super().export(read)
        for audience, some in self.shown.items():
            kept = {one.id: one for one in before[audience]}
            self.shown = {**self.shown, audience: tuple(kept.get(one.id, one) for one in some)}


@planted(Exports, "test_the_same_twice_is_the_same")
class StampsEachExport(MemoryExporter):
    times = count()

    def export(self, read):
        super().export(read)
        stamp = next(self.times)
        for audience, some in self.shown.items():
            stamped = tuple(attrs.evolve(one, heading=f"{one.heading} {stamp}") for one in some)
            self.shown = {**self.shown, audience: stamped}


@planted(Exports, "test_of_several_at_once_each_gets_through")
class FindsItsFolderTaken(MemoryExporter):
    busy = False

    def export(self, read):
        if self.busy:
            raise FileExistsError
        self.busy = True
        time.sleep(PAUSE)
        super().export(read)
        self.busy = False


@planted(Exports, "test_it_reads_when_every_other_is_done_or_waits")
class ShowsWhatItReadBeforeItsTurn(MemoryExporter):
    def export(self, read):
        publication = read()
        super().export(lambda: publication)


@planted(Exports, "test_when_it_cannot_read_what_was_shown_stays")
class TakesDownBeforeItReads(MemoryExporter):
    def export(self, read):
        self.shown = dict.fromkeys(self.audiences, ())
        super().export(read)


@planted(Exports, "test_when_it_cannot_read_what_was_shown_stays")
class KeepsTheReasonToItself(MemoryExporter):
    def export(self, read):
        with suppress(OSError):
            super().export(read)


KIND = FindingKind(
    "CITY-F001", "zał. 2 § 9 ust. 4", Severity.ERROR, Message("bez tekstu", "without text")
)


@planted(Kinds, "test_its_code_is_the_adapters_own")
class TakesACodeOfTheLibrary:
    kind = attrs.evolve(KIND, code="LCKM-F001")


@planted(Kinds, "test_its_code_is_the_adapters_own")
class WritesCodesInAWayOfItsOwn:
    kind = attrs.evolve(KIND, code="city-1")


@planted(Kinds, "test_it_rests_on_a_provision")
class LetsDepartFromWhatNobodyMay:
    kind = attrs.evolve(KIND, liftable=True)


@planted(Kinds, "test_it_says_in_a_line_what_it_stands_for")
class SaysNothingInEnglish:
    kind = attrs.evolve(KIND, about=Message("bez tekstu", ""))


@planted(Events, "test_it_hears_of_anything")
class KnowsItsVerbsOnly(MemoryAdapter):
    def on_event(self, event):
        self.events.append({"register": event, "export": event, "publish": event}[event.verb])


@planted(Events, "test_what_it_heard_is_as_it_was_told")
class ForgetsTheRole(MemoryAdapter):
    def on_event(self, event):
        super().on_event(attrs.evolve(event, role=None))


@planted(Events, "test_nothing_is_lost_among_threads")
class CopiesItsList(MemoryAdapter):
    def on_event(self, event):
        events = [*self.events, event]
        time.sleep(PAUSE)
        self.events = events


# ── readers of the trail ──────────────────────────────────────────────────────────────────────────


@planted(TrailReaders, "test_it_has_a_name")
class IsNamedByABlank(ListReader):
    name = " "


@planted(TrailReaders, "test_it_says_what_it_wants_and_says_the_same_again")
class WantsEachOnce(ListReader):
    wanted = True

    def wants(self, event):
        wanted, self.wanted = self.wanted, False
        return wanted


@planted(TrailReaders, "test_what_it_takes_is_there_in_order")
class TakesThemLater(ListReader):
    before = None

    def take(self, entry):
        if self.before is not None:
            super().take(self.before)
        self.before = entry


@planted(TrailReaders, "test_an_entry_may_come_again")
class RefusesARepeat(ListReader):
    def take(self, entry):
        if entry.id in self.ids:
            raise ValueError(entry.id)
        super().take(entry)


@planted(TrailReaders, "test_what_it_could_not_take_it_raises_and_takes_later")
class PassesOverAFailure(ListReader):
    def take(self, entry):
        with suppress(OSError):
            super().take(entry)


@planted(TrailReaders, "test_what_it_could_not_take_it_raises_and_takes_later")
class WritesBeforeItRaises(ListReader):
    def take(self, entry):
        if entry.id not in self.ids:
            self.ids.append(entry.id)
        if self.is_broken:
            raise OSError("broken")


class NoShouting:
    prefix = "HOST"

    def __call__(self, procedure):
        if procedure.title.isupper():
            yield Finding(
                "HOST-001",
                Severity.WARNING,
                "/title",
                "Tytuł wielkimi literami.",
                "wzór: Nazwa procedury",
            )


@planted(Rules, "test_codes_are_the_hosts_own")
class UsesTheCodesOfTheLibrary(NoShouting):
    def __call__(self, procedure):
        yield from (attrs.evolve(one, code="LCKM-P001") for one in super().__call__(procedure))


@planted(Rules, "test_what_breaks_it_is_found_each_time")
class FindsItOnce(NoShouting):
    def __init__(self):
        self._seen = set()

    def __call__(self, procedure):
        if procedure.id not in self._seen:
            self._seen.add(procedure.id)
            yield from super().__call__(procedure)


@planted(Rules, "test_findings_say_what_where_and_how_much")
class PointsNowhere(NoShouting):
    def __call__(self, procedure):
        yield from (attrs.evolve(one, path="/tytuł/0/x") for one in super().__call__(procedure))
