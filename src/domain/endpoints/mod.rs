//! The study's endpoints: response, time to progression and death, and treatment-related adverse events.
//!
//! Pure: site records and diaries give figures. The rules are in `docs/endpoints.md`; every choice that the
//! study text leaves open is one of the [`EndpointRules`]. The patient's diary supplies the first and last
//! dose only; everything else is the site's.

pub mod cohort;
pub mod course;
mod member;
pub mod proportion;
pub mod readings;
pub mod recist;
pub mod response;
mod settings;
pub mod survival;

pub use settings::{Disagreement, EndpointRules, SetBy, Setting, Settled, settle};
