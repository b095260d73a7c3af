//! What a reader gets and a writer gives: names with bytes.

use super::issues::{ImportIssues, IssueKind};

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

    /// Whether a file looks like this.
    pub(super) fn has(&self, looks: impl Fn(&NamedBytes) -> bool) -> bool {
        self.files.iter().any(looks)
    }

    /// The one file to read, for formats of a single file: the first that looks right, or else the first. Tells of the
    /// others.
    pub(super) fn the(
        &self,
        looks: impl Fn(&NamedBytes) -> bool,
        issues: &mut ImportIssues,
    ) -> Option<&NamedBytes> {
        let index = self.files.iter().position(looks).unwrap_or(0);
        for (other, file) in self.files.iter().enumerate() {
            if other != index {
                let message = "the file was not read: one file of this format is a whole network";
                issues.add_file(IssueKind::Skipped, &file.name, message);
            }
        }
        let file = self.files.get(index);
        if file.is_none_or(|file| file.bytes.is_empty()) {
            let name = file.map_or(self.name.as_str(), |file| file.name.as_str());
            issues.add_file(IssueKind::Fatal, name, "the file is empty");
            return None;
        }
        file
    }

    /// The name without its ending.
    pub(super) fn stem(&self) -> &str {
        match self.name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => &self.name,
        }
    }
}
