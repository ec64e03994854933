"""TRL's code in PyTorch, for the comparison with the same code in TorchSharp and with Paragon: a process that answers a line each.

python3 eager.py FOLDER THREADS; lines are "load CASE", "t", "m", "r" (see Worker.cs, which speaks the same).
"""
import resource
import sys
import time

import torch
import torch.nn.functional as F

folder, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
TEMPERATURE, FAMILY, COMPARED = 0.9, 8, 4096


def load(case):
    kind, sizes = case.split(":")
    sizes = [int(size) for size in sizes.split("x")]
    data = torch.frombuffer(bytearray(open(f"{folder}/{kind}-{'x'.join(map(str, sizes))}.bin", "rb").read()), dtype=torch.float32)
    shapes = (
        {"hidden": (sizes[0], sizes[2]), "weight": (sizes[1], sizes[2]), "target": (sizes[0],), "slope": (sizes[0],)}
        if kind == "logprobs"
        else {name: tuple(sizes) if name not in ("advantage", "reward", "desirable") else (sizes[0],) for name in
              ("logp", "old", "ref", "advantage", "reward", "value", "old_value", "return", "token_advantage", "desirable", "response")}
    )
    inputs, start = {}, 0
    for name, shape in shapes.items():
        count = 1
        for size in shape:
            count *= size
        inputs[name] = data[start:start + count].clone().view(shape)
        start += count
    for name in ("logp", "value", "hidden", "weight"):
        if name in inputs:
            inputs[name].requires_grad_()
    if kind == "logprobs":
        inputs["target"] = inputs["target"].long()
    return kind, sizes, inputs, None if kind == "logprobs" else torch.ones(sizes)


def mean(values, mask):
    return (values * mask).sum() / mask.sum()


def dpo(x, mask, rows, columns):
    logps, refs = (x["logp"] * mask).sum(-1), (x["ref"] * mask).sum(-1)
    half = rows // 2
    chosen, rejected, ref_chosen, ref_rejected = logps[:half], logps[half:], refs[:half], refs[half:]
    losses = -F.logsigmoid(0.1 * ((chosen - rejected) - (ref_chosen - ref_rejected)))
    chosen_rewards, rejected_rewards = 0.1 * (chosen - ref_chosen).detach(), 0.1 * (rejected - ref_rejected).detach()
    (chosen_rewards > rejected_rewards).float().mean().item()
    (chosen_rewards - rejected_rewards).mean().item()
    return losses.mean()


def kto(x, mask, rows, columns):
    logps, refs = (x["logp"] * mask).sum(-1), (x["ref"] * mask).sum(-1)
    half = rows // 2
    kl = (logps[half:] - refs[half:]).mean().detach().clamp(min=0)
    ratios = logps[:half] - refs[:half]
    desirable = x["desirable"][:half] > 0.5
    losses = torch.cat([1 - torch.sigmoid(0.1 * (ratios[desirable] - kl)), 1 - torch.sigmoid(0.1 * (kl - ratios[~desirable]))])
    kl.item()
    return losses.mean()


def grpo(x, mask, rows, columns):
    advantages = x["advantage"].unsqueeze(1)
    coef_1 = torch.exp(x["logp"] - x["old"])
    coef_2 = torch.clamp(coef_1, 0.8, 1.2)
    per_token = -torch.min(coef_1 * advantages, coef_2 * advantages)
    difference = x["ref"] - x["logp"]
    per_token_kl = torch.exp(difference) - difference - 1
    per_token = per_token + 0.04 * per_token_kl
    mean(per_token_kl.detach(), mask).item()
    mean(((coef_1 < 0.8) & (advantages < 0)).float(), mask).item()
    mean(((coef_1 > 1.2) & (advantages > 0)).float(), mask).item()
    return ((per_token * mask).sum(-1) / mask.sum(-1).clamp(min=1.0)).mean()


def ppo(x, mask, rows, columns):
    ratio = torch.exp(x["logp"] - x["old"])
    advantages, values, old, returns = x["token_advantage"], x["value"], x["old_value"], x["return"]
    unclipped, held = -advantages * ratio, -advantages * torch.clamp(ratio, 0.8, 1.2)
    policy = torch.max(unclipped, held)
    clipped = torch.clamp(values, old - 0.2, old + 0.2)
    critic = torch.max(torch.square(values - returns), torch.square(clipped - returns))
    with torch.no_grad():
        mean((held > unclipped).float(), mask).item()
        mean(x["old"] - x["logp"], mask).item()
    return mean(policy, mask) + 0.1 * 0.5 * mean(critic, mask)


