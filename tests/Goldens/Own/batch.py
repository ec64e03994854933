"""A small batch of nested rows, and what formulas read of it."""
import random

from dual import Dual

DIFFERENTIABLE = {("token", "logp"), ("token", "value"), ("token", "token_loss"), ("token", "entropy"), ("choice", "logit"), ("arm", "logit"),
                  ("completion", "quality"), ("completion", "length_score"), ("head_weight", "quality"), ("head_weight", "length")}


class Row:
    """An element of a level. Columns are attributes; reading one notes that the batch needs it."""

    def __init__(self, batch, level, index):
        self.__dict__.update(batch=batch, level=level, index=index, columns={}, links={})

    def __getattr__(self, name):
        if name in self.__dict__["links"]:
            target = self.links[name]
            return target
        if name not in self.columns:
            raise AttributeError(f"{self.level} has no {name}")
        self.batch.read.add((self.level, name))
        key = (self.level, name, self.index)
        value = self.columns[name] + self.batch.shift.get(key, 0.0)
        return Dual(value, {key: 1.0}) if (self.level, name) in DIFFERENTIABLE else Dual(value)


class Batch:
    def __init__(self):
        self.rows = {}
        self.parents = []
        self.links = []
        self.read = set()
        self.shift = {}

    def add(self, level, parent=None):
        rows = self.rows.setdefault(level, [])
        row = Row(self, level, len(rows))
        rows.append(row)
        if parent is not None:
            row.links[parent.level] = parent
            parent.links.setdefault(level + "s", []).append(row)
        return row

    def __getattr__(self, name):
        if name.endswith("s") and name[:-1] in self.__dict__["rows"]:
            return self.rows[name[:-1]]
        raise AttributeError(name)


def seeded(name):
    """Random numbers that depend on the name alone; four digits, so that the files can be read."""
    source = random.Random("paragon " + name)
    return lambda low, high: round(source.uniform(low, high), 4)


def give_tokens(batch, real, y, length):
    for _ in range(length):
        t = batch.add("token", y)
        y.links.setdefault("tokens", [])
        logp = real(-2.5, -0.1)
        t.columns.update(
            logp=logp, old_logp=round(logp + real(-0.7, 0.7), 4), ref_logp=round(logp + real(-0.9, 0.9), 4), rollout_logp=round(logp + real(-0.9, 0.9), 4),
            advantage=real(-2, 2), importance_weight=real(0.5, 1.5), reward=real(-0.5, 0.5), value=real(-1, 1), old_value=real(-1, 1), token_loss=real(-1, 1),
            sum_squared_probability=real(0.1, 0.9), keep=float(real(0, 1) > 0.25))
        t.columns["return"] = real(-2, 2)
        t.columns["draw"] = round(0.6180 * t.index % 1, 4)


def policy(name, groups=((3, 1, 4), (2, 3), (2,)), functions=2):
    """Groups of completions of unequal lengths, one of them alone, with what any policy-gradient method reads."""
    batch, real = Batch(), seeded(name)
    for lengths in groups:
        g = batch.add("group")
        positions = [batch.add("position", g) for _ in range(max(lengths))]
        criteria = [batch.add("criterion", g) for _ in range(functions)]
        for length in lengths:
            y = batch.add("completion", g)
            y.links["tokens"] = []
            y.columns.update(reward=real(-1, 2), advantage=real(-2, 2), baseline_reward=real(-1, 1), scored=1.0, sequence_log_weight=real(-0.4, 0.4))
            give_tokens(batch, real, y, length)
            for position, t in zip(positions, y.tokens):
                t.links["position"] = position
                position.links.setdefault("tokens", []).append(t)
            for criterion in criteria:
                r = batch.add("reward_term", y)
                r.links["criterion"] = criterion
                criterion.links.setdefault("terms", []).append(r)
                r.columns.update(value=real(-1, 2), weight=real(0.3, 1.5), valid=1.0)
    batch.links.append(("token", "position", "position"))
    batch.links.append(("reward_term", "criterion", "criterion"))
    return batch


def pairs(name, lengths=((3, 2), (2, 4), (5, 1), (2, 2))):
    """Pairs whose completions have unequal lengths."""
    batch, real = Batch(), seeded(name)
    for chosen, rejected in lengths:
        pair = batch.add("pair")
        for link, length in (("chosen", chosen), ("rejected", rejected)):
            y = batch.add("completion")
            y.links["tokens"] = []
            give_tokens(batch, real, y, length)
            pair.links[link] = y
    batch.links += [("pair", "chosen", "completion"), ("pair", "rejected", "completion")]
    return batch


def examples(name, lengths=((3, 2), (2, 4), (4, 1), (1, 3), (2, 2))):
    """Labelled completions, each beside a mismatched one."""
    batch, real = Batch(), seeded(name)
    for index, both in enumerate(lengths):
        example = batch.add("example")
        example.columns.update(desirable=float(index % 2 == 0), desirable_prompt_probability=real(0.1, 0.8))
        for link, length in zip(("completion", "mismatched"), both):
            y = batch.add("completion")
            y.links["tokens"] = []
            y.columns.update(reward=real(-1, 2))
            give_tokens(batch, real, y, length)
            example.links[link] = y
    batch.links += [("example", "completion", "completion"), ("example", "mismatched", "completion")]
    return batch


def lists(name, lengths=((3, 2, 1, 4), (2, 3, 2), (1, 2))):
    """Ranked lists, best first, with one demonstration each."""
    batch, real = Batch(), seeded(name)
    for sizes in lengths:
        g = batch.add("group")
        rewards = sorted((real(-1, 3) for _ in sizes), reverse=True)
        for rank, length in enumerate(sizes):
            y = batch.add("completion", g)
            y.links["tokens"] = []
            y.columns.update(reward=rewards[rank], demonstration=float(rank == len(sizes) - 1))
            give_tokens(batch, real, y, length)
    return batch
