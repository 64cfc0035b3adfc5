"""The first store of files may take none, as a host's archive: the second has what came."""

import pytest
from office import FORM, NOW, TABLE, TERMS, intake_on, jpeg

from lckm_core import ContactCentre, build
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import provide


class Archive:
    """A store that reads and destroys files, and takes none."""

    def read(self, reference):
        return None

    def destroy(self, references):
        return list(references)


@pytest.fixture
def adapter():
    adapter = MemoryAdapter(TABLE)
    adapter.notices.save_terms(TERMS)
    return adapter


@pytest.fixture
def centre(adapter):
    centre = ContactCentre(build(provide(attachments=[Archive()]), adapter))
    assert isinstance(centre.plugins.attachments[0], Archive)
    return centre


def test_a_lost_answer_is_given_again_once_the_drafts_are_gone(adapter, centre):
    intake = intake_on(centre)
    token, issued = intake.add_file("a.jpg", jpeg(1), now=NOW).token, intake.issue(NOW)
    first = intake.register(FORM, [token], issued, now=NOW)
    assert adapter.drafts.drafts == {}
    assert intake.register(FORM, [token], issued, now=NOW) == first


def test_a_file_kept_while_the_report_was_withdrawn_is_destroyed(adapter, centre, monkeypatch):
    intake = intake_on(centre)
    token, issued = intake.add_file("a.jpg", jpeg(1), now=NOW).token, intake.issue(NOW)
    keep = adapter.attachments.keep

    def overtaken(*args, **named):
        monkeypatch.setattr(adapter.attachments, "keep", keep)
        intake.register(FORM, [token], issued, now=NOW)
        centre.withdraw_consent(issued.number, now=NOW)
        keep(*args, **named)

    monkeypatch.setattr(adapter.attachments, "keep", overtaken)
    with pytest.raises(AlreadyRegisteredError):
        intake.register(FORM, [token], issued, now=NOW)
    assert adapter.attachments.files == {}
