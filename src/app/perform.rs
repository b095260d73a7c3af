//! What the commands of the menu do.

use std::collections::BTreeSet;

use egui::Context;

use super::App;
use super::dialogs::{FilePurpose, OwnDialog, Pending};
use super::menu_command::MenuCommand;
use super::picture::PictureChoice;
use super::settings::ThemeChoice;
use super::theme::Palette;
use crate::document::{Collapsed, Command, Condition, Filter, SavedScenario, Test};
use crate::layout::LAYOUTS;
use crate::model::{Actor, ActorId, NoteId, Scenario, Tie};
use crate::text::words;
use crate::workspace::{Action, Focus, Lens, Selection, SelectionChange};

impl App {
    /// Does a command of the menu, if it can be done now.
    pub(super) fn perform(&mut self, egui: &Context, command: MenuCommand) {
        if !command.is_enabled(&self.workspace) {
            return;
        }
        match command {
            MenuCommand::New => self.replace(Pending::New),
            MenuCommand::Open => self.ask(FilePurpose::Open),
            MenuCommand::OpenFolder => self.ask(FilePurpose::OpenFolder),
            MenuCommand::Compare => self.ask(FilePurpose::Compare),
            MenuCommand::Merge => self.ask(FilePurpose::Merge),
            // What is on the clipboard comes as an event.
            MenuCommand::Paste => egui.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            MenuCommand::Export => {
                self.workspace.dispatch(Action::FindLosses);
                self.dialog = Some(OwnDialog::Export);
            }
            MenuCommand::Picture => {
                let choice = PictureChoice::new(Palette::shown(egui).map_theme());
                self.dialog = Some(OwnDialog::Picture(choice));
            }
            MenuCommand::ImportReport => self.dialog = Some(OwnDialog::ImportReport),
            MenuCommand::Save => self.save(),
            MenuCommand::SaveAs => self.ask(FilePurpose::Save),
            MenuCommand::Close => self.replace(Pending::Close),
            MenuCommand::Quit => self.replace(Pending::Quit),
            MenuCommand::Undo => self.workspace.dispatch(Action::Undo),
            MenuCommand::Redo => self.workspace.dispatch(Action::Redo),
            MenuCommand::Search => self.palette.open(),
            MenuCommand::SelectAll => {
                let all = self.workspace.snapshot().map(|snapshot| {
                    let actors = snapshot.actors().iter().copied();
                    actors.collect::<BTreeSet<_>>()
                });
                if let Some(all) = all {
                    self.select(SelectionChange::Set(all));
                }
            }
            MenuCommand::AddActor => self.add_actor(),
            MenuCommand::AddTie => self.add_ties(),
            MenuCommand::SupposeLeft => self.suppose(Scenario {
                removed: self.selected().into_iter().collect(),
                ..Scenario::default()
            }),
            MenuCommand::SupposeTied => self.suppose(Scenario {
                added: self.selected_pairs(false),
                ..Scenario::default()
            }),
            MenuCommand::SupposeApart => self.suppose(Scenario {
                dissolved: self.selected_pairs(true),
                ..Scenario::default()
            }),
            MenuCommand::Pin => self.pin(),
            MenuCommand::Neighborhood => {
                let selected = self.selected();
                self.workspace.dispatch(Action::ShowNeighborhood(selected));
            }
            MenuCommand::Paths => {
                let mut selected = self.selected().into_iter();
                if let (Some(from), Some(to)) = (selected.next(), selected.next()) {
                    self.workspace.dispatch(Action::ShowPaths(from, to));
                }
            }
            MenuCommand::NextFragment => self.workspace.dispatch(Action::ShowNextFragment),
            MenuCommand::Filter => {
                self.workspace.dispatch(Action::SetLens(Lens::Network));
                self.settings.panel_open = true;
                self.is_map_alone = false;
                self.panels.filters.open();
            }
            MenuCommand::OnlySector => {
                let Some(network) = self.workspace.network() else {
                    return;
                };
                let selected = self.selected();
                let selected = selected.iter().filter_map(|&id| network.actor(id));
                let sectors = selected.map(|actor| actor.sector).collect();
                self.only(vec![Test::Sectors(sectors)]);
            }
            MenuCommand::OnlyFragment => self.only_fragment(),
            MenuCommand::Hide => {
                let selected = self.selected();
                self.filter(|filter| filter.hidden_actors.extend(selected));
                self.select(SelectionChange::Clear);
            }
            MenuCommand::ShowOnly => self.show_only(),
            MenuCommand::ShowAll => self.filter(|filter| *filter = Filter::default()),
            MenuCommand::Collapse(what) => self.workspace.dispatch(Action::Collapse(what)),
            MenuCommand::Expand => self.workspace.dispatch(Action::Expand),
            MenuCommand::RenameGroup => {
                let place = self.workspace.renamable();
                let collapsed = self.workspace.content().map(|it| &it.appearance.collapsed);
                if let (Some(place), Some(collapsed)) = (place, collapsed)
                    && let Some(Collapsed::Actors { name, .. }) = collapsed.get(place)
                {
                    self.map.canvas.rename_group(place, name);
                }
            }
            MenuCommand::Delete => {
                let selected = self.selected();
                let note = self.selected_note();
                self.command(note.map_or(Command::RemoveActors(selected), Command::RemoveNote));
            }
            MenuCommand::AddNote | MenuCommand::AddNoteHere => {
                let selected = self.selected();
                let one = selected.first().copied().filter(|_| selected.len() == 1);
                self.map.canvas.write_note(None, one);
            }
            MenuCommand::EditNote => {
                if let Some(note) = self.selected_note() {
                    self.map.canvas.edit_note(note);
                }
            }
            MenuCommand::NextNote => self.select_next_note(),
            MenuCommand::Fit => self.map.canvas.fit(),
            MenuCommand::ZoomIn => self.map.canvas.zoom_by(1.25),
            MenuCommand::ZoomOut => self.map.canvas.zoom_by(0.8),
            MenuCommand::Layout => self.toggle_layout(),
            MenuCommand::Arrange(id) => self.lay_out(id),
            MenuCommand::Lens(lens) => self.workspace.dispatch(Action::SetLens(lens)),
            MenuCommand::Panel => self.settings.panel_open = !self.settings.panel_open,
            MenuCommand::Chrome => self.is_map_alone = !self.is_map_alone,
            MenuCommand::Theme => {
                self.settings.theme = match egui.theme() {
                    egui::Theme::Dark => ThemeChoice::Light,
                    egui::Theme::Light => ThemeChoice::Dark,
                };
                self.settings.apply(egui);
            }
            MenuCommand::Larger => {
                self.settings.larger();
                self.settings.apply(egui);
            }
            MenuCommand::Smaller => {
                self.settings.smaller();
                self.settings.apply(egui);
            }
            MenuCommand::DefaultSize => {
                self.settings.size_percent = 100;
                self.settings.apply(egui);
            }
            MenuCommand::Settings => self.dialog = Some(OwnDialog::Settings),
            MenuCommand::Shortcuts => self.dialog = Some(OwnDialog::Shortcuts),
        }
        egui.request_repaint();
    }

