"""Rewards of steps and turns: cards 13, 16, 27, 28, 29, 36, 55."""
from functools import partial

from advantages import k3, whiten
from batch import Batch, examples, give_tokens, seeded
from dual import clamp, exp, greater, logsigmoid, mean, num, sample_std, sigmoid, sqrt, square, total
from method import advantage, loss, metric, method, reward
from policies import FRACTION, KL_TO_OLD, OWN, around, clipped, fraction, ratio_of, surrogate
from preference import d

GROUPS = (((2, 1), (1,), (1, 2, 1)), ((3, 1), (1, 1)), ((2, 1, 1),))
PEERS = GROUPS[:2]


def episodes(name, level="turn", groups=GROUPS):
    """Groups of completions that are cut into turns or steps of one token and more; the last group has one completion alone."""
    batch, real = Batch(), seeded(name)
    for of_group in groups:
        g = batch.add("group")
        for lengths in of_group:
            y = batch.add("completion", g)
            y.links["tokens"] = []
            y.columns.update(reward=float(real(0, 1) > 0.5) if real(0, 1) > 0.4 else round(real(0.1, 0.9), 4), prover_value=real(0.1, 0.9))
            for length in lengths:
                k = batch.add(level, y)
                k.columns.update(reward=real(-1, 1), advantage=real(-2, 2), grounding=float(real(0, 1) > 0.4), base_value=real(0.1, 0.9), prover_value=real(0.1, 0.9), success_rate=real(0, 1))
                give_tokens(batch, real, y, length)
                k.links["tokens"] = y.links["tokens"][-length:]
                for t in k.links["tokens"]:
                    t.links[level] = k
                    t.links["ending"] = []
                    t.columns.update(reward_logp=real(-2.5, -0.1), reward_value=real(-0.5, 0.8))
                k.links["last"] = t
                t.links["ending"] = [k]
                for _ in range(3 if level == "turn" else 0):
                    batch.add("answer", k).columns["logp"] = real(-1.5, -0.1)
    batch.links += [("token", level, level), (level, "last", "token")]
    return batch


def rewarded(make, *rewards):
    """A batch with the rewards of its completions given."""
    def batch(name):
        made = make(name)
        for y, given in zip(made.completions, rewards, strict=True):
            y.columns["reward"] = given
        return made

    return batch


def drifted(name):
    """Old values whose mean is large beside their deviation."""
    made = episodes(name)
    for t in made.tokens:
        t.columns["old_value"] = round(t.columns["old_value"] - 100, 4)
    return made


def softplus(x):
    return -logsigmoid(-num(x))


def cross_entropy(z, label):
    return softplus(z) - label * z


def surrogate_of(t, A, o):
    return surrogate(exp(t.logp - t.old_logp), A, o)


def siblings(y):
    return [o for o in y.group.completions if o is not y]


def after(k, of):
    rows = of(k.completion)
    return rows[rows.index(k):]


CLIP = {"clip-low": 0.2, "clip-high": 0.2}
TIGHT = {"clip-low": 0.1, "clip-high": 0.3}


# PRIME


def implicit(t, o):
    return o["beta"] * (t.reward_logp - t.ref_logp)


def process(t, o):
    own = implicit(t, o)
    if o["normalizes"]:
        largest = max((total(implicit(u, o) for u in y.tokens[i:]) for y in t.batch.completions for i in range(len(y.tokens))), key=lambda x: abs(x.v))
        own = own / (num(abs(largest.v)) + 1e-6)
    return o["process-weight"] * own


def prime_return(t, o):
    y = t.completion
    size = len(y.group.completions)

    def mu(z):
        return mean(process(u, o) for u in z.tokens)

    def centred(u):
        if o["baseline"] == "leave-one-out":
            return process(u, o) - mean(mu(z) for z in siblings(y))
        return process(u, o) * size / (size - 1) - total(mu(z) for z in y.group.completions) / (size - 1)

    rest = y.tokens[y.tokens.index(t):]
    return total(o["discount"] ** i * centred(u) for i, u in enumerate(rest)) + y.reward - mean(z.reward for z in siblings(y))


method(
    "prime", partial(episodes, groups=PEERS), {"beta": 0.05, "discount": 1.0, "normalizes": False, "process-weight": 1.0, "baseline": "leave-one-out", **CLIP},
    reward("ProcessReward", "token", process, into="process_reward"),
    advantage("Return", "token", prime_return, into="return"),
    advantage("Advantage", "token", lambda t, o: whiten(t, lambda u: prime_return(u, o))),
    loss("Loss", "token", lambda t, o: surrogate_of(t, t.advantage, o)), *fraction(ratio_of),
    settings=({}, {"discount": 0.9, **OWN}, {"baseline": "scaled", "process-weight": 5.0, "discount": 0.8}, {"normalizes": True, "beta": 0.5, **OWN}, TIGHT), card="29-prime.md")

