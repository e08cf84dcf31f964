"""Who signed a pact and when, and who falls back on it: by the verb around it, or around "it".

Stands beside `rashomon.stating.pacts`. Enters: the noun of a pact, or a verb whose object goes back to
the pact last spoken of. Leaves: the words in their roles, and drafts of what is told by a pronoun.
"""

from rashomon.language.trees import Node, Tree
from rashomon.records.drafts import Draft, Terms
from rashomon.spans import Span
from rashomon.stating.clauses import TIME_LABELS, VERBAL, conjoined, frame_of, prepositions
from rashomon.stating.datings import YEAR_LENGTH, day_beside, day_of, times_in_phrase
from rashomon.stating.doers import doers_of, owners
from rashomon.stating.duties import is_barred
from rashomon.stating.extents import clause_span
from rashomon.stating.roles import after_noun, is_party, spans_of
from rashomon.stating.rosters import find_roster, is_witnessing, list_signers
from rashomon.stating.signatories import bound_by, is_signing
from rashomon.stating.terms import Context, are_sides, draft_of, goes_back, is_bare, pact_words
from rashomon.stating.titles import title_of
from rashomon.stating.undertakings import nearby, vowed_in

_RELATIVES = ("acl", "relcl")


def governor(noun: Node) -> Node | None:
    """The verb that signs or invokes the pact, before it, behind it or in a clause about it."""
    for child in noun.children:
        if child.dep in _RELATIVES and is_signing(child) and noun.dep != "dobj":
            return child
    noun = _whole(noun)
    head = noun.head
    if noun.dep in ("dobj", "nsubjpass") and head.pos in VERBAL:
        return head
    if noun.dep == "nsubj" and head.lemma in pact_words("sign") and head.child("agent") is not None:
        return head  # "the pact, concluded by A and B, obliges …", which a parse takes for a clause
    is_put_to = noun.dep == "pobj" and noun.head.lower in _UNDER and is_signing(noun.head.head)
    is_put_to = is_put_to or (noun.dep == "pobj" and _is_agreed(noun.head))
    invoking = _invoking(noun) if noun.dep == "pobj" else None
    if invoking is not None or is_put_to:
        return invoking or noun.head.head
    for child in noun.children:
        if child.dep in _RELATIVES and is_signing(child):
            return child
    return _added(noun)


def _whole(noun: Node) -> Node:
    """What stands for a pact in a sentence: "the first phase of a plan", "the text of a treaty"."""
    above = noun.head.head
    is_of = noun.dep == "pobj" and noun.head.lower == "of" and above.lemma in _FACETS
    return above if is_of else noun


_FACETS = frozenset({"phase", "stage", "term", "text", "draft", "wording", "outline", "version"})
"""What of a pact is signed or agreed on, where it is told by more than the pact's noun."""


def _is_agreed(prep: Node) -> bool:
    """Whether what stands behind is what is agreed on: "agreed in May on a pact"."""
    return prep.lower in ("on", "to", "upon") and prep.head.lemma == "agree"


_UNDER = frozenset({"to", "under", "on", "beneath", "below"})
"""What stands between names and the pact that they are put to."""


def _added(noun: Node) -> Node | None:
    """The participle that is added behind a comma: "a declaration, also signed in May, in which …"."""
    behind = {one.i: one for one in nearby(noun)}
    at = noun.i + 1
    while at in behind and (behind[at].text == "," or behind[at].pos == "ADV"):
        at += 1
    verb = behind.get(at)
    is_added = verb is not None and at > noun.i + 1 and verb.tag == "VBN"
    return verb if is_added and verb is not None and verb.lemma in pact_words("sign") else None


def invokes(verb: Node, noun: Node) -> bool:
    """Whether a verb brings the pact into play: "invoked the treaty", "fell back on the treaty"."""
    if noun.dep == "pobj":
        is_asked = noun.head.head.lemma in pact_words("asked")
        if is_asked and verb.lemma in pact_words("asking"):
            return True
        return f"{verb.lemma} {noun.head.lower}" in pact_words("invoke_by")
    return verb.lemma in pact_words("invoke")


