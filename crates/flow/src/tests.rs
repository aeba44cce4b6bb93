//! Facts about the drawing that hold for every flow.

use std::sync::Arc;

use proptest::prelude::*;

use crate::diagram::{CardKey, Diagram};
use crate::focus::{Part, Paths, Step, Stop};
use crate::keyed::KeySet;
use crate::layout::{CARD_GAP, Columns, END_GAP, END_HEIGHT, HEADING, Layout, NARROWEST, PADDING, PAGE, height};
use crate::matching::Matching;
use crate::model::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, Side, State};
use crate::path::segments;
use crate::window::{Mounted, Stretch};

fn end(key: EndKey) -> FlowEnd {
    FlowEnd {
        key,
        name: format!("End {}", key.id),
        kind: EndKind::Source,
        note: None,
        in_progress: false,
        href: String::new(),
        can_create: false,
        own: key.side == Side::Left,
    }
}

fn subscription(key: u128, left: u128, right: u128) -> FlowSubscription {
    FlowSubscription {
        key,
        source: EndKey::left(left),
        destination: EndKey::right(right),
        name: "Admissions".into(),
        model: format!("FHIR® Model {key}").into(),
        state: State::Active,
    }
}

fn group(ends: impl Iterator<Item = EndKey>) -> EndGroup {
    EndGroup { heading: "Ours".to_owned(), ends: ends.map(end).collect(), nothing: String::new() }
}

/// Left ends, right ends in two groups, and subscriptions between them, about a third of them from right to left.
fn flow(pairs: &[(u128, u128)], left: u128, right: u128, own: u128) -> FlowInput {
    let subscriptions = (0..).zip(pairs).map(|(key, &(from, to))| {
        let (from, to) = (from % left, to % (right + own));
        let mut row = subscription(key, from, to);
        if from % 3 == 0 {
            std::mem::swap(&mut row.source, &mut row.destination);
        }
        row
    });
    FlowInput {
        left: vec![group((0..left).map(EndKey::left))],
        right: vec![group((0..right).map(EndKey::right)), group((right..right + own).map(EndKey::right))],
        subscriptions: subscriptions.collect(),
    }
}

fn flows() -> impl Strategy<Value = FlowInput> {
    let pairs = prop::collection::vec((any::<u128>(), any::<u128>()), 0..60);
    (pairs, 1..12_u128, 1..12_u128, 0..4_u128).prop_map(|(pairs, left, right, own)| flow(&pairs, left, right, own))
}

fn large_flows() -> impl Strategy<Value = FlowInput> {
    let pairs = prop::collection::vec((any::<u128>(), any::<u128>()), 200..600);
    (pairs, 20..200_u128, 20..200_u128).prop_map(|(pairs, left, right)| flow(&pairs, left, right, 0))
}

/// Pairs of lines that cross when the ends and the cards stand in these orders.
fn crossings(left: &[EndKey], cards: &[CardKey], right: &[EndKey]) -> usize {
    let place = |column: &[EndKey], key| column.iter().position(|other| *other == key);
    let lines: Vec<_> = (cards.iter()).map(|card| (place(left, card.left()), place(right, card.right()))).collect();
    let pairs = (lines.iter().enumerate()).flat_map(|(upper, a)| lines[upper + 1..].iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| usize::from(a.0 > b.0) + usize::from(a.1 > b.1)).sum()
}

fn column(diagram: &Diagram, side: Side) -> Vec<EndKey> {
    diagram.ends.iter().map(|end| end.key).filter(|key| key.side == side).collect()
}

/// Both columns' ends that had a line before, in the order of this diagram: what has none stands below the others anyway.
fn connected(before: &Diagram, diagram: &Diagram) -> [Vec<EndKey>; 2] {
    [Side::Left, Side::Right].map(|side| {
        let keys = column(diagram, side).into_iter();
        keys.filter(|key| before.subscriptions_at(*key) > 0).collect()
    })
}

fn paths(diagram: &Diagram) -> Paths {
    Paths::new(&Arc::new(diagram.clone()), &Layout::new(diagram))
}

