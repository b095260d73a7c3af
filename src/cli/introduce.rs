//! `helixmap introduce`: who should be introduced to whom, why, and what it would do for the network.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use super::analyze::Ties;
use super::subject::{self, Form};
use super::table::wrap;
use crate::analysis::finding::SectorPair;
use crate::analysis::introductions::{
    Goal, IntroduceOptions, Introductions, Proposal, Reason, Room, RoomOptions, introductions,
    who_should_be_in_the_room,
};
use crate::model::{Network, SectorId, Snapshot};
use crate::task::TaskContext;
use crate::text::words::introductions as words;
use crate::workspace::{guest_sentence, proposal_sentence};

/// What `introduce` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct IntroduceArgs {
    /// The network: a file, a folder of CSV tables, or sample:NAME
    pub file: String,
    /// How many introductions
    #[arg(short = 'k', long = "number", value_name = "N", default_value_t = 5)]
    pub number: usize,
    /// What they should achieve
    #[arg(long, value_enum, default_value_t = Objective::Fragmentation)]
    pub objective: Objective,
    /// Also pairs of one sector, and actors without a sector
    #[arg(long)]
    pub any_pair: bool,
    /// Which ties count
    #[arg(long, value_enum, default_value_t = Ties::All)]
    pub ties: Ties,
    /// How to write the results
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
    /// How many workers compute; one for each core, if not given
    #[arg(long)]
    pub threads: Option<usize>,
}

/// What introductions should achieve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Objective {
    /// Islands joined and detours shortened: the largest fall of distance-weighted fragmentation (the same as `drop_DF`)
    Fragmentation,
    /// More pairs of different sectors within two steps (the same as `cross_reach_2`)
    Reach,
    /// Ties where two sectors have fewer than chance would give them: the largest fall of the share of expected ties
    /// between sectors that are missing. It is about ties; triple-helix information is about activities, which no
    /// introduction makes (the same as `sector_shortfall`)
    Synergy,
    /// The largest fall of the share of pairs without a path, F
    #[value(name = "drop_F")]
    DropF,
    /// The largest fall of distance-weighted fragmentation, DF
    #[value(name = "drop_DF")]
    DropDf,
    /// The largest rise of the share of pairs of different sectors within two steps
    #[value(name = "cross_reach_2")]
    CrossReach2,
    /// The largest rise of the share of pairs of different sectors with a path
    #[value(name = "cross_reach_any")]
    CrossReachAny,
    /// The largest rise of algebraic connectivity
    Lambda2,
    /// The largest fall of the share of expected ties between sectors that are missing
    #[value(name = "sector_shortfall")]
    SectorShortfall,
}

impl From<Objective> for Goal {
    fn from(objective: Objective) -> Self {
        match objective {
            Objective::DropF => Self::DropF,
            Objective::Fragmentation | Objective::DropDf => Self::DropDf,
            Objective::Reach | Objective::CrossReach2 => Self::CrossReach2,
            Objective::CrossReachAny => Self::CrossReachAny,
            Objective::Lambda2 => Self::Connectivity,
            Objective::Synergy | Objective::SectorShortfall => Self::SectorShortfall,
        }
    }
}

/// Computes the introductions and writes them.
pub(super) fn run(
    args: &IntroduceArgs,
    network: &Network,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let task = match args.threads {
        Some(num_threads) => TaskContext::with_num_threads(num_threads)?,
        None => TaskContext::new(),
    };
    let snapshot = Snapshot::new(network, &subject::options(args.ties));
    let options = IntroduceOptions {
        any_pair: args.any_pair,
        ..IntroduceOptions::new(args.objective.into(), args.number)
    };
    let found = introductions(&snapshot, &options, &task)?;
    let room = who_should_be_in_the_room(&snapshot, &RoomOptions::default(), &task)?;
    let report = Report {
        network,
        snapshot: &snapshot,
        found: &found,
        room: &room,
    };
    match args.format {
        Form::Json => {
            let objective = args.objective.to_possible_value();
            let objective = objective.as_ref().map_or("", |value| value.get_name());
            serde_json::to_writer_pretty(&mut *out, &report.json(objective))?;
            writeln!(out)?;
        }
        Form::Table => out.write_all(report.table().as_bytes())?,
    }
    Ok(())
}

struct Report<'a> {
    network: &'a Network,
    snapshot: &'a Snapshot,
    found: &'a Introductions,
    room: &'a Room,
}

