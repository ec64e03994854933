"""Policy losses and the methods they belong to, from 00-policy-gradient-baselines."""
from functools import partial

import advantages as adv
from advantages import EPS, TWO, trl, verl
from batch import policy
from dual import absolute, clamp, exp, greater, lesser, log, mean, num, sg, sigmoid, square, total
from method import advantage, loss, method, metric, reward

INFINITY = float("inf")
CLIP = {"clip-low": 0.2, "clip-high": 0.2}
DUAL = {**CLIP, "dual-clip": 3.0}
VERL = {"aggregation": "token-mean", "scale-factor": 1024.0}
MODES = [{"aggregation": mode, "scale-factor": 7.0} for mode in ("token-mean", "seq-mean-token-sum", "seq-mean-token-mean", "seq-mean-token-sum-norm")]
OWN = {"prepared": True}


def of_verl(b, o, value):
    mode = o["aggregation"]
    if mode == "token-mean":
        return mean(value(t) for t in b.tokens)
    if mode == "seq-mean-token-sum":
        return mean(total(value(t) for t in y.tokens) for y in b.completions)
    if mode == "seq-mean-token-mean":
        return mean(adv.masked_mean([value(t) for t in y.tokens]) for y in b.completions)
    return total(value(t) for t in b.tokens) / o["scale-factor"]


def of_trl(b, o, value):
    mode = o["reduction"]
    if mode == "grpo":
        return mean(total(value(t) for t in y.tokens) / max(1, len(y.tokens)) for y in b.completions)
    if mode == "dr-grpo":
        return total(value(t) for t in b.tokens) / (len(b.completions) * o["max-completion-length"])
    return total(value(t) for t in b.tokens) / max(1, len(b.tokens))


def surrogate(ratio, A, o, cap=INFINITY):
    low, high = 1 - o["clip-low"], 1 + o["clip-high"]
    unclipped = ratio if cap == INFINITY else lesser(ratio, cap)
    return -lesser(unclipped * A, clamp(ratio, low, high) * A)


def ratio_of(t):
    return exp(t.logp - t.old_logp)


def bounded(t):
    return exp(clamp(t.logp - t.old_logp, -20, 20))


def ppo(t, o):
    first = surrogate(bounded(t), t.advantage, o)
    return (lesser(first, -o["dual-clip"] * t.advantage) if t.advantage < 0 else first) * t.importance_weight


def clipped_below(ratio, A, o):
    return float(A < 0 and ratio < 1 - o["clip-low"])


def clipped_above(ratio, A, o):
    return float(A > 0 and ratio > 1 + o["clip-high"])


def clipped(ratio, A, o):
    return clipped_below(ratio, A, o) + clipped_above(ratio, A, o)


KL_TO_OLD = metric("KlToOld", "token", lambda t, o: t.old_logp - t.logp)


def fraction(ratio):
    """What verl logs of a clip: of each token."""
    return metric("Clipped", "token", lambda t, o: clipped(ratio(t), t.advantage, o)), KL_TO_OLD


def sides(level, ratio):
    """What TRL logs of a clip: of each element that has a ratio."""
    return (metric("ClippedBelow", level, lambda row, o: clipped_below(ratio(row), row.advantage, o)),
            metric("ClippedAbove", level, lambda row, o: clipped_above(ratio(row), row.advantage, o)))


def around(o):
    """One bound for both sides."""
    return {"clip-low": o["clip"], "clip-high": o["clip"]}


FRACTION = metric("Clipped", "token", lambda t, o: clipped(ratio_of(t), t.advantage, around(o)))
PPO = loss("Loss", "token", ppo)
PPO_METRICS = fraction(bounded)
PPO_OF_BATCH = loss("Loss", "batch", lambda b, o: of_verl(b, o, lambda t: ppo(t, o)))
TIGHT = {"clip-low": 0.1, "clip-high": 0.3, "dual-clip": 1.2}
TRL = advantage("Advantage", "completion", lambda y, o: trl(y, "group"))
OF_SCALE = advantage("Advantage", "completion", lambda y, o: trl(y, o["scale"]))
OF_VERL = advantage("Advantage", "completion", lambda y, o: verl(y))