fn keys(diagram: &Diagram) -> (Vec<EndKey>, Vec<CardKey>) {
    (diagram.ends.iter().map(|end| end.key).collect(), diagram.cards.iter().map(|card| card.key).collect())
}

/// The same flow with one more subscription, between ends that are there.
fn with_one_more(input: &FlowInput, from: u128, to: u128) -> FlowInput {
    let mut more = input.clone();
    let (left, right) = (given(&input.left), given(&input.right));
    let pick = |ends: &[EndKey], seed: u128| ends[usize::try_from(seed % ends.len() as u128).unwrap_or(0)];
    let mut row = subscription(input.subscriptions.len() as u128, 0, 0);
    (row.source, row.destination) = (pick(&left, from), pick(&right, to));
    more.subscriptions.push(row);
    more
}

fn given(groups: &[EndGroup]) -> Vec<EndKey> {
    groups.iter().flat_map(|group| &group.ends).map(|end| end.key).collect()
}

proptest! {
    #[test]
    fn nothing_overlaps(input in flows()) {
        let diagram = Diagram::new(&input);
        let layout = Layout::new(&diagram);
        for group in &diagram.groups {
            for tops in layout.ends[group.ends.clone()].windows(2) {
                prop_assert!(tops[1] >= tops[0] + END_HEIGHT + END_GAP);
            }
        }
        let cards: Vec<_> = layout.cards.iter().zip(&diagram.cards).collect();
        for pair in cards.windows(2) {
            prop_assert!(*pair[1].0 >= pair[0].0 + height(pair[0].1.rows.len()) + CARD_GAP);
        }
        for (place, group) in diagram.groups.iter().enumerate() {
            let heading = layout.headings[place];
            prop_assert!(heading >= PADDING);
            let below = layout.ends[group.ends.clone()].first();
            prop_assert!(below.is_none_or(|top| *top >= heading + HEADING));
            let above = place.checked_sub(1).map(|above| &diagram.groups[above]);
            if let Some(above) = above.filter(|above| above.side == group.side) {
                let bottom = layout.ends[above.ends.clone()].last();
                prop_assert!(bottom.is_none_or(|top| heading >= top + END_HEIGHT));
            }
        }
        let bottoms = layout.ends.iter().map(|top| top + END_HEIGHT);
        prop_assert!(bottoms.max().is_none_or(|bottom| bottom + PADDING <= layout.height));
    }

    #[test]
    fn no_page_cuts_anything(input in large_flows()) {
        let diagram = Diagram::new(&input);
        let given = Layout::new(&diagram);
        let layout = given.on_pages(&diagram);
        let page = |top: i32, height: i32| (top.div_euclid(PAGE), (top + height).div_euclid(PAGE));
        for (top, card) in layout.cards.iter().zip(&diagram.cards) {
            let (first, last) = page(*top, height(card.rows.len()) - 1);
            prop_assert!(first == last || height(card.rows.len()) + PADDING > PAGE);
        }
        for (place, group) in diagram.groups.iter().enumerate().filter(|(_, group)| !group.ends.is_empty()) {
            let ends = &layout.ends[group.ends.clone()];
            let blocks = ends.iter().map(|top| (*top, END_HEIGHT)).chain([(layout.headings[place], HEADING + END_HEIGHT)]);
            for (top, height) in blocks {
                let (first, last) = page(top, height - 1);
                prop_assert_eq!(first, last);
            }
            prop_assert!(ends.windows(2).all(|pair| pair[1] >= pair[0] + END_HEIGHT + END_GAP));
        }
        let cards: Vec<_> = layout.cards.iter().zip(&diagram.cards).collect();
        prop_assert!(cards.windows(2).all(|pair| *pair[1].0 >= pair[0].0 + height(pair[0].1.rows.len()) + CARD_GAP));
        // Nothing is moved up, or where it did not have to be.
        prop_assert!(layout.cards.iter().zip(&given.cards).all(|(now, before)| now >= before));
        prop_assert_eq!(layout.on_pages(&diagram), layout);
    }

    #[test]
    fn every_line_starts_and_ends_at_its_port(input in flows(), width in NARROWEST..3000) {
        let diagram = Diagram::new(&input);
        let layout = Layout::new(&diagram);
        let columns = Columns::new(width);
        prop_assert!(columns.left >= PADDING && columns.right + columns.end_width <= width - PADDING);
        for ((card, top), ports) in diagram.cards.iter().zip(&layout.cards).zip(&layout.ports) {
            let [to_card, from_card] = segments(card.key, *ports, &columns);
            let middle = top + height(card.rows.len()) / 2;
            prop_assert_eq!((to_card.to.y, from_card.from.y), (middle, middle));
            for (key, point) in [(card.key.source, to_card.from), (card.key.destination, from_card.to)] {
                let edge = match key.side {
                    Side::Left => columns.left + columns.end_width,
                    Side::Right => columns.right,
                };
                let top = layout.end_top(&diagram, key).expect("a card's ends are drawn");
                prop_assert_eq!(point.x, edge);
                prop_assert!(point.y > top && point.y < top + END_HEIGHT);
            }
            let start = format!("M{} {}", to_card.from.x, to_card.from.y);
            prop_assert!(to_card.curve().starts_with(&start));
        }
    }

    #[test]
    fn lines_never_cross_more_often_than_in_the_order_given(input in flows()) {
        let diagram = Diagram::new(&input);
        let mut given_cards: Vec<CardKey> = Vec::new();
        for row in &input.subscriptions {
            let key = CardKey { source: row.source, destination: row.destination };
            if !given_cards.contains(&key) {
                given_cards.push(key);
            }
        }
        let before = crossings(&given(&input.left), &given_cards, &given(&input.right));
        let cards: Vec<_> = diagram.cards.iter().map(|card| card.key).collect();
        let (left, right) = (column(&diagram, Side::Left), column(&diagram, Side::Right));
        prop_assert!(crossings(&left, &cards, &right) <= before);
    }

    #[test]
    fn the_order_of_the_subscriptions_does_not_matter(input in flows(), seed in any::<usize>()) {
        let mut other = input.clone();
        let count = other.subscriptions.len();
        other.subscriptions.rotate_left(seed.checked_rem(count).unwrap_or(0));
        other.subscriptions.reverse();
        prop_assert_eq!(Diagram::new(&input), Diagram::new(&other));
    }

    #[test]
    fn everything_given_is_drawn_once(input in flows()) {
        let diagram = Diagram::new(&input);
        let mut rows: Vec<_> = diagram.cards.iter().flat_map(|card| &card.rows).map(|row| row.key).collect();
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..input.subscriptions.len() as u128).collect::<Vec<_>>());
        for (side, groups) in [(Side::Left, &input.left), (Side::Right, &input.right)] {
            let (mut drawn, mut given) = (column(&diagram, side), given(groups));
            drawn.sort_unstable();
            given.sort_unstable();
            prop_assert_eq!(drawn, given);
        }
    }

    #[test]
    fn the_keyboard_reaches_every_subscription_and_its_ends(input in flows()) {
        let diagram = Diagram::new(&input);
        let paths = paths(&diagram);
        let mut reached: Vec<Stop> = paths.entrance().into_iter().collect();
        let mut next = 0;
        while let Some(stop) = reached.get(next).copied() {
            next += 1;
            let steps = [Step::Up, Step::Down, Step::Left, Step::Right, Step::First, Step::Last];
            for there in steps.into_iter().filter_map(|step| paths.step(stop, step, None)) {
                if !reached.contains(&there) {
                    reached.push(there);
                }
            }
        }
        prop_assert_eq!(reached.len(), diagram.ends.len() + input.subscriptions.len());
    }

    #[test]
    fn what_changes_no_line_changes_no_order(input in flows(), state in 0..3_usize) {
        let before = Diagram::new(&input);
        let mut changed = input;
        for row in changed.subscriptions.iter_mut().step_by(2) {
            row.state = [State::Active, State::Paused, State::Failing][state];
            row.name = "Renamed".into();
        }
        let after = Diagram::after(&before, &changed);
        prop_assert_eq!(keys(&before), keys(&after));
        prop_assert_eq!(Layout::new(&before), Layout::new(&after));
    }

    #[test]
    fn a_line_that_comes_costs_no_crossing_that_exchanges_could_save(input in flows(), from: u128, to: u128) {
        let before = Diagram::new(&input);
        let more = with_one_more(&input, from, to);
        let after = Diagram::after(&before, &more);
        let cards: Vec<_> = after.cards.iter().map(|card| card.key).collect();
        let at = |diagram: &Diagram| crossings(&column(diagram, Side::Left), &cards, &column(diagram, Side::Right));
        prop_assert!(at(&after) <= at(&before));
        // Nothing that was there passes another thing unless that saves a crossing.
        if at(&after) == at(&before) {
            prop_assert_eq!(connected(&before, &before), connected(&before, &after));
        }
    }

    #[test]
    fn what_matches_is_left_with_its_card_and_its_ends(input in flows(), kept in any::<u64>()) {
        let diagram = Diagram::new(&input);
        let rows: KeySet = input.subscriptions.iter().map(|row| row.key).filter(|key| kept >> (key % 64) & 1 == 1).collect();
        let matching = Matching::new(&diagram, &rows);
        let drawn = || input.subscriptions.iter().filter(|row| rows.contains(&row.key));
        for row in &input.subscriptions {
            prop_assert_eq!(matching.has_row(row.key), rows.contains(&row.key));
        }
        for CardKey { source, destination } in diagram.cards.iter().map(|card| card.key) {
            let has_any = drawn().any(|row| (row.source, row.destination) == (source, destination));
            prop_assert_eq!(matching.has_card(&diagram, CardKey { source, destination }), has_any);
        }
        for end in &diagram.ends {
            let has_any = drawn().any(|row| row.source == end.key || row.destination == end.key);
            prop_assert_eq!(matching.has_end(&diagram, end.key), has_any);
        }
    }

    #[test]
    fn a_path_is_lit_from_each_of_its_parts(input in flows()) {
        let diagram = Diagram::new(&input);
        let paths = paths(&diagram);
        for card in &diagram.cards {
            let this = Part::Card(card.key);
            let ends = [Part::End(card.key.source), Part::End(card.key.destination)];
            prop_assert!(ends.iter().all(|end| paths.through(this).contains(end)));
            for end in ends {
                let lit = paths.through(end);
                prop_assert!(lit.contains(&this) && ends.iter().all(|end| lit.contains(end)));
            }
        }
    }
}

