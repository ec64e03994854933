"""Methods of single papers on alignment, from their cards: 15, 24, 44, 58, 59, 62."""
from functools import partial

from advantages import reward_at
from batch import Batch, give_tokens, policy, seeded
from dual import absolute, clamp, exp, greater, lesser, log, logsigmoid, mean, num, sample_std, sg, square, total
from method import advantage, loss, method, metric, more, reward
from policies import FRACTION, around
from policies import clipped as is_clipped
from preference import d, margin

# 44 SELM: pairs with a fresh response.


def triples(name, lengths=((3, 2, 4), (2, 4, 1), (1, 1, 3))):
    batch, real = Batch(), seeded(name)
    for each in lengths:
        pair = batch.add("pair")
        for link, length in zip(("chosen", "rejected", "response"), each):
            y = batch.add("completion")
            y.links["tokens"] = []
            give_tokens(batch, real, y, length)
            pair.links[link] = y
    batch.links += [("pair", link, "completion") for link in ("chosen", "rejected", "response")]
    return batch


def optimism(p, o):
    return o["alpha"] * o["beta"] * d(p.response)


method("selm", triples, {"beta": 0.01, "alpha": 0.001},
       loss("Loss", "pair", lambda p, o: -logsigmoid(o["beta"] * margin(p)) + optimism(p, o)),
       metric("Optimism", "pair", optimism), metric("RewardMargin", "pair", lambda p, o: o["beta"] * margin(p)),
       settings=({}, {"beta": 0.6, "alpha": 0.3}), card="44-selm.md")

# 15 FLR: replies of two polarities in categories, after each completion.


def replies(name, categories=(((3, 1, 2), (2, 2, 2)),) * 2, completions=3):
    batch, real = Batch(), seeded(name)
    for _ in range(completions):
        y = batch.add("completion")
        for lengths in categories:
            k = batch.add("follow_up_category", y)
            for polarity in (1.0, 0.0):
                for length in lengths[int(polarity)]:
                    f = batch.add("follow_up", k)
                    f.columns["positive"] = polarity
                    for _ in range(length):
                        batch.add("follow_up_token", f).columns.update(logp=real(-3, -0.1), first_logit=real(-2, 2))
    return batch


def follow_up_score(f, o):
    scores = [t.logp if o["scorer"] == "log-likelihood" else t.first_logit for t in f.follow_up_tokens]
    return mean(scores) if o["length-norm"] else total(scores)


def category_score(k, o):
    sides = [[follow_up_score(f, o) for f in k.follow_ups if (f.positive > 0) == positive] for positive in (True, False)]
    satisfied, dissatisfied = (total(scores) / max(1, len(scores)) for scores in sides)
    return satisfied - dissatisfied


method("flr", replies, {"scorer": "log-likelihood", "length-norm": True},
       reward("Reward", "completion", lambda y, o: mean(category_score(k, o) for k in y.links["follow_up_categorys"])),
       metric("CategoryScore", "follow_up_category", category_score), metric("Score", "follow_up", follow_up_score),
       settings=({}, {"length-norm": False}, {"scorer": "first-position-raw-logits"}), card="15-flr.md")
more("flr", {"title": "sides of unequal size, or without a reply", "batch": partial(replies, categories=(((2,), (1, 3, 2)), ((), (2, 1)), ((1, 2), ())))})

# 24 Clip and Delta: steps of a completion, and tokens after the last of them that belong to none.


def steps(name, lengths=((2, 1, 3), (1, 2), (4,), (2, 2, 1, 1)), rest=(0, 2, 1, 0)):
    batch, real = Batch(), seeded(name)
    for each, trailing in zip(lengths, rest):
        y = batch.add("completion")
        y.links["tokens"] = []
        y.columns["reward"] = float(real(0, 1) > 0.4)
        segments = [batch.add("segment", y) for _ in each]
        for k in segments:
            k.columns["process_reward"] = real(0.3, 1)
        give_tokens(batch, real, y, sum(each) + trailing)
        owners = [k for k, length in zip(segments, each) for _ in range(length)]
        for t, k in zip(y.tokens, owners):
            t.links["segment"] = k
    batch.links.append(("token", "segment", "segment"))
    return batch


def refined(k, o):
    mode, x = o["refinement"], [s.process_reward for s in k.completion.segments]
    if mode in ("clip", "clip-then-delta"):
        x = [lesser(s - o["threshold"], 0) for s in x]
    n, i = len(x), k.completion.segments.index(k)
    if mode in ("delta", "clip-then-delta"):
        return num(0) if i == n - 1 else x[i] if i == n - 2 else x[i] - x[i + 1]
    return x[i]


