"""Golden cases of our own, for every objective of the library, computed without it.

    python3 tests/Goldens/Own/reference.py

writes a file for each objective beside this one. The formulas are those of the methods' cards (papers and official code),
in plain loops over rows, in float64; gradients are exact (dual.py) and checked here against central differences. Only the
standard library is needed. The numbers depend on nothing but the text of these files.
"""
import importlib
import json
import pathlib

from dual import Stops
from method import METHODS, of_loss, prepare, values

# Methods are declared in the files beside this one.
for path in sorted(pathlib.Path(__file__).parent.glob("*.py")):
    if path.stem != "reference":
        importlib.import_module(path.stem)


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def vary(batch):
    """What a formula must cope with: a completion without a score, reward functions without a value."""
    if "reward_term" in batch.rows:
        batch.completions[1].columns["scored"] = 0.0
        for term in batch.reward_terms[2:4] + batch.reward_terms[6:7]:
            term.columns["valid"] = 0.0


def as_given(before):
    for row, columns in before.items():
        row.columns = dict(columns)


def check(m, batch, o, gradient, name):
    """Central differences with the same stop-gradients, to about 1e-8, and to the rounding of the loss over the step where it is large."""
    held, h = list(Stops.recorded), 1e-5
    rounding = 1e-15 * abs(of_loss(m, batch, o).v) / h
    for key, partial in gradient.items():
        ends = []
        for step in (h, -h):
            batch.shift[key] = step
            Stops.replayed = list(held)
            ends.append(of_loss(m, batch, o).v)
        batch.shift.clear()
        Stops.replayed = None
        difference = (ends[0] - ends[1]) / (2 * h)
        assert abs(difference - partial) <= 1e-6 * (1 + abs(partial)) + rounding, f"{name}: d loss / d {key} is {partial}, and by differences {difference}"


def case(name, m, setting):
    o = {**m.options, **{key: value for key, value in setting.items() if key not in ("prepared", "batch", "title", "jumps")}}
    given = {key: value for key, value in o.items() if m.options[key] != value}
    title = ", ".join([*([setting["title"]] if "title" in setting else []), *(["own advantages"] if setting.get("prepared") else []), *(f"{key} {text(value)}" for key, value in given.items())]) or "defaults"
    batch = setting.get("batch", m.batch)(name)
    vary(batch)
    before = {row: dict(row.columns) for level in batch.rows.values() for row in level}
    expected = {}
    for stage in m.stages:
        if setting.get("prepared"):
            as_given(before)
            prepare(m, batch, o, until=stage)
        found = [value.v for value in values(stage, batch, o)]
        expected[stage.name] = found[0] if stage.level == "batch" else found
    if any(stage.kind == "loss" for stage in m.stages):
        if setting.get("prepared"):
            as_given(before)
            prepare(m, batch, o)
        Stops.recorded.clear()
        value = of_loss(m, batch, o)
        if not setting.get("jumps"):  # differences across a jump say nothing of the derivative on it
            check(m, batch, o, value.g, f"{name}, {title}")
        expected["loss"] = value.v
        for level, column in sorted({key[:2] for key in value.g}):
            expected[f"gradient {level}.{column}"] = [value.g.get((level, column, i), 0.0) for i in range(len(batch.rows[level]))]
    params, links = structure(batch)
    return {
        "name": title,
        "params": {"objective": name, "options": [f"{key}={text(value)}" for key, value in given.items()], **params, **({"prepared": True} if setting.get("prepared") else {})},
        "inputs": {**links, **inputs(m, batch, before, setting)},
        "expected": expected,
        "tolerance": 1e-9,
    }


def structure(batch):
    """Levels, each after its parent, and the links between them; and the rows that they point to."""
    levels, targets = [], {}
    for level, rows in batch.rows.items():
        parents = [name for name, link in rows[0].links.items() if not isinstance(link, list) and name == link.level and (level, name, name) not in batch.links]
        levels.append(f"{level} in {parents[0]}" if parents else f"{level} {len(rows)}")
        for name in parents:
            targets[f"{level}.{name}"] = [row.links[name].index for row in rows]
    for level, name, _ in batch.links:
        targets[f"{level}.{name}"] = [row.links[name].index if name in row.links else -1 for row in batch.rows[level]]
    return {"levels": levels, "links": [f"{level}.{name} to {target}" for level, name, target in batch.links]}, targets


def inputs(m, batch, before, setting):
    """The columns that were read, as they were before the method wrote any."""
    written = {(stage.level, stage.into) for stage in m.stages if stage.kind in ("reward", "advantage")} if setting.get("prepared") else set()
    written |= {("token", column) for level, column in written if level == "completion" and column == "advantage"}
    written -= {(level, column) for level, column in written if column in ("reward", "keep")}
    return {f"{level}.{column}": [before[row][column] for row in batch.rows[level]] for level, column in sorted(batch.read - written)}


def main():
    folder = pathlib.Path(__file__).parent
    for name, m in sorted(METHODS.items()):
        cases = [case(name, m, setting) for setting in m.settings]
        card = m.card or ("00-baselines.md" if name in preference_names() else "00-policy-gradient-baselines.md")
        lines = ",\n".join("    " + json.dumps(each) for each in cases)
        (folder / f"00-{name.replace('++', '-pp')}.json").write_text(
            "{\n" + f'  "method": "objective on a packed batch",\n  "card": "{card}",\n  "cases": [\n{lines}\n  ]\n' + "}\n")
        print(f"{name}: {len(cases)} cases")


def preference_names():
    return {name for name, m in METHODS.items() if getattr(m.batch, "func", m.batch).__name__ in ("pairs", "examples", "lists")}


if __name__ == "__main__":
    main()
