//! How much memory files take that are made of nothing but tiny records. One test, because it counts what the whole program
//! allocates.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use helixmap::format::{ImportIssues, Imported, Input, recognize};
use helixmap::task::TaskContext;
use peak_alloc::PeakAlloc;
use rust_xlsxwriter::Workbook;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What the documentation of `format` promises.
const FREE: usize = 512 << 20;
const MULTIPLE: usize = 64;

/// What it promises of workbooks.
const FREE_OF_WORKBOOKS: usize = 1 << 30;
const MULTIPLE_OF_WORKBOOKS: usize = 256;

/// So large are the files.
const NUM_BYTES: usize = 8_000_000;

/// A file that begins and ends so and has the same part again and again between.
fn filled(name: &str, begin: &str, part: &str, end: &str) -> Input {
    let count = (NUM_BYTES - begin.len() - end.len()) / part.len();
    let mut text = String::with_capacity(NUM_BYTES);
    text.push_str(begin);
    text.extend(std::iter::repeat_n(part, count));
    text.push_str(end);
    Input::file(name, text)
}

/// Names of four letters that all differ, each with what follows it.
fn names(separator: &str) -> String {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let mut text = String::with_capacity(NUM_BYTES);
    for number in 0..NUM_BYTES / (4 + separator.len()) {
        let mut rest = number;
        for _ in 0..4 {
            text.push(letters[rest % letters.len()]);
            rest /= letters.len();
        }
        text.push_str(separator);
    }
    text
}

/// A workbook with the same long text in very many cells; it holds it once.
fn long_texts() -> Input {
    let text = "x".repeat(30_000);
    let mut writer = Workbook::new();
    let sheet = writer.add_worksheet();
    sheet.write_string(0, 0, "id").unwrap();
    for row in 1..100_000 {
        sheet.write_string(row, 0, &text).unwrap();
    }
    Input::file("t.xlsx", writer.save_to_buffer().unwrap())
}

fn import(input: &Input) -> Result<Imported, ImportIssues> {
    let task = TaskContext::new();
    let draft = recognize(input).unwrap().read(input, &task).unwrap();
    draft.resolve(&task).unwrap()
}

#[test]
fn tiny_records_take_no_more_memory_than_is_promised() {
    let matrix_row = format!("{}\n", "1 ".repeat(2400));
    let wide_row = format!("n{}\n", ",1".repeat(999));
    let columns: Vec<String> = (0..1000).map(|number| format!("c{number}")).collect();
    let wide_head = format!("id,{}\n", columns[1..].join(","));
    let inputs = [
        filled("a.json", "{\"nodes\":[", "{},", "{}],\"links\":[]}"),
        filled("b.json", "{\"nodes\":[", "1,", "1],\"links\":[]}"),
        filled("c.json", "{\"nodes\":[1],\"links\":[", "[1,1],", "[1,1]]}"),
        filled("d.json", "{\"nodes\":[1],\"links\":[", "{},", "{}]}"),
        filled("e.csv", "id,label\n", ",\n", ""),
        filled("f.csv", "id\n", "a\n", ""),
        filled("g.csv", "source,target\n", "a,b\n", ""),
        filled("h.csv", &wide_head, &wide_row, ""),
        Input::file("i.csv", format!("id\n{}", names("\n"))),
        Input::file("j.txt", format!("source;target\n{}", names(";a\n"))),
        filled("k.csv", "From,To\na,b", "|c", "\n"),
        filled("l.gml", "graph [\n", "node[]", "]"),
        filled(
            "m.graphml",
            "<graphml><graph>",
            "<node/>",
            "</graph></graphml>",
        ),
        filled("n.net", "*Vertices 450000\n*Edges\n", "1 2\n", ""),
        filled("o.net", "*Vertices 2\n*Arcslist\n1", " 2", "\n"),
        filled("p.dl", "dl n=2400\ndata:\n", &matrix_row, ""),
        filled("q.dl", "dl n=9 format=edgelist1\ndata:\n", "1 2\n", ""),
        filled("r.gdf", "nodedef>name VARCHAR\n", "a\n", ""),
        filled("s.vna", "*tie data\nfrom to x\n", "a a 1\n", ""),
        long_texts(),
    ];
    for input in inputs {
        let (free, multiple) = if input.name.ends_with("xlsx") {
            (FREE_OF_WORKBOOKS, MULTIPLE_OF_WORKBOOKS)
        } else {
            (FREE, MULTIPLE)
        };
        let file = &input.files[0];
        let num_bytes = file.bytes.len();
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let outcome = import(&input);
        let peak = MEMORY.peak_usage() - before;
        let (what, issues) = match &outcome {
            Ok(imported) => (
                format!(
                    "{} actors, {} ties",
                    imported.network.num_actors(),
                    imported.network.num_ties()
                ),
                &imported.issues,
            ),
            Err(issues) => ("refused".to_owned(), issues),
        };
        println!(
            "{}: {num_bytes} bytes, {} MiB at most, {what}, {} issues",
            input.name,
            peak >> 20,
            issues.len()
        );
        assert!(
            peak <= free + multiple * num_bytes,
            "{} took {} MiB",
            input.name,
            peak >> 20
        );
        assert!(issues.len() < 1100, "{}: {}", input.name, issues.len());
    }
}