def gspo(x, mask, rows, columns):
    advantages = x["advantage"].unsqueeze(1)
    log = (((x["logp"] - x["old"]) * mask).sum(-1) / mask.sum(-1).clamp(min=1.0)).unsqueeze(-1)
    coef_1 = torch.exp(log)
    coef_2 = torch.clamp(coef_1, 1 - 3e-4, 1 + 4e-4)
    per_token = -torch.min(coef_1 * advantages, coef_2 * advantages)
    ((coef_1 < 1 - 3e-4) & (advantages < 0)).float().mean().item()
    ((coef_1 > 1 + 4e-4) & (advantages > 0)).float().mean().item()
    return ((per_token * mask).sum(-1) / mask.sum(-1).clamp(min=1.0)).mean()


def gae(x, mask, rows, columns):
    with torch.no_grad():
        values = x["old_value"]
        rewards = torch.zeros_like(values)
        rewards[:, -1] = x["reward"]
        last, reverse = 0, []
        for t in reversed(range(columns)):
            following = values[:, t + 1] if t < columns - 1 else 0.0
            last = rewards[:, t] + following - values[:, t] + 0.95 * last
            reverse.append(last)
        raw = torch.stack(reverse[::-1], axis=1)
        centre = mean(raw, mask)
        variance, count = mean(torch.square(raw - centre), mask), rows * columns
        return ((raw - centre) * torch.rsqrt(variance * count / (count - 1) + 1e-8)).flatten()


def group(x, mask, rows, columns):
    with torch.no_grad():
        grouped = x["reward"].view(-1, FAMILY)
        centre, std = grouped.mean(dim=1).repeat_interleave(FAMILY, dim=0), grouped.std(dim=1).repeat_interleave(FAMILY, dim=0)
        return (x["reward"] - centre) / (std + 1e-4)


def tree(x, mask, rows, columns):
    with torch.no_grad():
        ids, rewards = x["response"].view(-1, FAMILY, columns), x["reward"].view(-1, FAMILY)
        apart = torch.cat([ids.unsqueeze(2) != ids.unsqueeze(1), torch.ones(len(ids), FAMILY, FAMILY, 1, dtype=torch.bool)], -1).to(torch.uint8).argmax(-1)
        shared = (torch.arange(columns) < apart.unsqueeze(-1)).float()
        value = (shared * rewards.view(-1, 1, FAMILY, 1)).sum(2) / shared.sum(2)
        centre, std = rewards.mean(1, keepdim=True), rewards.std(1, keepdim=True)
        before = torch.cat([centre.unsqueeze(-1).expand(-1, FAMILY, 1), value[:, :, :-1]], 2)
        return (((rewards - centre).unsqueeze(-1) + value - before) / (std.unsqueeze(-1) + 1e-6)).flatten()


def logprobs(x, mask, *sizes):
    logits = (x["hidden"] @ x["weight"].t()) / TEMPERATURE
    selected = logits.gather(1, x["target"].unsqueeze(1)).squeeze(1)
    logps = selected - torch.cat([part.logsumexp(-1) for part in logits.chunk(8, 0)])
    (logps * x["slope"]).sum().backward()
    return logps.detach()


def run():
    for leaf in ("logp", "value", "hidden", "weight"):
        if leaf in inputs:
            inputs[leaf].grad = None
    result = globals()[kind](inputs, mask, *sizes)
    if result.requires_grad:
        result.backward()
    return result.detach()


def results():
    result = run()
    if kind == "logprobs":
        parts = [result, inputs["hidden"].grad, inputs["weight"].grad]
        return [result.sum().item()] + [number for part in parts for number in part.flatten()[:COMPARED].tolist()]
    if kind in ("gae", "group", "tree"):
        return [0.0] + result.tolist()
    gradients = [inputs["logp"].grad] + ([inputs["value"].grad] if kind == "ppo" else [])
    return [result.item()] + [number for gradient in gradients for number in gradient.flatten().tolist()]


def status(key):
    for line in open("/proc/self/status"):
        if line.startswith(key):
            return 1024.0 * int(line.split()[1])


for line in sys.stdin:
    command, *rest = line.split()
    if command == "load":
        kind, sizes, inputs, mask = load(rest[0])
        answer = torch.__version__
    elif command == "t":
        times = int(rest[0])
        used, started = time.process_time(), time.perf_counter()
        for _ in range(times):
            run()
        answer = f"{(time.perf_counter() - started) / times!r} {(time.process_time() - used) / times!r}"
    elif command == "m":
        open("/proc/self/clear_refs", "w").write("5")
        before = status("VmRSS")
        run()
        answer = repr(status("VmHWM") - before)
    else:
        answer = " ".join(repr(number) for number in results())
    print(answer, flush=True)
