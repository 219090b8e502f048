"""JSON, XML and YAML → containers, and which of them tells about one person or thing.

A list whose elements hold several known fields each is a list of records; otherwise the largest container is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from chatscrub.detection.readers.reading import Field, Row, key_of
from chatscrub.lazy_patterns import lazy_compile

DEPTH = 40  # deeper containers are read as part of the one around them
LONGEST = 20_000  # characters of a record
ENOUGH = 2  # known fields that make the element of a list a record

_TOKEN = lazy_compile(r'"(?:[^"\\\n]++|\\.)*+"?|[{}\[\]]')
_TAG = lazy_compile(r"<(/?)([A-Za-z][\w:.-]{0,60})((?:\s[^<>]{0,400})?)>")
_ITEM = lazy_compile(r"^([ \t]{0,60})(?:-[ \t]+(?=[\w\"'])|(?=[^\s-]))", re.MULTILINE)

# Parts of an address: a list of addresses belongs to the person around it.
_PARTS = frozenset(
    map(
        key_of,
        (
            *("street", "street address", "line", "house number", "city", "town", "zip", "zip code", "postal code"),
            *("postcode", "state", "country", "straße", "hausnummer", "plz", "postleitzahl", "ort", "stadt", "rue"),
            *("code postal", "ville", "calle", "código postal", "ciudad", "via", "cap", "città", "straat", "plaats"),
            *("rua", "cep", "cidade", "ulica", "kod pocztowy", "miasto", "gata", "gatuadress", "postnummer", "postort"),
        ),
    )
)


class _Node(msgspec.Struct):
    start: int
    listed: bool  # a list, whose children are its elements
    name: str = ""
    end: int = -1
    children: list[_Node] = msgspec.field(default_factory=list)
    own: set[str] = msgspec.field(default_factory=set)  # keys of fields directly inside
    keys: set[str] = msgspec.field(default_factory=set)  # and of those further in
    splits: bool = False  # holds a list of records


def containers(text: str, fields: Sequence[Field]) -> list[Row]:
    """The records among the containers of a text, none inside another; `fields` are sorted by position."""
    rows: list[Row] = []
    if not fields:
        return rows
    for roots in (_json(text, fields), _xml(text), _yaml(text)):
        _place(roots, fields)
        for root in roots:
            _judge(root)
            rows.extend(_records(root))
    return rows


def _json(text: str, fields: Sequence[Field]) -> list[_Node]:
    if "{" not in text:
        return []
    plain = text.replace('\\"', ' "') if '{\\"' in text else text  # JSON inside a string of JSON
    roots: list[_Node] = []
    # Opening bracket, its place, the fields before it, and the children made: what holds no field makes none.
    stack: list[tuple[str, int, int, list[_Node]]] = []
    deeper = passed = 0
    for token in _TOKEN.finditer(plain):
        mark = token.group()
        if mark in "{[":
            place = token.start()
            while passed < len(fields) and fields[passed].start < place:
                passed += 1
            if len(stack) < DEPTH:
                stack.append((mark, place, passed, []))
            else:
                deeper += 1
        elif mark in "}]":
            if deeper:
                deeper -= 1
            elif stack:
                _take_out(stack, roots, fields, token.end())
    while stack:
        _take_out(stack, roots, fields, len(text))
    return roots


def _take_out(
    stack: list[tuple[str, int, int, list[_Node]]], roots: list[_Node], fields: Sequence[Field], end: int
) -> None:
    mark, place, before, children = stack.pop()
    if before < len(fields) and fields[before].start < end:
        node = _Node(place, listed=mark == "[", end=end, children=children)
        (stack[-1][3] if stack else roots).append(node)


def _xml(text: str) -> list[_Node]:
    if "</" not in text:
        return []
    roots: list[_Node] = []
    stack: list[_Node] = []
    for tag in _TAG.finditer(text):
        closing, name, rest = tag.groups()
        if closing:
            place = next((index for index in range(len(stack) - 1, -1, -1) if stack[index].name == name), None)
            if place is not None:
                for node in stack[place:]:
                    node.end = tag.end()
                del stack[place:]
        elif not rest.endswith("/") and len(stack) < DEPTH:
            node = _Node(tag.start(), listed=False, name=name)
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
    _close(stack, len(text))
    return [each for root in roots for each in _grouped(root)]


def _grouped(root: _Node) -> list[_Node]:
    """Elements of the same name beside each other are a list; a leaf is part of the element around it."""
    pending = [root]
    while pending:
        node = pending.pop()
        node.children = [each for each in node.children if each.children]
        names = [each.name for each in node.children]
        node.listed = len(names) > 1 and len(set(names)) == 1
        pending.extend(node.children)
    return [root] if root.children or root.name else []


def _yaml(text: str) -> list[_Node]:
    if "- " not in text:
        return []
    roots: list[_Node] = []
    stack: list[tuple[int, _Node]] = []  # indentation, and a list or an element of one
    for line in _ITEM.finditer(text):
        indent = len(line[1])
        item = line.end() > line.end(1)
        # An element ends where a line stands no further in; its list where that line is no element.
        while stack and (indent < stack[-1][0] or (indent == stack[-1][0] and not (stack[-1][1].listed and item))):
            stack.pop()[1].end = line.start()
        if not item or len(stack) >= DEPTH:
            continue
        if not stack or not (stack[-1][1].listed and stack[-1][0] == indent):
            node = _Node(line.start(), listed=True)
            (stack[-1][1].children if stack else roots).append(node)
            stack.append((indent, node))
        element = _Node(line.start(), listed=False)
        stack[-1][1].children.append(element)
        stack.append((indent, element))
    _close([node for _, node in stack], len(text))
    return roots


def _close(stack: Sequence[_Node], end: int) -> None:
    for node in stack:
        node.end = end


def _place(roots: Sequence[_Node], fields: Sequence[Field]) -> None:
    """Tells each container which fields stand directly in it."""
    order = _in_order(roots)
    coming = next(order, None)
    inside: list[_Node] = []
    for each in fields:
        while coming is not None and coming.start <= each.start:
            while inside and inside[-1].end <= coming.start:
                inside.pop()
            inside.append(coming)
            coming = next(order, None)
        while inside and inside[-1].end <= each.start:
            inside.pop()
        if inside:
            inside[-1].own.add(each.name)


def _in_order(roots: Sequence[_Node]) -> Iterator[_Node]:
    pending = list(reversed(roots))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.children))


def _judge(root: _Node) -> None:
    for node in reversed(list(_in_order([root]))):
        node.keys = set(node.own).union(*(child.keys for child in node.children))
        known = [child for child in node.children if child.keys]
        many = [child for child in known if len(child.keys) >= ENOUGH and not child.keys <= _PARTS]
        single = {key for child in known for key in child.keys}
        alike = len(known) > 1 and len(single) == 1
        named_alike = len(many) > 1 and not node.own and any(many[0].own & other.own for other in many[1:])
        node.splits = (
            any(child.splits for child in node.children)
            or (node.listed and (len(many) > 1 or alike))
            or (not node.listed and named_alike)
        )
        if alike and not node.listed:
            node.splits = any(child.splits for child in node.children)


def _records(root: _Node) -> Iterator[Row]:
    pending = [root]
    while pending:
        node = pending.pop()
        if not node.keys:
            continue
        # A list of phone numbers belongs to the person that has a name beside it.
        if node.splits and not (node.own and all(len(key) == 1 for key in _key_sets(node))):
            pending.extend(node.children)
        elif node.end - node.start <= LONGEST:
            yield Row(node.start, node.end)


def _key_sets(node: _Node) -> Iterator[set[str]]:
    for child in _in_order(node.children):
        if child.own:
            yield child.own
