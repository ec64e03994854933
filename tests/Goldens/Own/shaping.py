"""Shapings and trainers of the PAR card (42) and MusicRL's reward (02), where the cards' own cases leave a mutant alive."""
import math
from functools import partial

from batch import Batch, policy, seeded
from dual import absolute, clamp, exp, greater, lesser, logsigmoid, mean, num, sample_std, sqrt, square, total
from method import advantage, loss, method, metric, reward
from policies import FRACTION, around, ratio_of, surrogate


def scored(name, lengths=((1, 3, 4, 2), (2, 5))):
    """Completions with a proxy score, two or one reference answers, and what was seen of scores before."""
    batch, real = policy(name, groups=lengths), seeded(name + " scores")
    for y in batch.completions:
        y.columns.update(score=real(-2, 2), seen_low=-0.4, seen_high=0.3)
        for _ in range(2 - y.index % 2):
            batch.add("reference", y).columns.update(score=real(-1, 1))
    return batch


def penalized(y, o):
    held = lesser(y.score, o["ceiling"]) if o["ceiling"] != math.inf else y.score
    return held - o["slope"] * max(0, len(y.tokens) - o["valid-length"])


method("length-penalty", scored, {"valid-length": 300.0, "slope": 0.01, "ceiling": math.inf}, reward("Penalized", "completion", penalized),
       settings=({}, {"valid-length": 1.0, "slope": 0.2}, {"valid-length": 1.0, "slope": 0.2, "ceiling": 0.1}), card="42-par.md")


def lsc(y, o):
    scores = [r.score for r in y.references]
    return logsigmoid(y.score - (mean(scores) + o["quantile"] * ((sample_std(scores) if len(scores) > 1 else 0) + 1e-5)))


method("lsc", scored, {"quantile": 1.0364333894937898}, reward("Shaped", "completion", lsc), settings=({}, {"quantile": 0.3}), card="42-par.md")


def minmax(y, o):
    scores = [s.score.v for s in y.batch.completions]
    low, high = min(y.seen_low.v, *scores), max(y.seen_high.v, *scores)
    return num(0) if high == low else (y.score - low) / (high - low)


def settled(name):
    """All scores, also those before, are the same."""
    batch = scored(name)
    for y in batch.completions:
        y.columns.update(score=0.25, seen_low=0.25, seen_high=0.25)
    return batch


method("minmax", scored, {}, reward("Shaped", "completion", minmax), settings=({}, {"title": "one score", "batch": settled}), card="42-par.md")


def token_reward(t, o):
    return (t.completion.reward if t is t.completion.tokens[-1] else 0) - o["eta"] * (t.old_logp - t.ref_logp)


def after(t):
    tokens = t.completion.tokens
    return tokens[tokens.index(t):]


def to_go(t, o):
    return total(o["discount"] ** k * u.reward for k, u in enumerate(after(t)))


def estimate(t, o):
    """The token rewards hold the completion's already."""
    running, following = num(0), num(0)
    for u in reversed(after(t)):
        running = u.reward + o["discount"] * following - u.old_value + o["discount"] * o["lambda"] * running
        following = u.old_value
    return running


def standardized(t, o):
    found = [estimate(u, o).v for u in t.batch.tokens]
    middle = sum(found) / len(found)
    return (estimate(t, o) - middle) / math.sqrt(sum((x - middle) ** 2 for x in found) / len(found) + 1e-8)


def critic(t, o):
    target = getattr(t, "return")
    return greater(square(t.value - target), square(t.old_value + clamp(t.value - t.old_value, -o["value-clip"], o["value-clip"]) - target))


method("ppo-par", policy, {"eta": 0.005, "discount": 1.0, "lambda": 0.95, "clip": 0.2, "value-clip": 0.2},
       reward("TokenReward", "token", token_reward), advantage("Return", "token", to_go, into="return"), advantage("Advantage", "token", standardized),
       loss("PolicyLoss", "token", lambda t, o: surrogate(exp(t.logp - t.old_logp), t.advantage, around(o))),
       loss("CriticLoss", "token", critic), FRACTION, settings=({"prepared": True}, {"prepared": True, "discount": 0.9, "lambda": 0.6, "eta": 0.3}, {"clip": 0.1, "value-clip": 0.4}), card="42-par.md")


def mirrored(t, o):
    """e^d - 1 - d of d = log π - log π_ref."""
    d = t.logp - t.ref_logp
    return o["eta"] * (exp(d) - 1 - d)


def grouped(y, o):
    rewards = [s.reward for s in y.group.completions]
    return (y.reward - mean(rewards)) / (sample_std(rewards) + 1e-8)


