//! `helixmap convert`: reads a network and writes it in another format.

use std::cell::RefCell;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};

use super::{Output, error_of, tell_report};
use crate::document::{Content, native};
use crate::format::{CsvFolder, FORMATS, Field, Format, Input, TableKind, by_extension};
use crate::task::TaskContext;
use crate::text::words;
use crate::workspace::{
    ActivityUse, ColumnUse, Foreign, ImportChoices, Loaded, export, gather, load, load_input,
    losses, project, save_atomically, written,
};

/// The native format, as `--from` and `--to` call it.
const NATIVE: &str = "ron";

/// What `convert` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct ConvertArgs {
    /// The network: a file, a folder of CSV tables, sample:NAME, - for standard input, or several files that belong
    /// together, such as nodes and edges
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// What to write: a file, whose ending says in which format, a folder for CSV tables, or - for standard output
    #[arg(short, long, value_name = "OUTPUT")]
    pub output: PathBuf,
    /// Make ties of what activities have in common, and keep no activities
    #[arg(long, value_name = "WHAT")]
    pub project: Option<Projection>,
    /// The column that says which sector an actor belongs to
    #[arg(long, value_name = "NAME")]
    pub sector_column: Option<String>,
    /// Which sectors words mean: 'Firma=business,Kommunen=city'; nothing behind the sign leaves actors unassigned
    #[arg(long, value_name = "WORD=SECTOR,…")]
    pub sector_map: Option<String>,
    /// The format of the input, where its content does not tell
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// The format of the output, where its ending does not tell
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
}

/// What can be projected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Projection {
    /// Actors with common activities are tied; the weight is the number of these
    Activities,
}

/// Where a network is written, and how; the native format is none of the exchange formats.
struct Target {
    format: Option<&'static dyn Format>,
    is_stdout: bool,
}

/// Reads, tells what happened and what cannot be kept, writes.
pub(super) fn run(args: &ConvertArgs, output: &mut Output<'_>) -> anyhow::Result<()> {
    let target = target(args)?;
    let mut loaded = read(args, output.messages)?;
    if args.project.is_some() && !loaded.content.network.activities().is_empty() {
        // A native file: others were asked to do so when they were read.
        loaded.content.network = project(&loaded.content.network)?;
    }
    write(&loaded.content, &target, args, output)
}

fn target(args: &ConvertArgs) -> anyhow::Result<Target> {
    let path = &args.output;
    let is_stdout = path.as_os_str() == "-";
    let extension = path.extension().and_then(|extension| extension.to_str());
    let format = match (&args.to, extension) {
        (Some(id), _) => by_id(id)?,
        (None, _) if is_stdout => bail!("say with --to in which format; {}", known()),
        (None, Some(extension)) if extension.eq_ignore_ascii_case(NATIVE) => None,
        (None, None) => Some(&CsvFolder as &dyn Format),
        (None, _) if path.is_dir() => Some(&CsvFolder as &dyn Format),
        // Of several formats with this ending the one that is called by it: `.csv` is a pair of tables, not a folder.
        (None, Some(extension)) => match by_id(extension)
            .ok()
            .flatten()
            .or_else(|| by_extension(extension))
        {
            Some(format) => Some(format),
            None => bail!(
                "{}: there is no format with the ending ‘.{extension}’; {}",
                path.display(),
                known()
            ),
        },
    };
    Ok(Target { format, is_stdout })
}

/// A format by its id; `None` for the native one.
fn by_id(id: &str) -> anyhow::Result<Option<&'static dyn Format>> {
    if id.eq_ignore_ascii_case(NATIVE) {
        return Ok(None);
    }
    let format = FORMATS
        .iter()
        .find(|format| format.id().eq_ignore_ascii_case(id));
    match format {
        Some(&format) => Ok(Some(format)),
        None => bail!("there is no format ‘{id}’; {}", known()),
    }
}

fn known() -> String {
    let ids: Vec<&str> = FORMATS.iter().map(|format| format.id()).collect();
    format!("formats are {NATIVE}, {}", ids.join(", "))
}

