"""Words that tell who is meant: titles, roles, bodies, outlets, governments, and what they have in common.

The lists are ours: the plain words of the trade, and the names of states and news organisations that
any reader knows. No list was taken from a corpus. First names are in `first_names`.
"""

from __future__ import annotations

from sayso.reading.cues import word_set

MALE_TITLES = word_set("mr sir lord fr")
FEMALE_TITLES = word_set("mrs ms miss dame lady baroness")
COURTESY = MALE_TITLES | FEMALE_TITLES | word_set("mx dr")
"""Titles that say nothing of what somebody does."""

_OFFICES = word_set(
    "president vice-president minister premier chancellor senator sen sens rep reps representative representatives "
    "congressman congresswoman delegate del gov governor mayor secretary sec speaker leader chairman chairwoman "
    "chairperson chair chief director officer commissioner commander general gen colonel col captain capt lt "
    "lieutenant sgt sergeant major maj admiral vice-admiral adm judge justice attorney prosecutor counsel ambassador "
    "envoy king queen prince princess pope bishop archbishop cardinal mp msp md councillor cllr councilman "
    "councilwoman sheriff deputy superintendent inspector detective constable treasurer comptroller whip emperor "
    "empress sultan emir sheikh ayatollah crown-prince alderman assemblyman assemblywoman undersecretary solicitor "
    "congressperson"
)
_TRADES = word_set(
    "lawyer spokesman spokeswoman spokesperson manager strategist adviser advisor aide analyst economist professor "
    "prof doctor rev reverend pastor rabbi imam candidate nominee hopeful contender rival frontrunner front-runner "
    "running-mate editor reporter journalist correspondent columnist author writer host anchor moderator actor "
    "actress singer filmmaker producer executive ceo cfo coo founder co-founder cofounder owner businessman "
    "businesswoman billionaire investor coach player star driver head member lawmaker legislator scientist researcher "
    "physician historian activist campaigner organizer organiser pollster consultant operative surrogate advocate "
    "mogul magnate tycoon developer teacher veteran musician rapper comedian novelist poet artist designer engineer "
    "nurse psychologist psychiatrist scholar expert fellow student trader farmer pilot soldier democrat republican "
    "conservative liberal independent socialist politician statesman chef architect commentator pundit blogger "
    "photographer witness survivor victim suspect defendant plaintiff resident coroner chaplain diplomat partner "
    "associate supporter technician specialist contractor planner dean chancellor provost principal administrator "
    "coordinator negotiator investigator entrepreneur publisher broadcaster presenter newsman editor-in-chief "
    "co-chair co-chairman vice-chair co-host staffer speechwriter lobbyist insider bystander whistleblower"
)
_KIN = word_set(
    "father mother brother sister son daughter wife husband widow widower uncle aunt cousin nephew niece grandson "
    "granddaughter grandfather grandmother girlfriend boyfriend fiance fiancee dad mom mum friend neighbour neighbor "
    "colleague ex-wife ex-husband ex-girlfriend ex-boyfriend stepfather stepmother stepson stepdaughter father-in-law "
    "mother-in-law son-in-law daughter-in-law brother-in-law sister-in-law"
)
ROLES = _OFFICES | _TRADES | _KIN
"""What stands before a name, or beside it, and says what somebody is."""
OFFICES = _OFFICES
KIN = _KIN
FEMALE_ROLES = word_set(
    "congresswoman chairwoman spokeswoman businesswoman actress queen princess empress councilwoman assemblywoman "
    "mother sister daughter wife widow aunt niece granddaughter grandmother girlfriend fiancee mom mum woman girl "
    "lady ex-wife ex-girlfriend stepmother stepdaughter mother-in-law daughter-in-law sister-in-law"
)
MALE_ROLES = word_set(
    "congressman chairman spokesman businessman actor king prince emperor councilman assemblyman father brother son "
    "husband widower uncle nephew grandson grandfather boyfriend fiance dad man boy statesman pope newsman ex-husband "
    "ex-boyfriend stepfather stepson father-in-law son-in-law brother-in-law"
)

