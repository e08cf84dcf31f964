"""GEXF 1.3 of the source graph: who speaks through which outlet, and which report copies which."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from rashomon.exporting.making import Making
from rashomon.ids import content_id
from rashomon.records.findings import Findings
from rashomon.records.reports import Report
from rashomon.records.statements import Source

_NODE_FIELDS = ("kind", "outlet", "published", "basis")
_EDGE_FIELDS = ("kind", "characters", "credited", "direction")


class _Graph:
    """Nodes and edges, each once."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, dict[str, str]]] = {}
        self.edges: Counter[tuple[str, str, str]] = Counter()
        self.about: dict[tuple[str, str, str], dict[str, str]] = {}

    def node(self, id_: str, label: str, **about: str) -> str:
        self.nodes.setdefault(id_, (label, about))
        return id_

    def edge(self, source: str, target: str, kind: str, weight: int = 1, **about: str) -> None:
        self.edges[source, target, kind] += weight
        self.about.setdefault((source, target, kind), about)


def gexf_file(findings: Findings, making: Making) -> bytes:
    """A directed graph from the first voice over those who pass it on to the report, and copy to copy.

    Edges run the way that words took. ``weight`` counts statements, or passages that were copied.
    """
    graph = _Graph()
    names = {one.id: one.name for one in findings.entities}
    for report in findings.reports:
        _add_report(graph, report)
    for statement in findings.statements:
        chain = [_voice(graph, one, names, statement.report) for one in statement.attribution]
        links = [*reversed(chain), statement.report]
        for source, target in pairwise(links):
            graph.edge(source, target, "says")
    for one in findings.reuse:
        if one.standing:  # nobody took it
            continue
        graph.edge(
            one.from_report, one.to_report, "copied",
            characters=str(one.to_span.end - one.to_span.start),
            credited=str(one.credited).lower(), direction=one.direction,
        )  # fmt: skip
    packed: bytes = tostring(_document(graph, making), encoding="utf-8", xml_declaration=True)
    return packed


def _add_report(graph: _Graph, report: Report) -> None:
    days = report.published.days
    published = "" if days is None else f"{days.first.isoformat()}/{days.last.isoformat()}"
    graph.node(
        report.id, report.title or report.name, kind="report", outlet=report.outlet or "",
        published=published, basis=report.published.basis,
    )  # fmt: skip


def _voice(graph: _Graph, source: Source, names: dict[str, str], report: str) -> str:
    """A speaker's node; two unnamed speakers of different reports may be two men."""
    name = names.get(source.entity or "", source.name)
    where = report if source.kind == "anonymous" else ""
    id_ = source.entity or content_id("vo", name.casefold(), where)
    return graph.node(id_, name, kind=source.kind)


def _document(graph: _Graph, making: Making) -> Element:
    root = Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    meta = SubElement(root, "meta")
    creator = ", ".join(f"{name} {version}" for name, version in sorted(making.made_by.items()))
    SubElement(meta, "creator").text = creator
    asof = "" if making.asof is None else f", as known on {making.asof.isoformat()}"
    SubElement(meta, "description").text = f"Sources of corpus {making.corpus}{asof}"
    drawn = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    _declare(drawn, "node", _NODE_FIELDS)
    _declare(drawn, "edge", _EDGE_FIELDS)
    nodes = SubElement(drawn, "nodes")
    for id_, (label, about) in sorted(graph.nodes.items()):
        _describe(SubElement(nodes, "node", id=id_, label=_xml(label)), _NODE_FIELDS, about)
    edges = SubElement(drawn, "edges")
    for number, (key, weight) in enumerate(sorted(graph.edges.items())):
        source, target, kind = key
        edge = SubElement(
            edges, "edge", id=str(number), source=source, target=target, weight=str(weight)
        )
        _describe(edge, _EDGE_FIELDS, {"kind": kind, **graph.about[key]})
    return root


def _declare(graph: Element, of: str, fields: Iterable[str]) -> None:
    attributes = SubElement(graph, "attributes", {"class": of})
    for field in fields:
        SubElement(attributes, "attribute", id=field, title=field, type="string")


def _describe(element: Element, fields: Iterable[str], about: dict[str, str]) -> None:
    values = SubElement(element, "attvalues")
    for field in fields:
        if about.get(field):
            SubElement(values, "attvalue", {"for": field, "value": _xml(about[field])})


def _xml(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r"
        or " " <= sign <= "\ud7ff"
        or "\ue000" <= sign <= "\ufffd"
        or sign > "\uffff"
    )
