//! The camera: where on the screen a place of the map is.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::scene::ActorMark;

/// No marker is drawn smaller than this on the screen, in pixels at 100 %, unless there are so many that they would cover the
/// map: then they become points.
pub const MIN_RADIUS_PX: f32 = 2.0;

/// The smallest points.
const POINT_RADIUS_PX: f32 = 0.7;

/// The share of the screen that points may cover together when everything fits.
const POINT_COVERAGE: f32 = 0.07;

/// The line inside a marker that stands for several actors: how far from its outline it runs, as a share of the radius,
pub const GROUP_INSET: f32 = 0.22;
/// and how wide it is.
pub const GROUP_LINE_PX: f32 = 1.75;

/// The rim of markers, in pixels at 100 %.
const RIM_PX: f32 = 1.5;

/// How wide the rim around a marker of a radius is. Small ones are not eaten by it.
pub fn rim_px(radius_px: f32) -> f32 {
    (0.3 * radius_px).min(RIM_PX)
}

/// How much of its width and distance the ring around a marker of a radius keeps. Points are not lost in theirs.
pub fn ring_share(radius_px: f32) -> f32 {
    (radius_px / 3.0).clamp(0.45, 1.0)
}

/// How far one may zoom, in screen pixels per world unit.
const ZOOM_RANGE: std::ops::RangeInclusive<f32> = 0.002..=200.0;

/// Space that is kept free at the edges of the screen when the map is fitted into it, in screen pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// On the left.
    pub left: f32,
    /// At the top.
    pub top: f32,
    /// On the right.
    pub right: f32,
    /// At the bottom.
    pub bottom: f32,
}

impl Insets {
    /// The same on all sides.
    pub fn same(inset: f32) -> Self {
        Self {
            left: inset,
            top: inset,
            right: inset,
            bottom: inset,
        }
    }
}

/// Where on the screen a place of the map is. View state: not saved, not undoable.
///
/// Screen pixels are logical ones, at 100 %. Markers and lines do not grow with the map: see [`Camera::marker_scale`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The part of the screen that the map is drawn in.
    pub viewport: Rect,
    /// The place of the map in the middle of it.
    pub center_in_world: Pos2,
    /// Screen pixels per world unit.
    pub zoom: f32,
    /// The zoom at which the whole map just fits.
    pub fit_zoom: f32,
    /// How many markers there are: among very many the small ones become points.
    pub num_marks: usize,
}

impl Camera {
    /// The camera that shows all of `bounds` (world units) in a part of the screen, as large as the insets allow.
    /// Without bounds, or with empty ones, one world unit is one pixel at most.
    pub fn fit(bounds: Option<Rect>, viewport: Rect, insets: Insets) -> Self {
        let bounds = bounds.unwrap_or_else(|| Rect::from_center_size(Pos2::ZERO, Vec2::ZERO));
        let free_width = (viewport.width() - insets.left - insets.right).max(1.0);
        let free_height = (viewport.height() - insets.top - insets.bottom).max(1.0);
        // A map of few actors is not blown up beyond three times its nominal size.
        let zoom = (free_width / bounds.width().max(1e-3))
            .min(free_height / bounds.height().max(1e-3))
            .clamp(*ZOOM_RANGE.start(), 3.0);
        // The middle of the free area, seen from the middle of the viewport.
        let shift = vec2(insets.left - insets.right, insets.top - insets.bottom) * 0.5;
        Self {
            viewport,
            center_in_world: bounds.center() - shift / zoom,
            zoom,
            fit_zoom: zoom,
            num_marks: 0,
        }
    }

    /// The same for so many markers.
    #[must_use]
    pub fn with_marks(self, num_marks: usize) -> Self {
        Self { num_marks, ..self }
    }

    /// Where on the screen a place of the map is.
    pub fn screen_from_world(&self, pos_in_world: Pos2) -> Pos2 {
        self.viewport.center() + (pos_in_world - self.center_in_world) * self.zoom
    }

    /// Which place of the map is at a point of the screen.
    pub fn world_from_screen(&self, pos_in_screen: Pos2) -> Pos2 {
        self.center_in_world + (pos_in_screen - self.viewport.center()) / self.zoom
    }

