"""Preference losses, from the table of 00-baselines. Names follow it: S, d, n, s, z."""
from functools import partial

from batch import examples, lists, pairs
from dual import clamp, exp, greater, log, log1mexp, logsigmoid, mean, num, sg, sigmoid, square, total
from method import loss, method, metric


def S(y):
    return total(t.logp for t in y.tokens)


def ref(y):
    return total(t.ref_logp for t in y.tokens)


def d(y):
    return S(y) - ref(y)


def n(y):
    return len(y.tokens)


def margin(p):
    return d(p.chosen) - d(p.rejected)


def nll(b):
    return -total(S(p.chosen) for p in b.pairs) / sum(n(p.chosen) for p in b.pairs)


def smoothed(z, eps):
    return -(1 - eps) * logsigmoid(z) - eps * logsigmoid(-z)


def score(x, kind, a, limit):
    if kind == "forward-kl":
        return -exp(-x)
    if kind == "jensen-shannon":
        return logsigmoid(x)
    if kind == "alpha" and abs(a - 1) >= 1e-6:
        exponent = (a - 1) * x
        return exp(limit if exponent > limit else exponent) / (a - 1)
    return x


def desensitised(y, shared, alpha):
    return total((1 if i < shared else alpha) * (t.logp - t.ref_logp) for i, t in enumerate(y.tokens))


def weight(y):
    return exp(mean(t.logp - log(t.sum_squared_probability) for t in y.tokens))


# The loss types: (s_w, s_l, d_w, d_l, n_w, n_l) and the options to the loss of a pair.
TYPES = {
    "sigmoid": lambda q: -logsigmoid(q.z),
    "hinge": lambda q: greater(0, 1 - q.z),
    "ipo": lambda q: square(q.sw / q.nw - q.sl / q.nl - 1 / (2 * q.beta)),
    "exo-pair": lambda q: exo(q.z, q.eps),
    "nca-pair": lambda q: -logsigmoid(q.beta * q.sw) - 0.5 * logsigmoid(-q.beta * q.sw) - 0.5 * logsigmoid(-q.beta * q.sl),
    "robust": lambda q: (-(1 - q.eps) * logsigmoid(q.z) + q.eps * logsigmoid(-q.z)) / (1 - 2 * q.eps),
    "bco-pair": lambda q: -logsigmoid(q.beta * q.sw) - logsigmoid(-q.beta * q.sl),
    "sppo-hard": lambda q: square(q.sw - 1 / (2 * q.beta)) + square(q.sl + 1 / (2 * q.beta)),
    "apo-zero": lambda q: 1 - sigmoid(q.beta * q.dw) + sigmoid(q.beta * q.dl),
    "apo-down": lambda q: sigmoid(q.beta * q.dw) + 1 - sigmoid(q.z),
    "disco-pop": lambda q: (1 - sigmoid(q.z / q.tau)) * -logsigmoid(q.z) + sigmoid(q.z / q.tau) * exp(-q.z),
    "sigmoid-norm": lambda q: -logsigmoid(q.beta * (q.sw / q.nw - q.sl / q.nl)),
}


def exo(z, eps):
    q, other = sigmoid(z), sigmoid(-z)
    return q * (logsigmoid(z) - log(1 - eps)) + other * (logsigmoid(-z) - log(eps))


class Quantities:
    """What the loss types are made of, of one pair."""

    def __init__(self, p, o):
        shared = min(n(p.chosen), n(p.rejected))
        self.beta, self.eps, self.tau = o["beta"], o.get("label-smoothing", 0.0), o.get("disco-pop-temperature", o.get("temperature"))
        self.dw, self.dl = (desensitised(y, shared, o.get("length-alpha", 1.0)) for y in (p.chosen, p.rejected))
        self.sw, self.sl = (score(x, o.get("divergence", "reverse-kl"), o.get("divergence-alpha", 0.5), o.get("exponent-limit")) for x in (self.dw, self.dl))
        self.nw, self.nl = n(p.chosen), n(p.rejected)
        self.z = self.beta * (self.sw - self.sl)