def invoked_part(noun: Node) -> Node:
    """What is fallen back on by name: the clause of a pact, else the pact itself."""
    above = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    is_noun = above.pos in ("NOUN", "PROPN")
    is_part = above is not noun and is_noun and above.lower in pact_words("parts")
    return above if is_part else noun


def _invoking(noun: Node) -> Node | None:
    """The verb that falls back on a pact: "called on A under one of its clauses"."""
    part = invoked_part(noun)
    if part.dep != "pobj":
        return part.head if part.dep in ("dobj", "nsubjpass") and invokes(part.head, part) else None
    verb = part.head.head
    if verb.pos in VERBAL and invokes(verb, part):
        return verb
    if verb.lemma in pact_words("asked") and part.head.lower in ("under", "on", "by"):
        return _asking(verb)
    for above in verb.ancestors() if verb.tag == "VB" and part.head.lower == "under" else ():
        if above.pos in VERBAL and invokes(above, part):
            return above
        if above.tag in ("VBD", "VBZ", "VBP"):
            break
    return None


def _asking(thing: Node) -> Node | None:
    """The verb that asks for what a pact gives: "asked for consultations under Article 4"."""
    above = thing.head.head if thing.dep == "pobj" else thing.head
    while above.dep == "xcomp" and above.lemma in _BEGINNING:
        above = above.head
    is_asked = thing.dep in ("pobj", "dobj") and above.pos in VERBAL
    return above if is_asked and above.lemma in pact_words("asking") else None


_BEGINNING = frozenset(
    {"begin", "start", "open", "hold", "enter", "join", "send", "give", "provide"}
)
"""Verbs between asking and what is asked for: "asked A to begin consultations"."""


def signing_of(noun: Node, verb: Node | None) -> tuple[list[Node], list[Node], Span | None]:
    """Who signed, with whom, and the words for the day; all empty where no verb tells of it."""
    day = times_in_phrase(noun)
    if verb is None:
        return [], [], day
    actors, targets = signers_of(verb)
    if verb.child("agent") is None:
        actors = vowed_in(noun) or actors
    targets = targets or after_noun(noun, "with")
    if not targets and len(actors) > 1:
        actors, targets = actors[:1], actors[1:]
    own = day_beside(verb, noun)
    is_year = day is not None and day.end - day.start == YEAR_LENGTH
    return actors, targets, own if is_year and own is not None else day or own or day_of(verb)


def signers_of(verb: Node) -> tuple[list[Node], list[Node]]:
    """Who does what a verb of signing tells, and with whom."""
    frame = frame_of(verb)
    actors = doers_of(frame)
    for child in verb.children:
        if child.dep == "agent":
            named = [one for pobj in child.all("pobj") for one in conjoined(pobj)]
            actors = max(named, _persons(child), key=len)
    actors = [each for one in actors for each in (one, *_named_together(one))]
    if not actors and frame.passive:  # a name behind "by" that the parse took for a place or a time
        actors = [one for one in frame.after("by") if is_party(one)]
    return actors, [one for one in frame.after("with") if is_party(one)]


def _named_together(signer: Node) -> list[Node]:
    """Who signs beside somebody whose name follows his office: "A's leader X and President Y"."""
    names = [one for one in signer.all("appos") if one.entity == "PERSON"]
    split = [one for one in signer.all("nsubj") if one.entity == "PERSON"]  # by a name like "Begin"
    beside = [each for one in names for each in conjoined(one)[1:] if each.entity == "PERSON"]
    return [*beside, *split]


