//! A call to the study team about an open warning: what did they say? (ruling 17)

use crate::domain::decide::{Command, ContactCommand};
use crate::domain::entry::{Author, Said};

use super::ask::Request;
use super::order::{Order, OrderKind};
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context};
use super::team;

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new()
        .heading(text.what_did_they_say())
        .text(Tone::Quiet, text.phones(context.diary.phones()))
        .gap();
    let offered = Said::ALL
        .into_iter()
        .filter(|said| is_possible(*said, context));
    for said in offered {
        page = page.row(Row::act(text.said_choice(said), act(said, context)));
    }
    // Enter pressed again without reading must not close the warning: no answer is chosen beforehand.
    page.first = page.rows.len();
    page.row(Row::act(text.go_back(), Act::Back))
}

/// Of a treatment that is over nothing can be paused or reduced.
fn is_possible(said: Said, context: &Context) -> bool {
    match said {
        Said::Pause | Said::Fewer => !team::is_over(context),
        Said::Continue | Said::Stop | Said::NobodyAnswered | Said::NotSure => true,
    }
}

fn act(said: Said, context: &Context) -> Act {
    let order = |kind| {
        let order = Order::new(kind, Author::Patient {}, context.diary, context.world.now);
        Act::Order(Box::new(order.on_call(said)))
    };
    match said {
        Said::Pause => order(OrderKind::Pause),
        Said::Fewer => order(OrderKind::Units),
        Said::Stop if !team::is_over(context) => order(OrderKind::Stop),
        Said::Stop | Said::Continue | Said::NobodyAnswered | Said::NotSure => {
            let contact = ContactCommand {
                said,
                spoken_at: None,
                drugs: Vec::new(),
                from: None,
                units: Default::default(),
            };
            let request = Request::of_patient(Command::Contact(contact));
            Act::Propose(Box::new(request))
        }
    }
}
