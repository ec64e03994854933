"""Rewards and advantages, from 00-policy-gradient-baselines. The 1e-8 that its formulas mark with a circled plus is EPS."""
from functools import partial

from batch import policy
from dual import absolute, clamp, exp, lesser, greater, log, mean, num, sample_std, sg, sqrt, square, total
from method import advantage, loss, method, metric, reward

EPS = 1e-8
TWO = partial(policy, groups=((3, 1, 4), (2, 3)))


def after(t):
    tokens = t.completion.tokens
    return tokens[tokens.index(t):]


def before(t):
    tokens = t.completion.tokens
    return tokens[:tokens.index(t) + 1]


def reward_at(t):
    return t.reward + (t.completion.reward if t is t.completion.tokens[-1] else 0)


def R(y):
    return y.reward + total(t.reward for t in y.tokens)


def alone(y):
    return len(y.group.completions) == 1


# Relative to the group, as TRL has it: rows without a score are left out.


def scored(rows):
    return [s for s in rows if s.scored > 0]


def trl(y, scale):
    peers = scored(y.group.completions)
    if not y.scored > 0 or len(peers) < 2:
        return num(0)
    centred = y.reward - mean(s.reward for s in peers)
    if scale == "none":
        return centred
    return centred / (sample_std(s.reward for s in (peers if scale == "group" else scored(y.batch.completions))) + 1e-4)


# Relative to the group, as verl has it: a completion alone keeps its reward.


def verl_centred(y):
    return R(y) if alone(y) else R(y) - mean(R(s) for s in y.group.completions)


def verl(y):
    return verl_centred(y) / ((1 if alone(y) else sample_std(R(s) for s in y.group.completions)) + 1e-6)


def gae(t, gamma, lam):
    """δ_t + γλ A_{t+1}, backwards from the last token."""
    running, following = num(0), num(0)
    for u in reversed(after(t)):
        delta = reward_at(u) + gamma * following - u.old_value
        running = delta + gamma * lam * running
        following = u.old_value
    return running


def masked_mean(xs):
    return total(xs) / (len(xs) + EPS)


def variance(xs):
    m = masked_mean(xs)
    n = len(xs)
    return total(square(x - m) for x in xs) / (n + EPS) * (n / (n - 1))


def whiten(t, value):
    xs = [value(u) for u in t.batch.tokens]
    return (value(t) - masked_mean(xs)) / sqrt(variance(xs) + EPS)


def lam_of(y, alpha):
    return max(0.0, 1 - 1 / (alpha * len(y.tokens)))


GAE = {"discount": 1.0, "lambda": 1.0}
DECAY = {"discount": 0.9, "lambda": 0.8}
raw = lambda t, o: gae(t, o["discount"], o["lambda"])
GAE_STAGES = (advantage("Advantage", "token", lambda t, o: whiten(t, lambda u: raw(u, o))), advantage("Return", "token", lambda t, o: raw(t, o) + t.old_value, into="return"))
method("gae", policy, GAE, advantage("Raw", "token", raw, into="raw_advantage"), *GAE_STAGES,
       metric("Mean", "batch", lambda b, o: masked_mean([raw(t, o) for t in b.tokens])), metric("Variance", "batch", lambda b, o: variance([raw(t, o) for t in b.tokens])),
       settings=({}, DECAY))



def gae_trl(t, o):
    """Over the padded width, as TRL's loop runs: the score one past the end where there is room, values 0 past the end."""
    y, width = t.completion, max(len(z.tokens) for z in t.batch.completions)
    n = len(y.tokens)
    rewards = [u.reward for u in y.tokens] + [num(0)] * (width - n)
    values = [u.old_value for u in y.tokens] + [num(0)] * (width - n)
    end = n if n < width else n - 1
    rewards[end] = rewards[end] + y.reward
    found, running = [], num(0)
    for i in reversed(range(width)):
        following = values[i + 1] if i + 1 < width else num(0)
        running = rewards[i] + o["discount"] * following - values[i] + o["discount"] * o["lambda"] * running
        found.insert(0, running)
    return found[y.tokens.index(t)]


method("gae-trl", policy, {**GAE, "lambda": 0.95}, advantage("Raw", "token", gae_trl, into="raw_advantage"),
       advantage("Advantage", "token", lambda t, o: whiten(t, lambda u: gae_trl(u, o))), advantage("Return", "token", lambda t, o: gae_trl(t, o) + t.old_value, into="return"),
       settings=({}, DECAY))

