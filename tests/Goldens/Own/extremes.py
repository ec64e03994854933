"""Further cases of methods that are declared elsewhere: where a bound, a guard or a tie decides, which ordinary numbers hardly meet.

Each is here because a mutant of the formula survived without it (`paragon mutate`).
"""
from functools import partial

import advantages  # noqa: F401
import alignment  # noqa: F401
import credit
import policies  # noqa: F401
import preference  # noqa: F401
import process_rewards  # noqa: F401
import shaping  # noqa: F401
from batch import examples, pairs, policy
from method import METHODS, more

OWN = {"prepared": True}
FOUR = partial(policy, groups=((3, 1, 4, 2), (2, 3), (2,)))


def changed(make, change):
    """A batch of a method with some of its columns changed."""
    def batch(name):
        made = make(name)
        change(made)
        return made

    return batch


def each_token(change):
    """A change of every token, given its columns and its number."""
    def apply(batch):
        for i, t in enumerate(batch.tokens):
            change(t.columns, i)

    return apply


def set_far(t, i):
    """Ratios far above, far below and near 1, with advantages of both signs for each."""
    t["old_logp"] = round(t["logp"] + (-1.3, 0.06, 1.7)[i % 3], 4)
    t["advantage"] = round((1 if i % 2 else -1) * (0.3 + 0.1 * (i % 5)), 4)


def set_below(t, i):
    """Log-ratios below -20, with advantages so large that e^-20 of them is seen."""
    t["old_logp"] = round(t["logp"] + (25.0 if i % 2 else 0.1), 4)
    t["advantage"] = round(30000.0 if i % 2 else 0.4 + 0.1 * (i % 5), 4)


def set_above(t, i):
    """Log-ratios above 20, for advantages of both signs."""
    t["old_logp"] = round(t["logp"] - (27.0 if i % 2 else 0.1), 4)
    t["advantage"] = round((1 if i % 3 else -1) * (0.3 + 0.1 * (i % 5)), 4)


def set_far_from_reference(t, i):
    """Log-ratios to the reference of 3 and -3, where k3 is above 10, and beyond 20 either way."""
    t["ref_logp"] = round(t["logp"] + (3.0, -3.0, 0.2, 24.0, -26.0)[i % 5], 4)


def set_offset(t, i):
    """Returns whose mean is large beside their deviation."""
    t["old_value"] = round(t["old_value"] - 100, 4)


def set_sequences_far(batch):
    """Mean log-ratios outside a clip of 0.1 and 0.3 but inside when divided again, and inside but outside when summed; two of them on the side of no clip."""
    for y in batch.completions:
        y.columns["advantage"] = (-0.7, -0.4, 0.5, 0.9, -0.3, 0.6, 0.8, -1.1)[y.index]
        for t in y.tokens:
            t.columns["advantage"] = y.columns["advantage"]
            t.columns["old_logp"] = round(t.columns["logp"] - (-0.2, -0.15, 0.35, 0.3, -0.05, 0.16, -0.3, 0.5)[y.index], 4)


def set_ranks_far(batch):
    """The same of the ranks of lists, and a clip of 0.06 and 0.08."""
    for k in batch.ranks:
        k.columns["advantage"] = (-0.7, 0.4, -0.5, 0.9, -0.3, 0.6, 0.8, -1.1)[(k.index + 1) % 8]
        for t in k.tokens:
            t.columns["advantage"] = k.columns["advantage"]
            t.columns["old_logp"] = round(t.columns["logp"] - (-0.08, 0.1, -0.05, 0.06, -0.08, 0.3, -0.3, 0.3)[(k.index + 1) % 8], 4)


def set_near(t, i):
    """Ratios within 0.01 of the bounds of a clip of 0.1 and 0.3, and log-ratios, with advantages of both signs for each."""
    t["old_logp"] = round(t["logp"] - (-0.0965, 0.2662, 0.305)[i % 3], 4)
    t["advantage"] = round((1 if i % 2 else -1) * (0.3 + 0.1 * (i % 5)), 4)


def set_between(t, i):
    """A ratio above the clip, of an advantage between the mean over tokens and the mean of the completions' means."""
    t["old_logp"] = round(t["logp"] - 0.8, 4)
    t["advantage"] = (0.9, 0.1, 0.2, 2.0)[i]


