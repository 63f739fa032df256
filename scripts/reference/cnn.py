"""Losses and gradients of a small convolutional net in float64, for the engine's tests: another program, with scipy's correlate.

Debian: apt-get install python3-numpy python3-scipy; then from the project's root
    /usr/bin/python3 scripts/reference/cnn.py > src/engine/reference/cnn.json
The gradient is taken by central differences of the loss. Weights are laid out as in src/engine/cnn.ts: each convolution
(window² × channels + 1) × filters in the order window row, window column, channel; then dense in the order row, column, filter.
"""
import json
import sys

import numpy
import scipy
from scipy.signal import correlate2d

SMALL = 1e-6


def loss(shape, weights, images, labels):
    total, at, parts = 0.0, 0, []
    channels, rows, columns = 1, shape["rows"], shape["columns"]
    for layer in shape["layers"]:
        w, f = layer["window"], layer["filters"]
        block = weights[at:at + (w * w * channels + 1) * f].reshape(-1, f)
        parts.append((block[:-1].reshape(w, w, channels, f), block[-1]))
        at, channels, rows, columns = at + block.size, f, rows // 2, columns // 2
    dense = weights[at:].reshape(-1, shape["classes"])
    for image, label in zip(images, labels):
        x = image[:, :, None] / 255
        for kernel, constants in parts:
            sums = numpy.stack([
                sum(correlate2d(x[:, :, c], kernel[:, :, c, f], mode="same") for c in range(x.shape[2])) + constants[f]
                for f in range(len(constants))
            ], axis=2)
            r, c = sums.shape[0] // 2, sums.shape[1] // 2
            x = numpy.maximum(sums[:2 * r, :2 * c].reshape(r, 2, c, 2, -1).max(axis=(1, 3)), 0)
        out = x.ravel() @ dense[:-1] + dense[-1]
        total += numpy.log(numpy.exp(out - out.max()).sum()) + out.max() - out[label]
    return total


def gradient(shape, weights, images, labels):
    found = []
    for i in range(len(weights)):
        up, down = weights.copy(), weights.copy()
        up[i] += SMALL
        down[i] -= SMALL
        found.append((loss(shape, up, images, labels) - loss(shape, down, images, labels)) / (2 * SMALL))
    return found


def case(shape, count, source):
    images = source.integers(0, 256, (count, shape["rows"], shape["columns"]))
    labels = source.integers(0, shape["classes"], count)
    channels, rows, columns, length = 1, shape["rows"], shape["columns"], 0
    for layer in shape["layers"]:
        length += (layer["window"] ** 2 * channels + 1) * layer["filters"]
        channels, rows, columns = layer["filters"], rows // 2, columns // 2
    length += (rows * columns * channels + 1) * shape["classes"]
    weights = source.normal(0, 0.3, length)
    return {
        "shape": shape, "images": images.ravel().tolist(), "labels": labels.tolist(), "weights": weights.tolist(),
        "loss": loss(shape, weights, images, labels), "gradient": [round(g, 9) for g in gradient(shape, weights, images, labels)],
    }


def main():
    source = numpy.random.default_rng(5)
    shapes = [
        {"rows": 7, "columns": 9, "classes": 3, "layers": [{"window": 3, "filters": 4}, {"window": 5, "filters": 4}]},
        {"rows": 6, "columns": 5, "classes": 5, "layers": [{"window": 5, "filters": 8}]},
    ]
    made = f"numpy {numpy.__version__}, scipy {scipy.__version__}, scripts/reference/cnn.py"
    json.dump({"made": made, "nets": [case(shape, 3, source) for shape in shapes]}, sys.stdout)
    print()


main()