method(
    "prime-reward-model", episodes, {"beta": 0.05},
    loss("Loss", "completion", lambda y, o: cross_entropy(o["beta"] * d(y), y.reward)),
    settings=({}, {"beta": 2.0}), card="29-prime.md")


# OPRL


def turns(y):
    return y.turns


def step_reward(k, o):
    return o["beta"] * total(t.reward_logp - t.old_logp for t in k.tokens)


def spread(pool):
    variance = total(square(p - mean(pool)) for p in pool) / max(1, len(pool) - 1)
    return sqrt(variance) if variance > 0 else num(0)


def normalised(x, pool, o):
    centre = mean(pool)
    if o["normalization"] == "z-score":
        return (x - centre) / (spread(pool) + o["epsilon"])
    if o["normalization"] == "mean":
        return x - centre
    return x if len(pool) == 1 else x * len(pool) / (len(pool) - 1) - centre * len(pool) / (len(pool) - 1)


def episode_advantage(y, o):
    return normalised(y.reward, [z.reward for z in y.group.completions], o)


def step_advantage(k, o):
    return normalised(step_reward(k, o), [step_reward(u, o) for z in k.completion.group.completions for u in z.turns], o)


def oprl_loss(b, o):
    if o["ratio"] == "token":
        return mean(surrogate_of(t, t.turn.advantage, o) for t in b.tokens)
    return mean(surrogate(exp(total(t.logp - t.old_logp for t in k.tokens)), k.advantage, o) for k in b.turns)


def oprl_clipped(b, o):
    if o["ratio"] == "token":
        return mean(num(clipped(ratio_of(t), t.turn.advantage, o)) for t in b.tokens)
    return mean(num(clipped(exp(total(t.logp - t.old_logp for t in k.tokens)), k.advantage, o)) for k in b.turns)


method(
    "oprl", episodes,
    {"beta": 0.05, "alpha": 1.0, "score": "sum", "pairs": "success", "normalization": "z-score", "epsilon": 1e-6, "ratio": "step", **CLIP},
    reward("StepReward", "turn", step_reward),
    advantage("EpisodeAdvantage", "completion", episode_advantage, into="episode_advantage"),
    advantage("StepAdvantage", "turn", step_advantage, into="step_advantage"),
    advantage("Advantage", "turn", lambda k, o: episode_advantage(k.completion, o) + o["alpha"] * step_advantage(k, o)),
    loss("Loss", "batch", oprl_loss), metric("ClipFraction", "batch", oprl_clipped), KL_TO_OLD,
    settings=({}, {"epsilon": 0.1, "alpha": 0.5, **OWN}, {"normalization": "mean", "beta": 0.3}, {"normalization": "rloo", **OWN}, {"ratio": "token"}, TIGHT,
              {"batch": rewarded(episodes, 0.2, 0.9, 0.4, 0.0, 1.0, 0.7), "title": "unequal outcomes"},
              {"batch": rewarded(episodes, 0.2, 0.9, 0.4, 0.0, 1.0, 0.7), "title": "unequal outcomes, leave one out", "normalization": "rloo"}), card="13-oprl.md")


def better(y, z, o):
    return y.reward > z.reward if o["pairs"] == "ranked" else y.reward > 0 and z.reward <= 0


def trajectory_score(y, o):
    return o["beta"] * total(t.logp - t.old_logp for t in y.tokens) / (len(y.turns) if o["score"] == "mean" else 1)


def pair_loss(b, o):
    scores = {y: trajectory_score(y, o) for y in b.completions}
    pairs = [(y, z) for y in b.completions for z in siblings(y) if better(y, z, o)]
    return mean(softplus(scores[z] - scores[y]) for y, z in pairs) if pairs else num(0)


method(
    "oprl-reward-model", episodes, {"beta": 0.05, "score": "sum", "pairs": "success"}, loss("Loss", "batch", pair_loss),
    settings=({}, {"pairs": "ranked", "beta": 1.0}, {"pairs": "ranked", "score": "mean", "beta": 2.0},
              {"batch": rewarded(episodes, 0.0, 0.0, 1.0, 0.5, 0.5, 1.0), "title": "ties, and outcomes of exactly 0"},
              {"batch": rewarded(episodes, 0.0, 0.0, 1.0, 0.5, 0.5, 1.0), "title": "ties, ranked", "pairs": "ranked", "beta": 1.0},
              {"batch": rewarded(episodes, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), "title": "no pair"}), card="13-oprl.md")


