"""Losses of pairs with rewards of tokens, of groups and of logged completions: cards 01, 04, 06, 09."""
from functools import partial

from batch import Batch, examples, pairs, policy, seeded
from dual import clamp, exp, greater, lesser, log, logsigmoid, mean, num, sg, sigmoid, total
from method import advantage, loss, metric
from method import method as add
from preference import BETA, S, d, margin, n


def method(name, *rest, **settings):
    cards = {"t-reg": "01-t-reg.md", "copg": "04-copg.md", "reinforce-bandit": "04-copg.md", "tgdpo": "09-tgdpo.md"}
    add(name, *rest, card=next((card for start, card in cards.items() if name.startswith(start)), "06-a-lol.md"), **settings)


def guided(name):
    """Pairs whose tokens also have log-probabilities under a better and a worse prompt, and under a guide."""
    batch, real = pairs(name), seeded(name + " guides")
    for t in batch.tokens:
        t.columns.update({column: round(t.columns["logp"] + real(-0.9, 0.9), 4) for column in ("better_logp", "worse_logp", "reward_logp")})
    return batch


def token_reward(t, o=None):
    return sigmoid(t.better_logp - t.worse_logp) - 0.5


def sequence_weight(z, o):
    return num(1) if o["weighting"] == "static" else sg(sigmoid(-z))


def dpo_regularizer(y, o):
    return -o["beta"] * total(token_reward(t) * t.logp for t in y.tokens)


def simpo_regularizer(y, o):
    return -o["beta"] * total(token_reward(t) * t.logp for t in y.tokens) / n(y)


def dpo_margin(p, o):
    return o["beta"] * margin(p)


def simpo_margin(p, o):
    return o["beta"] * (S(p.chosen) / n(p.chosen) - S(p.rejected) / n(p.rejected)) - o["gamma"]


T_REG = {**BETA, "alpha": 0.25, "weighting": "sequence"}
for name, options, z, regularizer in (("t-reg", T_REG, dpo_margin, dpo_regularizer), ("t-reg-simpo", {**T_REG, "beta": 2.0, "gamma": 0.5}, simpo_margin, simpo_regularizer)):
    method(name, guided, options,
           loss("Loss", "pair", lambda p, o, z=z, r=regularizer: -logsigmoid(z(p, o)) + o["alpha"] * sequence_weight(z(p, o), o) * (r(p.chosen, o) + r(p.rejected, o))),
           metric("SequenceWeight", "pair", lambda p, o, z=z: sequence_weight(z(p, o), o)),
           metric("Regularizer", "completion", regularizer), metric("TokenReward", "token", token_reward),
           settings=({}, {"alpha": 1.7, "beta": 0.9}, {"weighting": "static", "alpha": 0.6}))


def guide(t, o):
    return o["beta"] * (t.reward_logp - t.ref_logp)


def weighted(y, o, sign):
    return total(o["beta"] * (1 + sign * o["alpha"] * guide(t, o)) * (t.logp - t.ref_logp) for t in y.tokens)


def least(xs):
    xs = list(xs)
    smallest = xs[0]
    for x in xs[1:]:
        smallest = lesser(smallest, x)
    return smallest


method("tgdpo", guided, {**BETA, "alpha": 0.5},
       loss("Loss", "pair", lambda p, o: -logsigmoid(weighted(p.chosen, o, 1) - weighted(p.rejected, o, -1))),
       metric("TokenReward", "token", guide),
       metric("SmallestWeight", "pair", lambda p, o: least(
           [1 + o["alpha"] * guide(t, o) for t in p.chosen.tokens] + [1 - o["alpha"] * guide(t, o) for t in p.rejected.tokens])),
       settings=({}, {"alpha": 1.7, "beta": 0.9}))


def regularized(y, beta):
    return y.reward - beta * d(y)


def contrast(g, o):
    """Over the number of completions less one: the sum over pairs of what the paper maximises."""
    ys = g.completions
    pairwise = total(
        (regularized(a, o["beta"] / 2) - regularized(b, o["beta"] / 2)) * d(a) + (regularized(b, o["beta"] / 2) - regularized(a, o["beta"] / 2)) * d(b)
        for i, a in enumerate(ys) for b in ys[:i])
    return pairwise / (len(ys) - 1)


method("copg", partial(policy, groups=((3, 1, 4), (2, 3), (2, 2))), {"beta": 0.06},
       loss("Loss", "group", lambda g, o: -contrast(g, o)), metric("Contrast", "group", contrast),
       metric("RegularizedReward", "completion", lambda y, o: regularized(y, o["beta"])), settings=({}, {"beta": 0.8}))