def set_no_advantage(batch):
    for rows in batch.rows.values():
        for row in rows:
            if "advantage" in row.columns:
                row.columns["advantage"] = 0.0


def set_large(t, i):
    t["advantage"] = round(1000 * t["advantage"], 1)


FAR, LARGE = (changed(policy, each_token(change)) for change in (set_far, set_large))


# Deviations of four rewards: of two, their sum of squares over n - 1 is that times n - 1.
for name in ("grpo", "bnpo", "dapo", "gspo", "opsm", "sapo", "vespo", "cispo", "luspo"):
    more(name, {"title": "a group of four", "batch": FOUR, **OWN})
more("dapo", {"title": "a length far beyond the limit", "batch": FOUR, "max-length": 2.0, "buffer": 0.5, **OWN})

# Clips that decide, on either side and for either sign.
def clips(name, batch, **options):
    """Ratios far from 1, and that nothing is clipped where no advantage is."""
    more(name, {"title": "ratios far from 1", "batch": batch, **options}, {"title": "ratios far from 1 and no advantage", "batch": changed(batch, set_no_advantage), **options})


SIDES = {"clip-low": 0.1, "clip-high": 0.3}
for name in ("grpo", "bnpo", "dapo", "dr-grpo", "ppo", "grpo-verl", "vapo", "tempo", "prime", "ppo-policy", "opsm", "clip-cov", "cispo-verl", "gmpo"):
    clips(name, changed(METHODS[name].batch, each_token(set_far)), **SIDES)
for name in ("gspo", "luspo", "rloo"):
    clips(name, changed(partial(policy, groups=((3, 1, 4, 1), (3, 2, 3, 2))), set_sequences_far), **SIDES)
for name in ("opo", "rloo-verl", "reinforce++", "reinforce++-baseline", "remax", "optimal-token-baseline", "pass-at-k"):
    far = changed(METHODS[name].batch, each_token(set_far))
    more(name, {"title": "ratios far from 1", "batch": far})
    clips(name, far, **SIDES, **{"dual-clip": 1.2})
more("gdpo", {"title": "ratios far from 1", "batch": changed(partial(policy, groups=((3, 1, 4), (2, 3, 1))), each_token(set_far)), "ratio-cap": 1.4})

for name in ("ma-rlhf", "spa-rl", "igpo", "tp-grpo", "ppo-par", "grpo-par", "clip-delta", "portool", "amft"):
    clips(name, changed(METHODS[name].batch, each_token(set_far)), clip=0.15)
for name in ("rloo-verl", "cispo-verl", "gmpo", "clip-cov"):
    more(name, {"title": "ratios near a bound", "batch": changed(METHODS[name].batch, each_token(set_near)), **SIDES})
more("amft", *({"title": f"one token of a response, and clipped, among {sum(map(sum, groups))}", "batch": changed(partial(alignment.with_padding, responses=1, groups=groups), each_token(set_between))}
               for groups in (((3,), (1,)), ((1,), (1,)))))
clips("grpo-lambda", changed(credit.questions, each_token(set_far)), **SIDES)
clips("oprl", changed(process_rewards.episodes, each_token(set_far)), **SIDES)
clips("oprl", changed(process_rewards.episodes, each_token(set_far)), ratio="token", **SIDES)
for mode in ("rank-mean", "bnpo"):
    clips("rank-grpo", changed(credit.lists, set_ranks_far), **{"ranks": 2, "aggregation": mode})
clips("cispo", FAR, **{"max-ratio": 1.2})
clips("sapo", FAR, **{"positive-temperature": 2.0, "negative-temperature": 0.7})

# Log-ratios that are held within 20, seen where no clip is.
for name in ("ppo", "vapo", "ppo-policy", "grpo-verl", "opo", "rloo-verl", "pass-at-k", "reinforce++", "reinforce++-baseline", "remax", "optimal-token-baseline"):
    some = partial(policy, groups=((3, 1, 4), (2, 3)))
    more(name, {"title": "log-ratios below -20", "batch": changed(some, each_token(set_below))}, {"title": "log-ratios above 20", "batch": changed(some, each_token(set_above)), "dual-clip": 1e10})
    more(name, {"title": "log-ratios above 20 and a clip beyond", "batch": changed(some, each_token(set_above)), "clip-high": 1e10},
         {"title": "log-ratios below -20 and a clip beyond", "batch": changed(some, each_token(set_below)), "clip-low": 1 - 1e-9})