_ALIKE = (
    "rep reps representative representatives congressman congresswoman congressperson lawmaker member delegate del mp "
    "msp legislator politician",
    "senator sen sens lawmaker legislator politician",
    "attorney lawyer counsel solicitor",
    "spokesman spokeswoman spokesperson",
    "candidate nominee hopeful contender frontrunner front-runner standard-bearer",
    "gov governor",
    "judge justice",
    "prof professor",
    "chairman chairwoman chairperson chair",
    "businessman businesswoman billionaire mogul magnate tycoon developer entrepreneur",
    "rev reverend pastor minister",
    "adviser advisor aide",
    "secretary sec",
    "chief head director",
    "executive ceo",
    "journalist reporter correspondent editor writer columnist author",
    "host anchor moderator presenter",
    "general gen",
    "colonel col",
    "captain capt",
    "dad father",
    "mom mum mother",
    "premier minister",
    "officer detective sergeant inspector constable",
    "expert analyst economist professor researcher scholar",
    "doctor dr physician",
)


def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _ALIKE:
        words = line.split()
        for word in words:
            found.setdefault(word, {word}).update(words)
    return {word: frozenset(others) for word, others in found.items()}


_ALIKES = _alike()


def alike(role: str) -> frozenset[str]:
    """The words for a role that may stand for the same person's: "the congressman" for "Rep."."""
    return _ALIKES.get(role) or frozenset((role,))


PARTIES = {
    "gop": "republican",
    "republicans": "republican",
    "democrat": "democratic",
    "democrats": "democratic",
    "dems": "democratic",
    "tory": "conservative",
    "tories": "conservative",
}
"""Other words for a party's adjective."""

BODIES = word_set(
    "house senate congress parliament committee subcommittee commission council court courts department ministry "
    "office agency bureau police army navy military force forces party campaign company corporation corp inc ltd plc "
    "llc group bank fund university college school institute institution foundation association federation union "
    "society church board authority service services organisation organization team club trust charity hospital "
    "airline airlines league jury tribunal embassy firm think-tank center centre network alliance coalition panel "
    "guard conference caucus academy assembly administration project initiative partnership pac lab laboratory museum "
    "library exchange motors industries holdings systems technologies partners associates brothers circuit "
    "legislature cabinet clinic chamber mission operation lobby nonprofit startup carrier retailer manufacturer "
    "lender insurer maker conglomerate watchdog regulator"
)
"""Last words of the names of bodies, which a bare "the fund" takes up."""
OUTLET_WORDS = word_set(
    "times post herald tribune journal gazette telegraph mirror mail express observer chronicle globe examiner "
    "courier dispatch register press news newspaper magazine daily weekly review today reuters ap afp bbc cnn msnbc "
    "nbc abc cbs pbs npr itv bloomberg politico axios breitbart vox buzzfeed tass xinhua upi dpa aljazeera espn "
    "guardian economist newsweek atlantic huffington slate salon caller beacon journalism intercept politifact c-span "
    "mirror inquirer sentinel star-tribune monitor spectator broadcasting wire television radio tv"
)
"""Words in the names of news organisations; the ambiguous ones count at the end of a longer name only."""
OUTLET_NAMES = word_set(
    "reuters ap afp bbc cnn msnbc nbc abc cbs pbs npr itv bloomberg politico axios breitbart vox buzzfeed tass xinhua "
    "upi dpa aljazeera espn newsweek huffington politifact c-span"
)
OUTLET_NOUNS = word_set(
    "newspaper paper website site magazine broadcaster tabloid outlet network blog journal publication station "
    "newswire channel podcast"
)
"""What an outlet is called when it is not called by name."""
BODY_NOUNS = BODIES - word_set("house senate inc ltd plc llc corp forces") | word_set(
    "panel company firm group body think-tank"
)

METONYMS = {
    "washington": "United States", "moscow": "Russia", "beijing": "China", "london": "United Kingdom",
    "tehran": "Iran", "caracas": "Venezuela", "kyiv": "Ukraine", "kiev": "Ukraine", "jerusalem": "Israel",
    "ankara": "Turkey", "paris": "France", "berlin": "Germany", "pyongyang": "North Korea", "seoul": "South Korea",
    "tokyo": "Japan", "delhi": "India", "islamabad": "Pakistan", "kabul": "Afghanistan", "baghdad": "Iraq",
    "damascus": "Syria", "riyadh": "Saudi Arabia", "cairo": "Egypt", "brussels": "European Union",
    "kremlin": "Russia", "downing street": "United Kingdom", "whitehall": "United Kingdom", "canberra": "Australia",
    "ottawa": "Canada", "madrid": "Spain", "rome": "Italy", "warsaw": "Poland", "dublin": "Ireland",
    "athens": "Greece", "havana": "Cuba", "taipei": "Taiwan", "hanoi": "Vietnam", "brasilia": "Brazil",
}  # fmt: skip
"""Seats that speak for governments, and whose."""

