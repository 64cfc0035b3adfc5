"""The map: offered where there are tiles, loaded on request, worked by keys alone."""

import gzip

import attrs
import pytest
from resident_site import site as make_site
from served_site import PNG, TILE, served

from lckm_core.reports import INTAKE_LIMITS, Area
from lckm_web import CityMap
from tests.helpers.browsers import LONGEST_WAIT


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiles")
    for zoom, columns, rows in ((12, range(2267, 2272), range(1355, 1359)),
                                (13, range(4535, 4544), range(2710, 2718)),
                                (14, range(9071, 9087), range(5421, 5436))):  # fmt: skip
        for column in columns:
            (folder / str(zoom) / str(column)).mkdir(parents=True)
            for row in rows:
                (folder / str(zoom) / str(column) / f"{row}.png").write_bytes(PNG)
    return folder


@pytest.fixture(scope="module")
def city_map(tiles):
    return {"tiles": str(tiles), "zooms": [12, 14], "credit": "Mapa © Miasto <b>"}


def with_map(city_map, **options):
    return make_site(city_map=city_map, **options).visitor()


def test_tiles_may_come_from_a_server(tmp_path):
    address = "https://mapy.example.org/{z}/{x}/{y}.png"
    assert CityMap(tiles=address, cache=str(tmp_path)).answering(INTAKE_LIMITS.area)


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_without_tiles_there_is_no_map(visitor, prefix):
    page = visitor.get(f"{prefix}/zgloszenie").page
    assert page.xpath("//*[@id='map']") == []
    assert page.xpath("//*[@data-map]") == []
    assert visitor.client.get(TILE).status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_with_tiles_it_is_offered_and_nothing_of_it_is_loaded(city_map, prefix):
    visitor = with_map(city_map).get(f"{prefix}/zgloszenie")
    (box,) = visitor.page.xpath("//*[@id='map']")
    assert box.get("data-tiles") == "/kafelki/{z}/{x}/{y}"
    assert box.get("data-credit") == "Mapa © Miasto <b>"
    assert len(visitor.page.xpath("//script | //link[@rel='stylesheet']")) == 2
    assert visitor.client.get(TILE).content == PNG
    assert visitor.client.get(f"{prefix}{TILE}").status_code == 200


def test_the_map_is_where_the_face_is_mounted(city_map):
    from starlette.applications import Starlette
    from starlette.routing import Mount

    site = make_site(city_map=city_map)
    visitor = site.visitor(Starlette(routes=[Mount("/miasto", site.face.app)]))
    (box,) = visitor.get("/miasto/en/zgloszenie").page.xpath("//*[@id='map']")
    address = box.get("data-tiles").format(z=14, x=9077, y=5428)
    assert address == f"/miasto{TILE}"
    assert visitor.client.get(address).content == PNG


def test_the_first_page_is_as_light_and_the_map_weighs_little(city_map):
    visitor = with_map(city_map).get("/zgloszenie")
    asked = visitor.page.xpath("//script/@src | //link/@href")
    sizes = [len(gzip.compress(visitor.client.get(one).content)) for one in asked]
    assert len(gzip.compress(visitor.response.content)) + sum(sizes) <= 40_000
    (box,) = visitor.page.xpath("//*[@id='map']")
    names = ("data-script", "data-leaflet", "data-leaflet-style", "data-map-style")
    own = [visitor.client.get(box.get(name)) for name in names]
    assert [one.status_code for one in own] == [200] * 4
    assert all("immutable" in one.headers["cache-control"] for one in own)
    assert sum(len(gzip.compress(one.content)) for one in own) <= 50_000


def test_a_point_outside_the_city_is_refused_in_words(city_map):
    visitor = with_map(city_map).get("/zgloszenie")
    fields = {"description": "Lampa", "point": "52.23,21.01"}
    shown = visitor._show(visitor.client.post("/zgloszenie", data={**fields, "do": "next"}))
    assert shown.faults == ["To położenie jest poza miastem. Usuń je albo wskaż inne."]