def of_type(name):
    return loss("Loss", "pair", lambda p, o: TYPES[name](Quantities(p, o)))


BETA = {"beta": 0.1}
for name, kind, options in (
    ("dpo-hinge", "hinge", BETA), ("exo-pair", "exo-pair", {**BETA, "label-smoothing": 1e-3}), ("nca-pair", "nca-pair", BETA), ("bco-pair", "bco-pair", BETA),
    ("robust-dpo", "robust", {**BETA, "label-smoothing": 0.1}), ("sppo-hard", "sppo-hard", {"beta": 1e-3}), ("apo-zero", "apo-zero", BETA),
    ("apo-down", "apo-down", BETA), ("discopop", "disco-pop", {**BETA, "temperature": 0.05}), ("dpo-norm", "sigmoid-norm", BETA), ("ipo", "ipo", BETA),
):
    method(name, pairs, options, of_type(kind), settings=({}, {"beta": 0.7}))

# Lengths so unequal that sums and means order some pairs differently.
method("dpo", partial(pairs, lengths=((6, 1), (1, 6), (5, 1), (1, 4), (6, 2), (2, 7))), BETA, of_type("sigmoid"), metric("RewardMargin", "pair", lambda p, o: o["beta"] * margin(p)),
       metric("Accuracy", "pair", lambda p, o: float(margin(p) > 0)))
method("cdpo", pairs, {**BETA, "label-smoothing": 0.1}, loss("Loss", "pair", lambda p, o: smoothed(o["beta"] * margin(p), o["label-smoothing"])))
method("f-dpo", pairs, {**BETA, "divergence": "reverse-kl", "alpha": 0.5, "exponent-limit": 80.0},
       loss("Loss", "pair", lambda p, o: -logsigmoid(o["beta"] * (
           score(d(p.chosen), o["divergence"], o["alpha"], o["exponent-limit"]) - score(d(p.rejected), o["divergence"], o["alpha"], o["exponent-limit"])))),
       settings=({}, {"divergence": "forward-kl"}, {"divergence": "jensen-shannon"}, {"divergence": "alpha", "alpha": 0.3}, {"divergence": "alpha", "alpha": 1.0}))
method("ld-dpo", pairs, {**BETA, "alpha": 0.5}, loss("Loss", "pair", lambda p, o: -logsigmoid(o["beta"] * (
    desensitised(p.chosen, min(n(p.chosen), n(p.rejected)), o["alpha"]) - desensitised(p.rejected, min(n(p.chosen), n(p.rejected)), o["alpha"])))))
method("wpo", pairs, BETA, loss("Loss", "pair", lambda p, o: sg(weight(p.chosen) * weight(p.rejected)) * -logsigmoid(o["beta"] * margin(p))),
       metric("Weight", "completion", lambda y, o: weight(y)))
method("aot", pairs, {**BETA, "label-smoothing": 0.0}, loss("Loss", "pair", lambda p, o: smoothed(o["beta"] * (
    sorted(S(q.chosen) - S(q.rejected) for q in p.batch.pairs)[p.index] - sorted(ref(q.chosen) - ref(q.rejected) for q in p.batch.pairs)[p.index]), o["label-smoothing"])),
       settings=({}, {"label-smoothing": 0.2}))
method("aot-unpaired", pairs, {**BETA, "label-smoothing": 0.0}, loss("Loss", "pair", lambda p, o: smoothed(o["beta"] * (
    sorted(d(q.chosen) for q in p.batch.pairs)[p.index] - sorted(d(q.rejected) for q in p.batch.pairs)[p.index]), o["label-smoothing"])),
       settings=({}, {"label-smoothing": 0.2}))