# SPA-RL


def attributed(k, o):
    plain = o["alpha"] * k.last.reward_value + o["beta"] * k.grounding
    return plain * (len(after(k, turns)) - 1) if o["weighs-by-remaining-steps"] else plain


def token_reward(t, o):
    return total(k.reward for k in t.ending) - (o["kl-weight"] * (t.old_logp - t.ref_logp) if o["kl-weight"] else 0)


def raw(t, o):
    tokens = t.completion.tokens
    rest = tokens[tokens.index(t):]

    def delta(i):
        value = o["discount"] * rest[i + 1].old_value if i + 1 < len(rest) else 0
        return rest[i].reward + value - rest[i].old_value

    return total((o["discount"] * o["lambda"]) ** i * delta(i) for i in range(len(rest)))


def value_loss(t, o):
    held = clamp(t.value, t.old_value.v - o["value-clip"], t.old_value.v + o["value-clip"])
    return o["value-coefficient"] * greater(square(t.value - t.__getattr__("return")), square(held - t.__getattr__("return"))) / 2


SPA = {"alpha": 1.0, "beta": 0.5, "weighs-by-remaining-steps": False, "kl-weight": 0.001, "discount": 1.0, "lambda": 0.95, "clip": 0.2, "value-clip": 0.2, "value-coefficient": 0.1}

method(
    "spa-rl", episodes, SPA,
    reward("StepReward", "turn", attributed),
    reward("TokenReward", "token", token_reward),
    advantage("Advantage", "token", lambda t, o: whiten(t, lambda u: raw(u, o))),
    advantage("Return", "token", lambda t, o: raw(t, o) + t.old_value, into="return"),
    loss("PolicyLoss", "token", lambda t, o: surrogate_of(t, t.advantage, around(o))),
    loss("CriticLoss", "token", value_loss), FRACTION, KL_TO_OLD,
    metric("Predicted", "completion", lambda y, o: total(k.last.reward_value for k in y.turns)),
    metric("StepReturn", "turn", lambda k, o: total(o["discount"] ** i * attributed(u, o) for i, u in enumerate(after(k, turns)))),
    settings=({}, {"discount": 0.9, "kl-weight": 0.2, **OWN}, {"weighs-by-remaining-steps": True, "alpha": -0.7, "beta": 0.2}, {"kl-weight": 0.0, "lambda": 0.5, "clip": 0.1, "value-clip": 0.05, "value-coefficient": 2.0},
              {"batch": drifted, "title": "advantages far from 0", "discount": 0.9}), card="16-spa-rl.md")

method(
    "spa-progress", episodes, {},
    loss("Loss", "completion", lambda y, o: square(total(k.last.value for k in y.turns) - y.reward)), card="16-spa-rl.md")


# PAV


def steps(y):
    return y.steps


def prover_advantage(s, o):
    def prover(q):
        return 1 - power(1 - q, o["attempts"]) if o["best-of-k"] else q

    rows = s.completion.steps
    place = rows.index(s)
    return prover(s.prover_value) - prover(rows[place - 1].prover_value if place else s.completion.prover_value)


def power(x, n):
    product = num(1)
    for _ in range(n):
        product = product * x
    return product


method(
    "pav", partial(episodes, level="step"), {"alpha": 3.0, "best-of-k": False, "attempts": 4},
    advantage("ProverAdvantage", "step", prover_advantage, into="prover_advantage"),
    reward("EffectiveReward", "step", lambda s, o: s.base_value + o["alpha"] * prover_advantage(s, o)),
    loss("Loss", "completion", lambda y, o: -total(s.reward * total(t.logp for t in s.tokens) for s in y.steps)),
    settings=({}, {"best-of-k": True, **OWN}, {"best-of-k": True, "attempts": 3, "alpha": 0.5}), card="27-pav.md")

method(
    "pav-verifier", partial(episodes, level="step"), {},
    loss("Loss", "step", lambda s, o: cross_entropy(s.last.value, s.success_rate)),
    metric("Predicted", "step", lambda s, o: sigmoid(s.last.value)), card="27-pav.md")


# IGPO


def turn_reward(k, o):
    rows = k.completion.turns
    place = rows.index(k)

    def belief(u):
        s = mean(a.logp for a in u.answers)
        return s if o["gain"] == "log-prob" else exp(s)

    return k.completion.reward if place == len(rows) - 1 else belief(rows[place + 1]) - belief(k)