def test_tiles_are_those_of_the_area_that_reports_are_taken_from(tiles):
    own = attrs.evolve(INTAKE_LIMITS, area=Area(51.70, 19.33, 51.71, 19.34))
    visitor = with_map(CityMap(tiles=str(tiles), zooms=(12, 14)), limits=own)
    assert visitor.client.get(TILE).status_code == 404
    (box,) = visitor.get("/zgloszenie").page.xpath("//*[@id='map']")
    assert box.get("data-area") == "51.7,19.33,51.71,19.34"


@pytest.mark.parametrize("wrong", [
    {"tiles": "/no/such/folder"},
    {"tiles": "https://example.org/{z}/{x}/{y}.png"},
    {"tiles": "ftp://example.org/{z}/{x}/{y}.png", "cache": "/tmp"},
])  # fmt: skip
def test_a_map_that_cannot_be_shown_is_refused_at_once(wrong):
    with pytest.raises(ValueError, match=r"tiles|cache"):
        make_site(city_map=wrong)


# ── in a browser ────────────────────────────────────────────────────────────────────────────────

LONG = pytest.mark.slow(
    reason="the map in a browser, part by part; that it opens on the page of the form stands for it"
)

VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation',"
    " one => console.error(`policy: ${one.violatedDirective} ${one.blockedURI}`))"
)


@pytest.fixture(scope="module")
def place(city_map):
    with served(city_map=city_map) as found:
        yield found