/// Of all pairs of ends in the left and in the right column, how many stand the same way round, in thousandths.
fn kept_pairs(before: &Diagram, after: &Diagram) -> usize {
    let (mut kept, mut all) = (0, 0);
    for (one, other) in connected(before, before).into_iter().zip(connected(before, after)) {
        let place: std::collections::HashMap<EndKey, usize> = other.into_iter().zip(0..).collect();
        for (upper, end) in one.iter().enumerate() {
            for below in &one[upper + 1..] {
                all += 1;
                kept += usize::from(place[end] < place[below]);
            }
        }
    }
    (1000 * kept).checked_div(all).unwrap_or(1000)
}

#[test]
fn one_more_subscription_moves_little() {
    let mut random = 1_u64;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u128::from((random >> 33) % below)
    };
    let mut kept = Vec::new();
    for round in 0..200_u64 {
        let (left, right) = (3 + round % 12, 3 + round % 9);
        let pairs: Vec<(u128, u128)> = (0..6 + round % 50).map(|_| (next(left), next(right))).collect();
        let input = flow(&pairs, u128::from(left), u128::from(right), 0);
        let before = Diagram::new(&input);
        let after = Diagram::after(&before, &with_one_more(&input, next(1 << 20), next(1 << 20)));
        kept.push(kept_pairs(&before, &after));
    }
    kept.sort_unstable();
    let unmoved = kept.iter().filter(|kept| **kept == 1000).count();
    let mean = kept.iter().sum::<usize>() / kept.len();
    assert!(mean >= 970 && unmoved >= 120, "{mean} thousandths of all pairs stay, {unmoved} of 200 drawings: {kept:?}");
}

