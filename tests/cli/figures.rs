//! What the figures of adherence may be asked for.

use crate::support::Home;

#[test]
fn a_date_that_is_ahead_is_refused_and_today_is_cut_at_now() {
    let home = Home::with_diary();
    let now = "2026-11-03T09:00:00+08:00";
    home.say(now, "adherence --as-of 2026-11-04 --format csv")
        .code(2)
        .complains("2026-11-04");
    // The evening of 2 November can still be recorded in time, and this evening has not begun.
    let today = home
        .say(now, "adherence --as-of 2026-11-03 --format csv")
        .code(0);
    let live = home.say(now, "adherence --format csv").code(0);
    assert_eq!(today.out, live.out);
    home.say(now, "adherence --as-of 2026-11-02 --format csv")
        .code(0)
        .says(",2026-11-02,2026-11-02,");
}