def _persons(agent: Node) -> list[Node]:
    """The last words of the persons' names behind "by", where a parse has not seen that they are two."""
    words = sorted(agent.subtree(), key=lambda node: node.i)
    return [
        one
        for at, one in enumerate(words)
        if one.entity == "PERSON" and (at + 1 == len(words) or words[at + 1].entity != "PERSON")
    ]


def parties_of(noun: Node) -> list[Node]:
    """The parties that stand beside the word for a pact.

    "A's pact with B", "the A-B pact", "a pact on trade between A and B", "a pact linking A and B".
    """
    found = [*owners(noun), *after_noun(noun, "with", "between", "among")]
    found.extend(one for party in list(found) for one in _torn_off(party))
    for about in after_noun(noun, "on", "of", "for"):
        found.extend(after_noun(about, "between", "among", "with"))
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.entity in ("NORP", "GPE"):
            found.append(child)
            found.extend(one for one in child.subtree() if one.entity in ("NORP", "GPE"))
        elif child.dep in _RELATIVES and child.lemma in pact_words("linking"):
            found.extend(frame_of(child).undergoers)
        elif child.dep == "acl" and _comes_about(child):
            found.extend(frame_of(child).after("between", "among"))
    found.extend(_tied_by(noun))
    own = {one.i for one in (noun, *title_of(noun))}
    distinct = {node.i: node for node in found if is_party(node) and node.i not in own}
    return [distinct[i] for i in sorted(distinct)]


def _comes_about(verb: Node) -> bool:
    """Whether a participle tells how a pact came about: "a deal reached in May between A and B"."""
    return any(verb.lemma in pact_words(name) for name in ("sign", "brokered", "made"))


def _tied_by(noun: Node) -> list[Node]:
    """Whom a pact ties together by its verb: "the pact ties A and B", "A and B are bound by it".

    A duty behind the verb ("binds A to defend B") makes it a clause and no tie.
    """
    is_agent = noun.dep == "pobj" and noun.head.dep == "agent"
    verb = noun.head.head if is_agent else noun.head if noun.dep == "nsubj" else None
    if verb is None or verb.pos not in VERBAL or verb.lemma not in pact_words("linking"):
        return []
    return [] if verb.child("xcomp") is not None else list(frame_of(verb).undergoers)


def _torn_off(party: Node) -> list[Node]:
    """The name behind "between A and" that a parse has made the subject of what follows."""
    joined = party.child("cc")
    if joined is None or party.child("conj") is not None or joined.lower != "and":
        return []
    top = party
    for top in party.ancestors():  # noqa: B007
        pass
    words = sorted(top.subtree(), key=lambda node: node.i)
    run: list[Node] = []
    for node in words:
        if node.i > joined.i and (node.pos == "PROPN" or (not run and node.pos == "DET")):
            run.append(node)
        elif node.i > joined.i:
            break
    names = [one for one in run if one.pos == "PROPN"]
    return names[-1:] if names and names[-1].dep in ("nsubj", "nsubjpass") else []


