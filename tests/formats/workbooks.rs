//! Workbooks in the shapes of several programs, made here after the descriptions of those programs.

use helixmap::format::{
    CsvFolder, Format as _, Imported, Input, IssueKind, KumuWorkbook, NamedBytes, Positions,
    Workbook,
};
use helixmap::model::{AttributeValue, Network};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook as Writer};

use crate::{import, try_import};

/// A workbook of sheets of texts; what looks like a number is one.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Input {
    let mut writer = Writer::new();
    for (name, rows) in sheets {
        let sheet = writer.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let place = (row as u32, column as u16);
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => {}
                    Ok(number) => {
                        sheet.write_number(place.0, place.1, number).unwrap();
                    }
                    Err(_) => {
                        let text = cell.trim_start_matches('\'');
                        sheet.write_string(place.0, place.1, text).unwrap();
                    }
                }
            }
        }
    }
    Input::file("book.xlsx", writer.save_to_buffer().unwrap())
}

fn read(sheets: &[(&str, &[&[&str]])]) -> Network {
    import(&workbook(sheets)).unwrap().network
}

fn keys(network: &Network) -> Vec<&str> {
    network
        .actors()
        .map(|(_, actor)| actor.key.as_str())
        .collect()
}

fn ties(network: &Network) -> Vec<(String, String, String, f64)> {
    let key = |id| network.actor(id).unwrap().key.clone();
    network
        .ties()
        .map(|(_, tie)| {
            (
                key(tie.source),
                key(tie.target),
                tie.kind.clone(),
                tie.weight,
            )
        })
        .collect()
}

fn tie(source: &str, target: &str, kind: &str, weight: f64) -> (String, String, String, f64) {
    (
        source.to_owned(),
        target.to_owned(),
        kind.to_owned(),
        weight,
    )
}

#[test]
fn kumu_sheets_are_known_by_their_first_cells() {
    let network = read(&[
        (
            "People",
            &[
                &["Label", "Type", "Tags", "Level"],
                &["Anna", "person", "a|b", "3"],
                &["Bo", "person", "", "4"],
            ],
        ),
        ("More", &[&["Label", "Level"], &["Lund", "5"]]),
        (
            "Who",
            &[
                &["From", "To", "Type", "Direction", "Strength"],
                &["Anna", "Bo | Lund", "knows", "directed", "2"],
            ],
        ),
        ("notes (ignore)", &[&["Label"], &["nobody"]]),
    ]);
    assert_eq!(keys(&network), ["Anna", "Bo", "Lund"]);
    assert_eq!(
        ties(&network),
        [
            tie("Anna", "Bo", "knows", 2.0),
            tie("Anna", "Lund", "knows", 2.0)
        ]
    );
    let (_, anna) = network.actors().next().unwrap();
    assert_eq!(anna.tags, ["a", "b"]);
    assert_eq!(anna.attributes["Level"], AttributeValue::Integer(3));
    assert!(network.ties().all(|(_, tie)| tie.directed));
}

#[test]
fn one_sheet_may_hold_two_sections() {
    let network = read(&[(
        "Sheet1",
        &[
            &["Label", "Type"],
            &["A", "x"],
            &["B", "y"],
            &[],
            &[],
            &["From", "To"],
            &["A", "B"],
        ],
    )]);
    assert_eq!((network.num_actors(), network.num_ties()), (2, 1));
}