VAPO = {"discount": 1.0, "alpha": 0.05, "critic-lambda": 1.0}
VAPO_STAGES = (advantage("Advantage", "token", lambda t, o: gae(t, o["discount"], lam_of(t.completion, o["alpha"]))),
               advantage("Return", "token", lambda t, o: gae(t, o["discount"], o["critic-lambda"]) + t.old_value, into="return"))
VAPO_MOVED = {"alpha": 0.8, "discount": 0.9, "critic-lambda": 0.7}
method("vapo-gae", policy, VAPO, *VAPO_STAGES, metric("PolicyLambda", "completion", lambda y, o: lam_of(y, o["alpha"])), settings=({}, VAPO_MOVED))


def weighted(y):
    return total(r.weight * r.value for r in y.reward_terms if r.valid > 0)


method("weighted-reward", policy, {}, reward("Sum", "completion", lambda y, o: weighted(y)),
       reward("IsScored", "completion", lambda y, o: float(any(r.valid > 0 for r in y.reward_terms)), into="scored"))


def standardised_term(r):
    xs = [s.value for s in r.criterion.terms if s.valid > 0]
    return (r.value - mean(xs)) / (sample_std(xs) + 1e-4)


def gdpo(y, o):
    counted = lambda s: any(r.valid > 0 for r in s.reward_terms)
    compared = lambda r: r.valid > 0 and sum(s.valid > 0 for s in r.criterion.terms) >= 2
    Z = lambda s: total(r.weight * standardised_term(r) for r in s.reward_terms if compared(r))
    rows = [s for s in y.batch.completions if counted(s)]
    return (Z(y) - mean(Z(s) for s in rows)) / (sample_std(Z(s) for s in rows) + 1e-4) if counted(y) and len(rows) >= 2 else num(0)


def opo(y, o):
    peers = y.group.completions
    return R(y) if alone(y) else R(y) - total(len(s.tokens) * R(s) for s in peers) / sum(len(s.tokens) for s in peers)


def gpg(y, o):
    rows = y.batch.completions
    alpha = len(rows) / max(1, sum(R(s).v != 0 for s in rows))
    return alpha * verl_centred(y) / o["divisor"]


def others(y):
    return [s for s in y.group.completions if s is not y]


def leave_one_out(y, o):
    return R(y) if alone(y) else R(y) - mean(R(s) for s in others(y))


def pass_at_k(y, o):
    lead = greater(0, R(y) - max(R(s).v for s in others(y)))
    return lead / (sample_std(R(s) for s in y.group.completions) + 1e-6) if o["divides-by-deviation"] else lead


def discounted(t, o):
    running = num(0)
    for u in reversed(after(t)):
        running = reward_at(u) + o["discount"] * running
    return running


def to_go(t, o):
    return total(reward_at(u) for u in after(t))


def energy(t):
    return total((1 - 2 * exp(u.old_logp) + u.sum_squared_probability) * square(u.importance_weight) for u in before(t))


def optimal_token(t, o):
    y = t.completion
    place = len(before(t)) - 1
    lengths = sorted(len(s.tokens) for s in y.group.completions)
    in_tail = len(lengths) > 1 and len(y.tokens) == lengths[-1] > lengths[-2] and place >= lengths[-2]
    if alone(y) or (o["handles-zero-tail"] and in_tail):
        return to_go(t, o)
    peers = t.position.tokens
    return to_go(t, o) - total(to_go(u, o) * energy(u) for u in peers) / (total(energy(u) for u in peers) + EPS)


def rloo(y, o):
    def penalised(s):
        return clamp(s.reward, o["reward-minimum"], o["reward-maximum"]) - o["beta"] * total(t.old_logp - t.ref_logp for t in s.tokens)

    own = lambda s: num(0) if alone(s) else penalised(s) - mean(penalised(x) for x in others(s))
    if not o["normalizes-advantages"]:
        return own(y)
    every = [own(s) for s in y.batch.completions]
    return (own(y) - mean(every)) / (sample_std(every) + 1e-4)


def k3(t):
    x = t.ref_logp - t.logp
    return exp(x) - 1 - x


def estimate(t, kind):
    delta = t.logp - t.ref_logp
    k2 = square(delta) / 2
    clamped = lambda x: clamp(exp(x) - 1 - x, -10, 10)
    plain = {"k1": delta, "absolute": absolute(delta), "k2": k2, "k3": k3(t), "k3-clamped": clamped(clamp(-delta, -20, 20))}
    if kind in plain:
        return plain[kind]
    return sg(plain["k1" if kind == "k1-straight-through" else "k3-clamped"] - k2) + k2