more("cispo-verl", {"title": "log-ratios above 20", "batch": changed(policy, each_token(set_above)), "clip-high": 1e10})
for kind in ("k1", "absolute", "k2", "k3", "k3-clamped", "k3-straight-through"):
    more("kl-penalty", {"title": "far from the reference", "batch": changed(policy, each_token(set_far_from_reference)), "estimator": kind})
    more("kl-in-reward", {"title": "far from the reference", "batch": changed(policy, each_token(set_far_from_reference)), "estimator": kind, "beta": 0.3})

# A count and 1e-8: seen where the mean is large beside the deviation, or the loss beside 1.
for name in ("gae", "gae-trl", "ppo"):
    more(name, {"title": "a large mean", "batch": changed(partial(policy, groups=((2, 1), (1,))), each_token(set_offset)), **OWN})
for name in ("clip-cov", "grpo-verl", "ppo", "kl-cov", "ppo-policy", "cispo-verl"):
    more(name, {"title": "large advantages", "batch": LARGE, "aggregation": "seq-mean-token-mean"})


def set_alone(batch):
    """Prompts with one completion each, whose reward is kept, large and nearly the same."""
    for y in batch.completions:
        y.columns["reward"] = round(100 + y.columns["reward"], 4)


more("reinforce++-baseline", {"title": "a large mean", "batch": changed(partial(policy, groups=((2,), (1,), (1,))), set_alone), **OWN})
more("gmpo", {"title": "a completion alone", "batch": policy, **OWN})


def set_one_rewarded(batch):
    for t in batch.tokens:
        t.columns["reward"] = 0.0
    for y in batch.completions:
        y.columns["reward"] = 1.5 if y.index == 0 else 0.0


def set_none_rewarded(batch):
    set_one_rewarded(batch)
    batch.completions[0].columns["reward"] = 0.0


more("gpg", {"title": "one reward", "batch": changed(policy, set_one_rewarded), **OWN}, {"title": "no reward", "batch": changed(policy, set_none_rewarded), **OWN})


def set_one_scored(count):
    """Only the first so many completions have a value of any reward function."""
    def change(batch):
        # The formula reads them of every term, the loops only of those that count.
        batch.read |= {("reward_term", "value"), ("reward_term", "weight")}
        for y in batch.completions:
            for r in y.reward_terms:
                r.columns["valid"] = float(y.index < count)

    return change


# vary() in reference.py takes the scores of the second and of part of the fourth completion away.
more("gdpo", *({"title": f"{count} scored", "batch": changed(partial(policy, groups=((3, 1, 4), (2, 3, 1))), set_one_scored(count)), **OWN} for count in (1, 3)))


def set_one_of_a_criterion(batch):
    """The second prompt has one value of one criterion, which cannot be compared."""
    for y in batch.completions:
        for r in y.reward_terms:
            r.columns["valid"] = float(y.index in (0, 2) or (y.index == 3 and r.criterion.index == 3))


more("gdpo", {"title": "one value of a criterion", "batch": changed(partial(policy, groups=((3, 1, 4), (2, 3, 1))), set_one_of_a_criterion), **OWN})

# Covariances between the means over tokens and over means of completions.
more("clip-cov", *({"title": "a bound near a covariance", "ratio": 1.0, "lower-bound": bound} for bound in (0.095, 0.95)))


# What the sampler and the trainer disagree on.


def set_drift(t, i):
    t["rollout_logp"] = round(t["old_logp"] - (1.5, -1.5, 0.05, 0.4, -0.2)[i % 5], 4)


def set_drift_above(t, i):
    t["rollout_logp"] = round(t["old_logp"] - (24.0 if i % 2 else 0.1), 4)


def set_drift_below(t, i):
    t["rollout_logp"] = round(t["old_logp"] + (24.0 if i % 2 else 0.1), 4)


def set_drift_of_completions(batch):
    for y in batch.completions:
        for t in y.tokens:
            t.columns["rollout_logp"] = round(t.columns["old_logp"] - (1.2, -1.2, 0.1)[y.index % 3], 4)


