"""Cues of two verbs: "declined to say", "wants to see", "seeks to play down".

Enters: the speeches of a report. Leaves: the same, where a verb of will that governs another cue is part
of that cue and no attribution of its own, nor is a noun that a cue carries ("voiced concern about").
Promises, threats and orders stay: what is promised is said.
"""

from rashomon.language.trees import Node

from .cues import cue_lemma
from .speech import Speech

WILLING = frozenset(
    {
        "want", "wish", "like", "prefer", "seek", "try", "attempt", "aim", "hope", "decline", "refuse",
        "hesitate", "opt", "choose", "intend", "plan", "expect", "love", "hate", "need", "desire",
        "long",
    }
)  # fmt: skip


def fuse(speeches: list[Speech]) -> list[Speech]:
    """The speeches, with a verb of will made part of the cue that it governs."""
    governed = {id(speech.cue[0]): speech for speech in speeches}
    further = {id(word) for speech in speeches for word in speech.cue[1:]}
    gone = {id(speech) for speech in speeches if id(speech.cue[0]) in further}
    for speech in speeches:
        verb = speech.cue[0]
        if cue_lemma(verb) not in WILLING or verb.tag[:2] != "VB":
            continue
        inner = next((child for child in verb.children if _is_infinitive(child)), None)
        told = governed.get(id(inner)) if inner is not None else None
        if told is not None and told is not speech:
            told.cue = [verb, *told.cue]
            gone.add(id(speech))
    return [speech for speech in speeches if id(speech) not in gone]


def _is_infinitive(child: Node) -> bool:
    return (
        child.dep in {"xcomp", "advcl", "ccomp"}
        and child.tag == "VB"
        and any(aux.tag == "TO" for aux in child.all("aux"))
        and child.child("nsubj") is None
    )