#[test]
fn a_lone_pair_is_joined_by_straight_lines() {
    let diagram = Diagram::new(&flow(&[(1, 0)], 2, 1, 0));
    let layout = Layout::new(&diagram);
    let ports = layout.ports[0];
    assert_eq!((ports.left, ports.right), (ports.card, ports.card));
}

#[test]
fn twenty_straightened_lines_do_not_cross() {
    let mirrored: Vec<(u128, u128)> = (0..20).map(|at| (at, 19 - at)).collect();
    let diagram = Diagram::new(&flow(&mirrored, 20, 20, 0));
    let cards: Vec<_> = diagram.cards.iter().map(|card| card.key).collect();
    let (left, right) = (column(&diagram, Side::Left), column(&diagram, Side::Right));
    assert_eq!(crossings(&left, &cards, &right), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_can_be_seen_is_in_the_page_and_little_else(input in large_flows(), top in 0..40_000) {
        let diagram = Diagram::new(&input);
        let layout = Layout::new(&diagram);
        let seen = Stretch { top, bottom: top + 800 };
        let pinned = diagram.cards[diagram.cards.len() / 2].key;
        let mounted = Mounted::new(&diagram, &layout, seen.around(), [Some(Part::Card(pinned)), None]);
        let card_places = (0..mounted.chunks(diagram.cards.len())).flat_map(|nth| mounted.card_chunk(&diagram, nth));
        let cards: Vec<_> = card_places.map(|place| diagram.cards[place].key).collect();
        let mut ends = Vec::new();
        for group in &diagram.groups {
            let places = (0..mounted.chunks(group.ends.len())).flat_map(|nth| mounted.end_chunk(&group.ends, nth));
            ends.extend(places.map(|place| diagram.ends[place].key));
        }
        let lines = mounted.line_keys(&diagram);
        let is_seen = |top: i32, height: i32| top + height >= seen.top && top <= seen.bottom;
        for (card, top) in diagram.cards.iter().zip(&layout.cards) {
            if is_seen(*top, height(card.rows.len())) {
                prop_assert!(cards.contains(&card.key) && lines.contains(&card.key));
            }
        }
        for (end, top) in diagram.ends.iter().zip(&layout.ends) {
            prop_assert!(!is_seen(*top, END_HEIGHT) || ends.contains(&end.key));
        }
        prop_assert!(mounted.is_all || cards.contains(&pinned));
        prop_assert!(mounted.is_all || cards.len() < 80 && ends.len() < 120 && lines.len() < 220);
        prop_assert!(cards.is_sorted_by_key(|card| diagram.card_place(*card)));
    }
}

#[test]
fn going_back_along_a_line_returns_to_where_it_began() {
    let diagram = Diagram::new(&flow(&[(1, 0), (1, 0), (1, 1)], 2, 2, 0));
    let paths = paths(&diagram);
    let second = Stop::Row(1);
    let source = paths.step(second, Step::Left, None).expect("a row has two ends");
    assert_eq!(source, Stop::End(EndKey::left(1)));
    assert_eq!(paths.step(source, Step::Right, Some(second)), Some(second));
    assert_eq!(paths.step(source, Step::Right, None), Some(Stop::Row(0)));
}

#[test]
fn a_card_shows_the_name_that_its_rows_share_and_the_worst_of_their_states() {
    let mut input = flow(&[(1, 0), (1, 0)], 2, 1, 0);
    let card = |input: &FlowInput| Diagram::new(input).cards[0].clone();
    assert_eq!(card(&input).shared_name(), Some("Admissions"));
    assert_eq!(card(&input).worst_state(), State::Active);
    input.subscriptions[1].name = "Discharges".into();
    input.subscriptions[0].state = State::Failing;
    input.subscriptions[1].state = State::Paused;
    assert_eq!(card(&input).shared_name(), None);
    assert_eq!(card(&input).worst_state(), State::Failing);
}
