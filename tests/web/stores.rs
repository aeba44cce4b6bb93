//! The subscriptions store over the demo: what shows before an answer, and what is left after one.

use causeway::backend::{Backend, CallError, Fault, News, set_fault};
use causeway::stores::Subscriptions;
use causeway::stores::subscriptions::new_key;
use causeway_api::{
    EnvironmentFlag, EnvironmentId, ErrorCode, QueueStatus, Reference, Subscription, SubscriptionChange, SubscriptionCreateBatch,
    SubscriptionId,
};
use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::{Screen, until};

/// A store with Development's rows, one of which is looked at.
struct Stand {
    store: Subscriptions,
    environment: EnvironmentId,
    row: Subscription,
    demo: Demo,
    _screen: Screen,
}

impl Stand {
    async fn new() -> Self {
        let demo = Demo::new();
        let environment = demo.development().await;
        let (sender, store) = oneshot::channel();
        let screen = Screen::show(move || {
            assert!(sender.send(Subscriptions::new(Backend::Demo)).is_ok());
        });
        let store = store.await.expect("the view was made");
        store.load(environment).await;
        let row = demo.subscription(environment, "Referrals", "FHIR.Patient").await.expect("it is in the sample");
        Self { store, environment, row, demo, _screen: screen }
    }

    /// The row as it is shown.
    fn shown(&self) -> Option<Subscription> {
        untrack(|| self.store.row(self.row.id))
    }

    fn shown_name(&self) -> Option<String> {
        self.shown().map(|row| row.name)
    }

    fn listed(&self) -> Vec<SubscriptionId> {
        untrack(|| self.store.all()).iter().map(|row| row.id).collect()
    }

    /// The row as the demo has it.
    async fn kept(&self) -> Option<Subscription> {
        self.demo.subscriptions(self.environment).await.into_iter().find(|row| row.id == self.row.id)
    }

    /// Another row, of which nothing is expected but that it is there.
    async fn other(&self, name: &str, model: &str) -> Subscription {
        self.demo.subscription(self.environment, name, model).await.expect("it is in the sample")
    }

    /// Someone else renames the row.
    async fn rename_elsewhere(&self, name: &str) {
        let change =
            SubscriptionChange { subscription_id: self.row.id, version: None, name: Some(name.to_owned()), queue_status: None };
        self.demo.ask(&change).await;
    }
}

/// Starts something, to look at what shows before it ends.
fn start<T: 'static>(work: impl Future<Output = T> + 'static) -> impl Future<Output = T> {
    let (sender, done) = oneshot::channel();
    spawn_local(async move {
        assert!(sender.send(work.await).is_ok(), "somebody waits for it");
    });
    async { done.await.expect("it ends") }
}

fn code<T>(result: Result<T, CallError>) -> Option<ErrorCode> {
    result.err().and_then(|error| error.code())
}

#[wasm_bindgen_test]
async fn a_rename_shows_before_it_is_answered_and_stays() {
    let stand = Stand::new().await;
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(stand.row.id, "Transfers".to_owned()));
    until("the new name shows", || stand.shown_name().as_deref() == Some("Transfers")).await;
    set_fault(None);
    assert_eq!(renaming.await, Ok(()));
    let kept = stand.kept().await.expect("it is still there");
    assert_eq!((kept.name.as_str(), kept.version), ("Transfers", stand.row.version + 1));
    assert_eq!(stand.shown(), Some(kept));
}

#[wasm_bindgen_test]
async fn a_refused_rename_gives_the_old_name_back() {
    let stand = Stand::new().await;
    let long = "x".repeat(121);
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(stand.row.id, long.clone()));
    until("the new name shows", || stand.shown_name() == Some(long.clone())).await;
    set_fault(None);
    assert_eq!(code(renaming.await), Some(ErrorCode::InvalidFields));
    assert_eq!(stand.shown(), Some(stand.row.clone()));
}

