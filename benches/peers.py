#!/usr/bin/env python3
"""Helixmap and its peers side by side, on the same files, in one run.

    cargo build --release
    python3 benches/peers.py                      # the climate cut of Horizon 2020, and 10,000 made-up actors
    python3 benches/peers.py FOLDER...            # CSV folders with participation.csv besides
    python3 benches/peers.py --only-given FOLDER  # these alone
    python3 benches/peers.py --measures betweenness --peers igraph,networkit   # some measures, some peers

Only the standard library is needed. The first run makes an environment of its own in target/peers and installs igraph,
NetworKit, rustworkx and networkx from the package registry. All run on the same number of threads; igraph and networkx use
one. Two actors are tied when they take part in an activity together; weights are ignored. Reading files is not counted.

Every value is compared: a table is only printed if all agree to 1e-9, relatively (1e-6 for PageRank, which is iterative).
Times are the best of several runs. Those of Helixmap are of the whole analysis, which mostly tells more than the peer does:
betweenness comes with cross-sector betweenness, constraint with effective size, efficiency and hierarchy, harmonic closeness
with closeness, path lengths and reachability between sectors.
"""

import argparse
import csv
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "peers"
PEERS = ["igraph", "networkit", "rustworkx", "networkx"]
MEASURES = {
    # name: (analysis of Helixmap, field of an actor, tolerance)
    "betweenness": ("betweenness", "betweenness", 1e-9),
    "harmonic closeness": ("distances", "harmonic", 1e-9),
    "constraint": ("structural_holes", "constraint", 1e-9),
    "core number": ("cohesion", "core", 1e-9),
    "PageRank": ("prominence", "pagerank", 1e-6),
}


