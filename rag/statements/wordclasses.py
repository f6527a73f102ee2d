"""Closed classes of English words, by which the rules read the edges of phrases without a parser.

Which verbs report is left to `cues`.
"""

from __future__ import annotations

from rag.statements.clauses import Token

ADVERBS = frozenset(
    """also later then once again repeatedly previously already recently now often never still further simply just even
    always only first soon since ever long both all each publicly reportedly subsequently immediately initially
    famously flatly bluntly openly privately strongly explicitly specifically quickly clearly wryly finally almost
    together nearly perhaps probably reluctantly angrily sharply eventually apparently allegedly instead ultimately
    consistently formally officially""".split()
)
HAVE = frozenset("has have had 've 'd".split())
BE = frozenset("is are was were be been being 's 're 'm".split())
DO = frozenset("do does did".split())
MODALS = frozenset("would will could can may might must should shall 'll won't can't couldn't wouldn't".split())
NEGATIONS = frozenset(
    "not never n't didn't doesn't don't hasn't haven't hadn't isn't wasn't aren't weren't cannot".split()
)
PRONOUNS = frozenset("he she they it i we you who which one".split())
POSSESSIVES = frozenset("his her its their our my your".split())
ARTICLES = POSSESSIVES | frozenset("the a an this these those".split())
QUANTITIES = frozenset(
    """some many several most other another one two three four five six seven eight nine ten both all no each every any
    few more dozens hundreds thousands""".split()
)
DETERMINERS = ARTICLES | QUANTITIES
PREPOSITIONS = frozenset(
    """of for at in on from to with by about into over under between among against through during after before since
    until within without near behind beyond despite toward towards amid like as per via inside outside across around
    than upon following including regarding ahead""".split()
)
JOINERS = frozenset(
    """and or but because while as if when although though since whether that which who whom whose where than so after
    before until unless nor yet once even how why what""".split()
)
RELATIVES = frozenset("who whom whose which where when".split())
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays today yesterday tonight tomorrow earlier later recently afterward afterwards last this early late
    morning afternoon evening night week month year weekend""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb aug sept oct nov
    dec""".split()
)
LEADS = frozenset("meanwhile however still instead separately moreover again and but so yet now then even".split())
INSIDE = frozenset("of for at in from to with".split())
HELPERS = BE | HAVE | DO | MODALS | NEGATIONS
_OTHERS = frozenset(
    """having him them us me there here then not said says told tells wrote added went came took made got gave saw knew
    became began won lost ran held led left met spoke sat stood kept put set let seemed appeared asked called
    insisted""".split()
)
NO_NOUNS = JOINERS | PREPOSITIONS | PRONOUNS | HELPERS | ADVERBS | ARTICLES | _OTHERS
SIMPLE_PASTS = frozenset(
    """went came took made got gave saw knew became began won lost ran held led left met spoke sat stood kept set let
    struck drew sent brought fought hit rose fell chose told said wrote needs wants has plans""".split()
)
_LY_NOUNS = ("family", "assembly", "ally", "july", "italy", "monthly", "weekly", "daily")


def is_adverb(token: Token) -> bool:
    """Whether a token is an adverb that may stand inside a verb."""
    low = token.low
    return low in ADVERBS or (low.endswith("ly") and not token.cap and not low.endswith(_LY_NOUNS))


def is_nominal(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase as noun, adjective, name or number."""
    low = token.low
    if token.quote or not (token.word or low in "&$%#@/"):
        return False
    if low in NO_NOUNS:
        return (
            token.cap
            and low in {"us", "may", "will", "no", "one"}
            and token.end - token.start == len(low)
            and low != "no"
        )
    return token.cap or not low.endswith("ly") or low.endswith(_LY_NOUNS)
