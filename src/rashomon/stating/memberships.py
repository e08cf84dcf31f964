"""Between whom a pact is, told by who belongs to it: "A, B and C are members of the River Pact".

Stands beside `rashomon.stating.pacts`. Enters: a verb of being or bearing. Leaves: a draft of PACT that
tells of its parties; of a body whose treaty is spoken of next, what a reader keeps in mind.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.stating.clauses import VERBAL
from rashomon.stating.extents import clause_span
from rashomon.stating.rosters import list_signers, up_to_end
from rashomon.stating.signers import read_signers
from rashomon.stating.terms import Context, draft_of, pact_words
from rashomon.stating.titles import title_of

FEWEST_SIDES = 2
_BEING = frozenset({"be", "become", "remain"})


def find_members(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A pact told of by its parties, where they are two or more."""
    if verb.pos not in VERBAL or verb.lemma not in _BEING or verb.child("neg") is not None:
        return []
    behind = tree.nodes[verb.i + 1 :]
    at = next((at for at, one in enumerate(behind) if _is_member(one)), None)
    if at is None or any(one.pos in VERBAL for one in behind[:at]):
        return []
    rest = behind[at + 1 :]
    if not rest or rest[0].lower not in ("of", "to"):
        return []
    end = next(
        (k for k, one in enumerate(rest) if one.pos in VERBAL or one.text in ",;"), len(rest)
    )
    named = rest[1:end]
    pact = next((one for one in named if one.lemma in pact_words("pacts")), None)
    is_body = any(one.entity == "ORG" or one.lemma in pact_words("blocs") for one in named)
    members = tuple(dict.fromkeys(one.name for one in list_signers(tree, verb)))
    if len(members) < FEWEST_SIDES or (pact is None and not is_body):
        return []
    context.parties, context.at, context.behind = members, context.number, ()
    context.title = "" if pact is None else " ".join(one.lower for one in title_of(pact))
    if pact is None:
        return []
    return [draft_of(tree, pact, clause_span(verb), Terms(role="mention"), (members, ()))]


def find_bearers(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """Who signed a pact by what is on it: "the protocol bears the signatures of A and B"."""
    if verb.lemma not in ("bear", "carry") or not (context.is_fresh or context.is_named):
        return []
    behind = tree.nodes[verb.i + 1 :]
    at = next((at for at, one in enumerate(behind) if one.lemma in pact_words("names")), None)
    rest = [] if at is None else behind[at + 1 :]
    if not rest or rest[0].lower != "of":
        return []
    names = tuple(dict.fromkeys(one.name for one in read_signers(up_to_end(rest[1:]))))
    if not names:
        return []
    if context.at == context.number and context.has_parties:
        context.parties = tuple(dict.fromkeys([*context.parties, *names]))
    context.at = context.number
    return [draft_of(tree, verb, clause_span(verb), Terms(role="signing"), (names, ()))]


def _is_member(word: Node) -> bool:
    return word.tag in ("NNS", "NN") and word.lemma in ("member", "party", "signatory", "adherent")
