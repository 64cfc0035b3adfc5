"""A call that is taken without a mouse: how many keys it takes beyond the words."""


def take_call(page, address: str) -> tuple[str, int]:
    """Take a call in a browser; return the number of the report, and the presses."""
    page.goto(f"{address}/")
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
    page.keyboard.type("kiedy wywożą odpady")
    with page.expect_navigation():
        press("Enter")
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
    assert page.evaluate("document.activeElement.value") == "zapisz"
    with page.expect_navigation():
        press("Enter")
    page.wait_for_url("**/rozmowa/przyjete?*")
    return page.inner_text("#numer"), presses
