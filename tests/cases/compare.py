"""How a case compares what it expects with what it finds. Standard library only."""
import csv
import difflib
import io
import json
import math
import re


class Malformed(Exception):
    """A case that cannot be read."""


class Mismatch(Exception):
    """Something expected that is not so."""


def number(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) else None


def same(expected, found, tolerance):
    """Texts are equal; numbers differ by at most the tolerance, relative where the expected one is above 1."""
    a, b = number(expected), number(found)
    if a is None or b is None:
        return str(expected) == str(found)
    return abs(a - b) <= tolerance * max(1.0, abs(a))


def shortened(text, lines=40):
    parts = text.rstrip("\n").split("\n")
    more = [f"… and {len(parts) - lines} lines more"] if len(parts) > lines else []
    return "\n".join("    " + part for part in parts[:lines] + more)


def compare_text(name, found, relation, lines):
    """`is`: the whole text; `starts with`: its first lines; `contains`, `lacks`: each line by itself."""
    if relation in ("is", "starts with"):
        stands = found.rstrip("\n").split("\n") if found.rstrip("\n") else []
        if relation == "starts with":
            stands = stands[: len(lines)]
        if stands != lines:
            difference = difflib.unified_diff(lines, stands, "expected", name, lineterm="")
            raise Mismatch(f"{name} is not as expected:\n" + "\n".join("    " + line for line in difference))
        return
    for line in lines:
        part = line.strip()
        if not part:
            raise Malformed("an empty line is contained in every text")
        if (part in found) != (relation == "contains"):
            raise Mismatch(f"{name} {'lacks' if relation == 'contains' else 'contains'}: {part}\n{shortened(found)}")


def rows_of(text, name):
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if not rows:
        raise Mismatch(f"{name} holds no table")
    return rows[0], rows[1:]


def pick(row, header, columns):
    return [row[header.index(column)] if header.index(column) < len(row) else "" for column in columns]


def compare_table(name, found, keys, tolerance, lines):
    """The columns named in the first expected line. With keys each expected row is found by them, without they
    are all rows, in order."""
    columns, expected = rows_of("\n".join(lines), "the case")
    columns = [column.strip() for column in columns]
    if not expected:
        raise Malformed("a table of no rows expects nothing")
    if any(len(row) != len(columns) for row in expected):
        raise Malformed("every expected row has as many cells as the first line names columns")
    if missing := [key for key in keys if key not in columns]:
        raise Malformed(f"the key {missing[0]} is no column of the expected rows")
    if keys and set(keys) == set(columns):
        raise Malformed("every column is a key: the table would be compared with itself")
    header, rows = rows_of(found, name)
    if missing := [column for column in columns if column not in header]:
        raise Mismatch(f"{name} has no column {missing[0]}; it has {', '.join(header)}")
    rows = [pick(row, header, columns) for row in rows]
    if not keys and len(rows) != len(expected):
        raise Mismatch(f"{name} has {len(rows)} rows, not {len(expected)}:\n" + shortened(found))
    places = [columns.index(key) for key in keys]
    for at, wanted in enumerate(expected):
        wanted = [cell.strip() for cell in wanted]
        label = f"row {at + 1}"
        if keys:
            values = [wanted[place] for place in places]
            label = ", ".join(f"{key} = {value}" for key, value in zip(keys, values))
            match = [row for row in rows if all(same(v, row[p], 0) for v, p in zip(values, places))]
            if len(match) != 1:
                raise Mismatch(f"{name} has {len(match)} rows with {label}, not one:\n" + shortened(found))
            stands = match[0]
        else:
            stands = rows[at]
        for column, want, have in zip(columns, wanted, stands):
            if not same(want, have, tolerance):
                raise Mismatch(f"{name}, {label}: {column} is {have}, not {want} (tolerance {tolerance:g})")


def at_path(document, path):
    """`a.b`, `a[0]`, `a[id=x]`: the one element of a list whose key `id` is x; `#a`: its length."""
    length = path.startswith("#")
    here = document
    for key, index in re.findall(r"([^.\[\]]+)|\[([^\]]*)\]", path.lstrip("#")):
        if key:
            if not isinstance(here, dict) or key not in here:
                raise Mismatch(f"there is no {key} on the way to {path}")
            here = here[key]
        elif "=" in index:
            name, _, value = index.partition("=")
            rows = [x for x in here if isinstance(x, dict) and name in x] if isinstance(here, list) else []
            match = [x for x in rows if same(value, x[name], 0)]
            if len(match) != 1:
                raise Mismatch(f"{len(match)} elements have {index} on the way to {path}, not one")
            here = match[0]
        else:
            if not isinstance(here, list) or not index.isdigit() or int(index) >= len(here):
                raise Mismatch(f"there is no [{index}] on the way to {path}")
            here = here[int(index)]
    return len(here) if length else here


def compare_json(name, found, tolerance, lines):
    try:
        document = json.loads(found)
    except json.JSONDecodeError as fault:
        raise Mismatch(f"{name} is no JSON: {fault}\n" + shortened(found)) from None
    for line in lines:
        path, sign, want = line.partition(" = ")
        if not sign:
            raise Malformed(f"`PATH = VALUE` in JSON, not \"{line}\"")
        try:
            wanted = json.loads(want)
        except json.JSONDecodeError:
            raise Malformed(f"\"{want}\" is no JSON") from None
        have = at_path(document, path.strip())
        numbers = [isinstance(x, (int, float)) and not isinstance(x, bool) for x in (wanted, have)]
        if not (same(wanted, have, tolerance) if all(numbers) else wanted == have):
            raise Mismatch(f"{name}: {path.strip()} is {json.dumps(have, ensure_ascii=False)}, not {want}"
                           f" (tolerance {tolerance:g})")
