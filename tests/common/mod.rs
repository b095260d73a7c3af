//! What several test programs share.

#![allow(
    dead_code,
    reason = "every test program is compiled by itself and uses a part of this"
)]

pub(crate) mod reference;
