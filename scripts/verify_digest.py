#!/usr/bin/env python3
"""Recomputes the digests of stored objects from their content, without this project's code.

    python3 -m venv .venv && .venv/bin/pip install h5py pillow
    .venv/bin/python scripts/verify_digest.py artifacts/store/objects/*/*

An object's file is named by the SHA-256 of its logical content, in the encoding of docs/store.md.
Prints one line per file and exits with 4 if any name does not match.
"""

import hashlib
import json
import pathlib
import struct
import sys


def count(number):
    return struct.pack("<Q", number)


def text(value):
    data = value.encode("utf-8")
    return count(len(data)) + data


def by_name(names):
    return sorted(names, key=lambda name: name.encode("utf-8"))


def canonical(array):
    """Little-endian, contiguous, with one NaN."""
    import numpy

    array = numpy.array(array, order="C")
    array = array.astype(array.dtype.newbyteorder("<"), copy=False)
    if array.dtype.kind == "f":
        bits = {4: 0x7FC00000, 8: 0x7FF8000000000000}[array.dtype.itemsize]
        integers = array.view(f"<u{array.dtype.itemsize}")
        integers[numpy.isnan(array)] = bits
    return array


def attribute(value):
    import numpy

    if isinstance(value, (bytes, str)):
        value = value.decode("utf-8") if isinstance(value, bytes) else value
        return text("string") + text(value)
    array = numpy.asarray(value)
    if array.dtype.kind in "SO":
        texts = [v.decode("utf-8") if isinstance(v, bytes) else v for v in array.tolist()]
        return text("strings") + count(len(texts)) + b"".join(map(text, texts))
    kind, dtype = ("integer", "<i8") if array.dtype.kind in "iu" else ("double", "<f8")
    data = canonical(array.astype(dtype)).tobytes()
    return text(kind) + data if array.ndim == 0 else text(kind + "s") + count(array.size) + data


def attributes(owner):
    pieces = [text(name) + attribute(owner.attrs[name]) for name in by_name(owner.attrs)]
    return count(len(pieces)) + b"".join(pieces)


def tensors(path):
    import h5py

    digest = hashlib.sha256(b"pipe.tensors/1\n")
    with h5py.File(path, "r") as file:
        names = []
        file.visititems(lambda name, item: names.append(name) if hasattr(item, "dtype") else None)
        digest.update(attributes(file) + count(len(names)))
        for name in by_name(names):
            array = canonical(file[name][()])
            digest.update(text(name) + text(array.dtype.name) + count(array.ndim))
            digest.update(b"".join(map(count, array.shape)) + attributes(file[name]))
            digest.update(count(array.nbytes) + array.tobytes())
    return digest.hexdigest()


def figure(path):
    from PIL import Image

    image = Image.open(path).convert("RGB")
    header = b"pipe.figure/1\n" + count(image.width) + count(image.height)
    return hashlib.sha256(header + image.tobytes()).hexdigest()


def whole(value):
    """Integral numbers below 2^53 are written as integers, except negative zero."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return value if str(value) == "-0.0" else int(value)
    if isinstance(value, list):
        return [whole(element) for element in value]
    if isinstance(value, dict):
        return {name: whole(member) for name, member in value.items()}
    return value


def table(path):
    value = whole(json.loads(path.read_text("utf-8")))
    canonical_text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical_text.encode("utf-8")).hexdigest()


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    readers = {".h5": tensors, ".png": figure, ".json": table}
    wrong = 0
    for path in map(pathlib.Path, arguments):
        if path.suffix not in readers:
            sys.exit(f"{path}: neither .h5, .png nor .json")
        found = readers[path.suffix](path)
        wrong += found != path.stem
        print("ok   " if found == path.stem else "WRONG", path.name, "" if found == path.stem else found)
    return 4 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