fn read(args: &ConvertArgs, messages: &mut dyn Write) -> anyhow::Result<Loaded> {
    let task = TaskContext::new();
    let name = args.inputs.join(" ");
    let wrong: RefCell<Option<anyhow::Error>> = RefCell::new(None);
    let decide = |foreign: &Foreign, choices: &mut ImportChoices| {
        if let Err(error) = decide(args, foreign, choices) {
            wrong.replace(Some(error));
        }
    };
    let loaded = match args.inputs.as_slice() {
        [input] if input.starts_with("sample:") => load(input, &task),
        [input] => {
            let from = args.from.as_deref().map(by_id).transpose()?;
            let input = if input == "-" {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                let ending = match from {
                    Some(None) => Some(&NATIVE),
                    Some(Some(format)) => format.extensions().first(),
                    None => None,
                };
                let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
                Ok(Input::file(format!("stdin{ending}"), bytes))
            } else {
                gather(&[PathBuf::from(input)])
            };
            input.and_then(|input| load_input(input, from.flatten(), &decide, &task))
        }
        inputs => {
            if inputs
                .iter()
                .any(|it| it == "-" || it.starts_with("sample:"))
            {
                bail!("samples and standard input are read alone, not together with other files");
            }
            let from = args.from.as_deref().map(by_id).transpose()?.flatten();
            let paths: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
            gather(&paths).and_then(|input| load_input(input, from, &decide, &task))
        }
    };
    if let Some(error) = wrong.into_inner() {
        return Err(error.context(name));
    }
    let loaded = loaded.map_err(|error| error_of(&name, error))?;
    if let Some(report) = &loaded.report {
        tell_report(&name, report, messages)?;
    }
    Ok(loaded)
}

/// What the arguments decide otherwise than the reader proposes.
fn decide(
    args: &ConvertArgs,
    foreign: &Foreign,
    choices: &mut ImportChoices,
) -> anyhow::Result<()> {
    if args.project == Some(Projection::Activities) {
        choices.activities = ActivityUse::Project;
    }
    if let Some(name) = &args.sector_column {
        let place = choices
            .tables
            .iter()
            .position(|it| it.kind == TableKind::Actors);
        let table = foreign.draft.table(TableKind::Actors);
        let (Some(place), Some(table)) = (place, table) else {
            bail!("there is no table of actors, and so no column ‘{name}’");
        };
        let column = table
            .columns
            .iter()
            .position(|column| column.name.eq_ignore_ascii_case(name));
        let Some(column) = column else {
            let names: Vec<&str> = table.columns.iter().map(|it| it.name.as_str()).collect();
            bail!(
                "{}: there is no column ‘{name}’; its columns are {}",
                table.file,
                names.join(", ")
            );
        };
        choices.use_column(place, column, ColumnUse::Field(Field::Sector));
    }
    if let Some(map) = &args.sector_map {
        let pairs = map.split(',').map(|pair| {
            let (word, sector) = pair
                .split_once('=')
                .ok_or_else(|| anyhow!("‘{pair}’ is not WORD=SECTOR"))?;
            Ok((word.trim(), sector.trim()))
        });
        let pairs = pairs.collect::<anyhow::Result<Vec<_>>>()?;
        choices
            .map_sectors(&foreign.draft, &pairs)
            .map_err(|why| anyhow!(why))?;
    }
    Ok(())
}

fn write(
    content: &Content,
    target: &Target,
    args: &ConvertArgs,
    output: &mut Output<'_>,
) -> anyhow::Result<()> {
    let path = &args.output;
    let Some(format) = target.format else {
        let text = native::write(content)?;
        if target.is_stdout {
            return Ok(output.results.write_all(text.as_bytes())?);
        }
        return save_atomically(path, text.as_bytes()).with_context(|| path.display().to_string());
    };
    for loss in losses(content, format) {
        writeln!(output.messages, "{} does not keep {loss}", format.id())?;
    }
    if target.is_stdout {
        return match written(content, format).as_slice() {
            [file] => Ok(output.results.write_all(&file.bytes)?),
            _ => bail!("{} is several files; name a folder for them", format.id()),
        };
    }
    let written = export(content, format, path).with_context(|| path.display().to_string())?;
    let is_other = |file: &&PathBuf| file.as_path() != Path::new(path);
    for file in written.iter().filter(is_other) {
        if !path.is_dir() {
            writeln!(
                output.messages,
                "{}",
                words::import::exported(&file.display().to_string())
            )?;
        }
    }
    Ok(())
}
