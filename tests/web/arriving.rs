//! Selecting while rows are still arriving: what *all* means then is said, and what will be done to it.

use causeway::paths::Place;
use causeway_api::{BATCH_LIMIT, DataModel, Reference, SubscriptionCreateBatch};
use leptos::wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;

#[wasm_bindgen(module = "/tests/web/turns.js")]
extern "C" {
    fn hold() -> js_sys::Function;
}

/// Rows arrive no further than the first of them until this is dropped.
struct Held(js_sys::Function);

impl Held {
    fn begin() -> Self {
        Self(hold())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.call0(&JsValue::NULL).expect("it only sends messages");
    }
}

/// A subscription to each data model between the ends of one that there is; gives how many there are then in all.
async fn add_many(demo: &Demo) -> usize {
    let environment_id = demo.development().await;
    let row = demo.subscription(environment_id, "Hydrate the lake", "FHIR.Patient").await.expect("it is in the sample");
    let mut rows = demo.subscriptions(environment_id).await;
    rows.retain(|known| (known.source.id, known.destination.id) == (row.source.id, row.destination.id));
    let is_new = |model: &DataModel| rows.iter().all(|known| known.data_model != *model);
    let models: Vec<DataModel> = DataModel::all().filter(is_new).collect();
    for models in models.chunks(BATCH_LIMIT) {
        demo.ask(&SubscriptionCreateBatch {
            environment_id,
            name: "Everything".to_owned(),
            source: Reference { id: row.source.id },
            destination: Reference { id: row.destination.id },
            data_models: models.to_vec(),
            connection_id: None,
        })
        .await;
    }
    demo.subscriptions(environment_id).await.len()
}

#[wasm_bindgen_test]
async fn while_rows_arrive_all_of_them_are_those_that_are_here() {
    let demo = Demo::new();
    let all = add_many(&demo).await;
    let held = Held::begin();
    let page = demo.open(Place::Subscriptions(demo.development().await), "group=none").await;
    let every = page.find("checkbox", "Select all ").await.get_attribute("aria-label").expect("it is its name");
    let here: usize = every.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("it ends with how many");
    assert!(here < all, "{here} of {all} are here");
    page.elements("checkbox")[1].click();
    page.expect_text("1 selected, more are still arriving").await;
    page.find("button", &format!("Select all {here} subscriptions so far")).await.click();
    page.find("button", "Delete").await.click();
    let question = page.within("alertdialog", &format!("Delete {here} subscriptions?")).await;
    question.expect_text("Only these will be deleted; those not here yet stay as they are.").await;
    drop(held);
    page.find("checkbox", &format!("Select all {all}")).await;
    question.find("button", "Delete ").await.click();
    page.find("listitem", &format!("Deleted {here} subscriptions.")).await;
    assert_eq!(demo.subscriptions(demo.development().await).await.len(), all - here);
}
