"""The staff of the demo: made-up people, one of each role."""

import json

import attrs

from lckm_core.organisation import DIRECTORY, Directory, Official, Role
from lckm_core.ports import impl

_DEPARTMENT = "Wydział Zarządzania Kontaktami z Mieszkańcami"
_ROADS, _MUNICIPAL = "Zarząd Dróg i Transportu", "Wydział Gospodarki Komunalnej"
STAFF = (
    Official("Teresa Słuchająca", (Role.CALL_CENTRE_STAFF,), cell=_DEPARTMENT, login="teresa"),
    Official("Karol Odbierający", (Role.HEAD_OF_CALL_CENTRE,), cell=_DEPARTMENT, login="karol"),
    Official("Barbara Modelowa", (Role.MONITORING_STAFF,), cell=_DEPARTMENT, login="barbara"),
    Official("Piotr Sprawdzający", (Role.HEAD_OF_MONITORING,), cell=_DEPARTMENT, login="piotr"),
    Official("Dorota Wzorcowa", (Role.DIRECTOR,), cell=_DEPARTMENT, login="dorota"),
    Official("Adam Drogowy", (Role.HEAD_OF_UNIT,), unit=_ROADS, login="adam"),
    Official("Olga Drogowa", (Role.STAFF_OF_UNIT,), unit=_ROADS, login="olga"),
    Official("Zofia Przykładowa", (Role.HEAD_OF_CELL,), cell=_MUNICIPAL, login="zofia"),
    Official("Jan Porządkowy", (Role.STAFF_OF_CELL,), cell=_MUNICIPAL, login="jan"),
)


class StaffAdapter:
    """Provides the built-in directory with the staff of the demo."""

    name = "demo, staff"

    @impl
    def provide_directory(self) -> Directory:
        """Provide the directory."""
        return attrs.evolve(DIRECTORY, people=STAFF)


def logins() -> str:
    """Return the lines of a settings file that offer each of them for signing in."""
    words = (f"{member.login}={member.name}, {member.roles[0].value}" for member in STAFF)
    return "\n".join(f"  {json.dumps(line, ensure_ascii=False)}," for line in words)