method("chosen-sft", pairs, {}, loss("Loss", "batch", lambda b, o: nll(b)))
method("orpo", pairs, BETA, loss("OddsRatio", "pair", lambda p, o: -o["beta"] * logsigmoid(log_odds(p.chosen) - log_odds(p.rejected))),
       loss("FineTuning", "batch", lambda b, o: nll(b)))
method("slic-hf", pairs, {"margin": 1.0, "regularization": 0.1},
       loss("Loss", "pair", lambda p, o: greater(0, o["margin"] - S(p.chosen) + S(p.rejected)) - o["regularization"] * S(p.chosen)))


def log_odds(y):
    a = S(y) / n(y)
    return a - log1mexp(a)


def alpha_reward(y, alpha):
    a = S(y) / n(y)
    return a if alpha == 0 else (1 - exp(-alpha * a)) / alpha


CLONING = loss("Cloning", "batch", lambda b, o: o["behavior-cloning"] * nll(b))
SIMPO = {"beta": 2.0, "gamma": 0.5, "label-smoothing": 0.0, "behavior-cloning": 0.0}
MOVED = {"label-smoothing": 0.2, "behavior-cloning": 0.7}
method("simpo", pairs, SIMPO, loss("Loss", "pair", lambda p, o: smoothed(
    o["beta"] * (S(p.chosen) / n(p.chosen) - S(p.rejected) / n(p.rejected)) - o["gamma"], o["label-smoothing"])), CLONING, settings=({}, MOVED))
method("alphapo", pairs, {**SIMPO, "alpha": 0.25}, loss("Loss", "pair", lambda p, o: smoothed(
    o["beta"] * (alpha_reward(p.chosen, o["alpha"]) - alpha_reward(p.rejected, o["alpha"])) - o["gamma"], o["label-smoothing"])), CLONING,
       settings=({}, MOVED, {"alpha": 0.0}))


def cpo(p, o):
    sums = o["beta"] * (S(p.chosen) - S(p.rejected))
    if o["link"] == "hinge":
        return greater(0, 1 - sums)
    if o["link"] == "ipo":
        return square(S(p.chosen) / n(p.chosen) - S(p.rejected) / n(p.rejected) - 1 / (2 * o["beta"]))
    return smoothed(sums, o["label-smoothing"])


method("cpo", pairs, {**BETA, "link": "logistic", "label-smoothing": 0.0, "behavior-cloning": 1.0}, loss("Preference", "pair", cpo), CLONING,
       settings=({}, {"link": "hinge"}, {"link": "ipo", "behavior-cloning": 0.0}, {"label-smoothing": 0.2}))


def mixture(p, o):
    q = Quantities(p, o)
    each = total(o[kind + "-weight"] * TYPES[kind](q) for kind in TYPES if o[kind + "-weight"] != 0)
    return (sg(weight(p.chosen) * weight(p.rejected)) if o["weighting"] else 1) * each


def mixture_sft(b, o):
    if o["sft-weight"] == 0:
        return num(0)
    return o["sft-weight"] * mean(sg(weight(p.chosen) * weight(p.rejected)) if o["weighting"] else num(1) for p in b.pairs) * nll(b)


MIXTURE = {**BETA, "label-smoothing": 0.0, "disco-pop-temperature": 0.05, "divergence": "reverse-kl", "divergence-alpha": 0.5, "exponent-limit": 80.0, "length-alpha": 1.0,
           "weighting": False, "sft-weight": 0.0, **{kind + "-weight": float(kind == "sigmoid") for kind in TYPES}}
ALONE = {"sigmoid-weight": 0.0}
method("dpo-mixture", pairs, MIXTURE, loss("Preference", "pair", mixture), loss("FineTuning", "batch", mixture_sft), settings=(
    {}, {"sft-weight": 0.6, "weighting": True}, {"divergence": "forward-kl", "length-alpha": 0.4}, {"divergence": "alpha", "divergence-alpha": 0.3},
    *({**ALONE, kind + "-weight": 0.8, "beta": 0.4, "divergence": "jensen-shannon", "label-smoothing": 0.15} for kind in TYPES if kind != "sigmoid"),
    {"beta": 0.4, "label-smoothing": 0.2, "sft-weight": 0.3, "weighting": True, **{kind + "-weight": 0.1 * (i + 1) for i, kind in enumerate(TYPES)}}))