def at_end(t, o):
    k = t.links.get("segment")
    tokens = t.completion.tokens
    if k is None or any(u.links.get("segment") is k for u in tokens[tokens.index(t) + 1:]):
        return num(0)
    return o["alpha"] * refined(k, o)


def gae(t, o):
    tokens = t.completion.tokens[t.completion.tokens.index(t):]
    sum_, weight = num(0), 1.0
    for i, u in enumerate(tokens):
        following = tokens[i + 1].old_value if i + 1 < len(tokens) else 0
        sum_ = sum_ + weight * (reward_at(u) + o["discount"] * following - u.old_value)
        weight *= o["discount"] * o["lambda"]
    return sum_


def clipped(ratio, A, eps):
    return -lesser(ratio * A, clamp(ratio, 1 - eps, 1 + eps) * A)


def value_loss(t, eps):
    held = clamp(t.value, t.old_value - eps, t.old_value + eps)
    return greater(square(t.value - t.__getattr__("return")), square(held - t.__getattr__("return"))) / 2


def ratio(t):
    return exp(t.logp - t.old_logp)


method("clip-delta", steps, {"refinement": "clip-then-delta", "threshold": 0.7, "alpha": 0.5, "beta": 0.1, "discount": 1.0, "lambda": 1.0, "clip": 0.2, "value-clip": 0.2, "value-coefficient": 0.1},
       reward("StepReward", "segment", refined),
       reward("TokenReward", "token", lambda t, o: at_end(t, o) - o["beta"] * (t.old_logp - t.ref_logp)),
       advantage("Advantage", "token", gae),
       advantage("Return", "token", lambda t, o: gae(t, o) + t.old_value, into="return"),
       loss("PolicyLoss", "batch", lambda b, o: mean(clipped(ratio(t), t.advantage, o["clip"]) for t in b.tokens)),
       metric("IsClipped", "token", FRACTION.value),
       loss("CriticLoss", "token", lambda t, o: o["value-coefficient"] * value_loss(t, o["value-clip"])),
       metric("Shaped", "token", lambda t, o: at_end(t, o) + (t.completion.reward if t is t.completion.tokens[-1] else 0)),
       metric("ReturnFromStep", "segment", lambda k, o: o["alpha"] * total(refined(s, o) for s in k.completion.segments[k.completion.segments.index(k):]) + k.completion.reward),
       settings=({}, {"prepared": True}, *({"prepared": True, "refinement": mode, "threshold": 0.6, "beta": 0.3, "discount": 0.9, "lambda": 0.8, "alpha": 0.8} for mode in ("none", "clip", "delta", "clip-then-delta")),
                 {"clip": 0.05, "value-clip": 0.3, "value-coefficient": 0.7}), card="24-clip-delta.md")

# 58 AMFT: PPO with advantages standardised over all tokens, padding too where a batch has it.


def with_padding(name, responses=None, groups=((3, 1, 4), (2, 3))):
    batch, real = policy(name, groups=groups), seeded("entropy " + name)
    for i, t in enumerate(batch.tokens):
        t.columns.update(entropy=real(0.1, 2), response=float(i % 5 != 3 if responses is None else i < responses))
    return batch


def responses(b):
    return [t for t in b.tokens if t.response > 0]


def standardized(t):
    A = [u.advantage for u in t.batch.tokens]
    return (t.advantage - mean(A)) / (sample_std(A) + 1e-8)


def over_responses(b, value):
    each = {t: value(t) for t in b.tokens}
    return total(each[t] for t in responses(b)) / max(1, len(responses(b)))


def entropy(b, o=None):
    return over_responses(b, lambda t: t.entropy)


method("amft", with_padding, {"discount": 1.0, "lambda": 0.95, "clip": 0.2, "value-coefficient": 0.1, "entropy-coefficient": 0.01},
       advantage("Advantage", "token", gae), advantage("Return", "token", lambda t, o: gae(t, o) + t.old_value, into="return"),
       loss("PolicyLoss", "batch", lambda b, o: over_responses(b, lambda t: clipped(ratio(t), standardized(t), o["clip"])) - o["entropy-coefficient"] * entropy(b)),
       loss("CriticLoss", "token", lambda t, o: o["value-coefficient"] * value_loss(t, o["clip"])), metric("MeanEntropy", "batch", entropy),
       metric("ClipFraction", "batch", lambda b, o: over_responses(b, lambda t: num(is_clipped(ratio(t), standardized(t), around(o))))),
       metric("KlToOld", "batch", lambda b, o: over_responses(b, lambda t: t.old_logp - t.logp)),
       settings=({}, {"prepared": True}, {"prepared": True, "discount": 0.9, "lambda": 0.5, "clip": 0.1, "value-coefficient": 0.6, "entropy-coefficient": 0.2}), card="58-amft.md")
