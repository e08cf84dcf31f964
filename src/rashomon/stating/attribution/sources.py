"""Who a speech's source is: the words, the kind, the fuller mention they go back to."""

from functools import cache

from rashomon.language.trees import Node
from rashomon.records.drafts import SourceKind

DOCUMENTS = frozenset(
    {"report", "statement", "document", "letter", "communique", "poll", "survey", "memo"}
)
UNNAMED = frozenset(
    {
        "source",
        "official",
        "witness",
        "resident",
        "activist",
        "diplomat",
        "analyst",
        "spokesman",
        "other",
    }
)


@cache
def media_words() -> frozenset[str]:
    """Words that mark a name as an outlet's or agency's."""
    return frozenset(
        {"news", "times", "post", "tv", "television", "agency", "press", "radio", "daily"}
    )


def kind_of(head: Node, words: list[Node]) -> SourceKind:
    """The kind of source that a phrase names."""
    lowered = {node.lower for node in words}
    if head.pos == "PROPN":
        return (
            "outlet" if lowered & media_words() or lowered & {"reuters", "afp", "ap"} else "named"
        )
    if head.lemma in DOCUMENTS:
        return "document"
    if head.lemma in UNNAMED and not any(node.entity == "PERSON" for node in words):
        return "anonymous"
    return "named"