WEIGHTS = {**BETA, "desirable-weight": 1.0, "undesirable-weight": 1.0}
UNEVEN = {"desirable-weight": 1.3, "undesirable-weight": 0.6, "beta": 0.5}


def kl(b):
    return greater(0, mean(d(e.mismatched) for e in b.examples))


def kto(e, o):
    x = o["beta"] * (d(e.completion) - sg(kl(e.batch)))
    return o["desirable-weight"] * (1 - sigmoid(x)) if e.desirable > 0 else o["undesirable-weight"] * (1 - sigmoid(-x))


def apo_zero_unpaired(e, o):
    x = o["beta"] * d(e.completion)
    return o["desirable-weight"] * (1 - sigmoid(x)) if e.desirable > 0 else o["undesirable-weight"] * sigmoid(x)


def bco_mean(b, o):
    rewards = total(o["beta"] * d(e.completion) for e in b.examples)
    return (o["running-count"] * o["running-mean"] + rewards) / (o["running-count"] + len(b.examples))


def bco(e, o):
    x = o["beta"] * d(e.completion) - sg(bco_mean(e.batch, o))
    if e.desirable > 0:
        return -logsigmoid(x)
    p = e.desirable_prompt_probability
    return (clamp(p / (1 - p + 1e-8), o["min-density-ratio"], o["max-density-ratio"]) if o["match-distribution"] else 1) * -logsigmoid(-x)


method("kto", examples, WEIGHTS, loss("Loss", "example", kto), metric("Kl", "batch", lambda b, o: kl(b)), settings=({}, UNEVEN))
method("apo-zero-unpaired", examples, WEIGHTS, loss("Loss", "example", apo_zero_unpaired), settings=({}, UNEVEN))
method("bco", examples, {**BETA, "running-mean": 0.0, "running-count": 1e-24, "match-distribution": False, "min-density-ratio": 0.5, "max-density-ratio": 10.0},
       loss("Loss", "example", bco), metric("Mean", "batch", lambda b, o: bco_mean(b, o)), metric("Count", "batch", lambda b, o: o["running-count"] + len(b.examples)),
       settings=({}, {"running-mean": 0.3, "running-count": 12.0, "match-distribution": True, "beta": 0.6}))


def gold_weight(t, o):
    return sg(greater(exp(t.logp), o["lower-bound"]))


method("gold", examples, {"lower-bound": 0.1}, loss("Loss", "completion", lambda y, o: -y.reward * total(gold_weight(t, o) * t.logp for t in y.tokens)),
       metric("Weight", "token", gold_weight), settings=({}, {"lower-bound": 0.4}))
method("sft", examples, {}, loss("Loss", "token", lambda t, o: -t.logp), metric("Perplexity", "batch", lambda b, o: exp(-mean(t.logp for t in b.tokens))))


def pro(b, o):
    def of_list(g):
        ranked = g.completions
        x = [S(y) / n(y) for y in ranked]
        contrast = num(0)
        for k in range(len(ranked) - 1):
            gaps = {i: ranked[k].reward - ranked[i].reward for i in range(k + 1, len(ranked))}
            positive = x[k] * max(gap.v for gap in gaps.values())
            contrast = contrast + log(exp(positive) + total(exp(x[i] * gap) for i, gap in gaps.items()) + o["epsilon"]) - positive
        imitated = total(-S(y) for y in ranked if y.demonstration > 0)
        return contrast + o["sft-weight"] * (len(ranked) - 1) ** 2 * imitated

    return mean(of_list(g) for g in b.groups)


method("pro", lists, {"sft-weight": 0.05, "epsilon": 1e-10}, loss("Loss", "batch", pro), settings=({}, {"sft-weight": 0.4}))
