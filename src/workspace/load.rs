//! Reading a network from files, a folder of tables or the samples: recognised by what is in it, not by its name.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::import::{Foreign, ImportChoices, ImportReport, resolve_only};
use crate::document::native::{self, NativeError};
use crate::document::{Content, Placement, Sample};
use crate::format::{
    FORMATS, Format, ImportIssues, Input, Issue, IssueKind, NamedBytes, Positions, by_extension,
    by_name, recognize,
};
use crate::model::Network;
use crate::task::TaskContext;

/// Larger files are refused rather than read into memory.
const MAX_BYTES: u64 = 1 << 30;

/// A network that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What is in it.
    pub content: Content,
    /// What was read, guessed, changed and skipped; nothing for native files and samples.
    pub report: Option<ImportReport>,
    /// Whether it was a native file, so that saving may write to the same place.
    pub is_native: bool,
}

impl Loaded {
    fn native(content: Content, is_native: bool) -> Self {
        Self {
            content,
            report: None,
            is_native,
        }
    }
}

/// Why a network could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file or folder could not be read at all.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A native file has mistakes; all of them, in order.
    #[error("{}", first_of(.0))]
    Native(Vec<NativeError>),
    /// An exchange file cannot be understood.
    #[error("{}", fatal_of(&.0.issues))]
    Import(Box<ImportReport>),
    /// There is no such sample.
    #[error("there is no sample network ‘{0}’; `helixmap samples` lists them")]
    NoSuchSample(String),
    /// Nobody knows what it is.
    #[error("this is no file that Helixmap can read; it reads {}", known_formats())]
    Unknown,
    /// It is too large.
    #[error("the file is larger than 1 GiB")]
    TooLarge,
    /// Somebody cancelled.
    #[error("cancelled")]
    Cancelled(#[from] crate::task::Cancelled),
}

fn first_of(errors: &[NativeError]) -> String {
    match errors {
        [] => String::new(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    }
}

fn fatal_of(issues: &ImportIssues) -> String {
    let is_fatal = |issue: &&Issue| issue.kind == IssueKind::Fatal;
    let fatal = issues.iter().find(is_fatal);
    fatal.map_or_else(String::new, |issue| {
        format!("{}: {}", issue.place, issue.message)
    })
}

fn known_formats() -> String {
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.id()).collect();
    format!("ron, {}", formats.join(", "))
}

/// What files hold, before anything is decided about it.
#[derive(Clone, Debug)]
pub(super) enum Read {
    /// A native file.
    Native(Box<Content>),
    /// A file of another program.
    Foreign(Box<Foreign>),
}

/// Reads `sample:NAME`, a file or a folder.
pub fn load(input: &str, task: &TaskContext) -> Result<Loaded, LoadError> {
    match input.strip_prefix("sample:") {
        Some(name) => load_sample(name),
        None => load_path(Path::new(input), task),
    }
}

/// Reads a sample network.
pub fn load_sample(name: &str) -> Result<Loaded, LoadError> {
    let sample = Sample::by_name(name).ok_or_else(|| LoadError::NoSuchSample(name.to_owned()))?;
    let content = sample
        .content()
        .map_err(|error| LoadError::Native(vec![error]))?;
    Ok(Loaded::native(content, false))
}

/// Reads a file or a folder.
pub fn load_path(path: &Path, task: &TaskContext) -> Result<Loaded, LoadError> {
    load_input(gather(&[path.to_owned()])?, None, &|_, _| {}, task)
}

/// Reads files in memory, as a format, or as what they are recognised to be. `decide` may decide otherwise than the reader
/// proposes.
pub fn load_input(
    input: Input,
    format: Option<&dyn Format>,
    decide: &dyn Fn(&Foreign, &mut ImportChoices),
    task: &TaskContext,
) -> Result<Loaded, LoadError> {
    let foreign = match read(input, format, task)? {
        Read::Native(content) => return Ok(Loaded::native(*content, true)),
        Read::Foreign(foreign) => *foreign,
    };
    let mut choices = ImportChoices::proposed(&foreign.draft);
    decide(&foreign, &mut choices);
    let (network, report) = resolve_only(foreign, &choices, task)?;
    match network {
        Some((network, positions)) => Ok(Loaded {
            content: placed(network, &positions),
            report: Some(report),
            is_native: false,
        }),
        None => Err(LoadError::Import(Box::new(report))),
    }
}

/// A network whose actors are where a file has them.
pub(super) fn placed(network: Network, positions: &Positions) -> Content {
    let mut content = Content::new(network);
    content.placements = positions
        .iter()
        .map(|(&actor, &position)| {
            let pinned = false;
            (actor, Placement { position, pinned })
        })
        .collect();
    content
}

/// What files hold: a native file, or a draft that a format has made of them.
pub(super) fn read(
    input: Input,
    format: Option<&dyn Format>,
    task: &TaskContext,
) -> Result<Read, LoadError> {
    if let (None, [file]) = (format, input.files.as_slice())
        && let Some(text) = as_native(&file.name, &file.bytes)
    {
        let content = native::read_all(text).map_err(LoadError::Native)?;
        return Ok(Read::Native(Box::new(content)));
    }
    let format = match format {
        Some(format) => format,
        None => recognize(&input)
            .or_else(|| by_name(&input))
            .ok_or(LoadError::Unknown)?,
    };
    let draft = format.read(&input, task)?;
    Ok(Read::Foreign(Box::new(Foreign {
        name: input.name,
        format: format.id(),
        draft,
        is_pasted: false,
    })))
}

/// The text of a native file: what looks like one, and what is called one but looks like nothing else either.
fn as_native<'b>(name: &str, bytes: &'b [u8]) -> Option<&'b str> {
    let text = str::from_utf8(bytes).ok()?;
    let is_called_native = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
    (is_called_native || native::looks_native(text)).then_some(text)
}

/// The bytes of a file, of the files of a folder, or of several files that belong together.
pub fn gather(paths: &[PathBuf]) -> Result<Input, LoadError> {
    let name = |path: &Path| -> std::io::Result<String> {
        let path = path.canonicalize()?;
        let name = path.file_name().map(|name| name.to_string_lossy());
        Ok(name.map(std::borrow::Cow::into_owned).unwrap_or_default())
    };
    if let [path] = paths {
        return if path.is_dir() {
            folder(path, name(path)?)
        } else {
            Ok(Input::file(name(path)?, read_bytes(path)?))
        };
    }
    let mut input = Input::default();
    for path in paths {
        let file = name(path)?;
        if input.name.is_empty() {
            input.name.clone_from(&file);
        }
        let bytes = read_bytes(path)?;
        input.files.push(NamedBytes { name: file, bytes });
    }
    Ok(input)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LoadError::TooLarge);
    }
    Ok(bytes)
}

fn folder(path: &Path, name: String) -> Result<Input, LoadError> {
    let mut input = Input {
        name,
        ..Input::default()
    };
    let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let extension = Path::new(&name).extension().and_then(|e| e.to_str());
        if !entry.path().is_file() || name.starts_with('.') {
            continue;
        }
        if extension.and_then(by_extension).is_some() {
            let bytes = read_bytes(&entry.path())?;
            input.files.push(NamedBytes { name, bytes });
        } else {
            input.ignored.push(name);
        }
    }
    Ok(input)
}
