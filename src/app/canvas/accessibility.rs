//! The map for people who do not see it: every marker whose name is on the screen is a node that can be found and chosen.

use egui::{Rect, Sense, Vec2};

use super::{Canvas, CanvasEvent, CanvasInput};

impl Canvas {
    /// Tells of the markers whose names are on the screen, by index.
    pub(super) fn label_for_accessibility(
        &self,
        ui: &egui::Ui,
        input: &CanvasInput<'_>,
        labeled: &[u32],
        events: &mut Vec<CanvasEvent>,
    ) {
        let camera = &self.motion.camera;
        for &index in labeled {
            let (Some(mark), Some(place)) = (
                self.looks.scene.actors.get(index as usize),
                self.places.get(index),
            ) else {
                continue;
            };
            let rect = Rect::from_center_size(
                camera.screen_from_world(place),
                Vec2::splat(2.0 * camera.radius_in_screen(mark)),
            );
            let id = ui.scope_id().with(("mark", mark.id));
            // It only tells where the actor is; clicks go to the map below.
            let node = ui.interact(rect, id, Sense::hover());
            node.widget_info(|| {
                let description = (input.describe)(index);
                let mut label = description.name;
                for fact in description.facts.iter().chain(&description.remark) {
                    label.push_str(", ");
                    label.push_str(fact);
                }
                egui::WidgetInfo::selected(
                    egui::accesskit::Role::ListBoxOption,
                    ui.is_enabled(),
                    self.is_selected(index, input),
                    label,
                )
            });
            let clicked = ui
                .input_mut(|i| i.has_accesskit_action_request(id, egui::accesskit::Action::Click));
            if clicked {
                events.push(CanvasEvent::Click {
                    mark: mark.id,
                    add: false,
                });
            }
        }
    }
}
