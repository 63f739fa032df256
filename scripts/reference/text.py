"""Reference values of scikit-learn and numpy for murmur.ts, text.ts and sparse-softmax.ts.

Debian: apt-get install python3-sklearn; then from the project's root
    /usr/bin/python3 scripts/reference/text.py > src/engine/reference/text.json
Words are hashed by HashingVectorizer itself; letters by its analyzer and its MurmurHash3 with seed 1. Order of the rows in
batches: our sfc32, written again here.
"""
import hashlib
import json
import sys

import numpy
import sklearn
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils import murmurhash3_32

TEXTS = [
    "¿Cuánto demora mi trámite? ¡Ya pasó un año!",
    "No funciona la página, quiero pagar el agua",
    "El agua no llega desde ayer a mi casa",
    "SEÑOR: el AGUA de la calle 5 está cortada, ¡urgente!",
    "quiero sacar mi partida de nacimiento",
    "cuanto cuesta la partida de nacimiento???",
    "trámite de partida: ¿qué papeles llevo?",
    "La luz de mi calle no prende, poste 1234-B",
    "poste caído, luz cortada en la calle Ñuñoa / pasaje O'Higgins",
    "Se fue la luz otra vez… y a mí qué",
    "A",
    "¡¿…?!",
    "",
    "pingüino_camión — anticonstitucionalmente 😀 fin",
]
LABELS = [0, 1, 1, 1, 0, 0, 0, 2, 2, 2, 0, 1, 1, 2]
PLAIN = dict(strip_accents="unicode", lowercase=True, token_pattern=r"[a-z0-9]+")
BITS = 7


def rotated(x, by):
    return (x << by | x >> 32 - by) & 0xFFFFFFFF


def shuffles(n, times, seed, purpose):
    state = [int.from_bytes(hashlib.sha256(f"{seed}\0{purpose}".encode()).digest()[i:i + 4], "big") for i in (0, 4, 8, 12)]

    def word():
        a, b, c, counter = state
        t = (a + b + counter) & 0xFFFFFFFF
        state[:] = [b ^ b >> 9, (c + (c << 3)) & 0xFFFFFFFF, (rotated(c, 21) + t) & 0xFFFFFFFF, (counter + 1) & 0xFFFFFFFF]
        return t

    def below(k):
        while True:
            drawn = word()
            if drawn < 2 ** 32 // k * k:
                return drawn % k

    for _ in range(15):
        word()
    for _ in range(times):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = below(i + 1)
            order[i], order[j] = order[j], order[i]
        yield order


def dense():
    words = HashingVectorizer(ngram_range=(1, 2), n_features=2 ** BITS, alternate_sign=False, norm=None, **PLAIN).transform(TEXTS).toarray()
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), strip_accents="unicode", preprocessor=None)
    analyze, plain = letters.build_analyzer(), CountVectorizer(**PLAIN).build_analyzer()
    counts = numpy.zeros_like(words)
    for row, text in enumerate(TEXTS):
        for gram in analyze(" ".join(plain(text))):
            counts[row, abs(murmurhash3_32(gram, 1)) % 2 ** BITS] += 1
    both = words + counts
    return [x / numpy.maximum(numpy.linalg.norm(x, axis=1, keepdims=True), 1e-300) for x in (words, both)]


def chances(x, w, b):
    z = x @ w + b
    z = numpy.exp(z - z.max(axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)


def adagrad(x, y, epochs, rate, penalty, batch):
    w, b = numpy.zeros((x.shape[1], 3)), numpy.zeros(3)
    sw, sb, losses = numpy.zeros_like(w), numpy.zeros(3), []
    orders = shuffles(len(y), epochs, "seed", "batches") if batch < len(y) else iter([list(range(len(y)))] * epochs)
    for order in orders:
        loss = 0
        for at in range(0, len(y), batch):
            rows = order[at:at + batch]
            p = chances(x[rows], w, b)
            loss -= numpy.log(p[range(len(rows)), y[rows]]).sum()
            error = (p - numpy.eye(3)[y[rows]]) / len(rows)
            touched = (x[rows] != 0).any(axis=0)
            gw, gb = (x[rows].T @ error + penalty * w) * touched[:, None], error.sum(axis=0)
            sw, sb = sw + gw ** 2, sb + gb ** 2
            w, b = w - rate * gw / (numpy.sqrt(sw) + 1e-10), b - rate * gb / (numpy.sqrt(sb) + 1e-10)
        losses.append(loss / len(y))
    return {"epochs": epochs, "rate": rate, "penalty": penalty, "batch": batch, "weights": [*w.ravel().tolist(), *b.tolist()], "losses": losses}


def main():
    words, both = dense()
    y = numpy.array(LABELS)
    fit = LogisticRegression(C=1 / (0.01 * len(y)), tol=1e-8, solver="newton-cg", max_iter=10000).fit(both, y)
    json.dump({
        "made": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, scripts/reference/text.py",
        "hashes": [[t, seed, murmurhash3_32(t, seed, positive=True)] for t in ("", "a", "ab", "abc", "abcd", "abcde", "año nuevo", "\x7f" * 9) for seed in (0, 1, 4294967295)],
        "texts": TEXTS, "labels": LABELS, "bits": BITS,
        **{name: [[[int(p), x[p]] for p in numpy.flatnonzero(x)] for x in rows] for name, rows in (("words", words), ("both", both))},
        "adagrad": [adagrad(both, y, 3, 0.5, 0, 14), adagrad(both, y, 4, 0.3, 0.01, 4)],
        "logistic": {"penalty": 0.01, "chances": fit.predict_proba(both).ravel().tolist(), "found": fit.predict(both).tolist()},
    }, sys.stdout)
    print()


main()