method("aggregated-loss", policy, VERL, loss("Loss", "batch", lambda b, o: of_verl(b, o, lambda t: t.token_loss)), settings=MODES)
method("ppo-policy", policy, {**DUAL, **VERL}, PPO_OF_BATCH, *PPO_METRICS, settings=[{**mode, **TIGHT} for mode in MODES])


def value_loss(t, o):
    R = getattr(t, "return")
    held = clamp(t.value, t.old_value - o["value-clip"], t.old_value + o["value-clip"])
    return greater(square(t.value - R), square(held - R)) / 2


CRITIC = loss("CriticLoss", "token", lambda t, o: o["value-coefficient"] * value_loss(t, o))
VALUE = {"value-clip": 0.5, "value-coefficient": 0.1}
method("ppo-value", policy, {"value-clip": 0.5}, loss("Loss", "token", value_loss), settings=({}, {"value-clip": 0.2}))
method("ppo", policy, {**adv.GAE, **DUAL, **VALUE, **VERL}, *adv.GAE_STAGES, loss("PolicyLoss", "batch", PPO_OF_BATCH.value), CRITIC, *PPO_METRICS,
       settings=[OWN, {**OWN, **adv.DECAY}, *({**mode, **TIGHT, "value-coefficient": 0.6} for mode in MODES)])
method("vapo", policy, {**adv.VAPO, **DUAL, "clip-high": 0.28, **VALUE}, *adv.VAPO_STAGES, loss("PolicyLoss", "token", ppo), CRITIC, *PPO_METRICS,
       settings=(OWN, {**OWN, **adv.VAPO_MOVED}, TIGHT))


def kl_penalty(t, o):
    return 0 if o["beta"] == 0 else o["beta"] * (ratio_of(t) if o["corrects-kl"] else 1) * adv.k3(t)


def grpo(t, o):
    return surrogate(ratio_of(t), t.advantage, o, o["ratio-cap"]) * t.importance_weight + kl_penalty(t, o)


METRICS = (*sides("token", ratio_of), metric("KlPenalty", "token", kl_penalty))
FAMILY = {**CLIP, "ratio-cap": INFINITY, "beta": 0.0, "corrects-kl": False}
SCALES = [{**OWN, "scale": scale} for scale in ("group", "batch", "none")]
KLS = [{"beta": 0.3, "ratio-cap": 1.4}, {"beta": 0.3, "corrects-kl": True}]


def family(reduction):
    return loss("Loss", "batch", lambda b, o: of_trl(b, {"reduction": reduction, **o}, lambda t: grpo(t, o)))


MEAN = loss("Loss", "completion", lambda y, o: total(grpo(t, o) for t in y.tokens) / max(1, len(y.tokens)))
method("grpo", policy, {**FAMILY, "scale": "group"}, OF_SCALE, MEAN, *METRICS, settings=SCALES + KLS)
method("gdpo", partial(policy, groups=((3, 1, 4), (2, 3, 1))), FAMILY, advantage("Advantage", "completion", adv.gdpo), MEAN, *METRICS, settings=[OWN] + KLS)
method("bnpo", policy, {**FAMILY, "scale": "group"}, OF_SCALE, family("bnpo"), *METRICS, settings=SCALES + KLS)
method("dr-grpo", policy, {**FAMILY, "max-completion-length": 256.0}, advantage("Advantage", "completion", lambda y, o: trl(y, "none")), family("dr-grpo"), *METRICS,
       settings=[OWN] + [{**kl, "max-completion-length": 9.0} for kl in KLS])
method("dapo", policy, {**FAMILY, "clip-high": 0.28, "max-length": 20480.0, "buffer": 4096.0}, reward("Penalized", "completion", lambda y, o: adv.overlong(y, {"flavour": "trl", **o})),
       TRL, family("dapo"), *METRICS, settings=[{**OWN, "max-length": 4.0, "buffer": 2.0}] + KLS)
