#!/usr/bin/env python3
"""Layouts of Helixmap beside those of other programs, on the same networks, in one run.

    python3 benches/layout_peers.py [--helixmap target/release/helixmap] [--only PEER,...] [FOLDER ...]

Prints for each network and program how long the layout took, its normalised stress (at the best scale, over all pairs with
300 evenly sampled sources; 0 is best) and its neighbourhood preservation (the mean Jaccard similarity of the neighbours of
an actor and its equally many nearest in the picture; 1 is best), both computed here, not by any of the programs. Without a
FOLDER of CSV tables the networks are the samples `lund` and `h2020_climate`. Only the largest component is laid out.

Peers: igraph (Fruchterman-Reingold, DrL), graphology ForceAtlas2 and, if it is installed, sfdp of Graphviz. The Python
packages come from PyPI into an environment of its own below `target/layout_peers`, the JavaScript ones from npm; needs
`python3 -m venv` and, for ForceAtlas2, `node` and `npm`. Times are those of the layout alone, without reading the network;
sfdp's is that of its process.
"""

import argparse
import csv
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "layout_peers"
PACKAGES = ["numpy==2.4.6", "scipy==1.17.1", "igraph==1.0.0"]
NODE_PACKAGES = ["graphology@0.26.0", "graphology-layout-forceatlas2@0.10.1"]
NUM_SOURCES = 300

FORCE_ATLAS = """
const Graph = require('graphology');
const forceAtlas2 = require('graphology-layout-forceatlas2');
const fs = require('fs');
const { num, edges, iterations } = JSON.parse(fs.readFileSync(process.argv[2]));
const graph = new Graph({ type: 'undirected' });
let state = 1;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
for (let i = 0; i < num; i++) graph.addNode(String(i), { x: random(), y: random() });
for (const [a, b] of edges) graph.addEdge(String(a), String(b));
const settings = forceAtlas2.inferSettings(graph);
const start = process.hrtime.bigint();
const positions = forceAtlas2(graph, { iterations, settings });
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const places = [];
for (let i = 0; i < num; i++) places.push([positions[String(i)].x, positions[String(i)].y]);
console.log(JSON.stringify({ seconds, places }));
"""


def own_environment():
    """Starts this script again in an environment that has the packages."""
    python = WORK / "venv" / "bin" / "python"
    if Path(sys.executable) == python:
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


def largest_component(folder):
    """The number of actors, and the sorted pairs of tied ones, in the largest component of a folder of CSV tables."""

    def rows(name):
        path = Path(folder) / name
        if not path.exists():
            return []
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    index = {row["id"]: place for place, row in enumerate(rows("actors.csv"))}
    pairs = set()
    members = defaultdict(set)
    for row in rows("participation.csv"):
        members[row["activity_id"]].add(index[row["actor_id"]])
    for group in members.values():
        pairs.update(itertools.combinations(sorted(group), 2))
    for row in rows("ties.csv"):
        a, b = index[row["source"]], index[row["target"]]
        if a != b:
            pairs.add((min(a, b), max(a, b)))
    neighbors = [[] for _ in index]
    for a, b in pairs:
        neighbors[a].append(b)
        neighbors[b].append(a)
    seen = [False] * len(index)
    best = []
    for root in range(len(index)):
        if seen[root]:
            continue
        seen[root] = True
        component = [root]
        for actor in component:
            for other in neighbors[actor]:
                if not seen[other]:
                    seen[other] = True
                    component.append(other)
        if len(component) > len(best):
            best = component
    new = {old: place for place, old in enumerate(sorted(best))}
    return len(new), sorted((new[a], new[b]) for a, b in pairs if a in new)