    /// Zooms by a factor; the place under the pointer stays under it.
    pub fn zoom_to(&mut self, pointer_in_screen: Pos2, factor: f32) {
        let place = self.world_from_screen(pointer_in_screen);
        self.zoom = (self.zoom * factor).clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end());
        self.center_in_world = place - (pointer_in_screen - self.viewport.center()) / self.zoom;
    }

    /// Moves the map by so many pixels.
    pub fn pan(&mut self, by_px: Vec2) {
        self.center_in_world -= by_px / self.zoom;
    }

    /// Moves the camera just so far that a place is on the screen, at least `margin_px` from the edge.
    pub fn reveal(&mut self, pos_in_world: Pos2, margin_px: f32) {
        let pos = self.screen_from_world(pos_in_world);
        let room = self.viewport.shrink2(vec2(
            margin_px.min(self.viewport.width() * 0.4),
            margin_px.min(self.viewport.height() * 0.4),
        ));
        self.pan(room.clamp(pos) - pos);
    }

    /// Takes over a viewport of another size or place; what is in the middle stays there.
    pub fn set_viewport(&mut self, viewport: Rect) {
        self.viewport = viewport;
    }

    /// The camera between two, `share` of the way to the other: for motion.
    #[must_use]
    pub fn toward(&self, other: &Self, share: f32) -> Self {
        let zoom = (self.zoom.ln() + (other.zoom.ln() - self.zoom.ln()) * share).exp();
        // The centre moves so that the change looks even on the screen, whichever way the zoom goes.
        let moved = if (other.zoom - self.zoom).abs() < 1e-6 * self.zoom {
            share
        } else {
            (1.0 / zoom - 1.0 / self.zoom) / (1.0 / other.zoom - 1.0 / self.zoom)
        };
        Self {
            viewport: other.viewport,
            center_in_world: self.center_in_world
                + (other.center_in_world - self.center_in_world) * moved,
            zoom,
            fit_zoom: other.fit_zoom,
            num_marks: other.num_marks,
        }
    }

    /// How much larger than [`ActorMark::radius_px`] markers are on the screen.
    ///
    /// At fit they have the size that the layout made room for. Zooming in, they grow with the root of the map, so that
    /// dense places open up; zooming out, they shrink with it.
    pub fn marker_scale(&self) -> f32 {
        // Layouts give very many actors a map that is larger than its markers need it: those that count can still be seen.
        let crowd = ((self.num_marks as f32 / 3000.0).max(1.0).log2() / 3.5).min(1.0);
        let at_fit = self.fit_zoom.clamp(0.35 + 0.65 * crowd, 1.5);
        let beyond_fit = self.zoom / self.fit_zoom;
        if beyond_fit >= 1.0 {
            at_fit * beyond_fit.sqrt()
        } else {
            at_fit * beyond_fit
        }
    }

    /// The radius of a marker on the screen.
    pub fn radius_in_screen(&self, mark: &ActorMark) -> f32 {
        self.radii()(mark)
    }

    /// The radius of markers on the screen; what is the same for all of them is worked out once.
    pub fn radii(&self) -> impl Fn(&ActorMark) -> f32 + use<> {
        let (scale, least) = (self.marker_scale(), self.min_radius_px());
        move |mark| (mark.radius_px * scale).max(least)
    }

    /// The smallest radius of a marker on the screen.
    pub fn min_radius_px(&self) -> f32 {
        let room = self.viewport.area() / self.num_marks.max(1) as f32;
        let at_fit = (POINT_COVERAGE * room / std::f32::consts::PI).sqrt();
        let beyond_fit = (self.zoom / self.fit_zoom).max(1.0);
        (at_fit * beyond_fit).clamp(POINT_RADIUS_PX, MIN_RADIUS_PX)
    }

    /// How much wider than [`super::TieMark::width_px`] lines are on the screen.
    pub fn tie_scale(&self) -> f32 {
        let beyond_fit = self.zoom / self.fit_zoom;
        self.fit_zoom.clamp(0.7, 1.5) * beyond_fit.clamp(0.3, 16.0).powf(0.25)
    }
}

impl Default for Camera {
    fn default() -> Self {
        Self::fit(
            None,
            Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)),
            Insets::default(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Pos2, b: Pos2) -> bool {
        (a - b).length() < 1e-2
    }

    fn camera() -> Camera {
        Camera::fit(
            Some(Rect::from_center_size(
                pos2(30.0, -20.0),
                vec2(1200.0, 800.0),
            )),
            Rect::from_min_size(pos2(64.0, 44.0), vec2(1050.0, 800.0)),
            Insets {
                left: 20.0,
                top: 60.0,
                right: 20.0,
                bottom: 30.0,
            },
        )
    }

