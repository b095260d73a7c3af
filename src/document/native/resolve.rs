//! From the file's records to a network and what is kept about its map: text ids become identities, and everything is checked.
//!
//! All problems are collected, each with the path to its value; places are looked up at the end, when there are any.

use std::collections::{BTreeMap, BTreeSet};

use super::conditions;
use super::error::{NativeError, NativeProblem, Place};
use super::locate::locate;
use super::problems::{At, FINITE, Index, Problems};
use super::read::{
    FileAppearance, FileCollapsed, FileContent, FileFilter, FileNote, FilePosition, FileScenario,
    FileStyle,
};
use super::resolve_records::{
    Keys, activity, actor, commitment, introduction, journal_entry, need, offer, portfolio,
    sector_scheme, tie,
};
use crate::document::{
    Appearance, Arrangement, Collapsed, Content, Filter, Note, Notes, Placement, SavedScenario,
    SavedStyle, Style,
};
use crate::model::{
    ActivityId, ActorId, Change, CommitmentId, IntroductionId, JournalEntryId, NeedId, NetworkEdit,
    NetworkInfo, OfferId, PortfolioId, Scenario, SectorId, SectorScheme, TieId,
};

/// The content that the records of a file make, or everything that is wrong with them, in the order of the file.
pub(super) fn resolve(text: &str, file: FileContent) -> Result<Content, Vec<NativeError>> {
    let mut problems = Problems::default();
    let content = build(text, file, &mut problems);
    if problems.0.is_empty() {
        return content;
    }
    let mut errors: Vec<NativeError> = problems
        .0
        .into_iter()
        .map(|(path, problem)| NativeError {
            place: Place::of(text, locate(text, &path)),
            problem,
        })
        .collect();
    errors.sort_by_key(|error| error.place);
    Err(errors)
}

fn build(
    text: &str,
    file: FileContent,
    problems: &mut Problems,
) -> Result<Content, Vec<NativeError>> {
    let FileContent {
        version: _,
        name,
        description,
        source,
        license,
        attributes,
        sectors,
        actors,
        ties,
        portfolios,
        activities,
        commitments,
        needs,
        offers,
        introductions,
        journal,
        positions,
        notes,
        filter,
        scenarios,
        appearance,
    } = file;

    let mut content = Content::default();
    let scheme = match sectors {
        Some(sectors) => sector_scheme(text, problems, sectors),
        None => SectorScheme::default(),
    };
    let mut edits = vec![
        NetworkEdit::Info(
            Box::default(),
            Box::new(NetworkInfo {
                name,
                description,
                source,
                license,
                attributes: problems.attributes(None, attributes),
            }),
        ),
        NetworkEdit::Sectors(Box::default(), Box::new(scheme.clone())),
    ];

    let mut index =
        |section, record, ids: Vec<&str>| problems.index(text, section, record, ids.into_iter());
    macro_rules! ids {
        ($records:ident) => {
            $records.iter().map(|record| record.id.as_str()).collect()
        };
    }
    let keys = Keys {
        actors: index("actors", "actor", ids!(actors)),
        portfolios: index("portfolios", "portfolio", ids!(portfolios)),
        activities: index("activities", "activity", ids!(activities)),
        needs: index("needs", "need", ids!(needs)),
        offers: index("offers", "offer", ids!(offers)),
        introductions: index("introductions", "introduction", ids!(introductions)),
    };
    index("commitments", "commitment", ids!(commitments));
    index("journal", "journal entry", ids!(journal));

    macro_rules! section {
        ($records:ident, $edit:ident, $id:ident, $convert:expr) => {
            let section = At::section(stringify!($records));
            for (number, record) in $records.into_iter().enumerate() {
                let record = $convert(&mut *problems, section.item(number), record);
                edits.push(NetworkEdit::$edit(Change::add($id(number as u32), record)));
            }
        };
    }
    section!(actors, Actor, ActorId, |problems: &mut Problems, at, r| {
        actor(problems, &at, r, &scheme)
    });
    section!(portfolios, Portfolio, PortfolioId, |p, at, r| portfolio(
        p, &at, r, &keys
    ));
    section!(activities, Activity, ActivityId, |p, at, r| activity(
        p, &at, r, &keys
    ));
    section!(needs, Need, NeedId, |p, at, r| need(p, &at, r, &keys));
    section!(offers, Offer, OfferId, |p, at, r| offer(p, &at, r, &keys));
    section!(introductions, Introduction, IntroductionId, |p, at, r| {
        introduction(p, &at, r, &keys)
    });
    section!(commitments, Commitment, CommitmentId, |p, at, r| {
        commitment(p, &at, r, &keys)
    });
    section!(journal, JournalEntry, JournalEntryId, |p, at, r| {
        journal_entry(p, &at, r, &keys)
    });
    section!(ties, Tie, TieId, |p, at, r| tie(p, &at, r, &keys));

    content.placements = placements(problems, positions, &keys.actors);
    content.notes = content_notes(problems, notes, &keys.actors);
    content.filter = content_filter(problems, filter, &scheme, &keys.actors);
    content.appearance = content_appearance(problems, appearance, &scheme, &keys.actors);
    let section = At::section("scenarios");
    for (number, file) in scenarios.into_iter().enumerate() {
        let scenario = scenario(problems, &section.item(number), &file, &keys.actors);
        content.scenarios.push(SavedScenario {
            name: file.name,
            scenario,
        });
    }
    if problems.0.is_empty() {
        // The same checks have been made above, with places; this is what guarantees them.
        content.network.apply(&edits).map_err(|error| {
            vec![NativeError {
                place: Place { line: 1, column: 1 },
                problem: NativeProblem::Syntax(error.to_string()),
            }]
        })?;
    }
    Ok(content)
}

