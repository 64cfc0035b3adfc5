"""A call that is taken without a mouse: how many keys it takes beyond the words."""

from keyboard import wait_for_focus


def take_call(page, address: str) -> tuple[str, int]:
    """Take a call in a browser; return the number of the report, and the presses."""
    page.goto(f"{address}/")
    wait_for_focus(page)
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        page.keyboard.press(key)
        presses += 1

    def to(name: str) -> None:
        for _ in range(25):
            if page.evaluate("document.activeElement.name || document.activeElement.value") == name:
                return
            press("Tab")
        raise AssertionError(name)

    # The button for a call has the focus on the first page.
    with page.expect_navigation():
        press("Enter")
    wait_for_focus(page)
    page.keyboard.type("kiedy wywożą odpady")
    with page.expect_navigation():
        press("Enter")
    wait_for_focus(page)
    to("opis")
    page.keyboard.type("Nie odebrano odpadów na Zielonej.")
    press("Tab")
    page.keyboard.type("Nieodebrane")
    to("adres")
    page.keyboard.type("Zielona 5")
    to("telefon")
    page.keyboard.type("601 234 567")
    to("do")
    with page.expect_navigation():
        press("Enter")
    wait_for_focus(page)
    assert page.evaluate("document.activeElement.value") == "zapisz"
    with page.expect_navigation():
        press("Enter")
    wait_for_focus(page)
    page.wait_for_url("**/rozmowa/przyjete?*")
    return page.inner_text("#numer"), presses