COUNTRIES: dict[str, tuple[str, ...]] = {
    "United States": ("united states", "us", "u.s", "u.s.", "usa", "u.s.a.", "america", "american", "americans"),
    "United Kingdom": ("united kingdom", "uk", "u.k", "u.k.", "britain", "great britain", "british", "britons"),
    "European Union": ("european union", "eu", "e.u", "e.u."),
    "Russia": ("russia", "russian", "russians"),
    "China": ("china", "chinese"),
    "Iran": ("iran", "iranian", "iranians"),
    "Iraq": ("iraq", "iraqi", "iraqis"),
    "Israel": ("israel", "israeli", "israelis"),
    "Ukraine": ("ukraine", "ukrainian", "ukrainians"),
    "France": ("france", "french"),
    "Germany": ("germany", "german", "germans"),
    "Japan": ("japan", "japanese"),
    "India": ("india", "indian", "indians"),
    "Pakistan": ("pakistan", "pakistani", "pakistanis"),
    "Canada": ("canada", "canadian", "canadians"),
    "Mexico": ("mexico", "mexican", "mexicans"),
    "Venezuela": ("venezuela", "venezuelan", "venezuelans"),
    "Cuba": ("cuba", "cuban", "cubans"),
    "Turkey": ("turkey", "turkish", "turks"),
    "Syria": ("syria", "syrian", "syrians"),
    "Egypt": ("egypt", "egyptian", "egyptians"),
    "Spain": ("spain", "spanish"),
    "Italy": ("italy", "italian", "italians"),
    "Poland": ("poland", "polish", "poles"),
    "Brazil": ("brazil", "brazilian", "brazilians"),
    "Australia": ("australia", "australian", "australians"),
    "Ireland": ("ireland", "irish"),
    "North Korea": ("north korea", "north korean"),
    "South Korea": ("south korea", "south korean"),
    "Saudi Arabia": ("saudi arabia", "saudi", "saudis"),
    "Afghanistan": ("afghanistan", "afghan", "afghans"),
    "Philippines": ("philippines", "philippine", "filipino", "filipinos"),
    "Indonesia": ("indonesia", "indonesian"),
    "Nigeria": ("nigeria", "nigerian", "nigerians"),
    "South Africa": ("south africa", "south african"),
    "Kenya": ("kenya", "kenyan"),
    "Ethiopia": ("ethiopia", "ethiopian"),
    "Sudan": ("sudan", "sudanese"),
    "Libya": ("libya", "libyan"),
    "Lebanon": ("lebanon", "lebanese"),
    "Jordan": ("jordan", "jordanian"),
    "Yemen": ("yemen", "yemeni"),
    "Qatar": ("qatar", "qatari"),
    "Colombia": ("colombia", "colombian"),
    "Argentina": ("argentina", "argentine", "argentinian"),
    "Chile": ("chile", "chilean"),
    "Peru": ("peru", "peruvian"),
    "Netherlands": ("netherlands", "dutch"),
    "Belgium": ("belgium", "belgian"),
    "Sweden": ("sweden", "swedish"),
    "Norway": ("norway", "norwegian"),
    "Denmark": ("denmark", "danish"),
    "Finland": ("finland", "finnish"),
    "Greece": ("greece", "greek"),
    "Hungary": ("hungary", "hungarian"),
    "Switzerland": ("switzerland", "swiss"),
    "Austria": ("austria", "austrian"),
    "New Zealand": ("new zealand",),
    "Scotland": ("scotland", "scottish"),
    "Wales": ("wales", "welsh"),
    "England": ("england", "english"),
    "Taiwan": ("taiwan", "taiwanese"),
    "Thailand": ("thailand", "thai"),
    "Vietnam": ("vietnam", "vietnamese"),
    "Malaysia": ("malaysia", "malaysian"),
    "Bangladesh": ("bangladesh", "bangladeshi"),
    "Georgia": ("georgian",),
    "Belarus": ("belarus", "belarusian"),
}
"""A state, and the words that name it, its people, or what is its."""
COUNTRY_OF = {word: country for country, words in COUNTRIES.items() for word in words}
DEMONYMS = {
    "United Kingdom": "British",
    "Russia": "Russian", "China": "Chinese", "Iran": "Iranian", "Iraq": "Iraqi", "Israel": "Israeli",
    "Ukraine": "Ukrainian", "France": "French", "Germany": "German", "Japan": "Japanese", "India": "Indian",
    "Canada": "Canadian", "Mexico": "Mexican", "Venezuela": "Venezuelan", "Turkey": "Turkish", "Syria": "Syrian",
}  # fmt: skip
"""How a state's government is called, where not by the state's name."""