fn placements(
    problems: &mut Problems,
    positions: Vec<FilePosition>,
    actors: &Index,
) -> BTreeMap<ActorId, Placement> {
    let section = At::section("positions");
    let mut placements = BTreeMap::new();
    for (number, file) in positions.into_iter().enumerate() {
        let FilePosition {
            actor,
            x,
            y,
            pinned,
        } = file;
        let at = section.item(number);
        problems.number(&at.field("x"), "x", f64::from(x), FINITE);
        problems.number(&at.field("y"), "y", f64::from(y), FINITE);
        let id = problems.required(&at, ("position", "actor"), actors, &actor);
        let placement = Placement {
            position: [x, y],
            pinned,
        };
        if actors.ids.contains_key(&actor) && placements.insert(id, placement).is_some() {
            problems.add(&at.field("actor"), NativeProblem::GivenTwice(actor));
        }
    }
    placements
}

fn content_notes(problems: &mut Problems, notes: Vec<FileNote>, actors: &Index) -> Notes {
    let section = At::section("notes");
    let notes = notes.into_iter().enumerate().map(|(number, file)| {
        let FileNote { text, x, y, beside } = file;
        let at = section.item(number);
        problems.number(&at.field("x"), "x", f64::from(x), FINITE);
        problems.number(&at.field("y"), "y", f64::from(y), FINITE);
        Note {
            text,
            place: [x, y],
            beside: problems.optional(&at, "beside", actors, beside.as_deref()),
        }
    });
    notes.collect()
}

fn content_appearance(
    problems: &mut Problems,
    file: FileAppearance,
    scheme: &SectorScheme,
    actors: &Index,
) -> Appearance {
    let FileAppearance {
        size_by,
        color_by,
        label_by,
        layout,
        together,
        strong_ties_closer,
        middle,
        across,
        up,
        styles,
        collapsed,
    } = file;
    let at = At::section("appearance");
    let collapsed_at = at.field("collapsed");
    let collapsed = collapsed.into_iter().enumerate().map(|(number, file)| {
        let at = collapsed_at.item(number);
        match file {
            FileCollapsed::Sector { sector } => {
                Collapsed::Sector(Some(problems.sector(&at.field("sector"), scheme, &sector)))
            }
            FileCollapsed::Unassigned {} => Collapsed::Sector(None),
            FileCollapsed::Actors { name, actors: ids } => Collapsed::Actors {
                name,
                actors: problems
                    .list(&at, "actors", actors, &ids)
                    .into_iter()
                    .collect(),
            },
        }
    });
    let collapsed = collapsed.collect();
    let styles_at = at.field("styles");
    let mut names = BTreeSet::new();
    for (number, style) in styles.iter().enumerate() {
        if !names.insert(style.name.clone()) {
            let style_at = styles_at.item(number);
            problems.add(
                &style_at.field("name"),
                NativeProblem::GivenTwice(style.name.clone()),
            );
        }
    }
    let styles = styles.into_iter().map(|file| {
        let FileStyle {
            name,
            size_by,
            color_by,
            label_by,
        } = file;
        SavedStyle {
            name,
            style: Style {
                size_by,
                color_by,
                label_by,
            },
        }
    });
    Appearance {
        style: Style {
            size_by,
            color_by,
            label_by,
        },
        styles: styles.collect(),
        layout,
        arrangement: Arrangement {
            together: together.map(Into::into).unwrap_or_default(),
            strong_ties_closer,
            middle,
            across,
            up,
        },
        collapsed,
    }
}

fn content_filter(
    problems: &mut Problems,
    file: FileFilter,
    scheme: &SectorScheme,
    actors: &Index,
) -> Filter {
    let FileFilter {
        hidden_sectors,
        hide_unassigned,
        hidden_actors,
        hidden_kinds,
        ties,
        conditions,
        supposed,
    } = file;
    let at = At::section("filter");
    let supposed = scenario(problems, &at.field("supposed"), &supposed, actors);
    let conditions_at = at.field("conditions");
    let sectors_at = at.field("hidden_sectors");
    let mut sectors: BTreeSet<Option<SectorId>> = hidden_sectors
        .iter()
        .enumerate()
        .map(|(number, key)| Some(problems.sector(&sectors_at.item(number), scheme, key)))
        .collect();
    if hide_unassigned {
        sectors.insert(None);
    }
    Filter {
        hidden_sectors: sectors,
        hidden_actors: problems
            .list(&at, "hidden_actors", actors, &hidden_actors)
            .into_iter()
            .collect(),
        hidden_kinds: hidden_kinds.into_iter().collect(),
        ties: ties.map_or_else(Default::default, Into::into),
        conditions: conditions
            .into_iter()
            .enumerate()
            .map(|(number, file)| {
                let at = conditions_at.item(number);
                conditions::resolve(problems, &at, file, scheme, actors)
            })
            .collect(),
        supposed,
    }
}

fn scenario(problems: &mut Problems, at: &At<'_>, file: &FileScenario, actors: &Index) -> Scenario {
    let mut pairs = |field, pairs: &[(String, String)]| {
        let list = at.field(field);
        let resolved = pairs.iter().enumerate().map(|(number, (a, b))| {
            let pair = list.item(number);
            let mut end = |place, id| problems.reference(&pair.item(place), actors, id);
            (end(0, a), end(1, b))
        });
        resolved.collect()
    };
    Scenario {
        added: pairs("added", &file.added),
        dissolved: pairs("dissolved", &file.dissolved),
        removed: problems.list(at, "removed", actors, &file.removed),
    }
}
