"""Credit assignment: prefix trees, ranks, macro actions, thoughts, gates, from the cards 05, 08, 43, 46, 47, 54."""
import math

from advantages import k3
from batch import policy, seeded
from dual import exp, mean, num, sigmoid, total
from method import advantage, loss, method, metric, reward
from policies import FRACTION, around, clipped_above, clipped_below, fraction, ratio_of, surrogate, value_loss

CLIP = {"clip-low": 0.2, "clip-high": 0.28}


def link(batch, child, name, parent):
    """Lets rows point to rows; the children of a parent are its list of them."""
    child.links[name] = parent
    parent.links.setdefault(child.level + "s", []).append(child)
    if (child.level, name, parent.level) not in batch.links:
        batch.links.append((child.level, name, parent.level))


def segments(batch, level, cut):
    """A level of segments under each completion; cut says the segment of a token by its place."""
    for y in batch.completions:
        y.links[level + "s"] = []
        rows = []
        for place, t in enumerate(y.tokens):
            while cut(place) >= len(rows):
                rows.append(batch.add(level, y))
            link(batch, t, level, rows[cut(place)])
    return batch


def standard(row, pool, epsilon, divides=True):
    """Reward less the mean of the pool, over its unbiased deviation; 0 alone."""
    if len(pool) < 2:
        return num(0)
    centred = row.reward - mean(o.reward for o in pool)
    return centred / (deviation(pool) + epsilon) if divides else centred


def deviation(pool):
    """Unbiased; 0 where all are equal."""
    rewards = [o.reward.v for o in pool]
    middle = sum(rewards) / len(rewards)
    return math.sqrt(sum((r - middle) ** 2 for r in rewards) / (len(rewards) - 1))


# 05 TEMPO

def tree(name):
    batch, real = policy(name), seeded(name + " ids")
    for g in batch.groups:
        nodes = {}
        for y in g.completions:
            prefix = ()
            for t in y.tokens:
                prefix += (real(0, 1) < 0.6,)
                if prefix not in nodes:
                    nodes[prefix] = batch.add("node", g)
                link(batch, t, "node", nodes[prefix])
    return batch


def tempo(t, o):
    pool = t.completion.group.completions
    if len(pool) < 2:
        return num(0)
    before = t.completion.tokens[:t.completion.tokens.index(t)]
    start = mean(y.reward for y in pool)
    step = value(t) - (value(before[-1]) if before else start)
    credit = t.completion.reward - start + step
    return credit / (deviation(pool) + o["epsilon"]) if o["divides-by-deviation"] else credit


def value(t):
    return mean(u.completion.reward for u in t.node.tokens)


def clipped(t, o):
    return surrogate(exp(t.logp - t.old_logp), t.advantage, o)


method("tempo", tree, {"epsilon": 1e-6, "divides-by-deviation": True, **CLIP}, advantage("Advantage", "token", tempo), loss("Loss", "token", clipped), *fraction(ratio_of),
       settings=({"prepared": True}, {"prepared": True, "divides-by-deviation": False}, {"prepared": True, "epsilon": 0.5}, {"clip-low": 0.1, "clip-high": 0.4}), card="05-tempo.md")


# 08 Rank-GRPO