    /// Saves, and asks where if there is no file yet.
    pub(super) fn save(&mut self) {
        if self.workspace.path().is_some() {
            self.workspace.dispatch(Action::Save);
        } else {
            self.ask(FilePurpose::Save);
        }
    }

    /// One step back: out of the map alone, out of what is singled out, out of the selection.
    pub(super) fn step_back(&mut self, egui: &Context) {
        if self.is_map_alone {
            self.is_map_alone = false;
        } else if self.panels.stop_editing() {
        } else if *self.workspace.focus() != Focus::None {
            self.workspace.dispatch(Action::SetFocus(Focus::None));
        } else {
            self.select(SelectionChange::Clear);
        }
        egui.request_repaint();
    }

    pub(super) fn ask(&mut self, purpose: FilePurpose) {
        let name = self
            .workspace
            .network()
            .map_or(words::UNTITLED, |network| network.info().name.as_str())
            .to_owned();
        let path = self.workspace.path().map(std::path::Path::to_path_buf);
        self.files.ask(purpose, &name, path.as_deref());
    }

    fn selected(&self) -> BTreeSet<ActorId> {
        self.workspace
            .selection()
            .map_or_else(BTreeSet::new, |selection| selection.actors().clone())
    }

    fn selected_note(&self) -> Option<NoteId> {
        self.workspace.selection().and_then(Selection::note)
    }

    /// Selects the note that was written after the selected one, or the first, and brings it into sight.
    fn select_next_note(&mut self) {
        let Some(content) = self.workspace.content() else {
            return;
        };
        let last = self.selected_note();
        let ids: Vec<NoteId> = content.notes.iter().map(|(id, _)| id).collect();
        let after = ids.iter().find(|&&id| last.is_some_and(|last| id > last));
        if let Some(&next) = after.or_else(|| ids.first()) {
            self.select(SelectionChange::Note(next));
            self.map.canvas.reveal_note(next);
        }
    }

    fn select(&mut self, change: SelectionChange) {
        self.workspace.dispatch(Action::Select(change));
    }

    fn command(&mut self, command: Command) {
        self.workspace.dispatch(Action::Do(command));
    }

    fn filter(&mut self, change: impl FnOnce(&mut Filter)) {
        let Some(content) = self.workspace.content() else {
            return;
        };
        let mut filter = content.filter.clone();
        change(&mut filter);
        self.command(Command::SetFilter(Box::new(filter)));
    }