method("grpo-verl", policy, {"divides-by-deviation": True, **DUAL, **VERL},
       advantage("Advantage", "completion", lambda y, o: verl(y) if o["divides-by-deviation"] else adv.verl_centred(y)), PPO_OF_BATCH, *PPO_METRICS,
       settings=[OWN, {**OWN, "divides-by-deviation": False}] + [{**mode, **TIGHT} for mode in MODES])
REDUCTIONS = [{"reduction": kind, "max-completion-length": 9.0} for kind in ("grpo", "bnpo", "dapo", "dr-grpo")]
REDUCTION = {"reduction": "grpo", "max-completion-length": 256.0}


def sequence(y):
    return total(t.logp - t.old_logp for t in y.tokens) / max(1, len(y.tokens))


def gspo(t, o):
    w = sequence(t.completion)
    if o["level"] == "sequence-token":
        w = sg(w) + t.logp - sg(t.logp)
        w = w if o["max-log-ratio"] == INFINITY else lesser(w, o["max-log-ratio"])
    return surrogate(exp(w), t.advantage, o) * t.importance_weight


def gspo_clipped(y, o, side):
    return sum(side(exp(sequence(y)), t.advantage, o) for t in y.tokens) / max(1, len(y.tokens))


method("gspo", policy, {"level": "sequence", "clip-low": 3e-4, "clip-high": 4e-4, **REDUCTION, "max-log-ratio": INFINITY}, TRL,
       loss("Loss", "batch", lambda b, o: of_trl(b, o, lambda t: gspo(t, o))),
       metric("ClippedBelow", "completion", lambda y, o: gspo_clipped(y, o, clipped_below)), metric("ClippedAbove", "completion", lambda y, o: gspo_clipped(y, o, clipped_above)),
       settings=[OWN] + [{**kind, "level": level, **CLIP, "max-log-ratio": 0.15} for level in ("sequence", "sequence-token") for kind in REDUCTIONS])


def opsm(t, o):
    y = t.completion
    away = total(u.rollout_logp - u.logp for u in y.tokens).v / max(1, len(y.tokens))
    return surrogate(exp(t.logp - t.old_logp), t.advantage, o) * t.importance_weight if t.advantage >= 0 or away <= o["threshold"] else num(0)


method("opsm", policy, {"threshold": INFINITY, **CLIP, **REDUCTION}, TRL, loss("Loss", "batch", lambda b, o: of_trl(b, o, lambda t: opsm(t, o))), *sides("token", ratio_of),
       settings=[OWN] + [{**kind, "threshold": 0.1} for kind in REDUCTIONS])
method("luspo", policy, {"clip-low": 0.2, "clip-high": 0.28}, TRL, loss("Loss", "completion", lambda y, o: len(y.tokens) * surrogate(exp(sequence(y)), y.advantage, o)), *sides("completion", lambda y: exp(sequence(y))),
       settings=(OWN, {"clip-low": 0.05, "clip-high": 0.1}))


def temperature(t, o):
    return o["positive-temperature"] if t.advantage > 0 else o["negative-temperature"]


def sapo(t, o):
    tau = temperature(t, o)
    return -(4 / tau) * sigmoid(tau * (exp(t.logp - t.old_logp) - 1)) * t.advantage * t.importance_weight


def gate_weight(t, o):
    """1 over the square of the hyperbolic cosine of half the gate's argument."""
    half = temperature(t, o) * (ratio_of(t) - 1) / 2
    return 1 / square((exp(half) + exp(-half)) / 2)


method("sapo", policy, {"positive-temperature": 1.0, "negative-temperature": 1.05}, TRL,
       loss("Loss", "completion", lambda y, o: total(sapo(t, o) for t in y.tokens) / max(1, len(y.tokens))), metric("GateWeight", "token", gate_weight),
       settings=(OWN, {"positive-temperature": 2.0, "negative-temperature": 0.7}))


