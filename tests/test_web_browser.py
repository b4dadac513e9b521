"""The reading room as a person meets it: in a real Chromium, by mouse, by keyboard alone, and without scripts."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger import verdicts
from sayso.ledger.store import Store
from sayso.questions.library import listed
from sayso.questions.statements import said
from tests.rooms import ferry_ledger, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PAGES = """
/ /articles /search?words=ferry /story?words=ferry /speaker?name=Ilse+Varga /trace?q=killed+Sunday /disputes /origins
/drift /variants /review /add /timeline
""".split()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with ferry_ledger(tmp_path / "sayso.db") as made:
        yield made


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    with served(store) as found:
        yield found


class Visit:
    """A page that notes what it asks of whom, and what it complains of."""

    def __init__(self, browser: "Browser", address: str, **settings: Any) -> None:
        self.page: Page = browser.new_page(base_url=address, **settings)
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: None if r.url.startswith(address) else self.outside.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()
        assert (self.outside, self.complaints) == ([], [])


def test_every_page_is_quiet_fits_and_is_accessible(browser: "Browser", address: str, store: Store) -> None:
    article = f"/article/{listed(store)[-1].id.removeprefix('sha256:')[:16]}"
    for width, scheme in ((1600, "light"), (360, "dark")):
        with Visit(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme) as visit:
            for path in (*PAGES, article):
                visit.page.goto(path)
                assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
                # Playwright's own world, as the page's policy lets no script in from outside.
                visit.page.evaluate(AXE.read_text("utf-8") + "; 0")
                found = visit.page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
                serious = [v["id"] for v in found if v["impact"] in ("serious", "critical")]
                assert serious == [], (path, [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found])


def test_an_editor_reviews_by_keyboard_alone(browser: "Browser", address: str, store: Store) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.goto("/review")
        with page.expect_navigation():
            page.keyboard.press("c")
        page.keyboard.press("w")
        page.keyboard.type("Petr Anselm")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        with page.expect_navigation():
            page.keyboard.press("r")
        with page.expect_navigation():
            page.keyboard.press("u")
        assert page.locator("#progress").inner_text().startswith("2 of")
    assert [v.kind for v in verdicts.all_verdicts(store)] == ["confirm", "correct", "reject", "withdraw"]


def test_keys_find_and_walk_through_statements(browser: "Browser", address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.goto("/")
        page.keyboard.press("/")
        page.keyboard.type("ferry")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        first = page.locator(".row .content").first
        assert page.evaluate("document.activeElement.href") == first.evaluate("e => e.href")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "/article/" in page.url


def test_a_statement_lights_up_with_its_card(browser: "Browser", address: str, store: Store) -> None:
    statement = said(store)[-1].id
    with Visit(browser, address) as visit:
        visit.page.goto(f"/statement/{statement}")
        visit.page.locator(f"#c-{statement} .jump").focus()
        assert visit.page.locator(f'[data-s="{statement}"].lit').count() > 0


def test_words_that_were_missed_are_selected_and_added(browser: "Browser", address: str, store: Store) -> None:
    article = listed(store)[-1].id
    with Visit(browser, address) as visit:
        page = visit.page
        page.goto(f"/article/{article.removeprefix('sha256:')[:16]}")
        page.locator(".para.body .text").first.click(click_count=3)
        page.locator("#offer [name=source]").fill("the coast guard")
        with page.expect_navigation():
            page.locator("#offer button").click()
        assert page.locator(".m.missed").count() > 0
    assert [v.kind for v in verdicts.all_verdicts(store)] == ["missed"]


def test_text_is_pasted_and_its_progress_seen(browser: "Browser", address: str) -> None:
    with Visit(browser, address) as visit:
        page = visit.page
        page.goto("/add?url=https://quell.example/bridge")
        assert page.locator("[name=address]").input_value() == "https://quell.example/bridge"
        page.locator("[name=address]").fill("")
        page.locator("[name=text]").fill("Mayor Ada Lindqvist said the bridge was shut.")
        page.locator("form.stack > button").click()
        page.get_by_role("link", name="Add more").wait_for()
        assert page.locator(".lead").inner_text() == "1 article"


def test_it_reads_without_scripts(browser: "Browser", address: str, store: Store) -> None:
    with Visit(browser, address, java_script_enabled=False) as visit:
        page = visit.page
        for path in PAGES:
            assert page.goto(path).status == 200  # type: ignore[union-attr]
        page.goto("/review")
        page.get_by_role("button", name="Confirm").click()
        assert page.locator("#progress").inner_text().startswith("1 of")
    assert len(verdicts.all_verdicts(store)) == 1


def test_pictures_for_the_docs_can_be_taken(browser: "Browser", address: str, tmp_path: Path) -> None:
    """`python -m tests.test_web_browser` takes them anew into `docs/pictures`."""
    assert [path.name for path in taken(browser, address, tmp_path)] == ["article.png", "story.png", "trace.png"]


def taken(browser: "Browser", address: str, folder: Path) -> list[Path]:
    """The pictures of the docs."""
    paths = []
    with Visit(browser, address, viewport={"width": 1280, "height": 800}) as visit:
        visit.page.goto("/articles")
        first = str(visit.page.locator(".list a").last.get_attribute("href"))
        for name, path in (("article", first), ("story", "/story?words=ferry"), ("trace", "/trace?q=killed+Sunday")):
            visit.page.goto(path)
            paths.append(folder / f"{name}.png")
            visit.page.screenshot(path=paths[-1])
    return paths


def main() -> None:
    """Take the pictures of the docs anew: `python -m tests.test_web_browser`."""
    from tempfile import TemporaryDirectory

    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with ferry_ledger(Path(folder) / "sayso.db") as made, served(made) as at:
            taken(browser, at, PICTURES)


if __name__ == "__main__":
    main()
