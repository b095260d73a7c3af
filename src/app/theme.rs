//! The look: colours, spacing and the two styles of egui that come from them.
//!
//! Everything that is painted takes its colours from a [`Palette`], so that light and dark stay one design.

use egui::style::{HandleShape, ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, Visuals, vec2,
};

use super::fonts;

/// The radius of corners.
pub(super) const RADIUS: u8 = 6;
/// The steps of spacing.
pub(super) const STEP: f32 = 4.0;
/// The size of secondary text.
pub(super) const SMALL_PX: f32 = 12.0;
/// The size of text.
pub(super) const BODY_PX: f32 = 13.0;
/// The size of a panel's title.
pub(super) const TITLE_PX: f32 = 16.0;
/// The size of the welcome heading.
pub(super) const WELCOME_PX: f32 = 20.0;
/// The height of buttons, fields and rows of forms.
pub(super) const CONTROL_PX: f32 = 28.0;
/// The height of a table row.
pub(super) const ROW_PX: f32 = 26.0;

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Palette {
    /// Whether this is the dark theme.
    pub is_dark: bool,
    /// Behind the map.
    pub canvas: Color32,
    /// Bars and panels.
    pub panel: Color32,
    /// Fields, chips and quiet blocks on a panel.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Pressed or chosen.
    pub pressed: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// The frames of buttons.
    pub outline: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text.
    pub weak: Color32,
    /// The one button that matters, and what is chosen.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// The ring around what has the keyboard.
    pub focus: Color32,
    /// This breaks. Nothing else is red.
    pub danger: Color32,
    /// Trouble that passes.
    pub warning: Color32,
    /// Bars without a sector.
    pub bar: Color32,
    /// Fewer than expected, at its strongest.
    pub fewer: Color32,
    /// More than expected, at its strongest.
    pub more: Color32,
    /// What is behind a dialog.
    pub backdrop: Color32,
    /// Under windows and menus.
    pub shadow: Color32,
}

const LIGHT: Palette = Palette {
    is_dark: false,
    canvas: Color32::from_rgb(0xFA, 0xFA, 0xF8),
    panel: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    raised: Color32::from_rgb(0xF3, 0xF4, 0xF6),
    hover: Color32::from_rgb(0xF0, 0xF2, 0xF4),
    pressed: Color32::from_rgb(0xE6, 0xE9, 0xED),
    hairline: Color32::from_rgb(0xE7, 0xE9, 0xEC),
    outline: Color32::from_rgb(0xD5, 0xD9, 0xDE),
    text: Color32::from_rgb(0x1B, 0x1F, 0x26),
    weak: Color32::from_rgb(0x61, 0x69, 0x76),
    accent: Color32::from_rgb(0x1B, 0x1F, 0x26),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    focus: Color32::from_rgb(0x3A, 0x6E, 0xA5),
    danger: Color32::from_rgb(0xC6, 0x28, 0x28),
    warning: Color32::from_rgb(0x9A, 0x67, 0x00),
    bar: Color32::from_rgb(0x9A, 0xA2, 0xAE),
    fewer: Color32::from_rgb(0xD3, 0x9B, 0x4A),
    more: Color32::from_rgb(0x5F, 0xB0, 0xA6),
    backdrop: Color32::from_black_alpha(70),
    shadow: Color32::from_black_alpha(22),
};

const DARK: Palette = Palette {
    is_dark: true,
    canvas: Color32::from_rgb(0x16, 0x18, 0x1D),
    panel: Color32::from_rgb(0x1D, 0x20, 0x26),
    raised: Color32::from_rgb(0x27, 0x2B, 0x33),
    hover: Color32::from_rgb(0x29, 0x2D, 0x35),
    pressed: Color32::from_rgb(0x33, 0x38, 0x42),
    hairline: Color32::from_rgb(0x2C, 0x31, 0x39),
    outline: Color32::from_rgb(0x3E, 0x45, 0x50),
    text: Color32::from_rgb(0xE8, 0xEA, 0xED),
    weak: Color32::from_rgb(0x9D, 0xA5, 0xB1),
    accent: Color32::from_rgb(0xE8, 0xEA, 0xED),
    on_accent: Color32::from_rgb(0x16, 0x18, 0x1D),
    focus: Color32::from_rgb(0x7F, 0xB2, 0xE5),
    danger: Color32::from_rgb(0xFF, 0x6B, 0x6B),
    warning: Color32::from_rgb(0xE3, 0xB3, 0x41),
    bar: Color32::from_rgb(0x6B, 0x74, 0x82),
    fewer: Color32::from_rgb(0x7C, 0x57, 0x22),
    more: Color32::from_rgb(0x1E, 0x64, 0x5D),
    backdrop: Color32::from_black_alpha(140),
    shadow: Color32::from_black_alpha(110),
};

