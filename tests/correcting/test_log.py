"""Which entries of the log hold, and who was first."""

from hypothesis import given
from hypothesis import strategies as st

from rashomon.correcting.log import rule, touching, undone, version_of
from rashomon.records.corrections import Anchor, Correction, Target

HARBOUR = Target("entity", "en-1", "Harbour Guard", (Anchor("mk-1"), Anchor("mk-2")))
COAST = Target("entity", "en-2", "Coast Guard", (Anchor("mk-3"),))


def entry(seq: int, *targets: Target, undoes: int | None = None) -> Correction:
    return Correction(
        seq=seq,
        id=f"co-{seq}",
        made_at="2026-01-01T00:00:00Z",
        author="ann",
        kind="confirm" if undoes is None else "undo",
        targets=targets,
        undoes=None if undoes is None else f"co-{undoes}",
    )


def test_an_undone_correction_holds_no_more_and_an_undone_undo_brings_it_back() -> None:
    log = [entry(1, HARBOUR), entry(2, COAST), entry(3, HARBOUR, undoes=1)]
    assert [one.id for one in rule(log).corrections] == ["co-2"]
    assert undone(log)["co-1"].id == "co-3"
    again = [*log, entry(4, HARBOUR, undoes=3)]
    assert [one.id for one in rule(again).corrections] == ["co-1", "co-2"]


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=20))
def test_an_entry_holds_exactly_where_an_even_number_of_undos_stands_behind_it(
    draws: list[int],
) -> None:
    log: list[Correction] = []
    holds: dict[str, bool] = {}
    for draw in draws:
        seq = len(log) + 1
        target = log[draw % len(log)] if log and draw % 3 else None
        if target is not None and holds[target.id]:  # what does not hold cannot be undone
            log.append(entry(seq, undoes=target.seq))
            following: Correction | None = target
            while following is not None:
                holds[following.id] = not holds[following.id]
                before = following.undoes
                following = next((one for one in log if one.id == before), None)
        else:
            log.append(entry(seq, HARBOUR))
        holds[f"co-{seq}"] = True
    expected = [one.id for one in log if one.kind != "undo" and holds[one.id]]
    assert [one.id for one in rule(log).corrections] == expected


def test_who_rules_on_the_same_words_is_found_whatever_the_record_is_called_by_then() -> None:
    merged = Target("entity", "en-9", "Harbour Guard", (Anchor("mk-2"), Anchor("mk-7")))
    log = [entry(1, HARBOUR), entry(2, COAST)]
    assert [one.seq for one in touching(log, [merged])] == [1]
    assert version_of(log, [merged]) == 1
    assert version_of(log, [COAST]) == 2
    assert version_of(log, [Target("claim", "cl-1", "", ())]) == 0