method("grpo-par", partial(policy, groups=((3, 1, 4), (2, 3))), {"eta": 0.005, "clip": 0.2}, advantage("Advantage", "completion", grouped),
       loss("Loss", "token", lambda t, o: surrogate(ratio_of(t), t.advantage, around(o)) + mirrored(t, o)), FRACTION, metric("KlPenalty", "token", mirrored),
       settings=({"prepared": True}, {"eta": 0.3, "clip": 0.1}), card="42-par.md")


def heads(name, **equal):
    """Pairs of scored completions and two heads' weights; a column that is named is the same in all completions."""
    batch, real = Batch(), seeded(name)
    for _ in range(3):
        pair = batch.add("pair")
        for link in ("chosen", "rejected"):
            y = batch.add("completion")
            y.columns.update(quality=real(-1, 1), length_score=real(-1, 1), response_length=float(round(real(1, 9))))
            y.columns.update(equal)
            pair.links[link] = y
    for _ in range(2):
        batch.add("head_weight").columns.update(quality=real(-1, 1), length=real(-1, 1))
    batch.links += [("pair", "chosen", "completion"), ("pair", "rejected", "completion")]
    return batch


def both(y):
    return y.quality + y.length_score


def correlation(b, column):
    scores, lengths = ([getattr(y, name) for y in b.completions] for name in (column, "response_length"))
    score, length = mean(scores), mean(lengths)
    squares = [total(square(x - middle) for x in xs) for xs, middle in ((scores, score), (lengths, length))]
    if squares[0].v == 0 or squares[1].v == 0:
        return num(0)
    return total((x - score) * (n - length) for x, n in zip(scores, lengths)) / (sqrt(squares[0]) * sqrt(squares[1]))


def length_term(b):
    return absolute(correlation(b, "quality")) - correlation(b, "length_score")


def orthogonality(b):
    w = b.head_weights
    return absolute(total(x.quality * x.length for x in w)) / (sqrt(total(square(x.quality) for x in w)) * sqrt(total(square(x.length) for x in w)) + 1e-6)


def preference(pair):
    return -logsigmoid(both(pair.chosen) - both(pair.rejected))


# Equal numbers have an exact mean here, so that they are equal in every precision.
method("odin", heads, {"length-weight": 1.0, "orthogonal-weight": 1.0},
       loss("Loss", "batch", lambda b, o: mean(preference(p) for p in b.pairs) + o["length-weight"] * length_term(b) + o["orthogonal-weight"] * orthogonality(b)),
       metric("Preference", "pair", lambda p, o: preference(p)), metric("Length", "batch", lambda b, o: length_term(b)), metric("Orthogonality", "batch", lambda b, o: orthogonality(b)),
       settings=({}, {"length-weight": 0.4, "orthogonal-weight": 1.7},
                 {"title": "equal qualities", "batch": lambda name: heads(name, quality=0.5), "jumps": True},
                 {"title": "equal length scores", "batch": lambda name: heads(name, length_score=-0.25), "jumps": True},
                 {"title": "equal lengths", "batch": lambda name: heads(name, response_length=4.0)}), card="42-par.md")


# 02 MusicRL


def music(name, silent=False):
    batch, real = Batch(), seeded(name)
    for _ in range(3):
        y = batch.add("completion")
        for _ in range(3):
            clip = batch.add("music_clip", y)
            for _ in range(4):
                batch.add("coordinate", clip).columns.update(text=real(-1, 1), audio=0.0 if silent and clip.index % 2 else real(-0.4, 0.4))
        for _ in range(2):
            batch.add("listening_window", y).columns.update(mean_opinion=real(1, 5))
    return batch


def cosine(clip):
    text, audio = (math.sqrt(sum(getattr(c, column).v ** 2 for c in clip.coordinates)) for column in ("text", "audio"))
    return total(c.text * c.audio for c in clip.coordinates) / (text * audio) if text * audio > 0 else num(0)


def text_reward(y):
    return mean(cosine(clip) for clip in y.music_clips)


def quality(y):
    return mean((w.mean_opinion - 1) / 4 for w in y.listening_windows)


method("musicrl-reward", music, {"text-weight": 1.0, "quality-weight": 1.0},
       reward("Reward", "completion", lambda y, o: o["text-weight"] * text_reward(y) + o["quality-weight"] * quality(y)),
       metric("Text", "completion", lambda y, o: text_reward(y)), metric("Quality", "completion", lambda y, o: quality(y)),
       settings=({}, {"text-weight": 0.4, "quality-weight": 1.7}, {"title": "silence", "batch": lambda name: music(name, silent=True)}), card="02-musicrl.md")
