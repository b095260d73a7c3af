#!/usr/bin/env python3
"""Reading files beside peers, the same files in one run.

    cargo build --release
    python3 benches/reading_peers.py              # the climate cut of Horizon 2020, as CSV and GraphML
    python3 benches/reading_peers.py FOLDER...    # CSV folders, projected to ties first
    python3 benches/reading_peers.py --only-given FOLDER

Every tied pair becomes a row of an edge list (source, target, weight) and an edge of a GraphML file; each program then reads
both, in a process of its own. The time is that of reading alone for the peers, and of the whole program for Helixmap, which
also checks and reports every row. Memory is the most that the process had, the interpreter of the peers included. How many
actors and ties were read must be the same for all. See peers.py for the environment of the peers.
"""

import argparse
import csv
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from peers import ROOT, environment, versions

PEERS = ["igraph", "networkit", "networkx"]


def read(peer, path):
    """In the environment of the peers: reads a file with one of them, and prints time, memory and what was read."""
    is_csv = path.endswith(".csv")
    if peer == "networkx":
        import networkx

        start = time.perf_counter()
        if is_csv:
            with open(path, encoding="utf-8", newline="") as file:
                graph = networkx.Graph()
                graph.add_edges_from(
                    (row["source"], row["target"], {"weight": float(row["weight"])}) for row in csv.DictReader(file)
                )
        else:
            graph = networkx.read_graphml(path)
        seconds = time.perf_counter() - start
        size = graph.number_of_nodes(), graph.number_of_edges()
    elif peer == "igraph":
        import igraph

        start = time.perf_counter()
        if is_csv:
            with open(path, encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                next(rows)
                graph = igraph.Graph.TupleList(((a, b, float(w)) for a, b, w in rows), edge_attrs=["weight"])
        else:
            graph = igraph.Graph.Read_GraphML(path)
        seconds = time.perf_counter() - start
        size = graph.vcount(), graph.ecount()
    else:
        import networkit

        start = time.perf_counter()
        if is_csv:
            # Its reader knows no heading.
            reader = networkit.graphio.EdgeListReader(",", 0, "s", continuous=False, directed=False)
            graph = reader.read(path)
        else:
            graph = networkit.graphio.GraphMLReader().read(path)
        seconds = time.perf_counter() - start
        size = graph.numberOfNodes(), graph.numberOfEdges()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "size": size}))


def helixmap(binary, path):
    """Time, memory and what Helixmap has read."""
    # A process between, so that its only child is the one that is measured.
    code = """if True:
        import json, resource, subprocess, sys, time
        start = time.perf_counter()
        done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(json.dumps([done.returncode, seconds, memory, done.stderr]))
    """
    command = [sys.executable, "-c", code, binary, "validate", path]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    code, seconds, memory, text = json.loads(found.stdout)
    lines = text.splitlines()
    if code != 0:
        sys.exit(f"Helixmap could not read {path}: {lines[:3]}")
    counts = [int("".join(filter(str.isdigit, part))) for part in lines[0].rsplit("):", 1)[1].split(",")[:2]]
    return {"seconds": seconds, "memory": memory, "size": counts}


def write_files(binary, folder, scratch):
    """The tied pairs of a CSV folder as an edge list and as GraphML."""
    ties = scratch / "ties"
    graphml = scratch / "ties.graphml"
    command = [binary, "convert", str(folder), "-o", str(graphml), "--project", "activities"]
    subprocess.run(command, check=True, capture_output=True)
    command = [binary, "convert", str(graphml), "-o", str(ties)]
    subprocess.run(command, check=True, capture_output=True)
    edges = scratch / "ties.csv"
    with open(ties / "ties.csv", encoding="utf-8", newline="") as source, open(
        edges, "w", encoding="utf-8", newline=""
    ) as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(["source", "target", "weight"])
        for row in csv.DictReader(source):
            rows.writerow([row["source"], row["target"], row.get("weight") or 1])
    return [edges, graphml]


def compare(name, folder, options, python):
    table = []
    with tempfile.TemporaryDirectory() as scratch:
        for path in write_files(options.binary, folder, pathlib.Path(scratch)):
            path = str(path)
            found = {"Helixmap": helixmap(options.binary, path)}
            for peer in PEERS:
                command = [str(python), __file__, "--peer", peer, "--file", path]
                try:
                    done = subprocess.run(command, capture_output=True, text=True, timeout=options.timeout)
                except subprocess.TimeoutExpired:
                    continue
                if done.returncode == 0:
                    found[peer] = json.loads(done.stdout.splitlines()[-1])
                else:
                    print(f"{peer} cannot read {path}: {done.stderr.strip()[-200:]}", file=sys.stderr)
            for program, result in found.items():
                kind = "CSV" if path.endswith(".csv") else "GraphML"
                actors, ties = result["size"]
                cells = [f"{result['seconds']:.2f} s", f"{result['memory']:.0f} MiB"]
                table.append([name, kind, program, f"{actors:,}", f"{ties:,}", *cells])
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--only-given", action="store_true")
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "helixmap"))
    parser.add_argument("--timeout", type=int, default=300, help="seconds after which a peer is given up")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        read(options.peer, options.file)
        return
    python = environment()
    networks = [(folder.name, folder) for folder in options.folders]
    with tempfile.TemporaryDirectory() as scratch:
        if not options.only_given:
            climate = pathlib.Path(scratch) / "climate"
            command = [options.binary, "convert", "sample:h2020_climate", "-o", str(climate)]
            subprocess.run(command, check=True, capture_output=True)
            networks.insert(0, ("Horizon 2020, climate", climate))
        rows = [row for name, folder in networks for row in compare(name, folder, options, python)]
    found = versions(python)
    print(", ".join(f"{peer} {found[peer]}" for peer in PEERS) + "\n")
    head = ["network", "file", "program", "actors", "ties", "time", "memory"]
    for row in [head, ["---"] * len(head), *rows]:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
