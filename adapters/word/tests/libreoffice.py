"""LibreOffice as a second reader: it takes or refuses all tracked changes of a file, or just
saves it again.

Each run has a profile of its own in the test's folder, a time limit, and its whole process
group ended when that is over.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
SECONDS = 180
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
  script:language="StarBasic">
Sub Decide(source, target, verb)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  If verb &lt;&gt; "Save" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; verb, "", 0, Array())
  End If
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>"""

needed = pytest.mark.skipif(
    PROGRAM is None and os.environ.get("CI") != "true",
    reason="LIBREOFFICE IS NOT HERE: that it reads what we write, and takes and refuses our "
    "changes, WAS NOT TESTED. Install soffice.",
)
"""For tests that need LibreOffice: skipped loudly without it, and failing where CI is true."""


def resaved(source: bytes, folder: Path, verb: str = "Save") -> bytes:
    """Return a document as LibreOffice saves it after *verb*: ``AcceptAllTrackedChanges``,
    ``RejectAllTrackedChanges`` or ``Save``.
    """
    assert PROGRAM is not None, "soffice is not installed"
    before, after = folder / f"{verb}-before.docx", folder / f"{verb}-after.docx"
    before.write_bytes(source)
    profile = folder / f"profile-{verb}"
    _run(
        profile, "--terminate_after_init"
    )  # which fills the profile; what lay there before would be overwritten
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(_MODULE)
    said = _run(
        profile, "--norestore", f"macro:///Standard.Module1.Decide({before},{after},{verb})"
    )
    assert after.exists(), said
    return after.read_bytes()


def _run(profile: Path, *arguments: str) -> bytes:
    """Run LibreOffice to its end, and end all of it when the time is over."""
    call = [PROGRAM or "", f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    with subprocess.Popen(
        call, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        try:
            said, _ = running.communicate(timeout=SECONDS)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    return said