def bandits(name, sizes=(3, 4)):
    batch, real = Batch(), seeded(name)
    for size in sizes:
        bandit = batch.add("bandit")
        for _ in range(size):
            arm = batch.add("arm", bandit)
            arm.columns.update(logit=real(-1, 1), reward=real(-1, 2), reference_probability=real(0.1, 0.9), first_sampler=real(0.1, 0.9), second_sampler=real(0.1, 0.9))
        for column in ("reference_probability", "first_sampler", "second_sampler"):
            whole = sum(arm.columns[column] for arm in bandit.arms)
            for arm in bandit.arms:
                arm.columns[column] /= whole
    return batch


def log_policy(a):
    return a.logit - log(total(exp(o.logit) for o in a.bandit.arms))


def arm_regularized(a, beta):
    return a.reward - beta * (log_policy(a) - log(a.reference_probability))


def value(bandit, o):
    return total(exp(log_policy(a)) * arm_regularized(a, o["beta"]) for a in bandit.arms)


def optimum(bandit, o):
    return o["beta"] * log(total(a.reference_probability * exp(a.reward / o["beta"]) for a in bandit.arms))


def population(bandit, o):
    half = o["beta"] / 2
    return total(a.first_sampler * b.second_sampler * (arm_regularized(a, half) - arm_regularized(b, half)) * (log_policy(a) - log(a.reference_probability) - log_policy(b) + log(b.reference_probability))
                 for a in bandit.arms for b in bandit.arms)


method("copg-bandit", bandits, {"beta": 0.5}, loss("Loss", "bandit", lambda bandit, o: -population(bandit, o)), metric("Objective", "bandit", population),
       metric("PolicyValue", "bandit", value), metric("LargestValue", "bandit", optimum), metric("Regret", "bandit", lambda bandit, o: optimum(bandit, o) - value(bandit, o)),
       metric("OptimalProbability", "arm", lambda a, o: a.reference_probability * exp(a.reward / o["beta"]) / exp(optimum(a.bandit, o) / o["beta"])),
       settings=({}, {"beta": 1.3}))


def reinforce(bandit, o):
    baseline = num(0) if o["baseline"] == "none" else total(exp(log_policy(a)) * a.reward for a in bandit.arms)
    return -total((a.first_sampler + a.second_sampler) * sg(arm_regularized(a, o["beta"]) - baseline) * log_policy(a) for a in bandit.arms)


method("reinforce-bandit", bandits, {"beta": 0.5, "baseline": "none"}, loss("Loss", "bandit", reinforce), settings=({}, {"baseline": "value", "beta": 1.3}))


def logged(name):
    """Completions of which some beat the value of their prompt."""
    batch, real = examples(name), seeded(name + " values")
    for y in batch.completions:
        y.columns.update(prompt_value=round(y.columns["reward"] + real(-0.8, 0.5), 4), advantage=real(-1, 1))
    return batch


def nll(y, o=None):
    return -S(y)


def positive(y, o=None):
    return greater(0, y.reward - y.prompt_value)


def clipped(ratio, o):
    return sg(clamp(ratio, 1 - o["clip"], 1 + o["clip"]))


ADVANTAGE = advantage("Advantage", "completion", positive)
CLIPS = ({"prepared": True}, {"clip": 0.3}, {"clip": 1e9})
RATIO = metric("ImportanceWeight", "completion", lambda y, o: clipped(exp(d(y)), o))
method("nll", examples, {}, loss("Loss", "completion", nll))
method("wbc", examples, {}, loss("Loss", "completion", lambda y, o: y.reward * nll(y)))
method("r-lol", examples, {"clip": 0.9}, loss("Loss", "completion", lambda y, o: y.reward * clipped(exp(d(y)), o) * nll(y)), RATIO, settings=({}, *CLIPS[1:]))
method("a-lol", logged, {"clip": 0.9}, ADVANTAGE, loss("Loss", "completion", lambda y, o: y.advantage * clipped(exp(d(y)), o) * nll(y)), RATIO, settings=CLIPS)
method("a-lol-seq", logged, {"clip": 0.9}, ADVANTAGE,
       loss("Loss", "completion", lambda y, o: y.advantage * total(clipped(exp(t.logp - t.ref_logp), o) * -t.logp for t in y.tokens)),
       metric("TokenWeight", "token", lambda t, o: clipped(exp(t.logp - t.ref_logp), o)), settings=CLIPS)
method("a-lol-ref-free", logged, {}, ADVANTAGE, loss("Loss", "completion", lambda y, o: y.advantage * nll(y)), settings=({"prepared": True},))
method("a-lol-kl", logged, {"lambda": 0.1}, ADVANTAGE, loss("Loss", "completion", lambda y, o: y.advantage * nll(y) + o["lambda"] * d(y)),
       settings=({"prepared": True}, {"lambda": 0.7, "prepared": True}))