def read_ties(folder):
    """The actors and tied pairs of a CSV folder."""
    with open(folder / "actors.csv", encoding="utf-8") as file:
        actors = [row["id"] for row in csv.DictReader(file)]
    place = {actor: index for index, actor in enumerate(actors)}
    members = {}
    with open(folder / "participation.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            members.setdefault(row["activity_id"], set()).add(place[row["actor_id"]])
    pairs = set()
    for together in members.values():
        pairs.update(itertools.combinations(sorted(together), 2))
    return actors, sorted(pairs)


def generate(folder, num_actors, seed=1):
    """Made-up actors in communities, who meet in projects: some of each project are drawn in proportion to the projects
    that they have, and some from other communities."""
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    sectors = ["business"] * 55 + ["university"] * 18 + ["city"] * 15 + ["civil"] * 12
    num_communities = max(1, num_actors // 60)
    community = [draw.randrange(num_communities) for _ in range(num_actors)]
    urns = [[] for _ in range(num_communities)]
    for actor, own in enumerate(community):
        urns[own].append(actor)
    with open(folder / "actors.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "label", "sector"])
        for actor in range(num_actors):
            rows.writerow([f"a{actor}", f"Actor {actor}", draw.choice(sectors)])
    with open(folder / "activities.csv", "w", newline="", encoding="utf-8") as activities, open(
        folder / "participation.csv", "w", newline="", encoding="utf-8"
    ) as participation:
        titles = csv.writer(activities, lineterminator="\n")
        titles.writerow(["id", "title"])
        rows = csv.writer(participation, lineterminator="\n")
        rows.writerow(["actor_id", "activity_id"])
        for project in range(num_actors // 2):
            home = draw.randrange(num_communities)
            size = min(3 + int(draw.expovariate(1 / 5)), 40)
            team = set()
            for _ in range(size):
                urn = urns[home if draw.random() < 0.8 else draw.randrange(num_communities)]
                if urn:
                    team.add(draw.choice(urn))
            titles.writerow([f"p{project}", f"Project {project}"])
            for actor in sorted(team):
                rows.writerow([f"a{actor}", f"p{project}"])
                urns[community[actor]].append(actor)


def run_peer(job):
    """In the environment of the peers: computes one measure with one of them, and prints time and values."""
    peer, measure, ties, threads = job["peer"], job["measure"], job["ties"], job["threads"]
    os.environ["RAYON_NUM_THREADS"] = str(threads)
    with open(ties, encoding="utf-8") as file:
        num_actors, pairs = json.load(file)
    n = num_actors
    if peer == "igraph":
        import igraph

        graph = igraph.Graph(n=n, edges=pairs)
        work = {
            "betweenness": graph.betweenness,
            "harmonic closeness": graph.harmonic_centrality,
            "constraint": graph.constraint,
            "core number": graph.coreness,
            "PageRank": lambda: graph.pagerank(damping=0.85),
        }
    elif peer == "networkit":
        import networkit

        networkit.setNumberOfThreads(threads)
        graph = networkit.Graph(n)
        for a, b in pairs:
            graph.addEdge(a, b)
        scores = lambda algorithm: algorithm.run().scores()
        work = {
            "betweenness": lambda: [
                score / 2 for score in scores(networkit.centrality.Betweenness(graph))
            ],
            "harmonic closeness": lambda: [
                score / (n - 1)
                for score in scores(networkit.centrality.HarmonicCloseness(graph, False))
            ],
            "core number": lambda: scores(networkit.centrality.CoreDecomposition(graph)),
        }
    elif peer == "rustworkx":
        import rustworkx

        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(n))
        graph.add_edges_from_no_data([tuple(pair) for pair in pairs])
        listed = lambda scores: [scores[actor] for actor in range(n)]
        work = {
            "betweenness": lambda: listed(
                rustworkx.betweenness_centrality(graph, normalized=False, parallel_threshold=1)
            ),
            "core number": lambda: listed(rustworkx.core_number(graph)),
        }
    else:
        import networkx

        graph = networkx.Graph()
        graph.add_nodes_from(range(n))
        graph.add_edges_from(pairs)
        listed = lambda scores: [scores[actor] for actor in range(n)]
        work = {
            "betweenness": lambda: listed(networkx.betweenness_centrality(graph, normalized=False)),
            "harmonic closeness": lambda: [
                score / (n - 1) for score in listed(networkx.harmonic_centrality(graph))
            ],
            "constraint": lambda: listed(networkx.constraint(graph)),
            "core number": lambda: listed(networkx.core_number(graph)),
            "PageRank": lambda: listed(networkx.pagerank(graph, alpha=0.85, tol=1e-13, max_iter=1000)),
        }
    if measure not in work:
        print(json.dumps(None))
        return
    start = time.perf_counter()
    values = list(work[measure]())
    seconds = time.perf_counter() - start
    # Undefined is null for all, whatever the tool makes of it.
    values = [None if value is None or value != value else value for value in values]
    print(json.dumps({"seconds": seconds, "values": values}))


def environment():
    """The Python with the peers installed."""
    python = HOME / "bin" / "python"
    if not python.exists():
        print("making an environment for the peers …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        packages = ["igraph", "networkit", "rustworkx", "networkx", "numpy", "scipy"]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def versions(python):
    code = "import importlib.metadata as m, json, sys; print(json.dumps({p: m.version(p) for p in sys.argv[1:]}))"
    found = subprocess.run([str(python), "-c", code, *PEERS], check=True, capture_output=True, text=True)
    return json.loads(found.stdout)


def helixmap(binary, folder, threads, runs):
    """Times by analysis, and the actors, of Helixmap: the best of several runs."""
    best, actors = {}, []
    for _ in range(runs):
        command = [binary, "analyze", str(folder), "--format", "json", "--threads", str(threads)]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
        report = json.loads(found.stdout)
        actors = report["actors"]
        for analysis, milliseconds in report["timings_ms"].items():
            best[analysis] = min(best.get(analysis, float("inf")), milliseconds / 1e3)
    return best, actors


def disagreement(ours, theirs, tolerance):
    """The worst relative difference, and how many values are there on one side only."""
    worst, lonely = 0.0, 0
    for one, other in zip(ours, theirs, strict=True):
        if one is None or other is None:
            # Tools give isolates 0 where they have no value.
            lonely += (one is None) != (other is None) and (one or other or 0) != 0
            continue
        scale = max(abs(one), abs(other), 1e-300)
        # Below this a number is the rounding of 0.
        if abs(one - other) > 1e-9 * tolerance:
            worst = max(worst, abs(one - other) / scale)
    return worst, lonely


def span(seconds):
    if seconds is None:
        return "–"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def compare(name, folder, options, python):
    actors, pairs = read_ties(folder)
    runs = options.runs if len(pairs) < 500_000 else 1
    print(f"{name}: {len(actors):,} actors, {len(pairs):,} tied pairs", file=sys.stderr)
    ours, rows = helixmap(options.binary, folder, options.threads, runs)
    place = {row["id"]: row for row in rows}
    table, trouble = [], []
    with tempfile.TemporaryDirectory() as scratch:
        ties = pathlib.Path(scratch) / "ties.json"
        ties.write_text(json.dumps([len(actors), pairs]))
        for measure in options.measures:
            analysis, field, tolerance = MEASURES[measure]
            values = [place[actor][field] for actor in actors]
            times = {}
            for peer in options.peers:
                if peer == "networkx" and len(pairs) > options.networkx_pairs:
                    continue
                job = {"peer": peer, "measure": measure, "ties": str(ties), "threads": options.threads}
                for _ in range(runs):
                    command = [str(python), __file__, "--peer", json.dumps(job)]
                    try:
                        found = subprocess.run(
                            command, capture_output=True, text=True, timeout=options.timeout
                        )
                    except subprocess.TimeoutExpired:
                        times[peer] = f"> {options.timeout} s"
                        break
                    if found.returncode != 0:
                        trouble.append(f"{peer}, {measure}: {found.stderr.strip()[-300:]}")
                        break
                    answer = json.loads(found.stdout.splitlines()[-1])
                    if answer is None:
                        break
                    worst, lonely = disagreement(values, answer["values"], tolerance)
                    if worst > tolerance or lonely:
                        trouble.append(f"{peer}, {measure}: off by {worst:.1e}, {lonely} on one side only")
                    times[peer] = min(times.get(peer, float("inf")), answer["seconds"])
                print(f"  {measure}, {peer}: {times.get(peer)}", file=sys.stderr)
            finished = [time for time in times.values() if isinstance(time, float)]
            ratio = f"{min(finished) / ours[analysis]:.2g}×" if finished else "–"
            cells = [time if isinstance(time, str) else span(time) for time in map(times.get, options.peers)]
            table.append([measure, span(ours[analysis]), *cells, ratio])
    if trouble:
        sys.exit(f"{name}: values do not agree\n" + "\n".join(trouble))
    return [f"{name} ({len(actors):,} actors, {len(pairs):,} tied pairs)", table]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--only-given", action="store_true")
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "helixmap"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--timeout", type=int, default=900, help="seconds after which a peer is given up")
    parser.add_argument("--networkx-pairs", type=int, default=20_000, help="networkx is left out beyond")
    listed = lambda text: [part.strip() for part in text.split(",")]
    parser.add_argument("--measures", type=listed, default=list(MEASURES), help="separated by commas")
    parser.add_argument("--peers", type=listed, default=PEERS, help="separated by commas")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = [name for name in options.measures if name not in MEASURES]
    unknown += [name for name in options.peers if name not in PEERS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    if options.peer:
        run_peer(json.loads(options.peer))
        return
    python = environment()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        networks = []
        if not options.only_given:
            climate = scratch / "climate"
            command = [options.binary, "convert", "sample:h2020_climate", "-o", str(climate)]
            subprocess.run(command, check=True, capture_output=True)
            networks.append(("Horizon 2020, climate", climate))
            generate(scratch / "made-up", 10_000)
            networks.append(("Made up", scratch / "made-up"))
        networks += [(folder.name, folder) for folder in options.folders]
        tables = [compare(name, folder, options, python) for name, folder in networks]
    versions_of = versions(python)
    names = [f"{peer} {versions_of[peer]}" for peer in options.peers]
    print(f"{options.threads} threads, {os.cpu_count()} cores. All values agree.\n")
    for title, rows in tables:
        print(f"**{title}**\n")
        head = ["measure", "Helixmap", *names, "best peer ÷ Helixmap"]
        for row in [head, ["---"] * len(head), *rows]:
            print("| " + " | ".join(row) + " |")
        print()


if __name__ == "__main__":
    main()
