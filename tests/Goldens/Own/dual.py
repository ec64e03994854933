"""Numbers that carry their derivative (forward mode), in float64, with PyTorch's conventions at kinks.

No step size, so no cancellation: a derivative is as exact as the value. `check` in reference.py holds every one of them
against central differences all the same.
"""
import math


class Dual:
    """A value and its partial derivative by each differentiable entry of the batch that it depends on."""

    __slots__ = ("v", "g")

    def __init__(self, v, g=None):
        self.v = v
        self.g = g or {}

    def __neg__(self):
        return chain(-self.v, (self, -1.0))

    def __add__(self, o):
        o = num(o)
        return chain(self.v + o.v, (self, 1.0), (o, 1.0))

    __radd__ = __add__

    def __sub__(self, o):
        return self + -num(o)

    def __rsub__(self, o):
        return num(o) + -self

    def __mul__(self, o):
        o = num(o)
        return chain(self.v * o.v, (self, o.v), (o, self.v))

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = num(o)
        return chain(self.v / o.v, (self, 1.0 / o.v), (o, -self.v / (o.v * o.v)))

    def __rtruediv__(self, o):
        return num(o) / self

    def __lt__(self, o):
        return self.v < num(o).v

    def __le__(self, o):
        return self.v <= num(o).v

    def __gt__(self, o):
        return self.v > num(o).v

    def __ge__(self, o):
        return self.v >= num(o).v


def num(x):
    return x if isinstance(x, Dual) else Dual(float(x))


def chain(v, *parts):
    g = {}
    for x, d in parts:
        for key, partial in x.g.items():
            g[key] = g.get(key, 0.0) + d * partial
    return Dual(v, g)


class Stops:
    """What stop-gradients held, in the order of the computation: central differences must hold the same."""

    recorded = []
    replayed = None


def sg(x):
    x = num(x)
    if Stops.replayed is not None:
        return Dual(Stops.replayed.pop(0))
    Stops.recorded.append(x.v)
    return Dual(x.v)


def exp(x):
    x = num(x)
    e = math.exp(x.v)
    return chain(e, (x, e))


def log(x):
    x = num(x)
    return chain(math.log(x.v), (x, 1.0 / x.v))


def sqrt(x):
    x = num(x)
    r = math.sqrt(x.v)
    return chain(r, (x, 0.5 / r if r else 0.0))


def sigmoid(x):
    x = num(x)
    s = 1.0 / (1.0 + math.exp(-x.v)) if x.v >= 0 else math.exp(x.v) / (1.0 + math.exp(x.v))
    return chain(s, (x, s * (1.0 - s)))


def logsigmoid(x):
    x = num(x)
    v = -math.log1p(math.exp(-x.v)) if x.v >= 0 else x.v - math.log1p(math.exp(x.v))
    return chain(v, (x, 1.0 - sigmoid(x.v).v))


def log1mexp(x):
    """log(1 - e^x) for x < 0, the two stable forms switched at -log 2."""
    x = num(x)
    v = math.log(-math.expm1(x.v)) if x.v > -math.log(2) else math.log1p(-math.exp(x.v))
    return chain(v, (x, -math.exp(x.v) / -math.expm1(x.v)))


def square(x):
    return x * x


def absolute(x):
    x = num(x)
    return chain(abs(x.v), (x, (x.v > 0) - (x.v < 0)))


def lesser(a, b):
    """min; a tie gives half of the gradient to each."""
    a, b = num(a), num(b)
    share = 0.5 if a.v == b.v else float(a.v < b.v)
    return chain(min(a.v, b.v), (a, share), (b, 1.0 - share))


def greater(a, b):
    return -lesser(-num(a), -num(b))


def clamp(x, low, high):
    """The gradient passes on the closed interval."""
    x = num(x)
    low, high = num(low), num(high)
    if x.v < low.v:
        return low
    return high if x.v > high.v else x


def mean(xs):
    xs = list(xs)
    return sum(xs, Dual(0.0)) / len(xs)


def total(xs):
    return sum(xs, Dual(0.0))


def sample_std(xs):
    xs = [num(x) for x in xs]
    m = mean(xs)
    return sqrt(total(square(x - m) for x in xs) / (len(xs) - 1))