def phi(y, A, o):
    logw = total(clamp(u.logp - u.old_logp, -20, 20) for u in y.tokens) + total(clamp(log(u.importance_weight), log(1e-8), 20) for u in y.tokens) + y.sequence_log_weight
    logw = clamp(logw, log(1e-8), 20)
    side = "positive" if A >= 0 else "negative"
    k, lam = o[side + "-shape"], max(o[side + "-rate"], 1e-4)
    return exp(lam + k * logw - lam * exp(logw))


def mean_phi(y, o):
    return total(phi(y, t.advantage, o) for t in y.tokens) / max(1, len(y.tokens))


def vespo(t, o):
    return -sg(phi(t.completion, t.advantage, o)) * t.advantage * t.logp


method("vespo", policy, {"positive-shape": 2.0, "positive-rate": 3.0, "negative-shape": 3.0, "negative-rate": 2.0}, TRL,
       loss("Loss", "batch", lambda b, o: total(vespo(t, o) for t in b.tokens) / max(1, len(b.tokens))),
       metric("MeanPhi", "completion", mean_phi), settings=(OWN, {"positive-rate": 0.5, "negative-shape": 1.2}))
method("cispo", policy, {"max-ratio": 5.0}, TRL,
       loss("Loss", "token", lambda t, o: -sg(lesser(exp(t.logp - t.old_logp), o["max-ratio"])) * t.advantage * t.logp * t.importance_weight),
       metric("Capped", "token", lambda t, o: float(t.advantage > 0 and ratio_of(t) > o["max-ratio"])), settings=(OWN, {"max-ratio": 1.2}))
method("cispo-verl", policy, {"clip-low": 0.2, "clip-high": 0.28, **VERL}, OF_VERL, loss("Loss", "batch", lambda b, o: of_verl(
    b, o, lambda t: -sg(clamp(bounded(t), 1 - o["clip-low"], 1 + o["clip-high"])) * t.advantage * t.logp * t.importance_weight)),
    metric("IsHeld", "token", lambda t, o: float(not 1 - o["clip-low"] <= bounded(t).v <= 1 + o["clip-high"])), KL_TO_OLD, settings=[OWN] + MODES)


def gmpo(y, o):
    n = len(y.tokens) + EPS

    def held(t):
        delta = t.logp - t.old_logp
        clipped = clamp(delta, -o["clip-low"], o["clip-high"])
        return lesser(delta, clipped) if t.advantage > 0 else greater(delta, clipped)

    return -(total(t.advantage for t in y.tokens) / n) * exp(total(held(t) for t in y.tokens) / n)


def held_back(t, o):
    delta = t.logp - t.old_logp
    return float((t.advantage > 0 and delta > o["clip-high"]) or (t.advantage < 0 and delta < -o["clip-low"]))


method("gmpo", TWO, {"clip-low": 0.4, "clip-high": 0.4}, OF_VERL, loss("Loss", "completion", gmpo), metric("Clipped", "token", held_back), KL_TO_OLD, settings=(OWN, {"clip-low": 0.1, "clip-high": 0.2}))


def kl_cov(b, o):
    tokens = b.tokens
    A, logp = mean(t.advantage for t in tokens), mean(t.logp for t in tokens)
    covariance = {t: ((t.advantage - A) * (t.logp - logp)).v for t in tokens}
    chosen = set(sorted(tokens, key=covariance.get)[len(tokens) - max(1, int(o["ratio"] * len(tokens))):])

    def value(t):
        delta = t.logp - t.old_logp
        return ((o["coefficient"] * absolute(delta) if t in chosen else 0) - exp(delta) * t.advantage) * t.importance_weight

    return of_verl(b, o, value)


method("kl-cov", policy, {"ratio": 2e-4, "coefficient": 1.0, **VERL}, OF_VERL, loss("Loss", "batch", kl_cov), settings=[OWN] + [{**mode, "ratio": 0.3, "coefficient": 0.6} for mode in MODES])


