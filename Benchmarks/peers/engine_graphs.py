"""Writes one graph of trivial stages as files for pipe, DVC and Snakemake.

Stages lie in layers of WIDTH. Each one writes its number to a file of its own and depends on the file of
the stage before it in the layer above; the first layer depends on one file.
"""
import json

WIDTH = 20


def source(number):
    """The number of the stage that a stage depends on, or None in the first layer."""
    return number - WIDTH if number >= WIDTH else None


def pipe_commands(folder, count):
    """`command` stages, each a program of its own."""
    stages = {}
    for number in range(count):
        command = ["sh", "-c", "echo $0 > $1", str(number), "{output:value}"]
        stage = {"uses": "command", "with": {"run": command, "outputs": {"value": "table"}}}
        if source(number) is None:
            stage["with"]["files"] = ["seed.txt"]
        else:
            stage["from"] = {"above": f"s{source(number)}"}
            command.append("{input:above}")
        stages[f"s{number}"] = stage
    write(folder / "pipeline.json", stages)


def pipe_built_in(folder, count):
    """Stages of a built-in kind: other draws from one data set."""
    stages = {"images": {"uses": "dataset", "with": {"source": "fashion-mnist"}}}
    for number in range(1, count):
        stages[f"s{number}"] = {
            "uses": "split", "from": {"data": "images"},
            "with": {"train": 2, "test": 1, "seed": number}}
    write(folder / "built-in.json", stages)


def write(path, stages):
    path.write_text(json.dumps({"title": "Trivial stages", "stages": stages}, indent=1))


def dependency(number):
    return "seed.txt" if source(number) is None else f"out/{source(number)}"


def dvc(folder, count):
    lines = ["stages:"]
    for number in range(count):
        lines += [
            f"  s{number}:", f"    cmd: echo {number} > out/{number}", "    deps:",
            f"    - {dependency(number)}", "    outs:", f"    - out/{number}"]
    (folder / "dvc.yaml").write_text("\n".join(lines) + "\n")


def snakemake(folder, count):
    targets = ", ".join(f"'out/{number}'" for number in range(count))
    lines = ["rule all:", f"    input: {targets}"]
    for number in range(count):
        lines += [
            f"rule s{number}:", f"    input: '{dependency(number)}'",
            f"    output: 'out/{number}'", f"    shell: 'echo {number} > {{output}}'"]
    (folder / "Snakefile").write_text("\n".join(lines) + "\n")
