//! The areas of the window, and how the keyboard goes from one to the next.

use egui::{Context, Id};

/// An area of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// The top bar.
    TopBar,
    /// The lens rail.
    Lenses,
    /// The map.
    Map,
    /// The panel at the right.
    Panel,
}

const AREAS: [Area; 4] = [Area::TopBar, Area::Lenses, Area::Map, Area::Panel];

fn key(area: Area) -> Id {
    Id::unique("area").with(area as u8)
}

/// Notes which widget gets the keyboard when it comes to an area.
pub(super) fn note(ctx: &Context, area: Area, widget: Id) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(key(area), (widget, frame)));
}

/// The widget of an area, if it is shown.
fn widget(ctx: &Context, area: Area) -> Option<Id> {
    let (widget, frame): (Id, u64) = ctx.data(|data| data.get_temp(key(area)))?;
    (frame + 2 >= ctx.cumulative_frame_nr()).then_some(widget)
}

/// Whether the map has the keyboard, or nothing has.
pub(super) fn is_on_map(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_none() || focused == widget(ctx, Area::Map)
}

/// Gives the keyboard to the next area that is shown.
pub(super) fn go_on(ctx: &Context) {
    let last_key = Id::unique("area").with("last");
    let last: usize = ctx.data(|data| data.get_temp(last_key)).unwrap_or(3);
    for step in 1..=AREAS.len() {
        let place = (last + step) % AREAS.len();
        let next = AREAS.get(place).and_then(|&area| widget(ctx, area));
        if let Some(next) = next {
            ctx.memory_mut(|memory| memory.request_focus(next));
            ctx.data_mut(|data| data.insert_temp(last_key, place));
            return;
        }
    }
}
