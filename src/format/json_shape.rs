//! Which program’s way of writing JSON a file follows, from the names in its beginning.

/// Which program's way of writing a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    NodeLink,
    Cytoscape,
    Graphology,
    Kumu,
}

/// The shape of a file, from the names in its beginning.
pub(super) fn shape_of(bytes: &[u8]) -> Option<Shape> {
    let paths = paths(bytes)?;
    let has = |path: &str| paths.iter().any(|other| other == path);
    Some(
        if has("elements.[].data") || has("elements.nodes") || has("elements.edges") {
            Shape::Cytoscape
        } else if has("elements.[]") || (has("elements") && has("connections")) {
            Shape::Kumu
        } else if has("nodes.[].data") || has("[].data") || has("edges.[].data") || has("elements")
        {
            Shape::Cytoscape
        } else if has("nodes.[].attributes")
            || has("nodes.[].key")
            || (has("options") && has("nodes"))
        {
            Shape::Graphology
        } else if ["nodes", "links", "edges", "network", "graph"]
            .into_iter()
            .any(has)
        {
            Shape::NodeLink
        } else {
            return None;
        },
    )
}

/// The names in the first part of a file with those around them, joined by `.`; items of a list are `[]`. `None` if the
/// file does not begin as JSON with parts does.
fn paths(bytes: &[u8]) -> Option<Vec<String>> {
    const MAX_PATHS: usize = 400;
    const MAX_SCANNED: usize = 1 << 18;
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    if !matches!(bytes.first(), Some(b'{' | b'[')) {
        return None;
    }
    let after_first = bytes.get(1..).unwrap_or_default().trim_ascii_start();
    if !matches!(after_first.first(), None | Some(b'"' | b'{' | b'}' | b']')) {
        return None;
    }
    let mut paths: Vec<String> = Vec::new();
    // The path of each object and list that is open; whether it is a list.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut name = String::new();
    let mut place = 0;
    while let Some(&byte) = bytes
        .get(place)
        .filter(|_| place < MAX_SCANNED && paths.len() < MAX_PATHS)
    {
        place += 1;
        match byte {
            b'{' | b'[' => {
                let path = match open.last() {
                    None => String::new(),
                    Some((path, true)) => join(path, "[]"),
                    Some((path, false)) => join(path, &name),
                };
                if !path.is_empty() && !paths.contains(&path) {
                    paths.push(path.clone());
                }
                if open.len() > 5 {
                    // Deep parts say nothing about the shape; depth is checked when the file is read.
                    open.push((String::new(), byte == b'['));
                } else {
                    open.push((path, byte == b'['));
                }
                if open.len() > 128 {
                    break;
                }
            }
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let start = place;
                while let Some(&byte) = bytes.get(place) {
                    place += 1;
                    match byte {
                        b'\\' => place += 1,
                        b'"' => break,
                        _ => {}
                    }
                }
                let text = bytes
                    .get(start..place.saturating_sub(1))
                    .unwrap_or_default();
                let rest = bytes.get(place..).unwrap_or_default().trim_ascii_start();
                if rest.first() == Some(&b':') && open.len() <= 5 {
                    name = String::from_utf8_lossy(text).into_owned();
                    if let Some((path, false)) = open.last() {
                        let path = join(path, &name);
                        if !paths.contains(&path) {
                            paths.push(path);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Some(paths)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_found_in_the_beginning() {
        for (text, shape) in [
            (
                "{\"nodes\":[{\"id\":1}],\"links\":[]}",
                Some(Shape::NodeLink),
            ),
            ("{\"elements\":{\"nodes\":[]}}", Some(Shape::Cytoscape)),
            ("[{\"data\":{\"id\":1}}]", Some(Shape::Cytoscape)),
            (
                "{\"nodes\":[{\"data\":{\"id\":1}}]}",
                Some(Shape::Cytoscape),
            ),
            (
                "{\"options\":{},\"nodes\":[{\"key\":\"a\"}]}",
                Some(Shape::Graphology),
            ),
            (
                "{\"elements\":[{\"label\":\"a\"}],\"connections\":[]}",
                Some(Shape::Kumu),
            ),
            ("[1, 2]", None),
            ("{\"a\": 1}", None),
            ("id,label", None),
        ] {
            assert_eq!(shape_of(text.as_bytes()), shape, "{text}");
        }
    }
}
