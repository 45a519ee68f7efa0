"""Times what the engine costs beside DVC and Snakemake: graphs of stages that do nothing.

usage: engine.py [--rounds N] [--count N] [--large N ...] [--peers FOLDER]

For a graph of 200 stages: a cold run (no result is there) and a run with nothing to do, in turn with
DVC and Snakemake in every round, with two jobs where a tool can; for ours alone graphs of a built-in
kind, and of 1,000 and 10,000 stages with nothing to do. Times are of whole processes, in milliseconds,
medians: elapsed, and of the processor with all child processes, which says more on a busy machine.
Build ours first: make build. FOLDER is the virtual environment that has
engine-requirements.txt.
"""
import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import engine_graphs

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Tool:
    """A tool with a project of its own, made anew for each cold run."""

    def __init__(self, name, make, command, set_up=()):
        self.name, self.make, self.command, self.set_up = name, make, command, set_up
        self.folder = None

    def prepare(self, count):
        self.remove()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pipe-engine-"))
        (self.folder / "out").mkdir()
        (self.folder / "seed.txt").write_text("seed\n")
        self.make(self.folder, count)
        for command in self.set_up:
            self.call(command)

    def call(self, command):
        environment = {**os.environ, "DVC_NO_ANALYTICS": "1"}
        outcome = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True)
        if outcome.returncode != 0:
            raise SystemExit(f"{self.name}: {' '.join(map(str, command))}\n{outcome.stderr[-2000:]}")

    def milliseconds(self, work):
        """Elapsed and processor time of one run."""
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        self.call(self.command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        elapsed = (time.perf_counter() - start) * 1000
        processor = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
        print(f"{work}, {self.name}: {elapsed:.0f} ms, {processor:.0f} ms processor", file=sys.stderr)
        return elapsed, processor

    def remove(self):
        if self.folder:
            shutil.rmtree(self.folder)
        self.folder = None


def tools(options):
    pipe = [options.pipe, "run", "--quiet"]
    ours = [
        Tool("pipe", engine_graphs.pipe_commands, [*pipe, "pipeline.json"]),
        Tool("pipe, built-in kind", engine_graphs.pipe_built_in, [*pipe, "built-in.json"]),
    ]
    programs = pathlib.Path(options.peers).absolute() / "bin"
    dvc, snakemake = programs / "dvc", programs / "snakemake"
    peers = [
        Tool("DVC", engine_graphs.dvc, [dvc, "repro", "--quiet"], [[dvc, "init", "--no-scm", "-q"]]),
        Tool(
            "Snakemake", engine_graphs.snakemake,
            [snakemake, "--cores", "2", "--quiet", "all"]),
    ]
    return ours, [peer for peer in peers if pathlib.Path(peer.command[0]).exists()]


def show(work, values):
    def medians(list_):
        return [statistics.median(part) for part in zip(*list_)]

    references = medians(values["pipe"])
    for name, list_ in values.items():
        columns = [
            f"{median:10.1f} ms {median / reference:7.1f}x"
            for median, reference in zip(medians(list_), references)]
        print(f"{work:28} {name:22} elapsed {columns[0]}   processor {columns[1]}", flush=True)


def compare(options):
    ours, peers = tools(options)
    cold = {tool.name: [] for tool in ours + peers}
    idle = {tool.name: [] for tool in ours + peers}
    for _ in range(options.rounds):
        for tool in ours + peers:
            tool.prepare(options.count)
            cold[tool.name].append(tool.milliseconds("cold"))
            idle[tool.name].append(tool.milliseconds("nothing to do"))
            tool.remove()
    show(f"{options.count} stages, cold", cold)
    show(f"{options.count} stages, nothing to do", idle)


def large(options):
    for count in options.large:
        tool = tools(options)[0][0]
        tool.prepare(count)
        tool.milliseconds("cold")
        values = [tool.milliseconds("nothing to do") for _ in range(max(5, options.rounds))]
        show(f"{count} stages, nothing to do", {tool.name: values})
        tool.remove()


def main():
    parser = argparse.ArgumentParser(description="Time the engine beside others; see the file.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--large", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--peers", default=sys.prefix, help="the virtual environment with DVC and Snakemake")
    parser.add_argument("--pipe", default=ROOT / ".build/release/pipe")
    options = parser.parse_args()
    if not pathlib.Path(options.pipe).exists():
        raise SystemExit(f"there is no {options.pipe}; make build")
    compare(options)
    large(options)


if __name__ == "__main__":
    main()