@pytest.fixture
def visit(browser, place):
    """Open the form in a new browser; in the end nothing was blocked, or asked for elsewhere."""
    address, _ = place
    contexts, unwanted = [], []

    def opened(path="/zgloszenie", *, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        page.add_init_script(VIOLATIONS)
        page.asked = []
        page.on("request", lambda one: page.asked.append(one.url.removeprefix(address)))
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.on("console", lambda one: unwanted.append(one.text))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            unwanted += [one for one in page.asked if not one.startswith("/")]
        assert context.cookies() == []
        context.close()
    assert unwanted == []


def reach(page, text):
    """Go by Tab to a button."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.textContent === wanted", text):
            return
    raise AssertionError(f"Tab does not reach {text}")


TOLD = "#map [role=status]"


def middle(page, before=None):
    """Return the middle of the map once it is told, and is another than *before*."""
    known = "{:.5f},{:.5f}".format(*before) if before else "none"
    page.wait_for_function(
        "([at, known]) => /[0-9]$/.test(document.querySelector(at).textContent)"
        " && !document.querySelector(at).textContent.includes(known)",
        arg=[TOLD, known],
    )
    text = page.inner_text(TOLD)
    return tuple(map(float, text.removeprefix("Środek mapy: ").split(",")))


@LONG
@pytest.mark.browser
def test_a_place_is_pointed_out_by_keys_alone(visit, place):
    page = visit()
    page.fill("#description", "Lampa wskazana klawiszami")
    reach(page, "Wskaż na mapie")
    assert not [one for one in page.asked if "leaflet" in one or "kafelki" in one]
    page.keyboard.press("Enter")
    page.wait_for_selector(".map img")
    assert page.evaluate("document.activeElement.className").startswith("map ")
    found = [middle(page)]
    for key in ("ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        found.append(middle(page, found[-1]))
    (latitude, longitude), _, (north, east) = found
    assert north > latitude
    assert east > longitude
    page.keyboard.press("Enter")
    point = f"{north:.5f},{east:.5f}"
    assert page.inner_text("#point [role=status]") == f"Dodano położenie: {point}"
    # No trap: Tab goes on to the buttons, one of which does the same.
    reach(page, "Wskaż środek mapy")
    reach(page, "Powiększ")
    with page.expect_request("**/kafelki/14/**"):
        page.keyboard.press("Enter")
    reach(page, "Zamknij mapę")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Wskaż na mapie"
    assert page.query_selector(".map") is None

    page.press("#description", "Tab")
    page.click("main form p.next button")
    page.click("main form p.next button")
    page.wait_for_selector("blockquote")
    assert point in page.inner_text("main")
    page.click("main form p.next button")
    report = place[1].memory.reports.get(page.inner_text("#numer"))
    assert (report.place.point.latitude, report.place.point.longitude) == (north, east)


@LONG
@pytest.mark.browser
@pytest.mark.parametrize(
    "width",
    [320, 1280],
)
def test_a_click_says_where_and_no_drag_is_needed(visit, axe, width):
    page = visit(width=width)
    page.click("text=Wskaż na mapie")
    page.wait_for_selector(".map img")
    before = middle(page)
    box = page.locator(".map").bounding_box()
    page.click(".map", position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
    after = middle(page, before)
    assert after[0] > before[0]
    assert after[1] > before[1]
    told = page.inner_text("#point [role=status]").removeprefix("Dodano położenie: ")
    assert abs(float(told.split(",")[0]) - after[0]) < 0.002
    width_of = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width_of) == 0
    found = axe.run(page).response["violations"]
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    small = page.evaluate(
        "() => [...document.querySelectorAll('#miejsce button')]"
        ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44).length"
    )
    assert small == 0

    page.click("text=Usuń położenie")
    assert page.query_selector("input[name=point]:enabled") is None
    assert page.query_selector(".map-pin") is None


@LONG
@pytest.mark.browser
def test_the_map_opens_at_the_place_that_was_given(visit):
    page = visit(
        geolocation={"latitude": 51.7412, "longitude": 19.5101}, permissions=["geolocation"]
    )
    page.click("text=Użyj mojego położenia")
    page.wait_for_selector("text=Dodano położenie: 51.74120,19.51010")
    page.click("text=Wskaż na mapie")
    page.wait_for_selector(".map-pin")
    latitude, longitude = middle(page)
    assert abs(latitude - 51.7412) < 0.0005
    assert abs(longitude - 19.5101) < 0.0005


@LONG
@pytest.mark.browser
def test_position_is_asked_for_after_a_press_only(visit):
    page = visit()
    asked = page.evaluate(
        "() => { let asked = 0; navigator.geolocation.getCurrentPosition = () => { asked += 1 };"
        " document.querySelector('#point button').click(); return asked }"
    )
    assert asked == 1
    page.reload()
    assert page.inner_text("#point [role=status]") == ""


@LONG
@pytest.mark.browser
def test_what_is_loaded_is_the_maps_own_and_weighs_what_was_promised(visit, place):
    address, _ = place
    page = visit()
    sizes = {}
    page.on(
        "response",
        lambda one: sizes.update({one.url.removeprefix(address): one.headers["content-length"]}),
    )
    page.click("text=Wskaż na mapie")
    page.wait_for_selector(".map img")
    middle(page)
    page.wait_for_load_state("networkidle")
    sizes = {url: size for url, size in sizes.items() if "/icon." not in url}
    own = {url: int(size) for url, size in sizes.items() if url.startswith("/static/")}
    assert len(own) == 4
    assert sum(own.values()) <= 50_000
    shown = [url for url in sizes if url.startswith("/kafelki/")]
    # With 10 kB a tile, which a city's tiles seldom are above.
    assert 0 < len(shown) <= 15
    assert set(sizes) == {*own, *shown}


@LONG
@pytest.mark.browser
def test_where_the_map_does_not_come_the_page_says_so_and_goes_on(visit):
    page = visit()
    # Its script comes and is none; a file that is not there would be an error in the console.
    nothing = {"status": 200, "content_type": "text/javascript", "body": ""}
    page.route("**/static/leaflet.*.js", lambda route: route.fulfill(**nothing))
    page.click("text=Wskaż na mapie")
    page.wait_for_selector("text=Nie udało się otworzyć mapy. Opisz miejsce słowami.")
    assert page.is_enabled("text=Wskaż na mapie")
    page.fill("#description", "Bez mapy")
    page.click("main form p.next button")
    page.wait_for_selector("#email")
