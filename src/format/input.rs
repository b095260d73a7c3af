//! What a reader gets and a writer gives: names with bytes.

/// A file in memory.
#[derive(Clone, Debug, Default)]
pub struct NamedBytes {
    /// The name without folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What is to be read: one file, the files of a folder, or files that belong together.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// What the whole is called: the name of the file or folder.
    pub name: String,
    /// The files, in the order of their names.
    pub files: Vec<NamedBytes>,
    /// Files that lay beside them and were not read, because no format has their ending.
    pub ignored: Vec<String>,
}

impl Input {
    /// One file.
    pub fn file(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        Self {
            files: vec![NamedBytes {
                name: name.clone(),
                bytes: bytes.into(),
            }],
            name,
            ignored: Vec::new(),
        }
    }

    /// The name without its ending.
    pub(super) fn stem(&self) -> &str {
        match self.name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => &self.name,
        }
    }
}
