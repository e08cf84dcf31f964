"""Disputes as the questions that they leave open, as a reader writes days and calls pacts.

Enters: a dispute with its question. Leaves: the question with its accounts as answers, in Markdown.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from rashomon.claiming.questions import with_answers
from rashomon.records.claims import Dispute
from rashomon.records.pacts import Pact
from rashomon.views.wording import escape, value_words

LONGEST_ANSWER_CHARS: Final = 70
"""An answer that is read as one; a longer one is the statement itself, which stands below."""


def ask(dispute: Dispute, pacts: Sequence[Pact]) -> str:
    """The question of a dispute, escaped; its title where it has no question of its own."""
    if not dispute.question:
        return escape(dispute.about)
    named = _with_pact(dispute, pacts)
    values = [value_words(side.value) for side in dispute.sides]
    return escape(with_answers(named.field, named.question, values))


def _with_pact(dispute: Dispute, pacts: Sequence[Pact]) -> Dispute:
    """The dispute on a signing, asked by the pact's name."""
    told = {one for side in dispute.sides for one in side.statements}
    if dispute.field == "signed":
        for pact in pacts:
            if told & {*pact.statements, *(one for each in pact.signed for one in each.statements)}:
                return replace(dispute, question=f"When was the {pact.name} signed?")
    return dispute