def standardised_turn(k, o):
    def ends(u):
        return u is u.completion.turns[-1]

    every = [u for z in k.completion.group.completions for u in z.turns]
    pool = [turn_reward(u, o) for u in every if o["pool"] == "joint" or ends(u) == ends(k)]
    centre = mean(pool)
    centred = turn_reward(k, o) - centre
    return centred / (sqrt(mean(square(p - centre) for p in pool) + 1e-8) + o["epsilon"]) if o["scales"] else centred


def turn_return(k, o):
    return total(o["discount"] ** i * standardised_turn(u, o) for i, u in enumerate(after(k, turns)))


ALONE = rewarded(partial(episodes, groups=(((2, 1), (1, 2)), ((2, 1),), ((2,),))), 0.3, 0.8, 0.7, 0.6)


def igpo_loss(y, o):
    def of_token(t):
        kl = exp(t.ref_logp - t.logp) - 1 - (t.ref_logp - t.logp)
        of_policy = surrogate_of(t, t.advantage, around(o)) * t.importance_weight
        return of_policy + o["beta"] * kl if o["beta"] else of_policy

    return mean(of_token(t) for t in y.tokens)


method(
    "igpo", episodes, {"gain": "log-prob", "pool": "separate", "scales": True, "epsilon": 1e-6, "discount": 1.0, "clip": 0.2, "beta": 0.001},
    reward("TurnReward", "turn", turn_reward),
    advantage("TurnReturn", "turn", turn_return, into="return"),
    advantage("Advantage", "token", lambda t, o: turn_return(t.turn, o)),
    loss("Loss", "completion", igpo_loss), FRACTION, KL_TO_OLD, metric("KlPenalty", "token", lambda t, o: o["beta"] * k3(t) if o["beta"] else 0),
    settings=({}, {"gain": "prob", "discount": 0.9, "epsilon": 0.1, **OWN}, {"pool": "joint", "beta": 0.0}, {"scales": False, "beta": 0.5, "clip": 0.1, **OWN},
              {"batch": ALONE, "title": "pools of one, separate", "scales": False},
              {"batch": ALONE, "title": "pools of one, joint", "scales": False, "pool": "joint"}), card="28-igpo.md")


# Implicit PRM


def token_score(t, o):
    return o["beta"] * (t.reward_logp - t.ref_logp)


def step_score(s, o):
    return total(token_score(t, o) for t in s.tokens)


def step_value(s, o):
    rows = s.completion.steps
    return total(step_score(u, o) for u in rows[:rows.index(s) + 1])


def response_score(y, o):
    found = [step_value(s, o) if o["score"] == "accumulative" else step_score(s, o) for s in y.steps]
    return {"min": lambda: min(found, key=lambda x: x.v), "sum": lambda: total(found), "mean": lambda: mean(found)}[o["aggregate"]]()


method(
    "implicit-prm-score", partial(episodes, level="step"), {"beta": 0.05, "score": "accumulative", "aggregate": "min"},
    reward("TokenReward", "token", token_score),
    reward("StepReward", "step", step_score),
    reward("StepValue", "step", step_value, into="value"),
    reward("OutcomeReward", "completion", lambda y, o: total(token_score(t, o) for t in y.tokens), into="outcome_reward"),
    reward("ResponseScore", "completion", response_score),
    settings=({}, {"score": "single", "aggregate": "sum"}, {"beta": 1.0, "score": "single"}, {"aggregate": "mean"}, {"aggregate": "sum", "beta": 0.3}), card="36-implicit-prm.md")

method(
    "implicit-prm", examples, {"beta": 0.05},
    loss("Loss", "example", lambda e, o: cross_entropy(o["beta"] * d(e.completion), e.desirable)),
    settings=({}, {"beta": 1.5}), card="36-implicit-prm.md")


def kto_loss(e, o):
    def point(desirable):
        pool = [d(other.completion) for other in e.batch.examples if other.desirable.v == desirable]
        return greater(num(0), mean(pool)) if pool else num(0)

    if e.desirable > 0:
        return 1 - sigmoid(o["beta"] * (d(e.completion) - point(0)))
    return 1 - sigmoid(o["beta"] * (point(1) - d(e.completion)))


