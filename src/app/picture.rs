//! Pictures of the map for paper, slides and web pages, written from the window: of all of it, or of what is seen.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::dialogs::title_ui;
use super::widgets::{Look, labeled, remark, segmented, text_button};
use super::wishes::{PanelContext, Wish};
use crate::jobs::{Arrival, Jobs};
use crate::scene::{
    Camera, Paper, PictureInput, PictureKind, Scene, SceneInput, Theme, full_names,
    letters_without_font, scripts_of, svg,
};
use crate::text::words;
use crate::workspace::{Notice, Severity, Workspace, headline, save_atomically};

const WIDTH_PX: f32 = 440.0;
const LABEL_PX: f32 = 96.0;
/// Pixels of a picture in each of the window.
const FINENESS: f32 = 2.0;

/// What a picture shall be like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PictureChoice {
    /// Only what the window shows of the map.
    only_seen: bool,
    /// The sheet by its place in [`words::PICTURE_SIZES`]; the first is as large as the window.
    size: usize,
    theme: Theme,
    is_transparent: bool,
}

impl PictureChoice {
    /// All of the map, as large as the window, in its colours.
    pub(super) fn new(theme: Theme) -> Self {
        Self {
            only_seen: false,
            size: 0,
            theme,
            is_transparent: false,
        }
    }

    fn paper(&self) -> Option<Paper> {
        let name = words::PICTURE_SIZES.get(self.size)?;
        Paper::by_name(name)
    }
}

/// Paints the dialog. Returns whether it is closed.
pub(super) fn picture_ui(ui: &mut Ui, ctx: &PanelContext<'_>, choice: &PictureChoice) -> bool {
    ui.set_width(WIDTH_PX.min(ui.ctx().content_rect().width() - 80.0));
    let closed = title_ui(ui, words::DIALOG_EXPORT);
    let mut chosen = *choice;
    let row_ui = |ui: &mut Ui, label: &str, choices: &[&str], place: usize| {
        let choices: Vec<(&str, &str)> = choices.iter().map(|&choice| (choice, "")).collect();
        let mut clicked = None;
        labeled(ui, LABEL_PX, label, |ui| {
            clicked = segmented(ui, &choices, place);
        });
        ui.add_space(8.0);
        clicked.unwrap_or(place)
    };
    let parts = &words::PICTURE_PARTS;
    let only_seen = usize::from(choice.only_seen);
    chosen.only_seen = row_ui(ui, words::PICTURE_PART, parts, only_seen) == 1;
    let sizes = &words::PICTURE_SIZES;
    chosen.size = row_ui(ui, words::PICTURE_SIZE, sizes, choice.size);
    let theme = Theme::ALL.iter().position(|&theme| theme == choice.theme);
    let theme = theme.unwrap_or_default();
    let themes = &words::PICTURE_THEMES;
    let theme = row_ui(ui, words::PICTURE_THEME, themes, theme);
    chosen.theme = Theme::ALL.get(theme).copied().unwrap_or_default();
    let grounds = &words::PICTURE_GROUNDS;
    let ground = usize::from(choice.is_transparent);
    chosen.is_transparent = row_ui(ui, words::PICTURE_GROUND, grounds, ground) == 1;
    remark(ui, words::PICTURE_KINDS);
    ui.add_space(12.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = text_button(ui, None, words::PICTURE_CHOOSE_FILE, Look::Primary);
        if button.clicked() {
            ctx.wishes.add(Wish::WritePicture(chosen));
        }
    });
    if chosen != *choice {
        ctx.wishes.add(Wish::ChoosePicture(chosen));
    }
    closed
}

/// Pictures that are being written, in the background.
pub(super) struct PictureWriter {
    jobs: Jobs<(), Vec<Notice>>,
}

impl PictureWriter {
    /// None yet. `wake` is called from another thread when one is written.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(Arc::new(wake)),
        }
    }

    /// What came of them since the last call.
    pub(super) fn poll(&mut self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for arrival in self.jobs.poll() {
            match arrival {
                Arrival::Part((), told) | Arrival::Done((), told) => notices.extend(told),
                Arrival::Failed((), message) => {
                    let message = words::work::job_failed(&message);
                    notices.push(Notice::new(Severity::Error, message));
                }
            }
        }
        notices
    }

    /// Writes a picture; the kind follows from the name of the file. `camera` is that of the window.
    pub(super) fn write(
        &mut self,
        workspace: &Workspace,
        camera: Camera,
        choice: PictureChoice,
        path: PathBuf,
    ) {
        let (Some(document), Some(results)) = (workspace.document(), workspace.results()) else {
            return;
        };
        let content = Arc::clone(document.content());
        let results = results.clone();
        let (lens, focus) = (workspace.lens(), workspace.focus().clone());
        let selection = workspace.selection().map(|it| it.actors().clone());
        let positions = workspace.positions().to_vec();
        self.jobs.submit((), move |_, _| {
            let name = path.display().to_string();
            let Some(kind) = PictureKind::of(&path) else {
                let message = words::picture_of_no_kind(&name);
                return Ok(vec![Notice::new(Severity::Error, message)]);
            };
            let selection = selection.unwrap_or_default();
            let network = &content.network;
            let scene = Scene::build(&SceneInput {
                lens,
                focus: &focus,
                style: &content.appearance.style,
                theme: choice.theme,
                selection: &selection,
                hidden_sectors: &content.filter.hidden_sectors,
                placements: &content.placements,
                notes: Some(&content.notes),
                collapsed: &content.appearance.collapsed,
                activities: content.appearance.layout == crate::layout::TWO_MODE,
                scatter: content.appearance.scatter(),
                concentric: content.appearance.concentric(),
                ..SceneInput::new(network, &results)
            });
            let positions = scene.places(&positions, false);
            let names = full_names(&scene, &content);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let headline = headline(lens, network, &results);
            let size = camera.viewport.size() * FINENESS;
            let input = PictureInput {
                scene: &scene,
                positions: &positions,
                names: &names,
                theme: choice.theme,
                view: choice.only_seen.then_some(camera),
                size_px: [size.x, size.y].map(|side| side.round().max(1.0) as u32),
                paper: choice.paper(),
                is_transparent: choice.is_transparent,
                title: &network.info().name,
                subtitle: &headline,
                source: &network.info().source,
            };
            let svg = svg(&input);
            let missing = if kind == PictureKind::Svg {
                Vec::new()
            } else {
                letters_without_font(&svg)
            };
            let written = kind.file(&input, svg).map_err(|error| error.to_string());
            let written = written.and_then(|bytes| {
                save_atomically(&path, &bytes).map_err(|error| error.to_string())
            });
            let mut notices = vec![match written {
                Ok(()) => Notice::new(Severity::Info, words::picture_written(&name)),
                Err(error) => {
                    let message = words::picture_not_written(&error, &name);
                    Notice::new(Severity::Error, message)
                }
            }];
            if !missing.is_empty() {
                let message = words::names_without_font(&scripts_of(&missing));
                notices.push(Notice::new(Severity::Warning, message));
            }
            Ok(notices)
        });
    }
}
