import time

import pytest

from sayso.sources import language

ENGLISH = (
    "The Orsk ferry must keep all three boats, the port council ruled on Friday after a year of protest on both shores."
    " Its master said that she was relieved, and that the crew would be back at work by the end of the week."
)
OTHERS = {
    "de": "Die Fähre nach Orsk muss alle drei Boote behalten, hat der Hafenrat am Freitag entschieden, und die"
    " Besatzung ist nach einem Jahr des Protests erleichtert, weil sie nicht mehr um ihre Arbeit fürchten muss.",
    "fr": "Le bac d’Orsk doit garder ses trois bateaux, a décidé vendredi le conseil du port, et l’équipage est soulagé"
    " après une année de manifestations sur les deux rives, car il ne craint plus pour son travail.",
    "es": "El transbordador de Orsk debe conservar sus tres barcos, decidió el viernes el consejo del puerto, y la"
    " tripulación está aliviada después de un año de protestas en las dos orillas, porque ya no teme por su trabajo.",
    "it": "Il traghetto di Orsk deve tenere tutte e tre le barche, ha deciso venerdì il consiglio del porto, e"
    " l’equipaggio è sollevato dopo un anno di proteste sulle due rive, perché non teme più per il suo lavoro.",
    "pt": "A balsa de Orsk deve manter os três barcos, decidiu na sexta-feira o conselho do porto, e a tripulação está"
    " aliviada depois de um ano de protestos nas duas margens, porque já não teme pelo seu trabalho.",
    "nl": "De veerboot van Orsk moet alle drie de boten houden, besliste de havenraad op vrijdag, en de bemanning is"
    " opgelucht na een jaar van protest op beide oevers, omdat ze niet meer voor haar werk hoeft te vrezen.",
    "ru": "Паром в Орске должен сохранить все три судна, решил в пятницу совет порта, и команда рада, что после года"
    " протестов на обоих берегах ей больше не нужно бояться за свою работу.",
    "uk": "Пором в Орську має зберегти всі три судна, вирішила у п’ятницю рада порту, і команда рада, що після року"
    " протестів на обох берегах їй більше не треба боятися за свою роботу.",
    "ar": "قرر مجلس الميناء يوم الجمعة أن تحتفظ العبارة بقواربها الثلاثة بعد عام من الاحتجاجات على الضفتين",
    "he": "מועצת הנמל החליטה ביום שישי שהמעבורת תשמור על שלוש הסירות שלה אחרי שנה של מחאה בשתי הגדות",
    "zh": "港务委员会星期五裁定，渡轮公司必须保留全部三艘船，船员们在两岸抗议一年之后松了一口气。",
    "ja": "港湾委員会は金曜日、フェリー会社に三隻すべての船を残すよう命じ、乗組員は安堵している。",
    "ko": "항만위원회는 금요일에 여객선 회사가 배 세 척을 모두 유지해야 한다고 결정했다.",
    "el": "Το συμβούλιο του λιμανιού αποφάσισε την Παρασκευή ότι το πορθμείο πρέπει να κρατήσει και τα τρία πλοία.",
    "hi": "बंदरगाह परिषद ने शुक्रवार को फैसला किया कि नौका कंपनी को तीनों नावें रखनी होंगी और कर्मचारी खुश हैं।",
}


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert language(text) == code
    assert language(text * 20) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "The mayor said no.",
        "Ferry keeps boats",
        "FERRY LINE TOLD TO KEEP ITS BOATS",
        "Zoë Brânză said the café would stay open.",
        "MARLOW: Thank you. BRANDT: Who locked the doors? MARLOW: I did, sir. BRANDT: When? MARLOW: At nine.",
        "Ada Quill, Tom Reeve, Ines Marlow, Ivo Brandt, Lena De Wit, Anna Lowe, Boris Van Dyke, Mira Ohara, Pedro Luz,"
        " Sunita Rao, Jo Pell, Angus Mckay, Anders Holm",
        "Ferry fares up; Herring quota cut; Port council chair quits; Two boats collide; Harbour tax vetoed;"
        " Lighthouse sold; Storm closes bridge; Dock strike ends",
        ENGLISH + " „" + OTHERS["de"][:80] + "“, she said.",
    ],
)
def test_english_is_told_from_headlines_transcripts_and_lists_too(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,204 – 88 %",
        "Rada portu zdecydowała w piątek, że prom musi zachować wszystkie trzy łodzie, a załoga po roku protestów na"
        " obu brzegach nie musi się już bać o swoją pracę, bo jest to dla niej ważne.",
        "Hamnrådet beslutade på fredagen att färjan ska behålla alla tre båtarna, och besättningen är lättad efter ett"
        " år av protester på båda stränderna, för den har inte längre något att frukta.",
        "شورای بندر روز جمعه تصمیم گرفت که کشتی باید هر سه قایق خود را نگه دارد و این برای کارکنان مهم است",
        "Müller fährt Boot",
    ],
)
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert language(text) is None


def test_ten_megabytes_are_sampled() -> None:
    text = ENGLISH * (10_000_000 // len(ENGLISH))
    began = time.perf_counter()
    assert language(text) == "en"
    assert time.perf_counter() - began < 0.5
