//! Listings of all rows, which share their columns: the table's and the palette's.

use causeway::backend::Backend;
use causeway::filter::rows::parse;
use causeway::stores::Subscriptions;
use causeway::stores::subscriptions::{Listing, ListingLine};
use causeway_api::{ConnectionId, ConnectionList, EnvironmentFlag, SubscriptionId};
use causeway_columns::Depth;
use futures_channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::Screen;

/// A listing of what matches a filter. It is told what some connections are called.
fn listing(store: Subscriptions, names: Vec<(ConnectionId, String)>, filter: &str) -> Listing {
    let (none, flat) = (Signal::stored(None), Signal::stored(Depth::None));
    Listing::new(store, Signal::stored(names), Signal::stored(parse(filter)), none, flat)
}

/// What a listing shows, in its order.
fn shown(listing: Listing) -> Vec<SubscriptionId> {
    let lines = untrack(|| listing.range(0..listing.len()));
    let row = |line| match line {
        ListingLine::Row(id) => Some(id),
        ListingLine::Group(_) => None,
    };
    lines.into_iter().filter_map(row).collect()
}

#[wasm_bindgen_test]
async fn listings_share_their_columns_and_each_is_right_whatever_the_other_has_read() {
    let demo = Demo::new();
    let environment_id = demo.development().await;
    let all = demo.ask(&ConnectionList { environment_id, page: None, count: None }).await.items;
    let names = all.into_iter().map(|connection| (connection.id, connection.organization.name)).collect();
    let (sender, made) = oneshot::channel();
    let _screen = Screen::show(move || {
        let store = Subscriptions::new(Backend::Demo);
        // Only one of them is told what connections are called.
        let (table, palette) = (listing(store, names, ""), listing(store, Vec::new(), "mercy"));
        assert!(sender.send((store, table, palette)).is_ok());
    });
    let (store, table, palette) = made.await.expect("the view was made");
    store.load(environment_id).await;
    let all = demo.subscriptions(environment_id).await.len();
    assert_eq!((shown(table).len(), shown(palette).len()), (all, 8));

    let gone = shown(palette)[0];
    store.delete(gone).await.expect("the rules allow it");
    assert_eq!(shown(palette).len(), 7);
    let rest = shown(table);
    assert!(rest.len() == all - 1 && !rest.contains(&gone));

    // In another environment they go on together.
    let staging = demo.environment(EnvironmentFlag::Staging).await;
    store.load(staging).await;
    let all = demo.subscriptions(staging).await;
    let mercy = demo.connection(staging, "Mercy Valley Health").await.id;
    let of_mercy = all.iter().filter(|row| row.connection_id == mercy).count();
    assert_eq!((shown(table).len(), shown(palette).len()), (all.len(), of_mercy));
}
