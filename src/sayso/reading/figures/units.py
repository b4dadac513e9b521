"""Units of measure and money, as the words and signs that follow or precede a number.

SI and imperial units, and ISO 4217's currencies; which of them to list, and the plural British name each goes by, is
ours. A bare "$" is taken for the US dollar and a bare "rupee" for the Indian one; a "peso" or "dinar" belongs to no one
country, and keeps its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WORDS = {
    "percent": "percent, per cent, pct, pc, percentage",
    "percentage points": "percentage point, percentage points, percent point, percent points",
    "basis points": "basis point, basis points, bps",
    "points": "points, point",
    "kilometres": "kilometre, kilometres, kilometer, kilometers, km, kms",
    "metres": "metre, metres, meter, meters",
    "centimetres": "centimetre, centimetres, centimeter, centimeters, cm",
    "millimetres": "millimetre, millimetres, millimeter, millimeters, mm",
    "miles": "mile, miles",
    "nautical miles": "nautical mile, nautical miles",
    "yards": "yard, yards",
    "feet": "foot, feet, ft",
    "inches": "inch, inches",
    "light years": "light year, light years, light-year, light-years",
    "hectares": "hectare, hectares, ha",
    "acres": "acre, acres",
    "square kilometres": "square kilometre, square kilometres, square kilometer, square kilometers, sq km, km²",
    "square metres": "square metre, square metres, square meter, square meters, sq m, sqm, m²",
    "square miles": "square mile, square miles, sq miles",
    "square feet": "square foot, square feet, sq ft",
    "cubic metres": "cubic metre, cubic metres, cubic meter, cubic meters, m³",
    "cubic feet": "cubic foot, cubic feet",
    "litres": "litre, litres, liter, liters",
    "millilitres": "millilitre, millilitres, milliliter, milliliters, ml",
    "gallons": "gallon, gallons",
    "pints": "pint, pints",
    "barrels": "barrel, barrels",
    "tonnes": "tonne, tonnes, metric ton, metric tons, metric tonnes",
    "tons": "ton, tons",
    "kilograms": "kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos, kg, kgs",
    "grams": "gram, grams, gramme, grammes",
    "milligrams": "milligram, milligrams, mg",
    "micrograms": "microgram, micrograms, µg, μg",
    "pounds": "pound, pounds, lb, lbs",
    "ounces": "ounce, ounces, oz",
    "carats": "carat, carats",
    "seconds": "second, seconds, sec, secs",
    "minutes": "minute, minutes, min, mins",
    "hours": "hour, hours, hr, hrs",
    "days": "day, days",
    "nights": "night, nights",
    "weeks": "week, weeks",
    "fortnights": "fortnight, fortnights",
    "months": "month, months",
    "years": "year, years, yr, yrs",
    "decades": "decade, decades",
    "centuries": "century, centuries",
    "degrees Celsius": "degree celsius, degrees celsius, celsius, degrees c, degree c, deg c, centigrade, °c, ºc",
    "degrees Fahrenheit": "degree fahrenheit, degrees fahrenheit, fahrenheit, degrees f, degree f, °f, ºf",
    "degrees": "degree, degrees, °, º",
    "miles per hour": "miles per hour, mile per hour, miles an hour, mph, m.p.h",
    "kilometres per hour": "kilometres per hour, kilometers per hour, kilometres an hour, kph, km/h, kmh, kmph",
    "metres per second": "metres per second, meters per second, m/s",
    "miles per gallon": "miles per gallon, mpg",
    "revolutions per minute": "rpm",
    "knots": "knot, knots",
    "watts": "watt, watts",
    "kilowatts": "kilowatt, kilowatts, kw",
    "megawatts": "megawatt, megawatts, mw",
    "gigawatts": "gigawatt, gigawatts, gw",
    "kilowatt hours": "kilowatt hour, kilowatt hours, kilowatt-hours, kwh",
    "megawatt hours": "megawatt hours, megawatt-hours, mwh",
    "gigawatt hours": "gigawatt hours, gigawatt-hours, gwh",
    "volts": "volt, volts",
    "amperes": "amp, amps, ampere, amperes",
    "joules": "joule, joules",
    "calories": "calorie, calories",
    "kilocalories": "kilocalorie, kilocalories, kcal",
    "hertz": "hertz, hz",
    "kilohertz": "kilohertz, khz",
    "megahertz": "megahertz, mhz",
    "gigahertz": "gigahertz, ghz",
    "decibels": "decibel, decibels, db",
    "horsepower": "horsepower, hp, bhp",
    "pascals": "pascal, pascals, pa",
    "kilopascals": "kilopascals, kpa",
    "megapascals": "megapascals, mpa",
    "millibars": "millibar, millibars, mb",
    "kilobytes": "kilobyte, kilobytes, kb",
    "megabytes": "megabyte, megabytes",
    "gigabytes": "gigabyte, gigabytes, gb",
    "terabytes": "terabyte, terabytes, tb",
    "pixels": "pixel, pixels",
    "megapixels": "megapixel, megapixels",
    "micrometres": "micrometre, micrometres, micron, microns, µm, μm",
    "nanometres": "nanometre, nanometres, nm",
    "parts per million": "parts per million, ppm",
    "parts per billion": "parts per billion, ppb",
    "cents": "cent, cents",
    "pence": "pence, penny",
    "USD": "dollar, dollars, us dollar, us dollars, american dollars, usd, bucks",
    "AUD": "australian dollars, australian dollar, aud",
    "CAD": "canadian dollars, canadian dollar, cad",
    "NZD": "new zealand dollars, nzd",
    "HKD": "hong kong dollars, hkd",
    "SGD": "singapore dollars, sgd",
    "TWD": "taiwan dollars, twd",
    "EUR": "euro, euros, eur",
    "GBP": "pounds sterling, british pounds, gbp, quid",
    "JPY": "yen, japanese yen, jpy",
    "CNY": "yuan, renminbi, rmb, cny, chinese yuan",
    "INR": "rupee, rupees, indian rupees, inr",
    "PKR": "pakistani rupees, pkr",
    "LKR": "sri lankan rupees, lkr",
    "RUB": "rouble, roubles, ruble, rubles, rub",
    "UAH": "hryvnia, hryvnias, uah",
    "KRW": "korean won, south korean won, krw",
    "ILS": "shekel, shekels, ils",
    "TRY": "turkish lira, turkish liras",
    "ZAR": "rand, zar",
    "BRL": "reais, brl",
    "MXN": "mexican pesos, mxn",
    "PHP": "philippine pesos, php",
    "CHF": "swiss francs, chf",
    "SEK": "swedish kronor, swedish crowns, sek",
    "NOK": "norwegian kroner, norwegian crowns, nok",
    "DKK": "danish kroner, danish crowns, dkk",
    "PLN": "zloty, zlotys, pln",
    "CZK": "czech crowns, koruna, czk",
    "HUF": "forint, forints, huf",
    "HRK": "kuna, hrk",
    "THB": "baht, thb",
    "MYR": "ringgit, myr",
    "IDR": "rupiah, idr",
    "VND": "vietnamese dong, vnd",
    "BDT": "taka, bdt",
    "NGN": "naira, ngn",
    "KES": "kenyan shillings, kes",
    "GHS": "cedi, cedis, ghs",
    "SAR": "riyals, saudi riyals, sar",
    "AED": "dirhams, aed",
    "IQD": "iraqi dinars, iqd",
    "KWD": "kuwaiti dinars, kwd",
    "EGP": "egyptian pounds, egp",
    "IRR": "iranian rials, irr",
    "BTC": "bitcoin, bitcoins, btc",
    "pesos": "peso, pesos",
    "dinars": "dinar, dinars",
    "francs": "franc, francs",
    "shillings": "shilling, shillings",
    "lira": "lira, liras",
    "crowns": "kronor, kroner, krona, krone",
    "rials": "rial, rials",
}
UNITS: dict[str, str] = {form: name for name, forms in _WORDS.items() for form in forms.split(", ")}
"""Every form of a unit, in lower case, with the name it goes by."""
_SYMBOLS = {
    "m": "metres",
    "g": "grams",
    "t": "tonnes",
    "l": "litres",
    "L": "litres",
    "h": "hours",
    "s": "seconds",
    "p": "pence",
    "c": "cents",
    "C": "degrees Celsius",
    "F": "degrees Fahrenheit",
    "W": "watts",
    "V": "volts",
    "A": "amperes",
    "MB": "megabytes",
    "%": "percent",
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
}
"""Forms that count only as they are written, and only where they touch the digits ("%" and signs anywhere)."""
_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "USD": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD",
    "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "CAN$": "CAD", "$C": "CAD", "NZ$": "NZD", "$NZ": "NZD",
    "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR",
    "¥": "JPY", "JPY": "JPY", "Y": "JPY", "CNY": "CNY", "RMB": "CNY", "₹": "INR", "Rs": "INR", "Rs.": "INR",
    "INR": "INR", "₽": "RUB", "₩": "KRW", "KRW": "KRW", "₪": "ILS", "NIS": "ILS", "₦": "NGN", "₺": "TRY",
    "₴": "UAH", "฿": "THB", "₫": "VND", "₱": "PHP", "Rp": "IDR", "RM": "MYR", "CHF": "CHF", "SEK": "SEK",
    "NOK": "NOK", "DKK": "DKK", "AUD": "AUD", "CAD": "CAD", "PKR": "PKR", "KES": "KES", "Ksh": "KES",
}  # fmt: skip
_SIGN = re.compile(
    r"(?<![\w$])(?:(?:US|HK|NZ|AU?|CA?|S|NT) ?\$|"
    rf"{'|'.join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))})[=\s]?$"
)
MONEY = frozenset(name for name in _WORDS if len(name) == 3 and name.isupper())
"""ISO 4217 codes."""
TIME = frozenset("seconds minutes hours days nights weeks fortnights months years decades centuries".split())
_IN_DAYS = {"weeks": Decimal(7), "fortnights": Decimal(14)}
_AFTER = re.compile(r"[\s-]{0,2}([A-Za-zµμ°º%£€$²³.][\w²³.]*(?:/[a-zA-Z]\w*)?)?(?:[\s-]([a-zA-Z]+))?(?:\s([a-zA-Z]+))?")
_RATE = re.compile(
    r"\s{1,2}per\s{1,2}(?!cent)([a-z]+(?:-[a-z]+)*)|/([a-z]+)\b|[\s-]an?[\s-](second|minute|hour|day|night|week|month|"
    r"year|share|barrel|tonne|ton|gallon|litre|head|ounce|kilo|bottle|pint|piece|unit)\b(?!\s(?:ago|earlier|later|before|after|previously))"
)
_NOT_UNITS = {
    "points": re.compile(r"\s(?:of|out|guard|man|men|where|when|the|at which)\b"),
    "seconds": re.compile(r"\s(?:half|time|round|place|term|leg|day|strike|phase|wave)\b"),
    "pixels": re.compile(r"\spitch\b"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends at `end` of the text; `times` is what a value in it is multiplied by (weeks: 7 days)."""

    name: str
    end: int
    times: Decimal = Decimal(1)