    /// Puts a what-if on the ledger, and shows the ledger.
    pub(super) fn suppose(&mut self, scenario: Scenario) {
        let Some(content) = self.workspace.content() else {
            return;
        };
        if !scenario.is_empty() && content.scenarios.iter().all(|it| it.scenario != scenario) {
            let mut scenarios = content.scenarios.clone();
            scenarios.push(SavedScenario {
                name: String::new(),
                scenario,
            });
            self.command(Command::SetScenarios(scenarios));
        }
        self.workspace
            .dispatch(Action::SetLens(Lens::Introductions));
        self.settings.panel_open = true;
        self.is_map_alone = false;
        self.panels.show_part("scenarios");
    }

    /// The pairs of selected actors that are tied, or those that are not.
    fn selected_pairs(&self, tied: bool) -> Vec<(ActorId, ActorId)> {
        let Some(whole) = self.workspace.whole() else {
            return Vec::new();
        };
        let selected: Vec<(ActorId, u32)> = self
            .selected()
            .into_iter()
            .filter_map(|id| Some((id, whole.index_of(id)?)))
            .collect();
        let mut pairs = Vec::new();
        for (place, &(a, one)) in selected.iter().enumerate() {
            for &(b, other) in selected.iter().skip(place + 1) {
                if whole.adjacency().has(one, other) == tied {
                    pairs.push((a, b));
                }
            }
        }
        pairs
    }

    /// Shows only what tests are true of, and all of that in sight.
    fn only(&mut self, tests: Vec<Test>) {
        let conditions = tests.into_iter().map(Condition::is);
        self.filter(|filter| {
            for condition in conditions {
                if !filter.conditions.contains(&condition) {
                    filter.conditions.push(condition);
                }
            }
        });
        self.map.canvas.fit();
    }

    /// Shows only the fragment of the actor that was selected last.
    fn only_fragment(&mut self) {
        let last = self
            .workspace
            .selection()
            .and_then(Selection::primary)
            .or_else(|| self.selected().first().copied());
        self.only(last.into_iter().map(Test::FragmentOf).collect());
    }

    fn show_only(&mut self) {
        let kept = self.selected();
        let Some(snapshot) = self.workspace.snapshot() else {
            return;
        };
        let hidden: Vec<ActorId> = snapshot
            .actors()
            .iter()
            .copied()
            .filter(|actor| !kept.contains(actor))
            .collect();
        self.filter(|filter| filter.hidden_actors.extend(hidden));
        self.map.canvas.fit();
    }

    fn add_actor(&mut self) {
        let Some(network) = self.workspace.network() else {
            return;
        };
        let mut number = network.num_actors() + 1;
        let key = loop {
            let key = format!("actor-{number}");
            if network.actor_by_key(&key).is_none() {
                break key;
            }
            number += 1;
        };
        let actor = Actor::new(key, words::NEW_ACTOR);
        self.command(Command::AddActors(vec![(actor, None)]));
        self.settings.panel_open = true;
        self.is_map_alone = false;
        let new = self.workspace.selection().and_then(Selection::primary);
        if let Some((network, new)) = self.workspace.network().zip(new) {
            self.panels.edit(network, new);
        }
    }

    /// Ties the actor that was selected last to the others.
    fn add_ties(&mut self) {
        let selected = self.selected();
        let last = self
            .workspace
            .selection()
            .and_then(Selection::primary)
            .or_else(|| selected.first().copied());
        let Some(last) = last else {
            return;
        };
        let ties = selected
            .into_iter()
            .filter(|&other| other != last)
            .map(|other| {
                let mut tie = Tie::new(other, last);
                words::NEW_TIE_KIND.clone_into(&mut tie.kind);
                tie
            })
            .collect();
        self.command(Command::AddTies(ties));
    }

    /// Pins the selected actors, or lets them go if all are pinned.
    fn pin(&mut self) {
        let selected = self.selected();
        let Some(content) = self.workspace.content() else {
            return;
        };
        let are_pinned = selected.iter().all(|actor| {
            content
                .placements
                .get(actor)
                .is_some_and(|placement| placement.pinned)
        });
        self.command(Command::Pin(selected, !are_pinned));
    }

    fn toggle_layout(&mut self) {
        if self.workspace.running_layout().is_some() {
            self.workspace.dispatch(Action::StopLayout);
            return;
        }
        let chosen = self
            .workspace
            .content()
            .map(|content| content.appearance.layout.clone());
        let layout = LAYOUTS
            .iter()
            .find(|layout| Some(layout.id()) == chosen.as_deref())
            .or_else(|| LAYOUTS.first());
        if let Some(layout) = layout {
            self.lay_out(layout.id());
        }
    }

    /// Runs a layout with what layouts were told last.
    fn lay_out(&mut self, id: &str) {
        let Some(content) = self.workspace.content() else {
            return;
        };
        let arrangement = content.appearance.arrangement.clone();
        self.workspace
            .dispatch(Action::RunLayout(id.to_owned(), arrangement));
    }
}
