//! Broken files: cut off, with changed bytes, or of another format than the reader expects. No reader panics or hangs.

use std::time::{Duration, Instant};

use helixmap::format::{FORMATS, Input, Issue, IssueKind};
use helixmap::task::TaskContext;
use helixmap::workspace::{LoadError, load_path};

use crate::examples::{examples, input_of};
use crate::try_import;

/// No damaged file may take longer, on however slow a machine.
const MAX_TIME: Duration = Duration::from_secs(5);

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn survives(input: &Input, what: &str) {
    let start = Instant::now();
    try_import(input);
    assert!(
        start.elapsed() < MAX_TIME,
        "{what} took {:?}",
        start.elapsed()
    );
}

#[test]
fn cut_and_changed_examples_never_panic() {
    const BYTES: &[u8] = b",;\"\n\r\t|\x00\xFF\xC3<>&[]{}*=-9e ";
    let mut random = Random(7);
    for (path, expected) in examples() {
        let name = expected["file"].as_str().unwrap();
        let whole = input_of(&path);
        let num_bytes = whole.files[0].bytes.len();
        for round in 0..40 {
            let mut input = whole.clone();
            let bytes = &mut input.files[0].bytes;
            if round % 2 == 0 {
                bytes.truncate(random.below(num_bytes));
            }
            if !bytes.is_empty() {
                for _ in 0..round / 4 {
                    let place = random.below(bytes.len());
                    bytes[place] = BYTES[random.below(BYTES.len())];
                }
            }
            survives(&input, &format!("{name}, damage {round}"));
        }
    }
}

#[test]
fn malformed_examples_are_told_what_is_wrong_and_where() {
    let task = TaskContext::new();
    let mut num_files = 0;
    for (path, expected) in examples() {
        let name = expected["file"].as_str().unwrap();
        if !name.starts_with("malformed/") && !name.contains("truncated") {
            continue;
        }
        num_files += 1;
        let report = match load_path(&path, &task) {
            Ok(loaded) => loaded.report.unwrap(),
            Err(LoadError::Import(report)) => *report,
            Err(error) => panic!("{name}: {error}"),
        };
        let told: Vec<&Issue> = report
            .issues
            .iter()
            .filter(|issue| issue.kind != IssueKind::Note)
            .collect();
        assert!(!told.is_empty(), "{name}: nothing is said");
        let file = path.file_name().unwrap().to_str().unwrap();
        let has_place = |issue: &&&Issue| issue.place.file == file && issue.place.line.is_some();
        let num_bytes = std::fs::metadata(&path).unwrap().len();
        assert!(
            num_bytes == 0 || told.iter().any(|issue| has_place(&issue)),
            "{name}: {}",
            told[0]
        );
        let worst = told.iter().max_by_key(|issue| issue.kind);
        println!("{}", worst.unwrap());
    }
    assert!(num_files > 0 || examples().is_empty());
}

#[test]
fn every_reader_survives_every_file() {
    let task = TaskContext::new();
    for (path, _) in examples() {
        let input = input_of(&path);
        for format in FORMATS {
            let start = Instant::now();
            let draft = format.read(&input, &task).unwrap();
            let _outcome = draft.resolve(&task).unwrap();
            assert!(
                start.elapsed() < MAX_TIME,
                "{} took {:?} for {}",
                format.id(),
                start.elapsed(),
                path.display()
            );
        }
    }
}