def quality(num, edges, places):
    """Stress and preservation."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    places = np.asarray(places, dtype=float)
    a, b = np.array(edges).T
    ones = np.ones(2 * len(edges))
    matrix = csr_matrix((ones, (np.r_[a, b], np.r_[b, a])), shape=(num, num))
    num_sources = min(NUM_SOURCES, num)
    ratios = squares = pairs = 0.0
    for sample in range(num_sources):
        source = sample * num // num_sources
        steps = dijkstra(matrix, unweighted=True, indices=source)
        on_map = np.hypot(*(places - places[source]).T)
        others = np.arange(num) != source
        ratio = on_map[others] / steps[others]
        ratios += ratio.sum()
        squares += (ratio * ratio).sum()
        pairs += len(ratio)
    stress = 1.0 - ratios * ratios / squares / pairs
    preserved = 0.0
    for actor in range(num):
        contacts = matrix.indices[matrix.indptr[actor] : matrix.indptr[actor + 1]]
        on_map = np.hypot(*(places - places[actor]).T)
        on_map[actor] = np.inf
        nearest = np.argpartition(on_map, len(contacts) - 1)[: len(contacts)]
        common = np.intersect1d(contacts, nearest, assume_unique=True).size
        preserved += common / (2 * len(contacts) - common)
    return stress, preserved / num


def by_helixmap(num, edges, options):
    folder = WORK / "component"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open(folder / "actors.csv", "w", encoding="utf-8") as file:
        file.write("id,label\n")
        file.writelines(f"a{actor},a{actor}\n" for actor in range(num))
    with open(folder / "ties.csv", "w", encoding="utf-8") as file:
        file.write("source,target\n")
        file.writelines(f"a{a},a{b}\n" for a, b in edges)
    output = WORK / "positions.csv"
    command = [options.helixmap, "layout", folder, "-o", output]
    messages = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    seconds = float(re.search(r" in ([0-9.]+) s", messages)[1])
    with open(output, encoding="utf-8", newline="") as file:
        rows = {row["id"]: (float(row["x"]), float(row["y"])) for row in csv.DictReader(file)}
    return seconds, [rows[f"a{actor}"] for actor in range(num)]


def by_igraph(layout):
    def run(num, edges, _options):
        import random

        import igraph

        igraph.set_random_number_generator(random.Random(1))
        graph = igraph.Graph(n=num, edges=edges)
        start = time.perf_counter()
        places = layout(graph)
        return time.perf_counter() - start, places.coords

    return run


def by_force_atlas(num, edges, _options):
    folder = WORK / "node"
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, *NODE_PACKAGES], check=True)
    (folder / "run.js").write_text(FORCE_ATLAS)
    iterations = 500 if num < 10_000 else 50
    (folder / "network.json").write_text(json.dumps({"num": num, "edges": edges, "iterations": iterations}))
    command = ["node", folder / "run.js", folder / "network.json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer["seconds"], answer["places"]


def by_sfdp(num, edges, _options):
    source = WORK / "network.dot"
    with open(source, "w", encoding="utf-8") as file:
        file.write("graph {\n")
        file.writelines(f"{actor};\n" for actor in range(num))
        file.writelines(f"{a} -- {b};\n" for a, b in edges)
        file.write("}\n")
    start = time.perf_counter()
    plain = subprocess.run(["sfdp", "-Tplain", source], check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - start
    places = [(0.0, 0.0)] * num
    for line in plain.splitlines():
        if line.startswith("node "):
            _, name, x, y, *_ = line.split()
            places[int(name)] = (float(x), float(y))
    return seconds, places


PEERS = {
    "helixmap": ("Helixmap", by_helixmap),
    "fr": ("igraph Fruchterman–Reingold", by_igraph(lambda graph: graph.layout_fruchterman_reingold())),
    "drl": ("igraph DrL", by_igraph(lambda graph: graph.layout_drl())),
    "fa2": ("graphology ForceAtlas2", by_force_atlas),
    "sfdp": ("Graphviz sfdp", by_sfdp),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--helixmap", default=ROOT / "target" / "release" / "helixmap", help="the program to measure")
    parser.add_argument("--only", default=",".join(PEERS), help="which of: " + ", ".join(PEERS))
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="networks as folders of CSV tables")
    options = parser.parse_args()
    own_environment()
    folders = options.folders
    if not folders:
        for sample in ["lund", "h2020_climate"]:
            folder = WORK / sample
            folder.parent.mkdir(parents=True, exist_ok=True)
            command = [options.helixmap, "convert", f"sample:{sample}", "-o", folder]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            folders.append(folder)
    for folder in folders:
        num, edges = largest_component(folder)
        print(f"{Path(folder).name}: largest component, {num} actors, {len(edges)} ties", flush=True)
        print(f"{'program':<30}{'seconds':>9}{'stress':>9}{'preservation':>14}")
        for name in options.only.split(","):
            title, layout = PEERS[name]
            if name == "sfdp" and not shutil.which("sfdp"):
                print(f"{title:<30}  not installed")
                continue
            seconds, places = layout(num, edges, options)
            stress, preserved = quality(num, edges, places)
            print(f"{title:<30}{seconds:>9.2f}{stress:>9.3f}{preserved:>14.3f}", flush=True)


if __name__ == "__main__":
    main()
