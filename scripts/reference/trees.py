"""Reference values of scikit-learn, and of a slow exact CART of our own, for the tests of trees.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/trees.py > src/engine/reference/trees.json
The rows are drawn here (Friedman's first function, 1991) as multiples of 1/64, so that scikit-learn's 32-bit values are the same.
scikit-learn decides between equally good questions by chance: what differs between five seeds is refused.
"""
import json
import sys
from fractions import Fraction

import numpy
import sklearn
from sklearn.ensemble import (GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

COLUMNS, KNOWN, HIDDEN = 6, 260, 100
# The first whose trees have no equally good questions.
SEED = 36


def data(seed):
    draw = numpy.random.RandomState(seed)
    x = draw.randint(0, 1024, size=(KNOWN + HIDDEN, COLUMNS)) / 64
    u = x / 16
    y = 10 * numpy.sin(numpy.pi * u[:, 0] * u[:, 1]) + 20 * (u[:, 2] - 0.5) ** 2 + 10 * u[:, 3] + 5 * u[:, 4]
    y = numpy.round((y + draw.normal(size=len(y))) * 64) / 64
    return x, y, numpy.digitize(y, numpy.quantile(y, [1 / 3, 2 / 3]))


def walk(model, node=0):
    """Columns and thresholds of the questions, from the root, the left side first."""
    t = model.tree_
    if t.children_left[node] < 0:
        return []
    return [[int(t.feature[node]), float(t.threshold[node])], *walk(model, t.children_left[node]), *walk(model, t.children_right[node])]


def same(make, x, y, hidden, say):
    """The model of the first seed, after making sure that the others say the same."""
    models = [make(seed).fit(x, y) for seed in range(5)]
    for model in models[1:]:
        assert numpy.allclose(say(model, hidden), say(models[0], hidden), rtol=0, atol=1e-12), "equally good questions"
    return models[0]


def trees(x, y, label, hidden):
    for depth, leaf in ((1, 1), (3, 9), (5, 12), (7, 20)):
        knobs = {"max_depth": depth, "min_samples_leaf": leaf}
        numbers = same(lambda s: DecisionTreeRegressor(random_state=s, **knobs), x, y, hidden, lambda m, v: m.predict(v))
        classes = same(lambda s: DecisionTreeClassifier(random_state=s, **knobs), x, label, hidden, lambda m, v: m.predict_proba(v))
        yield {"depth": depth, "leaf": leaf, "questions": walk(numbers), "numbers": numbers.predict(hidden).tolist(),
               "classQuestions": walk(classes), "chances": numpy.round(classes.predict_proba(hidden), 12).ravel().tolist()}


def boosted(x, y, label, hidden):
    knobs = {"n_estimators": 40, "learning_rate": 0.2, "max_depth": 3, "min_samples_leaf": 9, "criterion": "squared_error"}
    out = {"trees": 40, "rate": 0.2, "depth": 3, "leaf": 9}
    model = same(lambda s: GradientBoostingRegressor(random_state=s, **knobs), x, y, hidden, lambda m, v: m.predict(v))
    out["numbers"] = {"scores": model.predict(hidden).tolist(), "losses": model.train_score_.tolist()}
    for name, target in (("two", (label > 1).astype(int)), ("three", label)):
        model = same(lambda s: GradientBoostingClassifier(random_state=s, **knobs), x, target, hidden, lambda m, v: m.predict_proba(v))
        # Of two classes scikit-learn's deviance is twice the mean loss.
        losses = model.train_score_ / (2 if name == "two" else 1)
        out[name] = {"scores": model.decision_function(hidden).ravel().tolist(), "losses": losses.tolist(),
                     "chances": model.predict_proba(hidden)[:, -1].tolist(), "classes": model.predict(hidden).tolist()}
    return out


def forests(x, y, label, hidden, truth, truthLabel):
    knobs = {"n_estimators": 60, "max_depth": 12, "min_samples_leaf": 1, "max_features": 2}
    r2 = [RandomForestRegressor(random_state=s, **knobs).fit(x, y).score(hidden, truth) for s in range(20)]
    accuracy = [RandomForestClassifier(random_state=s, **knobs).fit(x, label).score(hidden, truthLabel) for s in range(20)]
    band = lambda a: {"mean": float(numpy.mean(a)), "deviation": float(numpy.std(a, ddof=1))}
    return {"trees": 60, "depth": 12, "leaf": 1, "tried": 2, "r2": band(r2), "accuracy": band(accuracy)}


def exact(rows, x, error, depth, leaf):
    """Slow CART in whole fractions: the lower column, then the lower threshold, of equally good questions. Left side first."""
    if depth == 0 or error(rows) == 0:
        return []
    best = None
    for c in range(len(x[0])):
        seen = sorted({x[r][c] for r in rows})
        for low, high in zip(seen, seen[1:]):
            left = [r for r in rows if x[r][c] <= low]
            right = [r for r in rows if x[r][c] > low]
            if min(len(left), len(right)) < leaf:
                continue
            left_over = error(left) + error(right)
            if best is None or left_over < best[0]:
                best = (left_over, c, (low + high) / 2, left, right)
    if best is None:
        return []
    _, c, threshold, left, right = best
    return [[c, threshold], *exact(left, x, error, depth - 1, leaf), *exact(right, x, error, depth - 1, leaf)]


def ties():
    """Few different values and columns that repeat one another: nearly every question has an equal."""
    draw = numpy.random.RandomState(7)
    for depth, leaf in ((2, 1), (4, 3), (9, 1)):
        x = draw.randint(0, 4, size=(48, 4)).tolist()
        x = [[a, b, 3 - a, b, c] for a, b, c, _ in x]
        y = draw.randint(0, 6, size=48).tolist()

        def squared(rows):
            return sum(Fraction(y[r]) ** 2 for r in rows) - Fraction(sum(y[r] for r in rows)) ** 2 / len(rows)

        def gini(rows):
            return len(rows) - sum(Fraction(sum(y[r] % 3 == k for r in rows)) ** 2 for k in range(3)) / len(rows)

        yield {"depth": depth, "leaf": leaf, "values": sum(x, []), "targets": y,
               "questions": exact(range(48), x, squared, depth, leaf), "classQuestions": exact(range(48), x, gini, depth, leaf)}


def main():
    x, y, label = data(SEED)
    known, hidden = x[:KNOWN], x[KNOWN:]
    arguments = (known, y[:KNOWN], label[:KNOWN], hidden)
    json.dump({
        "made": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/trees.py",
        "columns": COLUMNS, "known": KNOWN,
        "values64": (x * 64).astype(int).ravel().tolist(), "targets64": (y * 64).astype(int).tolist(), "labels": label.tolist(),
        "trees": list(trees(*arguments)), "boosted": boosted(*arguments),
        "forests": forests(*arguments, y[KNOWN:], label[KNOWN:]), "ties": list(ties()),
    }, sys.stdout)
    print()


main()