#[wasm_bindgen_test]
async fn a_pause_that_nobody_answers_is_taken_back() {
    let stand = Stand::new().await;
    set_fault(Some(Fault::Held));
    let pausing = start(stand.store.set_status(stand.row.id, QueueStatus::Paused));
    let status = || stand.shown().map(|row| row.queue_status);
    until("it shows as paused", || status() == Some(QueueStatus::Paused)).await;
    set_fault(Some(Fault::Unreachable));
    assert_eq!(pausing.await, Err(CallError::Unreachable));
    assert_eq!(status(), Some(QueueStatus::Active));
}

#[wasm_bindgen_test]
async fn the_next_change_of_a_row_waits_and_uses_the_answered_version() {
    let stand = Stand::new().await;
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(stand.row.id, "Transfers".to_owned()));
    let pausing = start(stand.store.set_status(stand.row.id, QueueStatus::Paused));
    let has_both =
        |row: Option<Subscription>| row.is_some_and(|row| row.name == "Transfers" && row.queue_status == QueueStatus::Paused);
    until("both show", || has_both(stand.shown())).await;
    set_fault(None);
    assert_eq!((renaming.await, pausing.await), (Ok(()), Ok(())));
    let kept = stand.kept().await;
    assert_eq!(kept.as_ref().map(|row| row.version), Some(stand.row.version + 2));
    assert!(has_both(kept));
}

#[wasm_bindgen_test]
async fn a_refusal_takes_back_its_own_change_only() {
    let stand = Stand::new().await;
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(stand.row.id, String::new()));
    let pausing = start(stand.store.set_status(stand.row.id, QueueStatus::Paused));
    set_fault(None);
    assert_eq!(code(renaming.await), Some(ErrorCode::InvalidFields));
    assert_eq!(pausing.await, Ok(()));
    let shown = stand.shown().expect("it is still there");
    assert_eq!((shown.name, shown.queue_status), (stand.row.name.clone(), QueueStatus::Paused));
}

