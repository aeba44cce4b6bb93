//! What arrives by itself, in the demo: everything in slices, and then what changes.

use causeway::backend::{Backend, Fault, News, set_fault};
use causeway_api::{Subscription, SubscriptionChange, SubscriptionDelete, SubscriptionId};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::until;

fn rename(id: SubscriptionId, name: &str) -> SubscriptionChange {
    SubscriptionChange { subscription_id: id, version: None, name: Some(name.to_owned()), queue_status: None }
}

#[wasm_bindgen_test]
async fn a_snapshot_is_the_list_in_slices_of_which_the_first_is_small() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let mut slices: Vec<(usize, u64)> = Vec::new();
    let mut rows: Vec<Subscription> = Vec::new();
    let take = |slice: Vec<Subscription>, total| {
        slices.push((slice.len(), total));
        rows.extend(slice);
    };
    let sequence = Backend::Demo.snapshot(environment, take).await.expect("the demo answers");
    let all = demo.subscriptions(environment).await;
    assert_eq!(rows, all);
    assert!(sequence > 0);
    assert!(slices.iter().all(|(_, total)| *total == all.len() as u64));
    assert!(slices[0].0 <= 112, "{slices:?}");
}

#[wasm_bindgen_test]
async fn a_watch_tells_what_others_do_and_says_when_nobody_answers() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let sequence = Backend::Demo.snapshot(environment, |_, _| ()).await.expect("the demo answers");
    let row = demo.subscriptions(environment).await.remove(0);
    let heard: Rc<RefCell<Vec<News>>> = Rc::default();
    let listener = Rc::clone(&heard);
    let watch = Backend::Demo.watch(environment, sequence, move |news| listener.borrow_mut().push(news));
    let last_name = || match heard.borrow().last() {
        Some(News::Rows { rows, .. }) => rows.last().map(|row| row.name.clone()),
        _ => None,
    };

    demo.ask(&rename(row.id, "Renamed elsewhere")).await;
    until("the new name is told", || last_name().as_deref() == Some("Renamed elsewhere")).await;
    demo.ask(&SubscriptionDelete { subscription_id: row.id, version: None }).await;
    let is_gone = || matches!(heard.borrow().last(), Some(News::Rows { sequence: now, rows, .. }) if *now == sequence + 2 && !rows[0].is_live());
    until("the deletion is told", is_gone).await;

    // It finds out when it next has something to ask for.
    let other = demo.subscriptions(environment).await.remove(0);
    demo.ask(&rename(other.id, "Meanwhile")).await;
    set_fault(Some(Fault::Unreachable));
    until("it says that nobody answers", || heard.borrow().contains(&News::Lost)).await;
    set_fault(None);
    until("the other name is told", || last_name().as_deref() == Some("Meanwhile")).await;
    assert!(heard.borrow().contains(&News::Back));

    drop(watch);
    let told = heard.borrow().len();
    demo.ask(&rename(other.id, "Nobody hears")).await;
    demo.subscriptions(environment).await;
    assert_eq!(heard.borrow().len(), told, "dropped, it tells nothing more");
}