impl Palette {
    /// The palette of a theme.
    pub(super) fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The palette of the theme that is shown.
    pub(super) fn shown(ctx: &Context) -> &'static Self {
        Self::of(ctx.theme())
    }

    /// The colours of the map that go with it.
    pub(super) fn map_theme(&self) -> crate::scene::Theme {
        if self.is_dark {
            crate::scene::Theme::Dark
        } else {
            crate::scene::Theme::Light
        }
    }

    /// The colour of something that belongs to a sector.
    pub(super) fn sector(&self, sector: Option<&crate::model::Sector>) -> Color32 {
        let (light, dark) = sector.map_or(crate::model::UNASSIGNED_COLORS, |sector| {
            (sector.color, sector.dark_color)
        });
        let [r, g, b] = if self.is_dark { dark } else { light };
        Color32::from_rgb(r, g, b)
    }

    /// A tint of `color` on the panel; 0 is the panel, 1 the colour.
    pub(super) fn tint(&self, color: Color32, share: f32) -> Color32 {
        self.panel.lerp_to_gamma(color, share.clamp(0.0, 1.0))
    }
}

/// Installs fonts and both styles.
pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(Palette::of(theme)));
    }
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
}

/// Whether things move. Without, every change is at once.
pub(super) fn set_motion(ctx: &Context, reduced: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if reduced { 0.0 } else { 0.15 };
        style.scroll_animation = if reduced {
            ScrollAnimation::none()
        } else {
            ScrollAnimation::default()
        };
    });
}

fn style(palette: &Palette) -> Style {
    let mut style = Style {
        visuals: visuals(palette),
        animation_time: 0.15,
        ..Style::default()
    };
    style.text_styles = [
        (
            TextStyle::Heading,
            FontId::new(TITLE_PX, fonts::bold_family()),
        ),
        (
            TextStyle::Body,
            FontId::new(BODY_PX, FontFamily::Proportional),
        ),
        (
            TextStyle::Button,
            FontId::new(BODY_PX, FontFamily::Proportional),
        ),
        (
            TextStyle::Small,
            FontId::new(SMALL_PX, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(SMALL_PX, FontFamily::Monospace),
        ),
    ]
    .into();

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * STEP, STEP);
    spacing.button_padding = vec2(10.0, STEP);
    spacing.interact_size = vec2(CONTROL_PX, CONTROL_PX);
    spacing.menu_margin = Margin::same(6);
    // Menus are as high as they need to be, if the window is.
    spacing.default_area_size = vec2(600.0, 1200.0);
    spacing.window_margin = Margin::same(16);
    spacing.menu_spacing = 0.0;
    spacing.tooltip_width = 320.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 2.0 * STEP;
    spacing.combo_width = 120.0;
    spacing.combo_height = 320.0;
    spacing.text_edit_width = 200.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.5,
        interact_handle_opacity: 0.8,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..ScrollStyle::floating()
    };
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style.interaction.resize_grab_radius_side = 5.0;
    style.compact_menu_style = false;
    style
}

fn visuals(palette: &Palette) -> Visuals {
    let radius = CornerRadius::same(RADIUS);
    let state = |fill: Color32, outline: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, outline),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let base = if palette.is_dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let mut visuals = Visuals {
        widgets: Widgets {
            noninteractive: state(palette.panel, palette.hairline, palette.text),
            inactive: state(palette.panel, palette.outline, palette.text),
            hovered: state(palette.hover, palette.outline, palette.text),
            active: state(palette.pressed, palette.outline, palette.text),
            open: state(palette.hover, palette.outline, palette.text),
        },
        selection: Selection {
            bg_fill: if palette.is_dark {
                Color32::from_rgb(0x2F, 0x4A, 0x66)
            } else {
                Color32::from_rgb(0xCF, 0xE0, 0xF2)
            },
            stroke: Stroke::new(1.0, palette.text),
        },
        weak_text_color: Some(palette.weak),
        hyperlink_color: palette.focus,
        faint_bg_color: palette.raised,
        extreme_bg_color: palette.panel,
        text_edit_bg_color: Some(palette.panel),
        code_bg_color: palette.raised,
        warn_fg_color: palette.warning,
        error_fg_color: palette.danger,
        window_corner_radius: CornerRadius::same(10),
        menu_corner_radius: CornerRadius::same(8),
        window_fill: palette.panel,
        window_stroke: Stroke::new(1.0, palette.hairline),
        window_shadow: Shadow {
            offset: [0, 12],
            blur: 40,
            spread: 0,
            color: palette.shadow,
        },
        popup_shadow: Shadow {
            offset: [0, 6],
            blur: 20,
            spread: 0,
            color: palette.shadow,
        },
        panel_fill: palette.panel,
        window_highlight_topmost: false,
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(1.5, palette.text);
    visuals
}
