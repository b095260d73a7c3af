//! The CSV of `analyze`: one row for each actor. A value that does not exist is an empty cell.

use std::io::Write;

use super::Report;
use super::json::{COLUMNS, ROLES, role_counts};

/// Writes the scores of all actors.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let results = &report.results;
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter_map(|&(name, measure)| Some((name, results.scores(measure)?)))
        .collect();
    let mut writer = csv::Writer::from_writer(out);
    let mut header = vec!["id", "label", "sector"];
    header.extend(columns.iter().map(|(name, _)| *name));
    if results.roles().is_some() {
        header.extend(ROLES);
    }
    if results.cohesion().is_some() {
        header.extend(["component", "cut_actor"]);
    }
    if results.communities().is_some() {
        header.push("community");
    }
    if report.intervals.is_some() {
        header.extend(["rank", "rank_low", "rank_high"]);
    }
    writer.write_record(&header)?;
    for actor in 0..report.snapshot().num_actors() as u32 {
        let mut row = vec![
            report.key(actor).to_owned(),
            report.label(actor).to_owned(),
            report.sector_of(actor).unwrap_or_default().to_owned(),
        ];
        for (_, scores) in &columns {
            let score = scores.get(actor as usize).copied().flatten();
            row.push(score.map_or_else(String::new, |score| score.to_string()));
        }
        if let Some(roles) = results.roles() {
            row.extend(role_counts(roles, actor).map(|count| count.to_string()));
        }
        if let Some(cohesion) = results.cohesion() {
            let component = cohesion.component_of.get(actor as usize);
            row.push(component.map_or_else(String::new, u32::to_string));
            let is_cut = cohesion.cut_actors.iter().any(|cut| cut.actor == actor);
            row.push(is_cut.to_string());
        }
        if let Some(communities) = results.communities() {
            let community = communities.community_of.get(actor as usize);
            row.push(community.map_or_else(String::new, u32::to_string));
        }
        if let Some(intervals) = &report.intervals {
            let interval = intervals.ranks.get(actor as usize).copied().flatten();
            row.extend(match interval {
                Some(interval) => {
                    [interval.rank, interval.low, interval.high].map(|rank| rank.to_string())
                }
                None => [(); 3].map(|()| String::new()),
            });
        }
        writer.write_record(&row)?;
    }
    writer.flush()?;
    Ok(())
}
