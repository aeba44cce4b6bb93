//! Columns against a model that keeps whole rows and looks at all of them each time.
//!
//! The steps are random: rows come, change and go, are filtered, sorted, grouped and collapsed, and the arrangement follows at any moment.
//! `cargo xtask fuzz` takes the same steps as a fuzzer finds them.

#[path = "model/naive.rs"]
mod naive;
#[path = "model/pair.rs"]
mod pair;

use causeway_columns::Filter;
use causeway_columns::filter::Key;
use pair::{LANGUAGE, Pair, Seed, Step};
use proptest::prelude::*;

fn seed() -> impl Strategy<Value = Seed> {
    let ends = (0_u8..3, 0_u8..4, 0_u8..4);
    (any::<u8>(), 0_u8..12, ends, 0_u8..3, 0_u8..3, -2_i8..3).prop_map(
        |(id, name, (connection, source, destination), model, status, time)| Seed {
            id: id % 40,
            name,
            connection,
            source,
            destination,
            model,
            status,
            time,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let value = prop::sample::select(vec![
        "a", "ord", "Lake", "merc", "health", "patient", "active", "PAUSED", "-", "0", "1-0", "ÄR", "x y",
    ]);
    let condition = (0_usize..8, value, any::<bool>());
    prop_oneof![
        8 => seed().prop_map(Step::Put),
        1 => prop::collection::vec(seed(), 60..120).prop_map(Step::PutMany),
        3 => (0_u8..40).prop_map(Step::Remove),
        1 => Just(Step::Clear),
        1 => (0_u8..3, 0_u8..4).prop_map(|(connection, name)| Step::NameConnection(connection, name)),
        1 => (0_u8..4, 0_u8..4).prop_map(|(source, name)| Step::RenameSource(source, name)),
        3 => prop::collection::vec(condition, 0..3).prop_map(|conditions| Step::Filter(typed(&conditions))),
        3 => prop::option::of((0_usize..8, any::<bool>())).prop_map(Step::Sort),
        2 => (0_u8..4).prop_map(Step::Depth),
        2 => any::<u16>().prop_map(Step::Toggle),
        6 => Just(Step::Update),
    ]
}

/// Conditions as somebody types them.
fn typed(conditions: &[(usize, &str, bool)]) -> String {
    let mut text = String::new();
    for (at, value, is_excluded) in conditions {
        let (name, key) = Key::OFFERED.get(*at).map_or((String::new(), Key::Any), |(name, key, _)| ([name, ":"].concat(), *key));
        let value = if key == Key::Status { "paused" } else { value };
        text.push_str(&[if *is_excluded { " -" } else { " " }, &name, "\"", value, "\""].concat());
    }
    assert_eq!(Filter::parse(&text, LANGUAGE).problems(), []);
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn an_arrangement_shows_what_looking_at_every_row_shows(steps in prop::collection::vec(step(), 1..80)) {
        let mut pair = Pair::default();
        for step in steps {
            pair.take(step);
        }
        pair.compare();
    }
}