def find_recalled(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """A signing or an invocation of the pact last spoken of, which the words only call "it"."""
    if verb.pos not in VERBAL or not (context.is_named or context.is_fresh) or _is_nobodys(verb):
        return []
    is_known = context.is_fresh and (context.has_parties or bool(context.title))
    if signed := _signed_alone(tree, verb, context):
        return signed
    is_several = len(list_signers(tree, verb)) > 1
    if _signs_it(verb) and (is_known or is_several) and not is_witnessing(tree, verb):
        actors, targets = signers_of(verb)
        named = spans_of(actors)
        if not named or are_sides(actors):
            named = context.parties
        behind = bound_by([*actors, *targets], verb)
        roster = find_roster(tree, verb, len(named))
        if roster is not None and not are_sides(actors):
            named, behind = roster.names, roster.behind
        terms = Terms(role="signing", signed=day_of(verb), obligated=behind)
    elif is_known and _invokes_it(verb) and doers_of(frame_of(verb)):
        named, targets = spans_of(doers_of(frame_of(verb))), []
        terms = Terms(role="invocation")
    else:
        return []
    context.at = context.number
    remember_invocation(terms, named, context)
    return [draft_of(tree, verb, clause_span(verb), terms, (named, spans_of(targets)))]


def _is_nobodys(verb: Node) -> bool:
    """Whether a verb adds no signing: "neither side signed it", "…, X putting his name to it"."""
    is_aside = verb.tag == "VBG" and any(is_signing(one) for one in verb.ancestors())
    return is_barred(verb) or is_aside


def _signed_alone(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """The signing of the pact spoken of, told by who signed for whom: "X signed for A, Y for B"."""
    papers = [one for one in verb.all("dobj") if one.entity != "PERSON"]
    if verb.lemma != "sign" or papers or verb.child("neg", "auxpass") is not None:
        return []
    if verb.tag == "VB" or is_witnessing(tree, verb):
        return []
    roster = find_roster(tree, verb, 0)
    if roster is None or not roster.behind:
        return []
    if len(roster.parties) > 1:
        context.parties = tuple(dict.fromkeys(roster.parties))
    context.at = context.number
    context.behind = roster.behind
    terms = Terms(role="signing", signed=day_of(verb), obligated=roster.behind)
    return [draft_of(tree, verb, clause_span(verb), terms, (roster.names, ()))]


def remember_invocation(terms: Terms, invokers: tuple[Span, ...], context: Context) -> None:
    """Keeps who falls back on a pact, whose letter or request may be spoken of next."""
    if terms.role == "invocation":
        context.invoked, context.invokers = context.number, invokers


def find_request(tree: Tree, verb: Node, context: Context) -> list[Draft]:
    """What became of the letter by which a pact is invoked: "no request has arrived"."""
    if not context.is_invoked or verb.lemma not in pact_words("going") or verb.pos not in VERBAL:
        return []
    frame = frame_of(verb)
    papers = [
        one
        for one in (*frame.undergoers, *(() if frame.passive else frame.doers))
        if one.lemma in pact_words("letters") and one.pos == "NOUN"
    ]
    if not papers:
        return []
    context.at = context.invoked = context.number
    senders = [one for paper in papers for one in (*owners(paper), *after_noun(paper, "of", "by"))]
    named = spans_of([one for one in senders if is_party(one)]) or context.invokers
    span = clause_span(verb)
    return [draft_of(tree, verb, span, Terms(role="invocation"), (named, ()))]


_FEWEST_SIDES = 2


def _signs_it(verb: Node) -> bool:
    frame = frame_of(verb)
    if verb.lemma in pact_words("put"):
        whereto = [one for one in frame.after("to", "under") if one.entity not in TIME_LABELS]
        return is_signing(verb) and (not whereto or any(map(_is_it, whereto)))
    return verb.lemma in pact_words("sign") and any(_is_it(one) for one in frame.undergoers)


def _invokes_it(verb: Node) -> bool:
    frame = frame_of(verb)
    if verb.lemma in pact_words("invoke") and verb.lemma not in ("call", "apply"):
        return any(_is_it(one) for one in frame.undergoers)
    objects = (*frame.undergoers, *(one for _, one in frame.preps))
    asked = [one for one in objects if one.lemma in pact_words("asked")]
    under = [one for thing in asked for one in after_noun(thing, "under")]
    if asked and verb.lemma in pact_words("asking"):
        return any(_is_it(one) for one in (*under, *frame.after("under")))
    behind = [*frame.preps, *(pair for child in verb.all("advmod") for pair in prepositions(child))]
    return any(
        _is_it(one) and f"{verb.lemma} {name}" in pact_words("invoke_by") for name, one in behind
    )


def _is_it(node: Node) -> bool:
    """Whether a word goes back to the pact last spoken of: "it", "the document"."""
    return node.lower in ("it", "them") or (goes_back(node) and is_bare(node))