impl Report<'_> {
    /// Each proposal with the value before it.
    fn steps(&self) -> impl Iterator<Item = (f64, &Proposal)> {
        let mut before = self.found.value_before.unwrap_or_default();
        self.found.proposals.iter().map(move |proposal| {
            let at_its_turn = before;
            before = proposal.value_after;
            (at_its_turn, proposal)
        })
    }

    fn sentence(&self, before: f64, proposal: &Proposal) -> String {
        let goal = self.found.goal;
        proposal_sentence(proposal, goal, before, self.network, self.snapshot).to_string()
    }

    fn key(&self, actor: u32) -> &str {
        self.snapshot.key(self.network, actor)
    }

    fn card(&self, actor: u32) -> Value {
        subject::card(self.network, self.snapshot.actor(actor))
    }

    fn sector_key(&self, sector: SectorId) -> Option<&str> {
        let sector = self.network.sectors().get(sector);
        sector.map(|sector| sector.key.as_str())
    }

    fn table(&self) -> String {
        let name = &self.network.info().name;
        let mut text = String::new();
        if !name.is_empty() {
            text += name;
            text.push('\n');
        }
        let goal = self.found.goal.id();
        text += &words::introductions_heading(goal);
        text += "\n\n";
        for (number, (before, proposal)) in self.steps().enumerate() {
            text += &wrap(
                &format!("{:>2}.", number + 1),
                &self.sentence(before, proposal),
            );
        }
        if self.found.proposals.is_empty() {
            text += &wrap(
                "-",
                &words::no_introduction(goal, self.found.num_candidates),
            );
        } else {
            let Introductions {
                num_candidates,
                shortlist,
                ..
            } = self.found;
            let basis = words::introductions_basis(*num_candidates, *shortlist);
            text.push('\n');
            text += &wrap("  ", &basis);
        }
        if !self.room.guests.is_empty() {
            text += &self.room_text();
        }
        text
    }

    fn room_text(&self) -> String {
        let Room {
            guests,
            num_reached,
            is_enough,
            ..
        } = self.room;
        let reached = *num_reached as f64 / self.snapshot.num_actors() as f64;
        let mut text = format!(
            "\n{}\n{}\n",
            words::ROOM,
            words::room_heading(guests.len(), reached, *is_enough)
        );
        for guest in guests {
            let sentence = guest_sentence(guest, self.network, self.snapshot);
            text += &wrap("-", &sentence.to_string());
        }
        text
    }

    fn json(&self, objective: &str) -> Value {
        let Introductions {
            goal,
            value_before,
            num_candidates,
            shortlist,
            best_gain,
            num_best,
            top,
            proposals: _,
        } = self.found;
        let top: Value = top
            .iter()
            .map(|pair| json!({"pair": [self.key(pair.a), self.key(pair.b)], "gain": pair.gain}))
            .collect();
        let steps: Value = self
            .steps()
            .map(|(before, proposal)| {
                let Proposal {
                    a,
                    b,
                    gain,
                    value_after,
                    num_as_good,
                    reasons,
                } = proposal;
                json!({
                    "a": self.card(*a),
                    "b": self.card(*b),
                    "gain": gain,
                    "objective_after": value_after,
                    "as_good": num_as_good,
                    "reasons": reasons.iter().map(|reason| self.reason(reason)).collect::<Value>(),
                    "sentence": self.sentence(before, proposal),
                })
            })
            .collect();
        let guests: Value = self
            .room
            .guests
            .iter()
            .map(|guest| {
                let mut card = self.card(guest.actor);
                card["brings_sector"] = json!(guest.brings_sector);
                card["new"] = json!(guest.num_new);
                card
            })
            .collect();
        json!({
            "schema": 1,
            "network": subject::summary(self.network, self.snapshot),
            "objective": objective,
            "measure": goal.id(),
            "objective_before": value_before,
            "candidates": num_candidates,
            "shortlist": shortlist,
            "best_gain": best_gain,
            "best_pairs_count": num_best,
            "top": top,
            "introductions": steps,
            "room": {
                "actors": guests,
                "reached": self.room.num_reached,
                "reachable": self.room.num_reachable,
                "enough": self.room.is_enough,
            },
        })
    }

    fn reason(&self, reason: &Reason) -> Value {
        let (kind, mut value) = match reason {
            Reason::JoinsIslands { of_a, of_b } => {
                ("joins_islands", json!({"sizes": [of_a, of_b]}))
            }
            Reason::ThinSectors {
                sectors: SectorPair(r, s),
                ties,
                expected,
            } => (
                "thin_sectors",
                json!({
                    "sectors": [self.sector_key(*r), self.sector_key(*s)],
                    "ties": ties, "expected": expected,
                }),
            ),
            Reason::NeedMet {
                who_needs,
                who_offers,
                what,
            } => (
                "need_met",
                json!({"needs": self.key(*who_needs), "offers": self.key(*who_offers), "what": what}),
            ),
            Reason::SharedContacts(shared) => {
                let shared: Value = shared.iter().map(|&actor| self.key(actor)).collect();
                ("shared_contacts", json!({"contacts": shared}))
            }
            Reason::FarApart { steps } => ("far_apart", json!({"steps": steps})),
            Reason::BringsTogether { num_pairs } => {
                ("brings_together", json!({"pairs": num_pairs}))
            }
        };
        let mut with_kind = Map::new();
        with_kind.insert("kind".to_owned(), json!(kind));
        if let Some(fields) = value.as_object_mut() {
            with_kind.append(fields);
        }
        with_kind.into()
    }
}
