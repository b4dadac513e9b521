"""The reading room by its addresses: what each page has, who may come in, and that words of articles stay words."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from sayso.cli import cli
from sayso.ledger import verdicts
from sayso.ledger.adding import add
from sayso.ledger.store import Store
from sayso.questions.library import article_of, leaf, listed
from sayso.questions.queue import progress, queue
from sayso.questions.statements import said
from sayso.reading.rules import RulesReader
from sayso.sources.found import About, Found
from sayso.web.app import Room, create_app
from sayso.web.charts import Dot, figures_chart, places_map
from sayso.web.marking import paragraphs
from sayso.web.security import POLICY, TOKEN, Door
from tests.rooms import RULES, ferry_ledger

PAGES = """
/ /articles /articles?words=ferry&since=2031 /search /search?words=ferry /search?words=ferry&stance=denies
/story /story?words=ferry /speaker?name=Ilse+Varga /speaker?name=Nobody /trace /trace?q=killed+Sunday
/trace?q=nothing+like+it /disputes /origins /drift?outlet=Lantern /variants /review /add /timeline
""".split()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with ferry_ledger(tmp_path / "sayso.db") as made:
        yield made


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store, RULES), base_url="http://localhost") as made:
        yield made


def token(client: TestClient) -> str:
    client.get("/")
    return str(client.cookies[TOKEN])


def first_article(store: Store) -> str:
    return listed(store, limit=1)[0].id.removeprefix("sha256:")[:16]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_by_itself_and_as_a_file(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert (answer.status_code, answer.headers["content-security-policy"]) == (200, POLICY)
    assert len(answer.content) < 200_000
    alone = client.get(page + ("&" if "?" in page else "?") + "as=file")
    assert "<script" not in alone.text
    assert not re.search(r"(?:src|href)=\"/static", alone.text)
    assert "<style>" in alone.text


def test_a_team_shares_a_room_on_postgresql(postgres_place: str) -> None:
    with (
        ferry_ledger(postgres_place) as store,
        TestClient(create_app(store, RULES), base_url="http://localhost") as client,
    ):
        assert [page for page in PAGES if client.get(page).status_code != 200] == []
        form = {"verdict": "tag", "tag": "Ferry", TOKEN: token(client)}
        client.post(f"/review/{said(store)[0].id}", data=form)
        assert "1 statement" in client.get("/story?tag=ferry").text


def test_an_article_shows_its_statements_where_they_stand(client: TestClient, store: Store) -> None:
    answer = client.get(f"/article/{first_article(store)}")
    statement = next(row for row in said(store) if row.article == listed(store, limit=1)[0].id)
    assert f'id="s-{statement.id}"' in answer.text
    assert client.get(f"/story?near={first_article(store)}").status_code == 200
    moved = client.get(f"/statement/{statement.id}", follow_redirects=False)
    assert moved.headers["location"] == f"/article/{first_article(store)}#s-{statement.id}"


def test_pieces_of_a_paragraph_are_its_text(store: Store) -> None:
    for article in listed(store):
        page = leaf(store, article.id)
        text = page.reading.article.text
        shown = list(paragraphs(page))
        assert "\n".join("".join(piece.words for piece in p.pieces) for p in shown).split() == text.split()
        assert sorted(s.id for p in shown for s in p.statements) == sorted(s.id for s in page.reading.statements)


def test_what_is_not_there_is_said_so(client: TestClient) -> None:
    assert (client.get("/nosuch").status_code, client.get("/article/ffff").status_code) == (404, 404)
    assert "there is no statement ffffffff" in client.get("/statement/ffffffff").text
    answer = client.get("/articles?since=yesterday")
    assert (answer.status_code, "is no date" in answer.text) == (400, True)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_a_request_for_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8477", "127.0.0.1", "[::1]:80"])
def test_a_request_for_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_password_is_asked_for_where_one_is_set(store: Store) -> None:
    client = TestClient(
        create_app(store, Room(Door(password="lighthouse"), reader="rules")), base_url="http://localhost"
    )
    assert client.get("/").status_code == 401
    assert client.get("/", auth=("ann", "wrong")).status_code == 401
    assert client.get("/", headers={"authorization": "Basic !!"}).status_code == 401
    assert client.get("/", auth=("ann", "lighthouse")).status_code == 200


def test_only_a_page_of_ours_changes_anything(client: TestClient, store: Store) -> None:
    statement = said(store)[0].id
    known = token(client)
    assert client.post(f"/review/{statement}", data={"verdict": "confirm"}).status_code == 403
    assert client.post(f"/review/{statement}", data={"verdict": "confirm", TOKEN: "x"}).status_code == 403
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert (
            client.post(f"/review/{statement}", data={"verdict": "confirm", TOKEN: known}, headers=headers).status_code
            == 403
        )
    assert verdicts.all_verdicts(store) == []
    answer = client.post(f"/review/{statement}", data={"verdict": "confirm", TOKEN: known}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert [(v.kind, v.who) for v in verdicts.all_verdicts(store)] == [("confirm", "Ann")]


def test_a_form_leads_to_no_other_site(client: TestClient, store: Store) -> None:
    data = {"verdict": "confirm", TOKEN: token(client)}
    for back in ("https://evil.example", "//evil.example", "/\\evil.example"):
        answer = client.post(f"/review/{said(store)[0].id}", data={**data, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/review"


def test_too_much_at_once_is_refused(client: TestClient) -> None:
    assert client.post("/add", content=b"x", headers={"content-length": "99999999999"}).status_code == 413


def test_people_judge_and_take_back(client: TestClient, store: Store) -> None:
    waiting = queue(store)
    known, statement = token(client), waiting[0].said.id
    client.post(f"/review/{statement}", data={"verdict": "correct", "source": "Petr Anselm", TOKEN: known})
    assert (progress(store).judged, statement in {q.said.id for q in queue(store)}) == (1, False)
    (given,) = verdicts.all_verdicts(store)
    assert "Undo: correct" in client.get("/review").text
    client.post(f"/withdraw/{given.id}", data={TOKEN: known})
    assert progress(store).judged == 0
    client.post("/name", data={"name": "Tom; Falk", TOKEN: known})
    client.post("/merge", data={"name": "Ilse Varga", "other": "coast guard", "into": "Coast guard", TOKEN: known})
    client.post("/split", data={"statement": statement, "into": "Somebody", TOKEN: known})
    assert [(v.kind, v.who) for v in verdicts.all_verdicts(store)][2:] == [("merge", "Tom Falk"), ("split", "Tom Falk")]


def test_what_the_reader_missed_can_be_added(client: TestClient, store: Store) -> None:
    article = first_article(store)
    exact = leaf(store, article).reading.article.text.split("\n\n")[1][:39]
    form = {"exact": exact, "source": "the coast guard", TOKEN: token(client)}
    assert client.post(f"/article/{article}/missed", data=form).status_code == 200
    (given,) = verdicts.all_verdicts(store)
    assert (given.kind, given.target, given.anchor and given.anchor.exact) == ("missed", "passage", exact)
    assert "missed" in client.get(f"/article/{article}").text
    assert client.post(f"/article/{article}/missed", data={**form, "exact": "not there"}).status_code == 400


def test_a_link_is_undone_on_the_page(client: TestClient) -> None:
    (dispute,) = client.get("/api/disputes").json()["rows"]
    client.post(f"/link/{dispute['id']}", data={"verdict": "reject", TOKEN: token(client)})
    assert client.get("/api/disputes").json() == {"more": False, "rows": []}


def test_pasted_text_and_files_are_added(client: TestClient, store: Store) -> None:
    form = {"text": "Mayor Ada Lindqvist said the bridge was shut.", "title": "Shut", TOKEN: token(client)}
    files = {"files": ("a.txt", b"Joren Falk denied that it was safe.", "text/plain")}
    for given in ({"data": form}, {"data": {TOKEN: form[TOKEN]}, "files": files}):
        answer = client.post("/add", **given)  # type: ignore[arg-type]
        client.app.state.jobs._thread.submit(int).result()  # type: ignore[attr-defined] - what is under way is done
        assert "1 article" in client.get(answer.url.path).text
    assert {row.speaker for row in said(store)} >= {"Ada Lindqvist", "Joren Falk"}
    assert client.post("/add", data={TOKEN: form[TOKEN], "address": "file:///etc/passwd"}).status_code == 400
    assert client.get("/add/99").status_code == 404


HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "“><svg onload=alert(1)>", "</style><marquee>",
    "{{ 7 * 7 }}", "javascript:alert(1)", "\u202e\u2066reversed", "<a href='javascript:alert(1)'>", "]]><!--",
    "\0\x1b[31m",
)  # fmt: skip


@pytest.mark.parametrize("payload", HOSTILE)
def test_words_of_articles_stay_words(tmp_path: Path, payload: str) -> None:
    said_so = f"Mayor {payload} Lindqvist said that {payload} 12 people were killed. “{payload},” said Ada Falk."
    text = f"{payload}\n\n{said_so}\n"
    about = About(title=payload, outlet=payload, byline=payload, published="2031-03-02")
    with Store.open(tmp_path / "a.db") as store:
        item = Found(payload, text.encode(), "text/plain", "javascript:alert(1)", given=about)
        list(add(store, [item], RulesReader(), jobs=1))
        client = TestClient(create_app(store, RULES), base_url="http://localhost")
        pages = [
            f"/article/{first_article(store)}",
            "/",
            "/articles",
            "/search",
            "/story",
            f"/trace?q={quote(payload)}",
            "/review",
        ]
        for page in (*pages, *(f"{p}{'&' if '?' in p else '?'}as=file" for p in pages)):
            shown = client.get(page).text
            bare = re.sub(
                r"<(?:script src=\"/static/\w[\w.]*\" defer></script|style>.*?</style)>", "", shown, flags=re.DOTALL
            )
            assert not re.search(r"<(?:script|img|svg onload|marquee|a href='j)|href=\"?javascript:|>49<", bare)


def test_the_interface_is_described_and_answers(client: TestClient, store: Store) -> None:
    described = client.get("/api/openapi.json").json()
    assert (described["openapi"], len(described["paths"])) == ("3.1.0", 15)
    for path in described["paths"]:
        if "{" not in path and path != "/api/trace":
            assert client.get(path).status_code == 200
    statement = said(store)[0].id
    assert client.get(f"/api/statements/{statement}").json()["statement"]["id"] == statement
    article = article_of(store, statement)
    assert client.get(f"/api/articles/{article}").json()["article"]["id"] == article
    assert client.get("/api/trace?q=killed Sunday").json()["origins"] == ["Osmark Wire"]
    assert client.get("/api/statements?stance=shouts").json() == {
        "error": "'shouts' is no stance; take one of asserts, denies, rejects, asks, accuses, promises, orders,"
        " supports, expects, declines, other"
    }
    rows = client.get("/api/statements?format=csv&limit=2").text.splitlines()
    assert rows[0].startswith("id,speaker,person,")
    assert len(rows) == 3


@pytest.mark.parametrize("form", ["html", "csv", "jsonl", "web-annotation", "claim-jsonld"])
def test_an_article_can_be_taken_away(client: TestClient, store: Store, form: str) -> None:
    answer = client.get(f"/export/{form}?article={first_article(store)}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "two sisters from Hollin Bay" in answer.text


def test_a_chart_draws_ranges_and_open_ends() -> None:
    dots = [
        Dot("2031-03-02", 14, None, "coast guard", "at least 14", "/a"),
        Dot("2031-03-03", 19, 21, "union", "19 to 21", "/b", disputed=True),
    ]
    drawn = figures_chart(dots, "killed")
    assert (drawn.count("<circle"), drawn.count('class="range"'), drawn.count('class="open"')) == (2, 2, 1)
    assert 'class="dot v1 disputed"' in drawn
    assert figures_chart(dots[:1], "killed") == figures_chart([], "killed") == places_map([]) == ""


def test_a_server_for_others_needs_a_password() -> None:
    result = CliRunner().invoke(cli, ["serve", "--host", "0.0.0.0"])
    assert (result.exit_code, "set a password with --password" in result.stderr) == (2, True)


def test_the_package_holds_every_asset() -> None:
    import sayso.web

    static = Path(str(sayso.web.__file__)).parent / "static"
    assert {path.name for path in static.iterdir()} == {
        "htmx.LICENSE", "htmx.min.js", "icon.svg", "keys.js", "style.css",
    }  # fmt: skip