#[test]
fn nodexl_has_a_band_above_the_header() {
    let book = workbook(&[
        (
            "Edges",
            &[
                &["", "", "Visual Properties", "", "Labels", "Other Columns"],
                &[
                    "Vertex 1",
                    "Vertex 2",
                    "Color",
                    "Width",
                    "Label",
                    "Edge Weight",
                ],
                &["a", "b", "Red", "1", "", "2.5"],
                &["b", "c", "", "", "", "1"],
            ],
        ),
        (
            "Vertices",
            &[
                &["", "Visual Properties", "", "Labels", "Layout"],
                &["Vertex", "Color", "Shape", "Label", "X"],
                &["a", "Blue", "Disk", "Alpha", "10.5"],
                &["b", "", "", "Beta", "20"],
                &["d", "", "", "Delta", "30"],
            ],
        ),
        (
            "Groups",
            &[
                &["Group", "Vertex Color", "Label"],
                &["G1", "Red", "Builders"],
                &["G2", "", ""],
                &["G3", "", "Nobody"],
            ],
        ),
        (
            "Group Vertices",
            &[
                &["Group", "Vertex"],
                &["G1", "a"],
                &["G2", "d"],
                &["G1", "zz"],
            ],
        ),
    ]);
    let Imported {
        network, issues, ..
    } = import(&book).unwrap();
    assert_eq!(keys(&network), ["a", "b", "d", "c"]);
    assert_eq!(
        ties(&network),
        [tie("a", "b", "", 2.5), tie("b", "c", "", 1.0)]
    );
    let (_, a) = network.actors().next().unwrap();
    assert_eq!(a.label, "Alpha");
    assert_eq!(a.attributes["x"], AttributeValue::Number(10.5));
    let groups: Vec<_> = network
        .actors()
        .map(|(_, actor)| actor.attributes.get("Group").cloned())
        .collect();
    let group = |name: &str| Some(AttributeValue::Text(name.to_owned()));
    assert_eq!(groups, [group("G1"), None, group("G2"), None]);
    assert_eq!(a.attributes.get("Group Label"), group("Builders").as_ref());
    // What has no place among the vertices is told with its own.
    let told: Vec<String> = issues
        .iter()
        .filter(|issue| issue.kind == IssueKind::Skipped)
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "book.xlsx ‘Group Vertices’:4: skipped: the vertex ‘zz’ is not in the sheet of vertices; that it is in the \
             group ‘G1’ was left out",
            "book.xlsx ‘Groups’:4: skipped: no vertex is in the group ‘G3’; its label ‘Nobody’ was left out",
        ]
    );
}

#[test]
fn onodo_in_spanish() {
    let network = read(&[
        (
            "Nodos",
            &[
                &["name", "type", "description"],
                &["Ana", "persona", ""],
                &["Eva", "persona", ""],
            ],
        ),
        (
            "Relaciones",
            &[
                &["source", "target", "type", "from", "to"],
                &["Ana", "Eva", "amiga", "'2019", "'2021"],
            ],
        ),
    ]);
    assert_eq!(ties(&network), [tie("Ana", "Eva", "amiga", 1.0)]);
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!(tie.since.unwrap().to_string(), "2019");
    assert_eq!(tie.until.unwrap().to_string(), "2021");
}

#[test]
fn cells_keep_their_types() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    for (column, name) in ["id", "start", "staff", "share", "code", "active"]
        .iter()
        .enumerate()
    {
        sheet.write_string(0, column as u16, *name).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2024, 5, 17).unwrap();
    let format = CellFormat::new().set_num_format("yyyy-mm-dd");
    for (row, share) in [(1, 0.5), (2, 1.0)] {
        sheet.write_number(row, 0, f64::from(row) + 6.0).unwrap();
        sheet
            .write_datetime_with_format(row, 1, &date, &format)
            .unwrap();
        sheet.write_number(row, 2, 12.0).unwrap();
        sheet.write_number(row, 3, share).unwrap();
        sheet.write_string(row, 4, "007").unwrap();
        sheet.write_boolean(row, 5, true).unwrap();
    }
    let input = Input::file("x.xlsx", writer.save_to_buffer().unwrap());
    let network = import(&input).unwrap().network;
    assert_eq!(keys(&network), ["7", "8"]);
    let (_, actor) = network.actors().next().unwrap();
    assert_eq!(actor.since.unwrap().to_string(), "2024-05-17");
    let attribute = |name: &str| actor.attributes[name].clone();
    assert_eq!(attribute("staff"), AttributeValue::Integer(12));
    assert_eq!(attribute("share"), AttributeValue::Number(0.5));
    assert_eq!(attribute("code"), AttributeValue::Text("007".to_owned()));
    assert_eq!(attribute("active"), AttributeValue::Flag(true));
}

/// The network as a folder of tables, to compare.
fn tables(network: &Network) -> Vec<(String, String)> {
    let text = |file: NamedBytes| (file.name, String::from_utf8(file.bytes).unwrap());
    CsvFolder
        .write(network, &Positions::new())
        .into_iter()
        .map(text)
        .collect()
}

#[test]
fn a_network_comes_back_from_its_own_workbook() {
    for name in ["lund", "emergency", "riverside"] {
        let sample = helixmap::document::Sample::by_name(name).unwrap();
        let network = sample.content().unwrap().network;
        let files = Workbook.write(&network, &Positions::new());
        let input = Input::file("x.xlsx", files[0].bytes.clone());
        let back = import(&input).unwrap();
        assert_eq!(back.issues.count(IssueKind::Skipped), 0, "{name}");
        let (before, after) = (tables(&network), tables(&back.network));
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.0, after.0);
            assert_eq!(before.1.lines().count(), after.1.lines().count());
            let (before, after) = (before.1.lines(), after.1.lines());
            for (before, after) in before.zip(after) {
                assert_eq!(before, after, "{name}");
            }
        }
    }
}

