//! A flow to measure with: a few lines for most ends, many for one, no order to start from.

use causeway_flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, State};

fn end(key: EndKey) -> FlowEnd {
    FlowEnd {
        key,
        name: format!("End {}", key.id),
        kind: EndKind::Source,
        note: None,
        in_progress: false,
        href: String::new(),
        can_create: false,
        own: true,
    }
}

fn group(ends: impl Iterator<Item = EndKey>) -> EndGroup {
    EndGroup { heading: "Ends".to_owned(), ends: ends.map(end).collect(), nothing: String::new() }
}

/// A flow of so many lines, between a fifth as many ends on each side.
pub(crate) fn flow(lines: u128) -> FlowInput {
    let ends = lines / 5;
    let mut random = 1_u128;
    let mut next = || {
        random = (random * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % (1 << 64);
        random >> 33
    };
    let subscriptions = (0..lines).map(|key| {
        // Every tenth line comes from the same end; the others stay near each other, as in real organizations.
        let from = if key % 10 == 0 { 0 } else { next() % ends };
        let to = (from + next() % (2 + ends / 4)) % ends;
        FlowSubscription {
            key,
            source: EndKey::left(from),
            destination: EndKey::right(to),
            name: "Admissions".into(),
            model: format!("FHIR® Model {key}").into(),
            state: State::Active,
        }
    });
    FlowInput {
        left: vec![group((0..ends).map(|id| EndKey::left((id * 7) % ends)))],
        right: vec![group((0..ends).map(|id| EndKey::right((id * 11) % ends)))],
        subscriptions: subscriptions.collect(),
    }
}