ESTIMATORS = [{"estimator": kind} for kind in ("k1", "absolute", "k2", "k3", "k3-clamped", "k1-straight-through", "k3-straight-through")]
method("kl-penalty", policy, {"estimator": "k3-straight-through"}, loss("Loss", "batch", lambda b, o: total(estimate(t, o["estimator"]) for t in b.tokens)),
       metric("Estimate", "token", lambda t, o: estimate(t, o["estimator"])), settings=ESTIMATORS)
method("kl-in-reward", policy, {"beta": 0.001, "estimator": "k1"}, reward("Penalized", "token", lambda t, o: t.reward - o["beta"] * estimate(t, o["estimator"])),
       metric("CurrentKl", "batch", lambda b, o: mean(masked_mean([estimate(t, o["estimator"]) for t in y.tokens]) for y in b.completions)),
       settings=[{**setting, "beta": 0.3} for setting in ESTIMATORS])


def overlong(y, o):
    share = min(0.0, (o["max-length"] - o["buffer"] - len(y.tokens)) / o["buffer"])
    return y.reward + (max(-1.0, share) if o["flavour"] == "trl" else o["factor"] * share)


OVERLONG = {"flavour": "trl", "max-length": 20480.0, "buffer": 4096.0, "factor": 1.0}
method("overlong-penalty", policy, OVERLONG, reward("Penalized", "completion", overlong),
       settings=({"max-length": 3.0, "buffer": 2.0}, {"max-length": 2.0, "buffer": 1.5}, {"flavour": "verl", "max-length": 3.0, "buffer": 2.0, "factor": 0.7}))


def settled(name):
    """The second prompt's completions have one reward."""
    batch = policy(name)
    for y in batch.groups[1].completions:
        y.columns["reward"] = 0.5
    return batch


method("dynamic-sampling", settled, {}, reward("Keep", "completion", lambda y, o: float(alone(y) or len({s.reward.v for s in y.group.completions}) > 1), into="keep"))


def drift(t):
    return t.old_logp - t.rollout_logp


def truncated(t, o):
    def weight(u):
        x = drift(u) if o["level"] == "token" else total(drift(s) for s in u.completion.tokens)
        return lesser(exp(clamp(x, -20, 20)), o["cap"])

    if not o["normalize-by-batch"]:
        return weight(t)
    if o["level"] == "token":
        return weight(t) / masked_mean([weight(u) for u in t.batch.tokens])
    return weight(t) / mean(masked_mean([weight(u) for u in y.tokens]) for y in t.batch.completions)


def corrected(t, o):
    ratio = exp(drift(t) if o["mode"].startswith("token") else total(drift(u) for u in t.completion.tokens))
    if o["mode"].endswith("truncate"):
        return clamp(ratio, o["minimum"], o["maximum"])
    return ratio if o["minimum"] <= ratio.v <= o["maximum"] else num(0)


def rejected(t, o):
    def divergence(u):
        x = clamp(drift(u), -20, 20)
        return {"k1": -x, "k2": square(x) / 2, "k3": exp(x) - 1 - x}[o["estimator"]]

    def passes(x):
        return log(o["minimum"]) <= x <= log(o["maximum"]) if o["estimator"] == "k1" else x <= o["maximum"]

    every = [divergence(u) for u in t.completion.tokens]
    kept = {"token": lambda: passes(divergence(t)), "seq-sum": lambda: passes(total(every)), "seq-mean": lambda: passes(masked_mean(every)),
            "seq-max": lambda: all(passes(x) for x in every)}[o["level"]]()
    return t.keep if kept else num(0)


method("truncated-importance", policy, {"level": "token", "cap": 2.0, "normalize-by-batch": False}, advantage("Weight", "token", truncated, into="importance_weight"),
       settings=[{"level": level, "normalize-by-batch": by, "cap": 1.4} for level in ("token", "sequence") for by in (False, True)])
method("sampler-correction", policy, {"mode": "sequence-mask", "minimum": 0.0, "maximum": 3.0}, advantage("Weight", "token", corrected, into="importance_weight"),
       settings=[{"mode": f"{level}-{way}", "minimum": 0.6, "maximum": 1.5} for level in ("sequence", "token") for way in ("mask", "truncate")])
method("rollout-rejection", policy, {"level": "token", "estimator": "k1", "minimum": 0.5, "maximum": 2.0}, advantage("Keep", "token", rejected, into="keep"),
       settings=[{"level": level, "estimator": k, "minimum": 0.7, "maximum": 1.3 if k == "k1" else 0.15}
                 for level in ("token", "seq-sum", "seq-mean", "seq-max") for k in ("k1", "k2", "k3")])
