//! The words of the study team's page, of other medicines, and of what is left open after a set-up.

use super::sentences;

sentences! {
    /// No other medicine is listed.
    no_medicines() { en: "No other medicine is listed.", zh: "还没有登记其他用药。" }
}