#[wasm_bindgen_test]
async fn someone_elses_change_wins_and_shows() {
    let stand = Stand::new().await;
    stand.rename_elsewhere("Theirs").await;
    let renaming = stand.store.rename(stand.row.id, "Ours".to_owned()).await;
    assert_eq!(code(renaming), Some(ErrorCode::VersionMismatch));
    assert_eq!(stand.shown_name().as_deref(), Some("Theirs"));
    assert_eq!(stand.store.rename(stand.row.id, "Ours".to_owned()).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_deleted_row_goes_at_once_and_comes_back_to_its_place() {
    let stand = Stand::new().await;
    let before = stand.listed();
    set_fault(Some(Fault::Held));
    let deleting = start(stand.store.delete(stand.row.id));
    until("it is gone", || stand.shown().is_none() && stand.listed().len() == before.len() - 1).await;
    set_fault(None);
    assert_eq!(deleting.await, Ok(()));
    assert_eq!(stand.kept().await, None);

    assert_eq!(stand.store.restore(stand.row.id).await, Ok(()));
    assert_eq!(stand.shown_name(), Some(stand.row.name.clone()));
    assert_eq!(stand.listed(), before);
    assert_eq!(stand.store.rename(stand.row.id, "Transfers".to_owned()).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_deletion_that_nobody_answers_is_taken_back() {
    let stand = Stand::new().await;
    let before = stand.listed();
    set_fault(Some(Fault::Unreachable));
    assert_eq!(stand.store.delete(stand.row.id).await, Err(CallError::Unreachable));
    assert_eq!(stand.listed(), before);
    assert_eq!(stand.shown(), Some(stand.row.clone()));
}

#[wasm_bindgen_test]
async fn what_exists_anew_cannot_be_restored() {
    let stand = Stand::new().await;
    let row = stand.other("Hydrate the lake", "FHIR.Patient").await;
    assert_eq!(stand.store.delete(row.id).await, Ok(()));
    let again = batch(stand.environment, &row);
    assert!(stand.store.create(&again, &new_key()).await.is_ok());
    assert_eq!(code(stand.store.restore(row.id).await), Some(ErrorCode::DuplicateSubscription));
    assert_eq!(untrack(|| stand.store.row(row.id)), None);
}

#[wasm_bindgen_test]
async fn creating_twice_under_one_key_creates_once() {
    let stand = Stand::new().await;
    let row = stand.other("Hydrate the lake", "FHIR.Patient").await;
    assert_eq!(stand.store.delete(row.id).await, Ok(()));
    let (request, key, before) = (batch(stand.environment, &row), new_key(), stand.listed().len());
    let created = stand.store.create(&request, &key).await.expect("the route is free");
    assert_eq!(stand.store.create(&request, &key).await.as_ref(), Ok(&created));
    assert_eq!(stand.listed().len(), before + 1);
    assert_eq!(code(stand.store.create(&request, &new_key()).await), Some(ErrorCode::DuplicateSubscription));
}

/// The same route again.
fn batch(environment_id: EnvironmentId, row: &Subscription) -> SubscriptionCreateBatch {
    SubscriptionCreateBatch {
        environment_id,
        name: "Once more".to_owned(),
        source: Reference { id: row.source.id },
        destination: Reference { id: row.destination.id },
        data_models: vec![row.data_model],
        connection_id: None,
    }
}

#[wasm_bindgen_test]
async fn an_older_version_never_takes_the_place_of_a_newer_one() {
    let stand = Stand::new().await;
    assert_eq!(stand.store.rename(stand.row.id, "Transfers".to_owned()).await, Ok(()));
    stand.store.apply(vec![stand.row.clone()]);
    assert_eq!(stand.shown_name().as_deref(), Some("Transfers"));
}

#[wasm_bindgen_test]
async fn another_environment_takes_the_place_of_the_rows() {
    let stand = Stand::new().await;
    let staging = stand.demo.environment(EnvironmentFlag::Staging).await;
    stand.store.load(staging).await;
    let expected: Vec<_> = stand.demo.subscriptions(staging).await.iter().map(|row| row.id).collect();
    assert_eq!(stand.listed(), expected);
}

#[wasm_bindgen_test]
async fn an_answer_for_an_environment_that_was_left_is_dropped() {
    let stand = Stand::new().await;
    let staging = stand.demo.environment(EnvironmentFlag::Staging).await;
    let before = stand.listed();
    set_fault(Some(Fault::Held));
    let (there, back) = (start(stand.store.load(staging)), start(stand.store.load(stand.environment)));
    until("both are on their way", || untrack(|| stand.store.is_empty())).await;
    set_fault(None);
    there.await;
    back.await;
    assert_eq!(stand.listed(), before);
}

#[wasm_bindgen_test]
async fn loading_again_keeps_what_is_not_answered_yet() {
    let stand = Stand::new().await;
    set_fault(Some(Fault::Held));
    let loading = start(stand.store.load(stand.environment));
    let renaming = start(stand.store.rename(stand.row.id, "Transfers".to_owned()));
    until("the new name shows", || stand.shown_name().as_deref() == Some("Transfers")).await;
    set_fault(None);
    loading.await;
    assert_eq!(stand.shown_name().as_deref(), Some("Transfers"));
    assert_eq!(renaming.await, Ok(()));
    assert_eq!(stand.shown_name().as_deref(), Some("Transfers"));
}

#[wasm_bindgen_test]
async fn a_failed_load_says_so_and_a_second_one_helps() {
    let stand = Stand::new().await;
    let staging = stand.demo.environment(EnvironmentFlag::Staging).await;
    set_fault(Some(Fault::Unreachable));
    stand.store.load(staging).await;
    let state = stand.store.state();
    assert_eq!(state.with_untracked(|state| state.failure().cloned()), Some(CallError::Unreachable));
    set_fault(None);
    stand.store.load(staging).await;
    assert!(state.with_untracked(|state| state.ready().is_some()));
}

#[wasm_bindgen_test]
async fn a_change_of_one_row_wakes_no_other() {
    let stand = Stand::new().await;
    let other = stand.other("Referrals", "FHIR.ServiceRequest").await.id;
    let (store, id) = (stand.store, stand.row.id);
    let [row_seen, other_seen] = [ArcRwSignal::new(0), ArcRwSignal::new(0)];
    let watch = |id: SubscriptionId, seen: ArcRwSignal<i32>| {
        Effect::new(move || {
            store.row(id);
            seen.update(|times| *times += 1);
        })
    };
    let owner = Owner::new();
    owner.with(|| {
        watch(id, row_seen.clone());
        watch(other, other_seen.clone());
    });
    until("both were read", || row_seen.get_untracked() == 1 && other_seen.get_untracked() == 1).await;
    assert_eq!(store.rename(id, "Transfers".to_owned()).await, Ok(()));
    until("the row was read again", || row_seen.get_untracked() > 1).await;
    assert_eq!(other_seen.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn what_others_change_arrives_and_wakes_no_other_row() {
    let stand = Stand::new().await;
    let (store, id, environment) = (stand.store, stand.row.id, stand.environment);
    let others: Vec<SubscriptionId> = stand.listed().into_iter().filter(|other| *other != id).collect();
    let [row_seen, others_seen] = [ArcRwSignal::new(0), ArcRwSignal::new(0)];
    let watch = |id: SubscriptionId, seen: ArcRwSignal<usize>| {
        Effect::new(move || {
            store.row(id);
            seen.update(|times| *times += 1);
        })
    };
    let owner = Owner::new();
    owner.with(|| {
        watch(id, row_seen.clone());
        for other in &others {
            watch(*other, others_seen.clone());
        }
    });
    until("all were read", || row_seen.get_untracked() == 1 && others_seen.get_untracked() == others.len()).await;
    let newer = Subscription { name: "Theirs".to_owned(), version: stand.row.version + 1, ..stand.row.clone() };
    let older = Subscription { name: "Long ago".to_owned(), version: stand.row.version - 1, ..stand.row.clone() };
    store.hear(environment, rows(vec![newer, older]), nobody());
    until("the row was read again", || row_seen.get_untracked() == 2).await;
    assert_eq!(stand.shown_name().as_deref(), Some("Theirs"));
    assert_eq!(others_seen.get_untracked(), others.len(), "no other row was read again");
}

#[wasm_bindgen_test]
async fn what_others_change_lies_below_what_is_not_answered_yet() {
    let stand = Stand::new().await;
    let row = stand.row.clone();
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(row.id, "Ours".to_owned()));
    until("the new name shows", || stand.shown_name().as_deref() == Some("Ours")).await;
    let paused =
        Subscription { name: "Theirs".to_owned(), queue_status: QueueStatus::Paused, version: row.version + 1, ..row.clone() };
    stand.store.hear(stand.environment, rows(vec![paused]), nobody());
    let shown = stand.shown().expect("it is there");
    assert_eq!((shown.name.as_str(), shown.queue_status), ("Ours", QueueStatus::Paused));
    set_fault(Some(Fault::Unreachable));
    assert_eq!(renaming.await, Err(CallError::Unreachable));
    set_fault(None);
    assert_eq!(stand.shown_name().as_deref(), Some("Theirs"));
}

#[wasm_bindgen_test]
async fn what_others_delete_goes_and_what_they_create_comes() {
    let stand = Stand::new().await;
    let before = stand.listed();
    let row = stand.row.clone();
    let deleted = Subscription { deleted_at: Some(row.updated_at), version: row.version + 1, ..row.clone() };
    let created = Subscription { id: SubscriptionId(uuid::Uuid::from_u128(1)), ..row.clone() };
    let (sender, mut came) = futures_channel::mpsc::unbounded();
    let tell = Callback::new(move |ids: Vec<SubscriptionId>| assert!(sender.unbounded_send(ids).is_ok()));
    stand.store.hear(stand.environment, rows(vec![deleted, created.clone()]), tell);
    assert_eq!(stand.shown(), None);
    assert_eq!(stand.listed().len(), before.len());
    assert_eq!(came.recv().await, Ok(vec![created.id]));
    let elsewhere = stand.demo.environment(EnvironmentFlag::Staging).await;
    stand.store.hear(elsewhere, rows(vec![Subscription { version: row.version + 2, ..row }]), nobody());
    assert_eq!(stand.shown(), None, "another environment's news are not for here");
}

#[wasm_bindgen_test]
async fn news_that_nobody_can_tell_any_more_are_read_anew() {
    let stand = Stand::new().await;
    stand.rename_elsewhere("Theirs").await;
    let deleted = stand.other("Hydrate the lake", "FHIR.Patient").await.id;
    stand.demo.ask(&causeway_api::SubscriptionDelete { subscription_id: deleted, version: None }).await;
    stand.store.hear(stand.environment, News::Reset, nobody());
    until("theirs shows", || stand.shown_name().as_deref() == Some("Theirs")).await;
    until("what was deleted is gone", || untrack(|| stand.store.row(deleted)).is_none()).await;
}

#[wasm_bindgen_test]
async fn it_is_known_while_news_do_not_arrive() {
    let stand = Stand::new().await;
    let is_lost = || stand.store.is_lost().get_untracked();
    stand.store.hear(stand.environment, News::Lost, nobody());
    assert!(is_lost());
    stand.store.hear(stand.environment, News::Back, nobody());
    assert!(!is_lost());
}

fn rows(rows: Vec<Subscription>) -> News {
    News::Rows { sequence: 1, rows, connections_changed: false }
}

/// Nobody cares which rows are new.
fn nobody() -> Callback<Vec<SubscriptionId>> {
    Callback::new(|_| {})
}

#[wasm_bindgen_test]
async fn a_change_in_flight_is_sent_though_its_environment_is_left() {
    let stand = Stand::new().await;
    let elsewhere = stand.demo.environment(EnvironmentFlag::Staging).await;
    set_fault(Some(Fault::Held));
    let renaming = start(stand.store.rename(stand.row.id, "Transfers".to_owned()));
    let pausing = start(stand.store.set_status(stand.row.id, QueueStatus::Paused));
    until("the new name shows", || stand.shown_name().as_deref() == Some("Transfers")).await;
    let leaving = start(stand.store.load(elsewhere));
    until("the other environment is on its way", || stand.shown().is_none()).await;
    set_fault(None);
    leaving.await;
    assert_eq!((renaming.await, pausing.await), (Ok(()), Ok(())));
    assert_eq!(stand.shown(), None, "it belongs to the other environment");
    let kept = stand.kept().await.expect("it is still there");
    assert_eq!((kept.name.as_str(), kept.queue_status), ("Transfers", QueueStatus::Paused));
}

#[wasm_bindgen_test]
async fn what_is_undone_from_another_environment_is_undone_and_not_shown_there() {
    let stand = Stand::new().await;
    let elsewhere = stand.demo.environment(EnvironmentFlag::Staging).await;
    assert_eq!(stand.store.delete(stand.row.id).await, Ok(()));
    stand.store.load(elsewhere).await;
    let listed = stand.listed();
    assert_eq!(stand.store.restore(stand.row.id).await, Ok(()));
    assert!(stand.kept().await.is_some(), "it is back where it belongs");
    assert_eq!(stand.listed(), listed, "and nowhere else");
    assert_eq!(stand.store.delete(stand.row.id).await, Ok(()));
    assert!(stand.kept().await.is_none(), "a row that is not listed is deleted all the same");
}

#[wasm_bindgen_test]
async fn a_list_that_was_on_its_way_does_not_bring_back_what_was_deleted() {
    let stand = Stand::new().await;
    assert_eq!(stand.store.delete(stand.row.id).await, Ok(()));
    stand.store.apply(vec![stand.row.clone()]);
    assert_eq!(stand.shown(), None);
    assert_eq!(stand.store.restore(stand.row.id).await, Ok(()));
    assert!(stand.shown().is_some());
}