    #[test]
    fn fit_shows_the_bounds_within_the_insets() {
        let camera = camera();
        let bounds = Rect::from_center_size(pos2(30.0, -20.0), vec2(1200.0, 800.0));
        let (min, max) = (
            camera.screen_from_world(bounds.min),
            camera.screen_from_world(bounds.max),
        );
        assert!(min.x >= 84.0 - 0.01 && max.x <= 1094.0 + 0.01);
        assert!(min.y >= 104.0 && max.y <= 814.0);
        assert!(
            (max.x - min.x - 1010.0).abs() < 0.01,
            "as large as possible"
        );
        assert!(
            ((min.y - 104.0) - (814.0 - max.y)).abs() < 0.01,
            "in the middle"
        );
    }

    #[test]
    fn there_and_back() {
        let mut camera = camera();
        camera.zoom_to(pos2(300.0, 200.0), 3.7);
        camera.pan(vec2(31.0, -12.0));
        let place = pos2(-111.0, 77.0);
        assert!(near(
            camera.world_from_screen(camera.screen_from_world(place)),
            place
        ));
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let mut camera = camera();
        let pointer = pos2(200.0, 700.0);
        let place = camera.world_from_screen(pointer);
        for factor in [1.25, 40.0, 1e9, 1e-12] {
            camera.zoom_to(pointer, factor);
            assert!((camera.screen_from_world(place) - pointer).length() < 0.5);
            assert!(ZOOM_RANGE.contains(&camera.zoom));
        }
    }

    #[test]
    fn panning_moves_the_map_with_the_pointer() {
        let mut camera = camera();
        let place = pos2(10.0, 20.0);
        let before = camera.screen_from_world(place);
        camera.pan(vec2(15.0, -4.0));
        assert!(near(
            camera.screen_from_world(place),
            before + vec2(15.0, -4.0)
        ));
    }

    #[test]
    fn markers_grow_slower_than_the_map_and_never_vanish() {
        let mut camera = camera();
        let mark = ActorMark {
            id: crate::scene::MarkId::Actor(crate::model::ActorId::default()),
            color: [0; 4],
            shape: crate::model::MarkerShape::Circle,
            radius_px: 10.0,
            emphasis: super::super::Emphasis::Normal,
            ring: None,
            hollow: false,
            pinned: false,
        };
        let at_fit = camera.radius_in_screen(&mark);
        camera.zoom_to(camera.viewport.center(), 4.0);
        assert!((camera.radius_in_screen(&mark) / at_fit - 2.0).abs() < 1e-3);
        camera.zoom_to(camera.viewport.center(), 1e-6);
        assert!((camera.radius_in_screen(&mark) - MIN_RADIUS_PX).abs() < 1e-6);
    }

    #[test]
    fn a_place_off_the_screen_is_revealed() {
        let mut camera = camera();
        camera.zoom_to(camera.viewport.center(), 20.0);
        camera.reveal(pos2(600.0, 390.0), 40.0);
        assert!(
            camera
                .viewport
                .shrink(39.9)
                .contains(camera.screen_from_world(pos2(600.0, 390.0)))
        );
    }

    #[test]
    fn motion_begins_and_ends_where_it_should() {
        let start = camera();
        let mut end = camera();
        end.zoom_to(pos2(200.0, 200.0), 5.0);
        assert!(near(
            start.toward(&end, 0.0).center_in_world,
            start.center_in_world
        ));
        let arrived = start.toward(&end, 1.0);
        assert!(near(arrived.center_in_world, end.center_in_world));
        assert!((arrived.zoom - end.zoom).abs() < 1e-3);
    }

    #[test]
    fn very_many_markers_are_points_until_one_looks_near() {
        let mark = |radius_px| ActorMark {
            id: crate::scene::MarkId::Actor(crate::model::ActorId(0)),
            color: [0, 0, 0, 255],
            shape: crate::model::MarkerShape::Circle,
            radius_px,
            emphasis: crate::scene::Emphasis::Normal,
            ring: None,
            hollow: false,
            pinned: false,
        };
        let few = camera().with_marks(500);
        assert_eq!(few.min_radius_px(), MIN_RADIUS_PX);
        let mut many = Camera {
            fit_zoom: 0.15,
            zoom: 0.15,
            ..camera().with_marks(36_000)
        };
        let covered = 36_000.0 * std::f32::consts::PI * many.radius_in_screen(&mark(0.0)).powi(2);
        assert!(covered <= 0.11 * many.viewport.area(), "{covered}");
        assert!(many.radius_in_screen(&mark(5.8)) > 5.0, "hubs are seen");
        many.zoom = 1.5;
        assert_eq!(many.min_radius_px(), MIN_RADIUS_PX);
    }
}