def lists(name, ranks=2):
    batch, real = policy(name, groups=((3, 1, 6), (5, 4), (2,))), seeded(name + " items")
    for g in batch.groups:
        slots = [batch.add("slot", g) for _ in range(ranks + 1)]
        for y in g.completions:
            for k in range(ranks + 1):
                rank = batch.add("rank", y)
                rank.columns.update(hit=float(k < ranks and real(0, 1) < 0.5), reward=real(0, 1), advantage=real(-1, 1))
                rank.links["tokens"] = []
                link(batch, rank, "slot", slots[k])
    for y in batch.completions:
        for place, t in enumerate(y.tokens):
            # In one list the end is not the last token: only there do an end within the ranks and a token beyond them meet.
            end = len(y.tokens) - (2 if y.index == 3 else 1)
            t.columns["is_end"] = float(place == end and y.index % 3 != 1)
            link(batch, t, "rank", y.ranks[min(place // 2, ranks)])
    return batch


def place(k):
    return k.completion.ranks.index(k) + 1


def beyond(k, o):
    return place(k) > o["ranks"]


def rank_reward(k, o):
    if o["reward-variant"] == "exp-inf":
        return k.hit
    return total(j.hit / math.log2(place(j) + 1) for j in k.completion.ranks[place(k) - 1:])


def rank_advantage(k, o):
    return num(0) if beyond(k, o) else standard(k, k.slot.ranks, 1e-4, o["divides-by-deviation"])


def token_advantage(t, o):
    own = num(0) if t.is_end.v else t.rank.advantage
    if not o["shapes-length"]:
        return own
    ranks = [u.rank for u in t.completion.tokens]
    if beyond(t.rank, o):
        return own + o["overflow-penalty"]
    if not t.is_end.v or any(beyond(k, o) for k in ranks):
        return own
    return own + (o["end-reward"] if any(place(k) == o["ranks"] for k in ranks) else o["early-stop-penalty"])


def divergence(t, o):
    return o["beta"] * k3(t) if o["beta"] else num(0)


def rank_loss(b, o):
    def of_token(t):
        return surrogate(exp(mean(u.logp - u.old_logp for u in t.rank.tokens)), t.advantage, o) + divergence(t, o)

    def of_list(y):
        own = [[t for t in k.tokens if not t.is_end.v] for k in y.ranks]
        present = [(k, tokens) for k, tokens in zip(y.ranks, own) if tokens and not beyond(k, o)]
        losses = [surrogate(exp(mean(t.logp - t.old_logp for t in tokens)), k.advantage, o) for k, tokens in present]
        return (mean(losses) if losses else num(0)) + mean(divergence(t, o) for t in y.tokens)

    if o["aggregation"] == "rank-mean":
        return mean(of_list(y) for y in b.completions)
    if o["aggregation"] == "bnpo":
        return mean(of_token(t) for t in b.tokens)
    if o["aggregation"] == "grpo":
        return mean(mean(of_token(t) for t in y.tokens) for y in b.completions)
    return mean(total(of_token(t) for t in y.tokens) / o["max-completion-length"] for y in b.completions)


def rank_clipped(b, o, side):
    def of_token(t):
        return side(exp(mean(u.logp - u.old_logp for u in t.rank.tokens)), t.advantage, o)

    def of_list(y):
        own = [(k, [t for t in k.tokens if not t.is_end.v]) for k in y.ranks if not beyond(k, o)]
        found = [side(exp(mean(t.logp - t.old_logp for t in tokens)), k.advantage, o) for k, tokens in own if tokens]
        return sum(found) / max(1, len(found))

    return mean(num(of_list(y)) for y in b.completions) if o["aggregation"] == "rank-mean" else mean(num(of_token(t)) for t in b.tokens)


RANK = {"ranks": 20, "reward-variant": "exp-inf", "divides-by-deviation": True, "clip-low": 0.06, "clip-high": 0.08, "beta": 1e-3, "aggregation": "rank-mean",
        "max-completion-length": 1024.0, "shapes-length": False, "end-reward": 0.1, "overflow-penalty": -0.1, "early-stop-penalty": -0.1}
SHAPED = {"shapes-length": True, "end-reward": 0.3, "overflow-penalty": -0.2, "early-stop-penalty": -0.4, "max-completion-length": 7.0, "clip-low": 0.2, "clip-high": 0.3, "beta": 0.2}
method("rank-grpo", lists, RANK, reward("RankReward", "rank", rank_reward), advantage("RankAdvantage", "rank", rank_advantage),
       advantage("TokenAdvantage", "token", token_advantage), loss("Loss", "batch", rank_loss),
       metric("ClippedBelow", "batch", lambda b, o: rank_clipped(b, o, clipped_below)), metric("ClippedAbove", "batch", lambda b, o: rank_clipped(b, o, clipped_above)),
       metric("KlPenalty", "token", divergence),
       settings=[{"prepared": True, "ranks": 2, "reward-variant": variant} for variant in ("exp-inf", "log-decay")]
       + [{"prepared": True, "ranks": 2, "divides-by-deviation": False, "beta": 0.0}]
       + [{"ranks": 2, **SHAPED, "aggregation": mode} for mode in ("bnpo", "grpo", "dr-grpo", "rank-mean")], card="08-rank-grpo.md")


# 43 MA-RLHF

def macros(name):
    batch = segments(policy(name, groups=((3, 1, 5), (2, 4), (2,))), "macro", lambda place: place // 2)
    real = seeded(name + " macros")
    for m in batch.macros:
        m.columns.update(advantage=real(-1, 1))
        m.columns["return"] = real(-1, 1)
    return batch


def token_reward(t, o):
    final = t.completion.reward if t is t.completion.tokens[-1] else num(0)
    held = num(max(-o["reward-clip"], min(o["reward-clip"], final.v)))
    return t.reward + held - (o["kl-coefficient"] * (t.old_logp - t.ref_logp) if o["kl-coefficient"] else 0)


def weights(m, o):
    n = len(m.tokens)
    raw = {"equal": [1.0] * n, "unit": [0.0] * (n - 1) + [1.0], "position": [1 / (h + 1) for h in range(n)]}[o["value-weight"]]
    return [weight / sum(raw) for weight in raw]


def macro_value(m, o):
    return total(w * t.old_value for w, t in zip(weights(m, o), m.tokens))


def macro_reward(m, o):
    if o["averages-rewards"]:
        return total(w * t.reward for w, t in zip(weights(m, o), m.tokens))
    return total(o["discount"] ** h * t.reward for h, t in enumerate(m.tokens))


def macro_advantage(m, o):
    rest = m.completion.macros[m.completion.macros.index(m):]
    following = macro_value(rest[1], o) if len(rest) > 1 else num(0)
    delta = macro_reward(m, o) + o["discount"] * following - macro_value(m, o)
    return delta + (o["discount"] * o["lambda"] * macro_advantage(rest[1], o) if len(rest) > 1 else 0)


MACRO = {"discount": 1.0, "lambda": 0.95, "value-weight": "equal", "averages-rewards": False, "kl-coefficient": 0.05, "reward-clip": 2.5, "clip": 0.2, "value-clip": 0.2, "value-coefficient": 0.1}
MOVED = {"prepared": True, "discount": 0.9, "lambda": 0.6, "kl-coefficient": 0.3, "reward-clip": 0.4}
method("ma-rlhf", macros, MACRO,
       reward("TokenReward", "token", token_reward),
       metric("Value", "macro", macro_value), metric("MacroReward", "macro", macro_reward),
       advantage("MacroAdvantage", "macro", macro_advantage),
       advantage("MacroReturn", "macro", lambda m, o: m.advantage + macro_value(m, o), into="return"),
       advantage("TokenAdvantage", "token", lambda t, o: t.macro.advantage),
       advantage("TokenReturn", "token", lambda t, o: getattr(t.macro, "return"), into="return"),
       loss("PolicyLoss", "token", lambda t, o: clipped(t, around(o))),
       loss("CriticLoss", "token", lambda t, o: o["value-coefficient"] * value_loss(t, o)), FRACTION,
       settings=[{"prepared": True}, MOVED, {**MOVED, "averages-rewards": True, "value-weight": "unit"}, {**MOVED, "value-weight": "position"},
                 {"clip": 0.1, "value-clip": 0.5, "value-coefficient": 0.7}], card="43-ma-rlhf.md")


# 46 TP-GRPO

def thoughts(name):
    batch, real = segments(policy(name, groups=((3, 1, 6), (5, 4), (2,), (2, 3))), "step", lambda place: place), seeded(name + " labels")
    for s in batch.steps:
        s.columns.update(good=float(real(0, 1) < 0.5), advantage=real(-1, 1))
    for y in batch.completions:
        y.columns["reward"] = 1.0 if y.index % 2 == 0 else -1.0
    return batch


def right(y):
    return y.reward.v >= 1


def accuracy(g):
    return mean(num(1.0 if right(y) else 0.0) for y in g.completions)


def outcome(y, o):
    return standard(y, y.group.completions, o["epsilon"])


def thoughts_of(y, o):
    """Steps of the solution, in lists: one for each thought."""
    found = []
    for s in y.steps:
        if found and o["merges-steps"] and found[-1][-1].good.v == s.good.v:
            found[-1].append(s)
        else:
            found.append([s])
    return found


def thought_reward(s, o):
    y = s.completion
    if s is y.steps[-1]:
        return num(0)
    each = o["alpha"] * accuracy(y.group) if right(y) else -outcome(y, o)
    return each if s.good.v else -each


def step_advantage(s, o):
    y = s.completion
    own = thoughts_of(y, o)
    at = next(i for i, thought in enumerate(own) if s in thought)
    return total(thought_reward(thought[-1], o) for thought in own[at:]) + outcome(y, o)


def number_of_thought(s, o):
    return num(next(i for i, thought in enumerate(thoughts_of(s.completion, o)) if s in thought))


method("tp-grpo", thoughts, {"alpha": 1.0, "merges-steps": True, "epsilon": 1e-6, "clip": 0.2},
       advantage("Outcome", "completion", outcome, into="outcome_advantage"),
       advantage("StepAdvantage", "step", step_advantage), advantage("TokenAdvantage", "token", lambda t, o: t.step.advantage),
       loss("Loss", "completion", lambda y, o: mean(clipped(t, around(o)) for t in y.tokens)), FRACTION,
       metric("Thought", "step", number_of_thought), metric("ThoughtReward", "step", thought_reward), metric("Accuracy", "group", lambda g, o: accuracy(g)),
       settings=({"prepared": True}, {"prepared": True, "alpha": 0.4, "epsilon": 0.5}, {"prepared": True, "merges-steps": False}, {"clip": 0.4}), card="46-tp-grpo.md")


# 47 G-RA

def gated(name, critics=2):
    batch, real = policy(name, groups=((1, 2, 3), (2, 2))), seeded(name + " gates")
    for y in batch.completions:
        for p in range(2):
            row = batch.add("outcome", y)
            row.columns.update(reward=float(round(real(-2, 2))), gate=float(p + round(real(-2, 1))))
        for c in range(critics):
            batch.add("critic", y).columns.update(priority=float((y.index + c) % 3))
        for _ in y.tokens:
            batch.add("turn", y)
    for k in batch.turns:
        for c in range(critics):
            row = batch.add("criticism", k)
            row.columns.update(score=real(-2, 2))
            link(batch, row, "critic", k.completion.critics[c])
    return batch


def passes(p):
    return p.reward.v >= p.gate.v


def opens(p):
    return all(passes(q) for q in p.completion.outcomes[:p.completion.outcomes.index(p)])


def heard(c):
    return all(passes(q) for q in c.completion.outcomes[:int(c.priority.v)])


def gated_reward(k, o):
    return total(c.score for c in k.criticisms if heard(c.critic))


def outcome_reward(y):
    return total(p.reward for p in y.outcomes if opens(p))


method("g-ra", gated, {},
       metric("IsOpen", "outcome", lambda p, o: num(float(opens(p)))), metric("IsHeard", "critic", lambda c, o: num(float(heard(c)))),
       reward("GatedReward", "turn", gated_reward),
       reward("Received", "turn", lambda k, o: gated_reward(k, o) + (outcome_reward(k.completion) if k is k.completion.turns[-1] else 0), into="received"),
       reward("Total", "completion", lambda y, o: outcome_reward(y) + total(gated_reward(k, o) for k in y.turns)),
       metric("Direct", "completion", lambda y, o: total(p.reward for p in y.outcomes) + total(c.score for k in y.turns for c in k.criticisms)), card="47-g-ra.md")


# 54 GRPO-lambda

def questions(name):
    batch = policy(name, groups=((3, 1, 4, 2), (2, 3, 1), (2,), (1, 2, 5), (4, 1)))
    for y in batch.completions:
        y.columns["reward"] = float(y.index % 3 != 1)
    return batch


def penalized(g, o):
    order = sorted(g.batch.groups, key=lambda h: (-accuracy(h).v, h.index))
    return num(float(order.index(g) < math.floor(o["lambda"] * len(order) + 1e-12)))


def shaped(y, o):
    if not right(y):
        return num(0)
    if not penalized(y.group, o).v:
        return num(1)
    lengths = [len(z.tokens) for z in y.group.completions if right(z)]
    middle = sum(lengths) / len(lengths)
    spread = math.sqrt(sum((length - middle) ** 2 for length in lengths) / len(lengths))
    return 1 - o["alpha"] * sigmoid((len(y.tokens) - middle) / (spread + o["length-epsilon"]))


def efficient(y, o):
    return standard(y, y.group.completions, o["epsilon"])


method("grpo-lambda", questions, {"lambda": 0.2, "alpha": 0.2, "length-epsilon": 1e-7, "epsilon": 1e-6, "clip-low": 0.2, "clip-high": 0.2},
       reward("Accuracy", "group", lambda g, o: accuracy(g), into="accuracy"), reward("IsPenalized", "group", penalized, into="penalized"),
       reward("Shaped", "completion", shaped), advantage("Advantage", "completion", efficient),
       loss("Loss", "completion", lambda y, o: mean(clipped(t, o) for t in y.tokens)), fraction(ratio_of)[0],
       settings=({"prepared": True}, {"prepared": True, "lambda": 0.6, "alpha": 0.7, "length-epsilon": 0.4, "epsilon": 0.3}, {"prepared": True, "lambda": 1.0}, {"clip-low": 0.1, "clip-high": 0.4}), card="54-grpo-lambda.md")