DRIFT, ABOVE, BELOW = (changed(policy, each_token(change)) for change in (set_drift, set_drift_above, set_drift_below))
for level in ("token", "seq-sum", "seq-mean", "seq-max"):
    for kind in ("k1", "k2", "k3"):
        more("rollout-rejection", *({"title": "policies far apart", "batch": DRIFT, "level": level, "estimator": kind, "minimum": 0.6, "maximum": 1.3 if kind == "k1" else most}
                                    for most in ((1.3,) if kind == "k1" else (0.06, 0.83, 1.37))))
more("rollout-rejection", {"title": "completions far apart", "batch": changed(policy, set_drift_of_completions), "level": "seq-mean"})
more("rollout-rejection", *({"title": title, "batch": batch, "level": level, "minimum": 1e-10, "maximum": 1e10}
                            for title, batch in (("log-ratios above 20", ABOVE), ("log-ratios below -20", BELOW)) for level in ("token", "seq-sum")))
more("truncated-importance", *({"title": "log-ratios above 20", "batch": ABOVE, "level": level, "cap": 1e10} for level in ("token", "sequence")))
more("truncated-importance", {"title": "two tokens", "batch": changed(partial(policy, groups=((1, 1),)), each_token(set_drift)), "normalize-by-batch": True, "cap": 5.0})


def set_opposed(batch):
    """Log-ratios beyond 20 beside others that nearly undo them."""
    for y in batch.completions:
        for place, t in enumerate(y.tokens):
            away = ((25.0, -19.5) if y.index % 2 else (-25.0, 19.7))[place] if place < 2 else 0.1
            t.columns["old_logp"] = round(t.columns["logp"] - away, 4)


more("vespo", {"title": "log-ratios beyond 20", "batch": changed(partial(policy, groups=((1, 1, 3), (2, 4))), set_opposed), "positive-shape": 0.2, "negative-shape": 0.2, "positive-rate": 0.01, "negative-rate": 0.01})

# Credit.


def set_at_the_gate(batch):
    for p in batch.outcomes:
        p.columns["reward"] = p.columns["gate"]


more("g-ra", {"title": "rewards at their gates", "batch": changed(credit.gated, set_at_the_gate)})
more("ma-rlhf", {**credit.MOVED, "averages-rewards": True, "value-weight": "position"})


def set_empty(batch):
    """The second list ends at once."""
    for t in batch.completions[1].tokens:
        t.columns["is_end"] = 1.0


more("rank-grpo", {"title": "an empty list", "ranks": 2, "batch": changed(credit.lists, set_empty)})


def set_wrong(batch):
    for y in batch.completions:
        y.columns["reward"] = -1.0 if y.index in (2, 3, 6) else 1.0


more("tp-grpo", {"title": "a wrong solution among right ones", "batch": changed(credit.thoughts, set_wrong), **OWN})

# Preferences.


def set_density(batch):
    for e in batch.examples:
        e.columns["desirable_prompt_probability"] = (0.5, 0.97, 0.5, 0.2, 0.5)[e.index]


more("bco", {"title": "density ratios beyond the bounds", "match-distribution": True, "batch": changed(examples, set_density)})
more("cpo", {"title": "margins on both sides of the hinge", "link": "hinge", "beta": 3.0})


def set_tie(batch):
    """The policy agrees with the reference on the first pair."""
    for y in (batch.pairs[0].chosen, batch.pairs[0].rejected):
        for t in y.tokens:
            t.columns["ref_logp"] = t.columns["logp"]


more("dpo", {"title": "a tie", "batch": changed(pairs, set_tie)})
more("f-dpo", {"title": "an exponent at its limit", "divergence": "alpha", "alpha": 0.3, "exponent-limit": 0.2})
more("dpo-mixture", {"title": "an exponent at its limit", "divergence": "alpha", "divergence-alpha": 0.3, "exponent-limit": 0.2},
     {"title": "margins on both sides of the hinge", "sigmoid-weight": 0.0, "hinge-weight": 1.0, "beta": 3.0},
     {"title": "fine-tuning without weights", "sft-weight": 0.6})
more("pro", {"title": "a large epsilon", "epsilon": 0.4})


def set_chosen_away(batch):
    """A chosen completion that the policy has all but given up: e^-z of its margin overflows, and only a weight of 0 keeps it out."""
    for t in batch.pairs[0].chosen.tokens:
        t.columns["logp"] = -3000.0


more("dpo-mixture", {"title": "a chosen completion given up", "batch": changed(pairs, set_chosen_away)})