ADJECTIVES = frozenset(
    w for words in COUNTRIES.values() for w in words if w.endswith(("an", "ish", "ese", "ian", "i", "ch", "ss", "ek"))
) | word_set(
    "republican democratic conservative liberal tory african african-american hispanic latino european asian western "
    "muslim christian jewish catholic evangelical islamic arab"
)
"""Capitalised words that are no name of anybody by themselves."""
PEOPLES = word_set(
    "republicans democrats conservatives liberals tories dems americans africans african-americans hispanics latinos "
    "europeans muslims christians jews catholics evangelicals britons russians israelis palestinians iranians iraqis "
    "syrians ukrainians germans canadians mexicans venezuelans cubans libertarians greens marxists southerners "
    "northerners texans californians floridians"
)

GROUP_NOUNS = word_set(
    "people men women children voters lawmakers lawyers officers families residents republicans democrats "
    "conservatives liberals protesters protestors demonstrators supporters opponents workers doctors nurses soldiers "
    "rebels militants students teachers parents leaders members senators ministers mps aides allies advisers advisors "
    "officials experts analysts economists critics researchers scientists scholars prosecutors investigators judges "
    "justices states countries nations authorities activists advocates candidates attorneys reporters journalists "
    "companies firms groups organizations organisations victims relatives survivors delegates representatives "
    "congressmen legislators executives employees fans players police troops petitioners challengers plaintiffs "
    "defendants historians observers neighbours neighbors strategists staffers operatives pair duo couple trio "
    "brothers sisters siblings twins americans two three both others some many"
)

MONTHS_AND_DAYS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday"
)
PARTICLES = word_set("de da di du del della der den van von bin ibn al el la le ben abu dos das ter ten")
ORDINARY = word_set(
    "the a an this that these those it its he she they we you i his her their our my your him them me us who what "
    "when where why how which whose whom if but and or nor so yet for not no yes in on at of by to from with without "
    "within into over under after before during since until while although though because as than then there here now "
    "once again also even just still only both either neither each every all some any many most more much few several "
    "other another such one two three four five six seven eight nine ten first second third last next is are was were "
    "be been being am has have had do does did will would can could shall should may might must let according about "
    "against among between through despite amid instead however meanwhile moreover nevertheless perhaps maybe indeed "
    "earlier later recently yesterday today tomorrow tonight asked told speaking addressing like unlike back up down "
    "out off well oh ok okay please thank thanks mr mrs ms never always often sometimes finally still ultimately "
    "additionally furthermore likewise similarly thus therefore hence everyone everybody someone nobody nothing "
    "something anything anyone whether unless rather except half nearly almost around why public tv"
)
"""Words that begin a sentence in capitals and name nobody."""
LOOSE = word_set(
    "candidate nominee hopeful businessman billionaire mogul tycoon magnate native politician developer socialist "
    "mother father"
)
"""Descriptions that a writer gives to whoever is being talked about, whether or not the role was stated."""
ATTENDANTS = word_set(
    "spokesman spokeswoman spokesperson aide adviser advisor official officer lawyer attorney counsel reporter "
    "resident witness suspect victim man woman boy girl person survivor defendant plaintiff judge justice prosecutor "
    "analyst expert supporter friend colleague driver teenager student deputy member inspector detective nurse doctor "
    "physician rival contender judge director manager editor host moderator anchor correspondent"
)
"""Roles that anybody beside the story's main people may have."""
LIKE_BODIES = (
    word_set("committee panel subcommittee commission"),
    word_set("company firm corporation giant maker retailer carrier"),
    word_set("court tribunal"),
    word_set("party"),
    word_set("campaign team camp operation"),
    word_set("group organization organisation association union federation alliance coalition network"),
    word_set("agency bureau department ministry office service"),
)
"""Words that a writer uses in turn for one body."""
