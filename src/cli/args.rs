//! The arguments of the program.

use clap::{Parser, Subcommand};

use super::{
    AnalyzeArgs, ConvertArgs, DiffArgs, GenerateArgs, IntroduceArgs, LayoutArgs, RenderArgs,
    SamplesArgs, ValidateArgs, WhatIfArgs,
};

/// Explore who brokers, what is missing and what falls apart in a network of stakeholders.
///
/// Without a subcommand the window opens. FILE is a Helixmap file (.ron), another file that Helixmap reads, a folder of CSV
/// tables, or sample:NAME.
#[derive(Debug, Parser)]
#[command(name = "helixmap", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; without it the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The network to open in the window
    pub file: Option<String>,
}

/// What the program can do without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the embedded sample networks, or write them out
    Samples(SamplesArgs),
    /// Compute all measures of a network
    Analyze(AnalyzeArgs),
    /// Suggest who should be introduced to whom, and why
    Introduce(IntroduceArgs),
    /// Show what would happen to the whole network if actors left or ties came and went
    #[command(name = "whatif")]
    WhatIf(WhatIfArgs),
    /// Compare two states of a network
    Diff(DiffArgs),
    /// Make up an ecosystem with a planted truth, for teaching and tests
    Generate(GenerateArgs),
    /// Draw the map as a picture
    Render(RenderArgs),
    /// Compute where actors go on the map, as a table
    Layout(LayoutArgs),
    /// List every problem of files, with its place
    Validate(ValidateArgs),
    /// Read a network and write it in another format
    Convert(ConvertArgs),
}
