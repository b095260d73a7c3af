//! What each lens emphasizes on the canvas: one file per lens.
