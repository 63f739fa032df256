"""High-precision values of tanh, sin and cos for the engine's tests, and the coefficients of its tanh (on stderr).

Debian: apt-get install python3-mpmath; then from the project's root
    /usr/bin/python3 scripts/reference/math.py > src/engine/reference/math.json
Each value is two doubles: the nearest one and what is missing, so that errors of a thousandth of a unit show.
"""
import json
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60


def two(value):
    high = float(value)
    return high, float(value - mpf(high))


def points(reaches, each):
    source = random.Random(7)
    found = []
    for low, high in reaches:
        for _ in range(each):
            size = 2 ** source.uniform(low, high)
            found.append(size if source.random() < 0.5 else -size)
    return found


def table(function, xs):
    rows = [two(function(mpf(x))) for x in xs]
    return {"x": xs, "high": [r[0] for r in rows], "low": [r[1] for r in rows]}


def fit():
    def rest(z):
        return (mpmath.tanh(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1) / z if z > 1e-20 else -mpf(1) / 3 + 2 * z / 15
    found, error = mpmath.chebyfit(rest, [0, mpf("0.61")], 14, error=True)
    print([float(c) for c in found], mpmath.nstr(error, 3), file=sys.stderr)


def main():
    fit()
    turns = [float(k * mp.pi / 2) for k in (1, 2, 3, 4, 5, 100, 12345, 333333, 667543, -7, -1001)]
    angles = points([(-30, -2), (-2, 3), (3, 10), (10, 20)], 60) + turns
    out = {
        "made": f"mpmath {mpmath.__version__} with {mp.dps} digits, scripts/reference/math.py",
        "tanh": table(mpmath.tanh, points([(-32, -4), (-4, -1), (-0.7, 0.1), (0.1, 4.6)], 75) + [0.78, 0.7799999999999999, 0.7203354737488553, 22.0, 23.0]),
        "sin": table(mpmath.sin, angles),
        "cos": table(mpmath.cos, angles),
    }
    json.dump(out, sys.stdout)
    print()


main()
