"""Runs our benchmarks and their peers in turn and prints ratios of medians.

usage: compare.py [--rounds N] [--seconds S] [--skip VARIANT] [WORK ...]

Needs the packages of requirements.txt, and for the tuned setting jemalloc (Debian's libjemalloc2) and
a C compiler. Ours and theirs alternate within every round, so that a drift of the machine's speed
meets all alike. `stock` is PyTorch as installed; `tuned` has jemalloc that keeps its pages and, on AMD,
a preloaded function that makes MKL take its AVX-512 kernels. Each is the best of its variants.
"""
import argparse
import glob
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
OURS = HERE.parent / ".build/release/benchmark"
WORKS = [
    "product-2048", "mlp-784-784-256-10", "mlp-sigmoid-batch-64", "mlp-sigmoid-batch-10",
    "deep-50x512", "monte-carlo-dropout", "cifar-cnn", "cifar-cnn-batch-norm", "mnist-cnn",
    "small-adamw",
]
JAX_WORKS = ["mlp-784-784-256-10", "mlp-sigmoid-batch-64", "mlp-sigmoid-batch-10", "small-adamw"]


def measured(command, environment=None):
    """The values that a benchmark prints; empty if it cannot do the work."""
    outcome = subprocess.run(
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    return [float(line.split()[1]) for line in outcome.stdout.splitlines() if len(line.split()) == 3]


def tuned_environment():
    """Environment of the tuned setting, or None where jemalloc is missing."""
    libraries = glob.glob("/usr/lib/*/libjemalloc.so.2")
    if not libraries:
        return None
    preload = [libraries[0]]
    if "AuthenticAMD" in pathlib.Path("/proc/cpuinfo").read_text():
        folder = tempfile.mkdtemp()
        source = pathlib.Path(folder, "intel.c")
        source.write_text("int mkl_serv_intel_cpu_true(void) { return 1; }\n")
        library = pathlib.Path(folder, "intel.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
        preload.append(str(library))
    return {
        "LD_PRELOAD": ":".join(preload),
        "MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1,thp:always",
    }


def torch_command(work, variant, options):
    return [
        sys.executable, HERE / "torch_training.py", work, "--variant", variant,
        "--windows", "1", "--seconds", str(options.seconds)]


def best_variant(work, environment, options):
    """The fastest variant of a setting, found once before the rounds."""
    names = subprocess.run(
        [sys.executable, HERE / "torch_training.py", work, "--variant", "list"],
        capture_output=True, text=True).stdout.split()
    found = {
        name: measured(torch_command(work, name, options), environment)
        for name in names if name not in options.skip}
    sound = {name: max(values) for name, values in found.items() if values}
    return max(sound, key=sound.get) if sound else None


def compare(work, options):
    settings = {"ours": ([OURS, work, "--windows", "1", "--seconds", str(options.seconds)], None)}
    for name, environment in [("stock", {}), ("tuned", tuned_environment())]:
        if environment is None:
            continue
        variant = best_variant(work, environment, options)
        if variant:
            settings[f"{name} ({variant})"] = (torch_command(work, variant, options), environment)
    if work in JAX_WORKS:
        command = [
            sys.executable, HERE / "jax_training.py", work, "--windows", "1",
            "--seconds", str(options.seconds)]
        settings["jax"] = (command, None)
    values = {name: [] for name in settings}
    for _ in range(options.rounds):
        for name, (command, environment) in settings.items():
            values[name] += measured(command, environment)
    ours = statistics.median(values["ours"]) if values["ours"] else float("nan")
    row = [f"{work:24}", f"ours {ours:10.4g}"]
    for name, list_ in values.items():
        if name != "ours" and list_:
            median = statistics.median(list_)
            row.append(f"{name} {median:.4g} ({ours / median:.2f}x)")
    print("  ".join(row), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("works", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument(
        "--skip", action="append", default=[], help="leave out a variant: compiling takes minutes")
    options = parser.parse_args()
    peak = measured([OURS, "peak", "--windows", "3", "--seconds", "1"])
    if peak:
        print(f"{'peak, one core':24}  {statistics.median(peak):.4g} GF/s", flush=True)
    for work in options.works or WORKS:
        compare(work, options)


if __name__ == "__main__":
    main()
