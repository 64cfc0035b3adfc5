"""Residents: what each writes, and how it is sent page by page."""

import io
import random

import attrs
from PIL import Image

from lckm_testing import PersonalDataCanary
from promises.web.browser import Browser, File, filled, text_of

_CATEGORIES = ("oswietlenie", "trawa", "dziura-w-jezdni", "")


@attrs.frozen
class Sent:
    """A report that was acknowledged: its resident, number and code, and the lost answers."""

    resident: "Resident"
    number: str
    code: str
    lost: int


class Resident:
    """One resident, the same for the same seed and count.

    Whatever can hold a word holds one that tells who it is: every field, the name of the
    file, its EXIF, and the headers.
    """

    def __init__(self, seed: int, count: int) -> None:
        self.canary = PersonalDataCanary(f"{seed} {count}")
        chance = random.Random(f"{seed} {count}")
        self.count = count
        self.mark = f"Latarnia {seed}x{count:06d} nie działa."
        token = self.canary.email.partition("@")[0]
        self.headers = {
            "User-Agent": f"agent-{token}",
            "Referer": f"https://{token}.example/",
            "X-Forwarded-For": f"10.{chance.randrange(256)}.{count >> 8 & 255}.{count & 255}",
        }
        self.values = {
            "description": f"{self.mark} {self.canary.description()}",
            "category": chance.choice(_CATEGORIES) or "nie-wiem",
            "area": "polesie",
            "place": f"za sklepem, tel. {self.canary.phone}",
            "street": f"ul. Przykładowa 9, e-mail {self.canary.email}",
            "name": self.canary.name,
            "email": self.canary.email,
            "phone": self.canary.phone,
            "address": f"skrytka {token}",
        }
        self.files: list[File] = []
        if count % 3 == 0:
            self.files = [(f"{token}-{at}.jpg", photo(token)) for at in range(1 + count % 2)]
        self.needles = tuple(
            one.encode()
            for one in (
                token,
                self.canary.email.partition("@")[2],
                self.canary.phone.replace("+48 ", ""),
                self.canary.name.rpartition("-")[2].removesuffix("ąę"),
                self.headers["X-Forwarded-For"],
            )
        )

    async def send(self, port: int) -> Sent:
        """Send the report, each page until it is answered, and read the receipt."""
        async with Browser(port, self.headers) as browser:
            page = await browser.ask_until_answered("/zgloszenie")
            files, answer = self.files, page
            for _ in range(12):
                action, body, kind = filled(answer.body, self.values, files)
                answer = await browser.ask_until_answered(action, body, kind)
                files = []
                if answer.status == 303:
                    break
                assert answer.status in (200, 409), (answer.status, action)
            receipt = await browser.ask_until_answered(answer.headers["location"])
            number, code = (text_of(receipt.body, name) for name in ("numer", "kod"))
            return Sent(self, number, code, browser.lost)

    async def withdraw(self, port: int, sent: Sent) -> None:
        """Withdraw consent, by number and code."""
        async with Browser(port, self.headers) as browser:
            page = await browser.ask_until_answered("/sprawdz")
            values = {"number": sent.number, "code": sent.code}
            answer = await browser.ask_until_answered(*filled(page.body, values, []))
            assert answer.status == 303, answer.status
            status = answer.headers["location"]
            question = await browser.ask_until_answered(status.replace("?", "/cofnij?"))
            answer = await browser.ask_until_answered(*filled(question.body, {}, []))
            assert answer.status == 200, answer.status


def different_residents(seed: int, count: int) -> list[Resident]:
    """Return residents of whom no two have a word in common.

    Of a thousand, two have the same telephone number in one seed of twenty. Found with who
    stays, it would be taken for what is left of who withdrew.
    """
    found, taken = list[Resident](), set[bytes]()
    at = 0
    while len(found) < count:
        resident = Resident(seed, at)
        at += 1
        if taken.isdisjoint(resident.needles):
            found.append(resident)
            taken.update(resident.needles)
    return found


def photo(owner: str, side: int = 64) -> bytes:
    """Return a JPEG whose EXIF names its owner."""
    exif = Image.Exif()
    exif[0x013B] = f"autor {owner}"
    to = io.BytesIO()
    noise = Image.effect_noise((side, side), 90).convert("RGB")
    noise.save(to, "JPEG", quality=90, exif=exif, comment=f"uwaga {owner}".encode())
    return to.getvalue()
