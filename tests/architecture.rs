//! The layers of the program: which module may use which, and where the outside world may be touched.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module, and the modules that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("task", &[]),
    ("text", &[]),
    ("analysis", &["model", "task"]),
    ("layout", &["model", "task"]),
    ("format", &["model", "task"]),
    ("document", &["model", "task"]),
    ("jobs", &["task"]),
    ("workspace", WORKSPACE),
    ("scene", SCENE),
    ("report", REPORT),
    ("gpu", GPU),
    ("app", APP),
    ("cli", CLI),
];
const WORKSPACE: &[&str] = &[
    "model", "task", "text", "analysis", "layout", "format", "document", "jobs",
];
const SCENE: &[&str] = &[
    "model",
    "task",
    "text",
    "analysis",
    "layout",
    "format",
    "document",
    "jobs",
    "workspace",
];
const REPORT: &[&str] = &[
    "model",
    "task",
    "text",
    "analysis",
    "layout",
    "format",
    "document",
    "jobs",
    "workspace",
    "scene",
];
const GPU: &[&str] = REPORT;
const APP: &[&str] = &[
    "model",
    "task",
    "text",
    "analysis",
    "layout",
    "format",
    "document",
    "jobs",
    "workspace",
    "scene",
    "report",
    "gpu",
];
const CLI: &[&str] = &[
    "model",
    "task",
    "text",
    "analysis",
    "layout",
    "format",
    "document",
    "jobs",
    "workspace",
    "scene",
    "report",
];

/// What only some modules may name, and which.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("egui::", &["app", "gpu"]),
    ("eframe::", &["app", "gpu"]),
    ("wgpu::", &["gpu"]),
    ("std::thread", &["jobs"]),
    ("thread::spawn", &["jobs"]),
    ("std::fs", &["workspace", "app", "cli"]),
    ("ron::", &["document"]),
    ("petgraph::", &["model", "analysis"]),
];

#[test]
fn modules_use_only_what_is_below_them() {
    let mut breaches = Vec::new();
    for (module, path, code) in sources() {
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            breaches.push(format!(
                "{}: module `{module}` is in no layer",
                path.display()
            ));
            continue;
        };
        for (number, line) in code.lines().enumerate() {
            for used in crate_modules(line) {
                let known = LAYERS.iter().any(|(name, _)| *name == used);
                if known && used != module && !allowed.contains(&used.as_str()) {
                    breaches.push(format!(
                        "{}:{}: `{module}` uses `{used}`",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_outside_world_is_touched_in_few_places() {
    let mut breaches = Vec::new();
    for (module, path, code) in sources() {
        for (number, line) in code
            .lines()
            .enumerate()
            .filter(|(_, line)| !is_comment(line))
        {
            for (name, allowed) in OUTSIDE {
                let named = line.match_indices(name).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if named && !allowed.contains(&module.as_str()) {
                    breaches.push(format!(
                        "{}:{}: `{module}` names `{name}`",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// The modules of this crate that a line of code names, as in `crate::model::Network` or `use crate::{model, task}`.
fn crate_modules(line: &str) -> Vec<String> {
    if is_comment(line) {
        return Vec::new();
    }
    let mut modules = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let list = rest
            .strip_prefix('{')
            .map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let is_list = rest.starts_with('{');
        for part in list.split(',') {
            let name: String = part
                .trim()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            modules.push(name);
            if !is_list {
                break;
            }
        }
    }
    modules
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Every source file with its top module and its code without unit tests.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    collect(&root, &mut files);
    files
        .into_iter()
        .filter(|(path, _)| {
            !matches!(
                path.file_name().and_then(|name| name.to_str()),
                Some("main.rs" | "lib.rs")
            )
        })
        .map(|(path, text)| {
            let inside = path.strip_prefix(&root).unwrap();
            let first = inside
                .components()
                .next()
                .unwrap()
                .as_os_str()
                .to_str()
                .unwrap();
            let module = first.trim_end_matches(".rs").to_owned();
            let code = text
                .split("#[cfg(test)]\nmod tests")
                .next()
                .unwrap_or_default()
                .to_owned();
            (module, path, code)
        })
        .collect()
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            files.insert(path, text);
        }
    }
}