def judged(desirable, ratio):
    """Examples with the judgements given, and about that log-ratio to the reference for each token."""
    def batch(name):
        made = examples(name)
        for e, given in zip(made.examples, desirable, strict=True):
            e.columns["desirable"] = float(given)
        for i, t in enumerate(made.tokens):
            t.columns["ref_logp"] = round(t.columns["logp"] - ratio * (1 + 0.1 * (i % 4)), 4)
        return made

    return batch


method(
    "implicit-prm-kto", examples, {"beta": 0.05}, loss("Loss", "example", kto_loss),
    settings=({}, {"beta": 0.8},
              {"batch": judged((1, 1, 1, 1, 1), 0.3), "title": "all right", "beta": 0.8}, {"batch": judged((0, 0, 0, 0, 0), 0.3), "title": "all wrong", "beta": 0.8},
              {"batch": judged((1, 1, 0, 1, 1), 0.3), "title": "one wrong", "beta": 0.8}, {"batch": judged((0, 0, 1, 0, 0), 0.3), "title": "one right", "beta": 0.8},
              {"batch": judged((1, 0, 1, 0, 1), -0.3), "title": "means below 0", "beta": 0.8}), card="36-implicit-prm.md")


# PORTool


def trees(name):
    """Three prompts: a tree that forks at the root, after the first step and not at all, with a step that no trajectory goes through; two steps; and one trajectory alone."""
    batch, real = Batch(), seeded(name)
    for parents, paths in (((-1, -1, 0, 0, 1, 3, 0), ((0, 2), (0, 3, 5), (1, 4))), ((-1, -1), ((0,), (1,))), ((-1, 0), ((0, 1),))):
        g = batch.add("group")
        nodes, forks = {}, {}
        for parent in dict.fromkeys(parents):
            forks[parent] = batch.add("fork", g)
            forks[parent].links["step_nodes"] = []
        for node, parent in enumerate(parents):
            nodes[node] = batch.add("step_node", g)
            nodes[node].links.update(steps=[], fork=forks[parent])
            forks[parent].links["step_nodes"].append(nodes[node])
            nodes[node].columns.update(format_score=real(-1, 1), reward=real(-1, 1), advantage=real(-2, 2))
        for number, path in enumerate(paths):
            y = batch.add("completion", g)
            y.links["tokens"] = []
            y.columns.update(reward=float((1, 0, -1)[number % 3]))
            for node in path:
                s = batch.add("step", y)
                s.columns["advantage"] = real(-2, 2)
                s.links["step_node"] = nodes[node]
                nodes[node].links["steps"].append(s)
                give_tokens(batch, real, y, 1 + node % 2)
                for t in y.links["tokens"][-1 - node % 2:]:
                    t.links["step"] = s
    batch.links += [("step_node", "fork", "fork"), ("step", "step_node", "step_node"), ("token", "step", "step")]
    return batch


def node_reward(n, o):
    found = [o["discount"] ** (len(after(s, steps)) - 1) * s.completion.reward for s in n.steps]
    best = (max(found, key=lambda x: x.v) if o["aggregate"] == "max" else mean(found)) if found else 0
    return best + n.format_score * o["discount"] ** o["max-steps"] / 2


def z_score(x, pool, o):
    return (x - mean(pool)) / (sample_std(pool) + o["epsilon"]) if len(pool) > 1 else num(0)


def fork_advantage(n, o):
    return z_score(node_reward(n, o), [node_reward(m, o) for m in n.fork.step_nodes], o)


def trajectory_advantage(y, o):
    return z_score(y.reward, [z.reward for z in y.group.completions], o)


method(
    "portool", trees, {"discount": 0.95, "max-steps": 5, "aggregate": "max", "trajectory-weight": 1.0, "fork-weight": 1.0, "epsilon": 1e-6, "clip": 0.2},
    reward("StepReward", "step_node", node_reward),
    advantage("ForkAdvantage", "step_node", fork_advantage),
    advantage("TrajectoryAdvantage", "completion", trajectory_advantage, into="trajectory_advantage"),
    advantage("Advantage", "step", lambda s, o: o["trajectory-weight"] * trajectory_advantage(s.completion, o) + o["fork-weight"] * fork_advantage(s.step_node, o)),
    loss("Loss", "token", lambda t, o: surrogate_of(t, t.step.advantage, around(o))),
    metric("Clipped", "token", lambda t, o: clipped(ratio_of(t), t.step.advantage, around(o))),
    settings=({}, {"aggregate": "mean", "discount": 0.8, "epsilon": 0.1, "trajectory-weight": 0.5, **OWN}, {"fork-weight": 2.0, "max-steps": 2, "clip": 0.05, **OWN}), card="55-portool.md")
