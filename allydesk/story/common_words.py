"""English words that are too common to say what a moment is about, and words for people that are no names."""

from typing import Final

_GRAMMAR = """
a about above across after again against ago all almost alone along already also although always am among an and
another any anybody anyone anything anyway anywhere are around as aside at away back be became because become been
before began behind being below beside besides between beyond both but by came can cannot come comes coming could did
do does doing done down during each either else enough even ever every everybody everyone everything everywhere except
far few for from front further gave get gets getting give given gives giving go goes going gone got had half has have
having he hence her here hers herself him himself his how however i if in indeed inside instead into is it its itself
just keep kept knew know known knows later least less let like made make makes making many may maybe me meanwhile
might mine more most much must my myself near nearly neither never nevertheless next no nobody none nor not nothing
now nowhere of off often on once one ones only onto or other others otherwise our ours ourselves out outside over own
per perhaps put quite rather really said same saw say saying says see seem seemed seems seen several shall she should
since so some somebody somehow someone something sometimes somewhere soon still such take taken takes taking than that
the their theirs them themselves then there therefore these they thing things this those though through throughout
thus till to together too took toward towards twice under unless until unto up upon us used very via was way we well
went were what whatever when whenever where wherever whether which while who whoever whole whom whose why will with
within without would yes yet you your yours yourself yourselves
"""
_ORDINARY = """
able afternoon ask asked bad began begin beginning begun best better big bit bring brought call called certain clear
couple day days different done early easy eight end ended ends evening feel feeling feels fell felt finally find first
five found four full good great happen happened happening happens hard help helped high hour hours kind last late left
life live lived lives living long look looked looking looks lot lots low main mean meant minute minutes moment moments
month months morning move moved moving need needed new nice night nights nine number old part people person place
places point possible probably quick quickly ready real right second set seven short show showed side simple six small
sort start started starting stay stayed stop stopped story sure tell telling ten think thinking third thought three
time times today told tomorrow tonight tried try trying turn turned two understand understood use want wanted week
weekend weeks whole work worked world wrong year years yesterday young
"""
_CALENDAR = """
april august autumn december fall february friday january july june march may monday november october saturday
september spring summer sunday thursday tuesday wednesday winter
"""
_KIN = """
aunt auntie baby boss boy boyfriend brother child children class classmate coach colleague colleagues cousin cousins
dad daddy daughter daughters doctor dr ex family father friend friends girl girlfriend gran grandad granddad
granddaughter grandfather grandma grandmother grandpa grandparents grandson granny great-aunt great-uncle half-brother
half-sister husband imam in-law kid kids lady lord man manager midwife miss mom mommy mother mr mrs ms mum mummy mx
nan nana nanny neighbour neighbours nephew niece nurse nurses parent parents partner prof professor rabbi rev reverend
saint siblings sir sister son sons stepbrother stepdad stepfather stepmother stepmum stepsister stranger teacher team
twin uncle vicar wife woman
"""
_NAMES = """
amber april art august autumn basil bill bob buddy candy carol charity charm chase cherry chuck clay cliff constance
coral crystal daisy dawn dean dick don dot drew earl eve faith fern frank gene ginger glen grace grant guy harmony
harry hazel heather holly hope iris ivy jack jade jasmine jay jean jet jewel john josh joy june king lance lily mark
mason max may melody mercy mike miles misty myrtle nick norm olive opal pansy pat patience pearl peg penny pierce
poppy prudence ray reed rich rob robin rock rod rose ruby rusty sage sandy saul scarlet sky sonny stone storm sue
summer sunny teddy temperance tony trinity verity victor viola violet wade ward wells will willow win winter woody
"""

GRAMMAR_WORDS: Final = frozenset(_GRAMMAR.split())
"""What holds sentences together. All of these are in small letters."""
COMMON_WORDS: Final = GRAMMAR_WORDS | frozenset((_ORDINARY + _CALENDAR).split())
"""Those, and what anyone's notes are full of. Feelings, home, school and faith are not common."""
KIN_WORDS: Final = frozenset(_KIN.split())
"""What people are called by who they are to someone ("Aunt", "my teacher"): it says no name."""
NAMES_THAT_ARE_WORDS: Final = frozenset(_NAMES.split())
"""Names that without a capital are most often something else."""
