//! Small reusable widgets.

mod button;
mod fold;
mod marker;
mod section;

pub(super) use button::{
    Look, focus_ring, icon_button, icon_button_chosen, paint_elided, paint_icon, pointing,
    quiet_ground, removable_chip, segmented, text_button,
};
pub(super) use fold::fold;
pub(super) use marker::paint_marker;
pub(super) use section::{
    divider, heading, heading_with, labeled, over_window, panel_title, remark, stacked_bar,
};
