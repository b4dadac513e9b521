import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.found import About, Found, Settings
from sayso.sources.mail import in_mail, in_mbox
from tests.opened import SMALL, opened, shown

USUAL = Settings()
HEAD = (
    "From: =?utf-8?q?The_Orsk_Lantern_=E2=80=93_Daily?= <daily@orsk.example>\r\n"
    "Subject: =?utf-8?b?VGhlIGZlcnJ5IOKAkyBhbmQ=?=\r\n us\r\nDate: Wed, 04 Mar 2026 18:30:00 +0200\r\n"
    "Archived-At: <https://orsk.example/letters/7>\r\n"
)
ABOUT = About("The ferry – and us", "The Orsk Lantern – Daily", "2026-03-04T18:30:00+02:00")
PLAIN = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=EB said no.\r\n"  # noqa: E501
BOTH = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n'
    f"--x\r\n{PLAIN}--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Zoë said no.</p>\r\n--x--\r\n"
)


def test_a_message_gives_its_web_version_with_what_its_head_says() -> None:
    assert list(in_mail(opened(HEAD + BOTH, "a.eml"), USUAL)) == [
        Found(
            "a.eml", "<p>Zoë said no.</p>".encode(), "text/html; charset=utf-8", "https://orsk.example/letters/7",
            hints=ABOUT,
        )
    ]  # fmt: skip


def test_or_its_plain_text() -> None:
    [found] = in_mail(opened(HEAD + PLAIN), USUAL)
    assert isinstance(found, Found)
    assert (found.raw, found.content_type) == (b"Zo\xeb said no.\r\n", "text/plain; charset=iso-8859-1")


def test_a_mailbox_gives_each_message_and_the_rest_goes_on_after_a_broken_one() -> None:
    plain = "Subject: {}\n\n{}\n\n"
    box = "".join(
        f"From daily@orsk.example Wed Mar  4 18:30:00 2026\n{message}"
        for message in (
            plain.format("One", "The mayor said no.\n>From then on\nFrom there"),
            plain.format("Long", "a" * 3000),
            "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n\n",
            plain.format("Last", "It ends."),
        )
    )
    assert shown(in_mbox(opened(box, "a.mbox"), SMALL)) == [
        Found(
            "a.mbox#1", b"The mayor said no.\nFrom then on\nFrom there\n\n", "text/plain", hints=About("One"),
        ),
        "a.mbox#2: this message has more than 2,000 bytes; raise the limit if you want it",
        "a.mbox#3: there is no text in this message, only what is attached; save that as a file",
        Found("a.mbox#4", b"It ends.\n\n", "text/plain", hints=About("Last")),
    ]  # fmt: skip


def test_a_message_too_long_and_a_box_without_any() -> None:
    box = "From a\nSubject: Long\n\n" + "a\n" * 2000 + "\nFrom b\nSubject: Last\n\nIt ends.\n"
    assert shown(in_mbox(opened(box, "a.mbox"), SMALL)) == [
        "a.mbox#1: this message has more than 2,000 bytes; raise the limit if you want it",
        Found("a.mbox#2", b"It ends.\n", "text/plain", hints=About("Last")),
    ]
    assert shown(in_mbox(opened("Dear all,\n", "a.mbox"), USUAL)) == [
        "a.mbox: there is no message in this mailbox; each begins with a line 'From …'"
    ]


def test_headers_as_senders_write_them() -> None:
    for header, title in (
        ("Subject: =?utf-8?q?Caf=C3=A9?= and\n =?iso-8859-1?q?_Zo=EB?=", "Café and Zoë"),
        ("Subject: =?nonsense?q?No?=", "=?nonsense?q?No?="),
        ("Subject:", None),
        ("Subject: " + '"' * 200_000, '"' * 2000),
    ):
        [found] = in_mail(opened(f"{header}\n\nIt ends.\n"), USUAL)
        assert found == Found("in", b"It ends.\n", "text/plain", hints=About(title))


@pytest.mark.parametrize("piece", ['"', "a ", "(", ";", "; a=", "=?", "@a,", "<", "\\", "=?utf-8?q?a?= "])
def test_hostile_headers_take_no_time(piece: str) -> None:
    for name in ("From", "Subject", "Date", "Content-Type", "Content-Disposition", "Archived-At"):
        assert list(in_mail(opened(f"{name}: {piece * (200_000 // len(piece))}\n\nIt ends.\n"), USUAL))


@given(
    st.lists(
        st.sampled_from([HEAD, BOTH, PLAIN, "From a\n", "\n", "--x", "\x00", "Content-Type: a", "=?b?", "é"]),
        max_size=8,
    )
)
def test_no_mail_raises_anything(parts: list[str]) -> None:
    for reader in (in_mail, in_mbox):
        for item in reader(opened("".join(parts)), USUAL):
            assert isinstance(item, Found | InputError)
