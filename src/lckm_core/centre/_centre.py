"""ContactCentre: what a host calls."""

from lckm_core.centre._access import Readings
from lckm_core.centre._call_centre import CallCentre
from lckm_core.centre._delivery import Delivery
from lckm_core.centre._notices import Notices
from lckm_core.centre._outcomes import Outcomes
from lckm_core.centre._publishing import Publishing
from lckm_core.centre._report_files import ReportFiles
from lckm_core.centre._report_search import ReportsByWords
from lckm_core.centre._retention import Retention
from lckm_core.centre._route_table import RouteTables
from lckm_core.centre._similar_reports import Similar
from lckm_core.centre._tasks import Tasks


class ContactCentre(
    Tasks,
    Publishing,
    Notices,
    Outcomes,
    Similar,
    ReportsByWords,
    RouteTables,
    ReportFiles,
    Readings,
    Delivery,
    Retention,
    CallCentre,
):
    """The contact centre of one host: ``ContactCentre(build(adapter, …))``.

    Its methods follow the ordinance; each says what is durable when it returns. It holds nothing
    but its adapters, so two centres share nothing. It may be used from several threads, and from
    several processes with stores that are safe between processes.
    """

    # One class for the host, one base for each subject:
    #   Procedures   _procedures.py   check, check_handover, hand_in, request_update; and
    #                                 give_numbers, of _procedure_numbers.py
    #   Numbers      _numbers.py      draw_number, is_number_taken
    #   Review       _review.py       give_back, correct, agree, confirm, check_edition
    #   Publishing   _publishing.py   publish, withdraw, expire_due, show, find, edition_headers,
    #                                 publication, export, reminders
    #   Notices      _notices.py      announcements and terms: hand in, publish, approve
    #   Reports      _reports.py      preview_report, register, status, reroute
    #   ReportFiles  _report_files.py check_report_files
    #   Readings     _access.py       read_personal, read_file, note_code_check
    #   Outcomes     _outcomes.py     note_outcome, reopen, reclassify
    #   Similar      _similar_reports.py  similar, similar_to
    #   ReportsByWords _report_search.py  search_reports
    #   RouteTables  _route_table.py  change_routes; and asked_names, of _base.py
    #   Delivery     _delivery.py     dispatch_due, handle_bounce, settle_by_hand
    #   Retention    _retention.py    redact, withdraw_consent, anonymise_due, destroy_files,
    #                                 open_erasure_notices, confirm_erasure, unconfirmed
    #   CallCentre   _call_centre.py  note, requests for data and briefings, remind_due
    #   Tasks        _tasks.py        list_procedures, list_requests, tasks_for