more("amft", *({"title": title, "batch": partial(with_padding, responses=count)} for title, count in (("one token of a response", 1), ("padding alone", 0))))

# 59 AlignDistil: three models over a vocabulary of four.


def vocabularies(name, lengths=(3, 1, 2), size=4):
    batch, real = Batch(), seeded(name)
    for length in lengths:
        y = batch.add("completion")
        for _ in range(length):
            t = batch.add("token", y)
            for _ in range(size):
                batch.add("choice", t).columns.update(logit=real(-2, 2), dpo_logit=real(-2, 2), ref_logit=real(-2, 2))
    return batch


def log_softmax(z):
    return [x - log(total(exp(w) for w in z)) for x in z]


def weight(t, o):
    if not o["adaptive"]:
        return num(o["beta"] / o["extrapolation"])
    p, q = log_softmax([v.dpo_logit for v in t.choices]), log_softmax([v.ref_logit for v in t.choices])
    return o["extrapolation"] * total(absolute(exp(a) - exp(b)) for a, b in zip(p, q)) + 1e-3


def log_teacher(t, o):
    w = weight(t, o)
    z = [v.dpo_logit + w * (v.dpo_logit - v.ref_logit) if o["contrast"] else w * v.dpo_logit + (1 - w) * v.ref_logit for v in t.choices]
    return log_softmax([x / o["temperature"] for x in z])


def distillation(t, o):
    student = log_softmax([v.logit / o["temperature"] for v in t.choices])
    kl = total(exp(a) * (a - b) for a, b in zip(student, log_teacher(t, o)))
    return (o["beta"] / weight(t, o) if o["adaptive"] else o["extrapolation"]) * kl


def distilled(y, o):
    losses = [distillation(t, o) for t in y.tokens]
    return mean(losses) if o["length-norm"] else total(losses)


method("aligndistil", vocabularies, {"beta": 0.1, "extrapolation": 15.0, "temperature": 1.0, "length-norm": True, "adaptive": True, "contrast": True},
       loss("Loss", "completion", distilled), metric("Weight", "token", weight),
       metric("Teacher", "choice", lambda v, o: exp(log_teacher(v.token, o)[v.token.choices.index(v)])),
       settings=({}, {"extrapolation": 2.0, "temperature": 1.7, "length-norm": False}, *({"adaptive": adaptive, "contrast": contrast, "extrapolation": 0.3} for adaptive in (True, False) for contrast in (True, False))), card="59-aligndistil.md")

# 62 DITTO: sentences of two and of three tokens, repeated.


def repeating(name, shapes=((2, 2, 9), (1, 3, 8), (0, 1, 4), (2, 3, 4))):
    batch, real = Batch(), seeded(name)
    for prefix, sentence, length in shapes:
        y = batch.add("completion")
        y.links["tokens"] = []
        give_tokens(batch, real, y, length)
        for i in range(prefix + sentence, length):
            y.tokens[i].links["previous_repetition"] = y.tokens[i - sentence]
    batch.links.append(("token", "previous_repetition", "token"))
    return batch


def excess(t, o):
    before = t.links.get("previous_repetition")
    return exp(t.logp) - (o["decay"] * sg(exp(before.logp)) if before else 0)


def repeated(b, o=None):
    return [t for t in b.tokens if "previous_repetition" in t.links]


def penalty(b, o):
    excesses = {t: excess(t, o) for t in b.tokens}
    if o["penalty"] == "mse":
        return 3 * total(square(x) for x in excesses.values())
    distance = (lambda x: greater(x, 0)) if o["penalty"] == "nl-clip" else absolute
    return total(-log(greater(1 - distance(excesses[t]), 1e-20)) for t in repeated(b))


method("ditto", repeating, {"decay": 0.5, "penalty": "nl"},
       loss("Loss", "batch", lambda b, o: penalty(b, o) / max(1, len(repeated(b)))), metric("Repeated", "batch", lambda b, o: len(repeated(b))), metric("Total", "batch", penalty),
       settings=({}, {"decay": 0.9}, {"penalty": "nl-clip"}, {"penalty": "mse"}), card="62-ditto.md")
more("ditto", {"title": "one repeated token", "batch": partial(repeating, shapes=((2, 2, 5), (1, 3, 4)))}, {"title": "nothing repeated", "batch": partial(repeating, shapes=((1, 3, 4),))})
