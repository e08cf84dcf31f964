"""Count by kind what attribution misses on a benchmark's texts; write it into docs/quality.md.

What is a miss is told by the benchmark's own scorer, whose functions are loaded from its folder. The
kind of a miss is read off the gold cue's grammar and off what the export has near it.

    python tools/misses.py EXPORT_DIR --bench BENCH
"""

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rashomon.language.parser import SpacyParser
from rashomon.language.trees import Node, Tree
from rashomon.records.reports import Passage
from rashomon.stating.attribution.cues import lexicon, verb_frame

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- attribution misses: begin -->", "<!-- attribution misses: end -->"
KINDS_SHOWN = 20
"""Rows of the table, as many as the error analysis is asked for."""

COMMON = frozenset({"say", "tell", "add", "ask", "write", "call", "report", "accord"})
LIGHT = frozenset(
    {"be", "have", "make", "take", "give", "go", "put", "get", "do", "come", "keep", "hold"}
)
SEEMING = frozenset({"seem", "appear", "look", "sound"})


def main() -> int:
    """Print the table, and put it between the two markers of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("--bench", type=Path, required=True, help="the folder of the benchmarks")
    options = parser.parse_args()
    scorer = load_scorer(options.bench / "polnear" / "score.py")
    gold = scorer.read_jsonl(options.bench / "polnear" / "gold.jsonl")
    counts, wanted = count_misses(scorer, scorer.Export(options.export), gold)
    table = draw_table(counts, wanted)
    print(table)
    write_table(table)
    return 0


def load_scorer(path: Path) -> Any:
    """The scorer as a module, so that a miss here is a miss there."""
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"misses: no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent.parent))
    spec.loader.exec_module(module)
    return module


def count_misses(scorer: Any, export: Any, gold: Sequence[Any]) -> tuple[Counter[str], int]:
    """The gold's attributions not found with their source, by kind; and how many it has."""
    counts: Counter[str] = Counter()
    wanted = 0
    for row in gold:
        words = scorer.Words(row["text"])
        told = [scorer.in_words(one, words) for one in row["attributions"]]
        found = [
            scorer.in_words(one, words)
            for one in scorer.exported_attributions(export, row["report"])
        ]
        pairs = dict(scorer.pair_up(told, found, scorer.content_overlap, 0.5))
        wanted += len(told)
        missed = [at for at in range(len(told)) if at not in pairs]
        trees = _trees(row["text"], [row["attributions"][at]["cue"] for at in missed])
        for at, one in enumerate(told):
            if at in pairs and not scorer.same_source(one, found[pairs[at]]):
                counts[_other_speaker(one)] += 1
        for at, tree in zip(missed, trees, strict=True):
            near = [other for other in found if scorer.same_cue(told[at], other)]
            if near:
                counts[_other_content(told[at], near)] += 1
            else:
                head = _head(tree, row["attributions"][at]["cue"])
                counts[_not_found(head, has_source=bool(told[at]["source"]))] += 1
    return counts, wanted


def _trees(text: str, cues: Iterable[Sequence[Sequence[int]]]) -> list[Tree | None]:
    """The parsed line in which each cue begins."""
    lines = []
    for cue in cues:
        start = text.rfind("\n", 0, cue[0][0]) + 1
        end = text.find("\n", cue[0][0])
        lines.append((start, text[start : end if end >= 0 else len(text)]))
    distinct = list(dict.fromkeys(line for _, line in lines if line.strip()))
    parses = dict(zip(distinct, SpacyParser().parse(distinct), strict=True))
    return [
        Tree(Passage("", "", start, start + len(line), line, 0, "body", "en"), parses[line])
        if line in parses
        else None
        for start, line in lines
    ]


def _head(tree: Tree | None, cue: Sequence[Sequence[int]]) -> Node | None:
    """The word of a cue that governs the others, a verb before all."""
    nodes = tree.nodes if tree is not None else []
    inside = [node for node in nodes if any(start <= node.start < end for start, end in cue)]
    heads = [node for node in inside if node.head not in inside or node.is_root]
    return next((node for node in heads if node.tag[:2] == "VB"), heads[0] if heads else None)


def _other_speaker(gold: Any) -> str:
    return (
        "content right, another speaker" if gold["source"] else "the gold names no source, we did"
    )


def _other_content(gold: Any, near: Sequence[Any]) -> str:
    """How the content of the same cue differs, by the side on which it differs most."""
    most = max(near, key=lambda other: len(gold["content"] & other["content"]))["content"]
    mine = gold["content"]
    if not mine & most:
        return "content elsewhere in the report"
    sides = {
        "content ends too soon": len([one for one in mine - most if one > max(most)]),
        "content ends too late": len([one for one in most - mine if one > max(mine)]),
        "content begins too late": len([one for one in mine - most if one < min(most)]),
        "content begins too soon": len([one for one in most - mine if one < min(mine)]),
    }
    return max(sides, key=lambda side: (sides[side], side))


def _not_found(head: Node | None, *, has_source: bool) -> str:
    """Why nothing was found at a cue, by what its head word is."""
    if head is None or head.pos == "PUNCT":
        return "a colon, a dash or a mark-up as cue"
    if not has_source:
        if head.lemma in SEEMING:
            return "“seem”, “appear”: nobody is named to whom it does"
        return f"the gold names no source: the cue is {_part(head)}"
    if head.pos in {"VERB", "AUX"}:
        return _verb_not_found(head)
    if head.pos in {"NOUN", "ADJ"}:
        known = lexicon().nouns if head.pos == "NOUN" else lexicon().adjectives
        name = _part(head)
        is_known = head.lemma in known or head.lower in known
        return f"{name} of the lexicon not taken" if is_known else f"{name} not in the lexicon"
    return f"the cue is {_part(head)}"


def _verb_not_found(head: Node) -> str:
    if head.lemma in COMMON:
        return "“say”, “tell”, “call”, “report” … in an unusual frame"
    if head.lemma in LIGHT:
        return "an idiom of “be”, “have”, “make”, “take” …"
    if verb_frame(head) is None:
        return "a verb not in the lexicon"
    return "a verb of the lexicon in a frame that is not taken"


def _part(head: Node) -> str:
    names = {
        "VERB": "a verb", "AUX": "a verb", "NOUN": "a noun", "ADP": "a preposition",
        "ADJ": "an adjective", "ADV": "an adverb", "PROPN": "a word read as a name",
        "SCONJ": "a conjunction", "PART": "a particle", "PRON": "a pronoun",
    }  # fmt: skip
    return names.get(head.pos, "another word")


def draw_table(counts: Counter[str], wanted: int) -> str:
    """The most frequent kinds with their counts, and what the others come to."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ordered[:KINDS_SHOWN]
    lines = [
        f"{sum(counts.values())} of {wanted} attributions missed, each counted once.",
        "",
        "| count | kind |",
        "|---|---|",
        *(f"| {count} | {kind} |" for kind, count in shown),
    ]
    rest = sum(count for _, count in ordered[KINDS_SHOWN:])
    if rest:
        lines.append(f"| {rest} | other kinds |")
    return "\n".join(lines)


def write_table(table: str) -> None:
    """Put the table between the markers of the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"misses: {PAGE} has no place for the table ({BEGIN} … {END})")
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