def sign_before(text: str, start: int, least: int) -> tuple[str, int] | None:
    """The currency whose sign stands before `start`, and where the sign begins; nothing before `least`."""
    match = _SIGN.search(text, max(least, start - 6), start)
    if match is None or (match.group() == "Y" and not text.startswith("=", match.end())):
        return None
    return _SIGNS["".join(match.group().split()).rstrip("=")], match.start()


def unit_after(text: str, at: int, end: int, digits: bool) -> Unit | None:
    """The unit that follows a number which ends at `at`, with the rate that it is part of ("miles an hour").

    Signs and letters count only after digits. Weeks and fortnights become days: a period is compared in days.
    """
    match = _AFTER.match(text, at, min(end, at + 60))
    if match is None or match.group(1) is None:
        return None
    found = _named(text, at, match, digits)
    if found is None:
        return None
    name, stop = found
    other = _NOT_UNITS.get(name)
    if other and other.match(text, stop, end):
        return None
    times = _IN_DAYS.get(name, Decimal(1))
    name = "days" if name in _IN_DAYS else name
    rate = _RATE.match(text, stop, end) if " per " not in name else None
    if rate:
        return Unit(f"{name} per {rate.group(1) or rate.group(2) or rate.group(3)}", rate.end(), times)
    return Unit(name, stop, times)


def _named(text: str, at: int, match: re.Match[str], digits: bool) -> tuple[str, int] | None:
    for last in (3, 2, 1):
        if match.group(last) is None:
            continue
        words = text[match.start(1) : match.end(last)]
        form = words.lower().replace("-", " ").rstrip(".")
        known = UNITS.get(form) or UNITS.get(words.lower().rstrip("."))
        if known and (digits or len(form) > 2):
            return known, match.end(last) - (words.endswith(".") and form != "m.p.h")
    symbol = match.group(1).rstrip(".")
    if digits and symbol[:1] in ("%", "£", "€", "$"):
        return _SYMBOLS[symbol[0]], match.start(1) + 1
    if digits and symbol in _SYMBOLS and match.start(1) == at:
        return _SYMBOLS[symbol], match.start(1) + len(symbol)
    return None