def left_out(b, o):
    tokens = b.tokens
    A, logp = mean(t.advantage for t in tokens), mean(t.logp for t in tokens)

    def eligible(t):
        ratio, low, high = exp(t.logp - t.old_logp).v, 1 - o["clip-low"], 1 + o["clip-high"]
        by_ratio = -t.advantage.v * min(max(ratio, low), high) > -t.advantage.v * ratio
        return not by_ratio and o["lower-bound"] < ((t.advantage - A) * (t.logp - logp)).v < o["upper-bound"]

    draws = {t: t.draw.v for t in tokens}
    return set(sorted(filter(eligible, tokens), key=draws.get)[:max(1, int(o["ratio"] * len(tokens)))])


def clip_cov(b, o):
    out = left_out(b, o)
    return of_verl(b, o, lambda t: num(0) if t in out else surrogate(exp(t.logp - t.old_logp), t.advantage, o) * t.importance_weight)


CLIP_COV = {"ratio": 2e-4, "lower-bound": 1.0, "upper-bound": 5.0, **CLIP, **VERL}
method("clip-cov", policy, CLIP_COV, OF_VERL, loss("Loss", "batch", clip_cov),
       fraction(ratio_of)[0], metric("LeftOut", "token", lambda t, o: float(t in left_out(t.batch, o))), KL_TO_OLD,
       settings=[OWN, {**OWN, "lower-bound": 0.02, "upper-bound": 0.5}] + [{**mode, "ratio": 0.2, "lower-bound": 0.05, "upper-bound": 0.8, "clip-low": 0.3, "clip-high": 0.4} for mode in MODES])
method("gpg", policy, {"divisor": 1.0, **VERL}, advantage("Advantage", "completion", adv.gpg),
       loss("Loss", "batch", lambda b, o: of_verl(b, o, lambda t: -t.advantage * t.logp * t.importance_weight)), settings=[{**OWN, "divisor": 1.7}] + MODES)


def with_ppo(name, batch, *stages, options=None, settings=(OWN, TIGHT)):
    method(name, batch, {**(options or {}), **DUAL}, *stages, PPO, *PPO_METRICS, settings=settings)


with_ppo("opo", policy, advantage("Advantage", "completion", adv.opo))
with_ppo("rloo-verl", policy, advantage("Advantage", "completion", adv.leave_one_out))
with_ppo("pass-at-k", TWO, advantage("Advantage", "completion", adv.pass_at_k), options={"divides-by-deviation": True}, settings=(OWN, {**OWN, "divides-by-deviation": False}, TIGHT))
with_ppo("reinforce++", policy, advantage("Return", "token", adv.discounted, into="return"), advantage("Advantage", "token", lambda t, o: adv.whiten(t, lambda u: adv.discounted(u, o))),
         options={"discount": 1.0}, settings=(OWN, {**OWN, "discount": 0.9}, TIGHT))
# The singleton's baseline is 0, which is what verl's centred reward is too.
with_ppo("reinforce++-baseline", policy, advantage("Advantage", "token", lambda t, o: adv.whiten(t, lambda u: adv.verl_centred(u.completion))))
with_ppo("remax", policy, advantage("Return", "token", adv.to_go, into="return"), advantage("Advantage", "token", lambda t, o: adv.to_go(t, o) - t.completion.baseline_reward))
with_ppo("optimal-token-baseline", policy, advantage("Return", "token", adv.to_go, into="return"), advantage("Advantage", "token", adv.optimal_token),
         options={"handles-zero-tail": False}, settings=(OWN, {**OWN, "handles-zero-tail": True}, TIGHT))


def product(y):
    return exp(total(t.logp - t.old_logp for t in y.tokens))


RLOO = {"beta": 0.05, "reward-minimum": -INFINITY, "reward-maximum": INFINITY, "normalizes-advantages": False, **CLIP}
method("rloo", policy, RLOO, advantage("Advantage", "completion", adv.rloo),
       loss("Loss", "completion", lambda y, o: surrogate(product(y), y.advantage, o)), *sides("completion", product),
       settings=(OWN, {**OWN, "beta": 0.4, "reward-minimum": -0.5, "reward-maximum": 1.0, "normalizes-advantages": True}, {"clip-low": 0.4, "clip-high": 0.6}))
