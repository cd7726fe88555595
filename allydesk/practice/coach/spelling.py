"""One word in one form: British and American spelling, contractions, and the short forms of quick messages.

Texts and phrases go through the same door, so a rule written in British spelling finds both.
"""

import unicodedata
from functools import lru_cache
from typing import Final

Forms = tuple[str, ...]
"""What a word can be: mostly one, but "I’d" is "I would" or "I had"."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'"))
_AMERICAN: Final = {
    "behavior": "behaviour", "behaviors": "behaviours", "center": "centre", "centered": "centred",
    "centers": "centres", "centering": "centring", "color": "colour", "colored": "coloured", "colors": "colours",
    "favor": "favour", "favors": "favours", "favorite": "favourite", "honor": "honour", "honored": "honoured",
    "humor": "humour", "labor": "labour", "neighbor": "neighbour", "neighbors": "neighbours", "rumor": "rumour",
    "endeavor": "endeavour", "defense": "defence", "offense": "offence", "license": "licence",
    "pretense": "pretence", "practicing": "practising", "practiced": "practised", "program": "programme",
    "programs": "programmes", "gray": "grey", "judgment": "judgement", "acknowledgment": "acknowledgement",
    "analyze": "analyse", "analyzed": "analysed", "labeled": "labelled", "labeling": "labelling",
    "canceled": "cancelled", "canceling": "cancelling", "traveling": "travelling", "traveler": "traveller",
    "mom": "mum", "moms": "mums", "skeptical": "sceptical", "jewelry": "jewellery",
    "catalog": "catalogue", "dialog": "dialogue", "fulfill": "fulfil", "skillful": "skilful",
    "learned": "learnt", "dreamed": "dreamt", "spelled": "spelt", "towards": "toward", "afterwards": "afterward",
    "whilst": "while", "pajamas": "pyjamas", "ass": "arse", "okay": "ok", "email": "mail", "emails": "mails",
}  # fmt: skip
"""American to British, where no ending tells; the last line makes one of two spellings that live side by side."""
_NOT_IZE: Final = frozenset({"size", "sized", "sizes", "prize", "prizes", "seize", "seized", "capsize", "maize"})
_ENDINGS: Final = (("ize", "ise"), ("ized", "ised"), ("izes", "ises"), ("izing", "ising"))
_SHORTEST_IZE: Final = 6

_IS_OR_HAS: Final = frozenset(
    [
        "it",
        "that",
        "this",
        "what",
        "he",
        "she",
        "there",
        "who",
        "here",
        "how",
        "where",
        "everything",
        "everybody",
        "everyone",
        "nothing",
        "nobody",
        "something",
        "one",
        "somebody",
        "someone",
    ]
)
_IRREGULAR: Final[dict[str, tuple[Forms, ...]]] = {
    "can't": (("can",), ("not",)),
    "cannot": (("can",), ("not",)),
    "won't": (("will",), ("not",)),
    "shan't": (("shall",), ("not",)),
    "ain't": (("is", "are", "am"), ("not",)),
    "let's": (("let",), ("us",)),
    "y'all": (("you",), ("all",)),
    "'s": (("'s",),),
    "gonna": (("going",), ("to",)),
    "wanna": (("want",), ("to",)),
    "gotta": (("got",), ("to",)),
    "im": (("i",), ("am",)),
    "ive": (("i",), ("have",)),
    "youre": (("you",), ("are",)),
    "youve": (("you",), ("have",)),
    "theyre": (("they",), ("are",)),
    "weve": (("we",), ("have",)),
    "thats": (("that",), ("is", "has")),
    "whats": (("what",), ("is", "has")),
    "its": (("it", "its"), ("is", "has")),
    "cant": (("can",), ("not",)),
    "wont": (("will",), ("not",)),
    "u": (("you",),),
    "r": (("are",),),
    "ur": (("you", "your"), ("are",)),
    "urself": (("yourself",),),
    "pls": (("please",),),
    "plz": (("please",),),
    "bc": (("because",),),
    "cos": (("because",),),
    "cuz": (("because",),),
    "rn": (("right",), ("now",)),
    "idk": (("i",), ("do",), ("not",), ("know",)),
    "thx": (("thanks",),),
    "sry": (("sorry",),),
    "soz": (("sorry",),),
}
_WITHOUT_APOSTROPHE: Final = frozenset(
    [
        "dont",
        "didnt",
        "doesnt",
        "isnt",
        "wasnt",
        "arent",
        "werent",
        "havent",
        "hasnt",
        "hadnt",
        "couldnt",
        "wouldnt",
        "shouldnt",
    ]
)
_TAILS: Final[tuple[tuple[str, Forms], ...]] = (
    ("'m", ("am",)),
    ("'re", ("are",)),
    ("'ve", ("have",)),
    ("'ll", ("will", "shall")),
    ("'d", ("would", "had")),
)


@lru_cache(maxsize=4096)
def _of_a_phrase(word: str) -> tuple[Forms, ...]:
    return forms_of(word)


def forms_of_phrase_word(word: str) -> tuple[Forms, ...]:
    """The same as `forms_of`, remembered: phrases have the same words again and again. Never for what people wrote."""
    return _of_a_phrase(word)


def forms_of(word: str) -> tuple[Forms, ...]:
    """The words that stand in one as it was written, each with all that it can be: "don’t" is "do", "not"."""
    plain = unicodedata.normalize("NFC", word.translate(_APOSTROPHES).casefold())
    if plain in _IRREGULAR:
        return _IRREGULAR[plain]
    if plain in _WITHOUT_APOSTROPHE:
        plain = plain[:-1] + "'t"
    if "'" in plain:
        return _contracted(plain)
    return ((british(plain),),)


def british(word: str) -> str:
    """A folded word in British spelling: "apologize" is "apologise"."""
    if word in _AMERICAN:
        return _AMERICAN[word]
    if "iz" in word and len(word) >= _SHORTEST_IZE and word not in _NOT_IZE:
        for american, ours in _ENDINGS:
            if word.endswith(american):
                return word.removesuffix(american) + ours
    return word


def _contracted(word: str) -> tuple[Forms, ...]:
    if word.endswith("n't") and len(word) > 3:
        return ((word[:-3],), ("not",))
    for tail, means in _TAILS:
        if word.endswith(tail) and len(word) > len(tail):
            return ((british(word.removesuffix(tail)),), means)
    if word.endswith("'s") and word[:-2] in _IS_OR_HAS:
        return ((word[:-2],), ("is", "has"))
    return ((word,),)
