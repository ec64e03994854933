"""A method as the reference sees it: stages, default options, and the settings that its cases have."""
from dual import mean, num

METHODS = {}
LEVELS = {"batch": lambda b: [b]}


class Stage:
    def __init__(self, kind, name, level, value, into=None):
        self.kind, self.name, self.level, self.value, self.into = kind, name, level, value, into or kind


def reward(name, level, value, into=None):
    return Stage("reward", name, level, value, into)


def advantage(name, level, value, into=None):
    return Stage("advantage", name, level, value, into)


def loss(name, level, value):
    return Stage("loss", name, level, value)


def metric(name, level, value):
    return Stage("metric", name, level, value)


class Method:
    def __init__(self, batch, options, stages, settings, card):
        self.batch, self.options, self.stages, self.settings, self.card = batch, options, stages, settings, card


def method(name, batch, options, *stages, settings=({},), card=None):
    """`settings` are the options of each case that differ from the defaults; "prepared" lets the method's own advantages in."""
    METHODS[name] = Method(batch, options, stages, settings, card)


def more(name, *settings):
    """Further cases of a method that is declared elsewhere, each with a title; "batch" makes it another batch than the method's."""
    METHODS[name].settings = (*METHODS[name].settings, *settings)


def rows(batch, level):
    return [batch] if level == "batch" else batch.rows[level]


def values(stage, batch, o):
    return [num(stage.value(row, o)) for row in rows(batch, stage.level)]


def of_loss(m, batch, o):
    """Sum of the loss stages, each the mean over its level."""
    return sum((mean(values(stage, batch, o)) for stage in m.stages if stage.kind == "loss"), num(0))


def prepare(m, batch, o, until=None):
    """Writes rewards and advantages into their columns, in order; an advantage of a completion reaches its tokens."""
    for stage in m.stages:
        if stage is until:
            return
        if stage.kind in ("reward", "advantage"):
            for row, value in zip(rows(batch, stage.level), values(stage, batch, o)):
                row.columns[stage.into] = value.v
                if stage.kind == "advantage" and stage.level == "completion":
                    for t in row.tokens:
                        t.columns[stage.into] = value.v