#[test]
fn a_network_comes_back_from_a_workbook_for_kumu() {
    let sample = helixmap::document::Sample::by_name("emergency").unwrap();
    let network = sample.content().unwrap().network;
    let files = KumuWorkbook.write(&network, &Positions::new());
    let back = import(&Input::file("x.xlsx", files[0].bytes.clone()))
        .unwrap()
        .network;
    assert_eq!(keys(&back), keys(&network));
    assert_eq!(ties(&back), ties(&network));
    let sectors = |network: &Network| -> Vec<_> {
        network
            .actors()
            .map(|(_, actor)| Some(network.sectors().get(actor.sector?)?.key.clone()))
            .collect()
    };
    assert_eq!(sectors(&back), sectors(&network));
}

/// An ODS file of one sheet with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Kopplingar\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", manifest),
    ] {
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn spreadsheets_of_other_offices_are_read() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}{}{}</table:table-row>\
         <table:table-row>{}{}<table:table-cell office:value-type=\"float\" office:value=\"2.5\"><text:p>2,5</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-17\"><text:p>17 maj</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text("Från"),
        text("Till"),
        text("Vikt"),
        text("Start"),
        text("Åsa"),
        text("Örjan")
    );
    let network = import(&Input::file("x.ods", ods(&rows))).unwrap().network;
    assert_eq!(ties(&network), [tie("Åsa", "Örjan", "", 2.5)]);
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!(tie.since.unwrap().to_string(), "2024-05-17");
}

#[test]
fn dangerous_workbooks_are_refused() {
    // Cells so far apart that the room between them would fill the memory.
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    for row in 0..2000 {
        sheet.write_number(row * 500, 16_383, 1.0).unwrap();
    }
    let apart = writer.save_to_buffer().unwrap();
    let refused = |bytes: Vec<u8>, name: &str, wanted: &str| {
        let issues = import(&Input::file(name, bytes)).unwrap_err();
        let text: Vec<String> = issues.iter().map(ToString::to_string).collect();
        assert!(text.concat().contains(wanted), "{text:?}");
    };
    refused(apart, "x.xlsx", "too far apart");
    // One cell that claims to stand in a hundred million places.
    let cell = "<table:table-cell table:number-columns-repeated=\"10000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let row =
        format!("<table:table-row table:number-rows-repeated=\"10000\">{cell}</table:table-row>");
    refused(ods(&row), "x.ods", "far more cells");
    // A long text in a hundred thousand places.
    let text = "x".repeat(10_000);
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"100\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    );
    let row =
        format!("<table:table-row table:number-rows-repeated=\"1000\">{cell}</table:table-row>");
    refused(ods(&row), "x.ods", "longer texts");
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    for row in 0..40_000 {
        sheet.write_string(row, 0, &text).unwrap();
    }
    refused(writer.save_to_buffer().unwrap(), "x.xlsx", "longer texts");
    // A file that unpacks to a thousand times its size.
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..100 {
        std::io::Write::write_all(&mut archive, &zeros).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    refused(bomb, "x.xlsx", "when unpacked");
    refused(b"PK\x03\x04 cut off".to_vec(), "x.xlsx", "damaged");
    refused(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        "x.xls",
        "old version of Excel",
    );
    assert!(try_import(&Input::file("x.zip", b"PK\x03\x04".to_vec())).is_none());
}

#[test]
fn cut_and_changed_workbooks_never_panic() {
    let sample = helixmap::document::Sample::by_name("riverside").unwrap();
    let whole = Workbook.write(&sample.content().unwrap().network, &Positions::new())[0]
        .bytes
        .clone();
    let mut seed = 11_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..200 {
        let mut bytes = whole.clone();
        if random(2) == 0 {
            bytes.truncate(random(whole.len()).max(1));
        }
        for _ in 0..random(8) {
            let place = random(bytes.len());
            bytes[place] = random(256) as u8;
        }
        if let Some(Ok(imported)) = try_import(&Input::file("x.xlsx", bytes)) {
            Workbook.write(&imported.network, &imported.positions);
        }
    }
}
