//! Watching a server, which is played by the test: two watches in one page are to each other what two tabs are.

use causeway::backend::{Backend, CallError, News, Watch};
use causeway_api::{EnvironmentId, ErrorCode};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::until;

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("browsers have it")
}

fn make(class: &str, arguments: &Array) -> JsValue {
    Reflect::construct(get(&window(), class).unchecked_ref::<Function>(), arguments).expect("it can be made")
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> JsValue {
    get(object, method).unchecked_into::<Function>().apply(object, arguments).expect("it can be called")
}

/// One request, and what answers it.
#[derive(Clone)]
struct Asked {
    request: JsValue,
    /// What writes the answer's body.
    body: JsValue,
}

impl Asked {
    /// Checks what was asked for.
    #[track_caller]
    fn is_for(&self, end: &str) {
        let url = get(&self.request, "url").as_string().unwrap_or_default();
        assert!(url.trim_end_matches('&').ends_with(end), "{url} does not end with {end}");
    }

    fn is_hung_up(&self) -> bool {
        get(&get(&self.request, "signal"), "aborted").is_truthy()
    }

    fn send(&self, text: &str) {
        call(&self.body, "enqueue", &Array::of1(&Uint8Array::from(text.as_bytes())));
    }

    fn tell(&self, since: u64, sequence: u64) {
        self.send(&format!(
            "id: {sequence}\nevent: rows\ndata: {{\"since\":{since},\"sequence\":{sequence},\"rows\":[]}}\n\n:\n\n"
        ));
    }

    fn end(&self) {
        call(&self.body, "close", &Array::new());
    }
}

/// Stands where `fetch` was, until it is dropped.
struct PlayedServer {
    asked: Rc<RefCell<Vec<Asked>>>,
    fetch: JsValue,
}

impl PlayedServer {
    fn answering(status: u16) -> Self {
        let asked: Rc<RefCell<Vec<Asked>>> = Rc::default();
        let notes = Rc::clone(&asked);
        let fetch = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |request: JsValue| {
            let body: Rc<RefCell<JsValue>> = Rc::default();
            let begun = Rc::clone(&body);
            let source = Object::new();
            let start = Closure::once_into_js(move |controller: JsValue| drop(begun.replace(controller)));
            Reflect::set(&source, &"start".into(), &start).expect("an object takes properties");
            let stream = make("ReadableStream", &Array::of1(&source));
            let how = Object::new();
            Reflect::set(&how, &"status".into(), &status.into()).expect("an object takes properties");
            notes.borrow_mut().push(Asked { request, body: body.take() });
            Promise::resolve(&make("Response", &Array::of2(&stream, &how)))
        });
        let before = get(&window(), "fetch");
        Reflect::set(&window(), &"fetch".into(), &fetch.into_js_value()).expect("it can be replaced");
        Self { asked, fetch: before }
    }

    async fn next(&self, number: usize) -> Asked {
        until(&format!("request {number} comes"), || self.asked.borrow().len() > number).await;
        self.asked.borrow()[number].clone()
    }
}

impl Drop for PlayedServer {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.fetch).expect("it can be put back");
    }
}

/// A watch, and what it has told.
struct Tab {
    watch: Option<Watch>,
    told: Rc<RefCell<Vec<News>>>,
}

impl Tab {
    fn open(environment: EnvironmentId, since: u64) -> Self {
        let told: Rc<RefCell<Vec<News>>> = Rc::default();
        let tells = Rc::clone(&told);
        let watch = Some(Backend::Server.watch(environment, since, move |news| tells.borrow_mut().push(news)));
        Self { watch, told }
    }

    /// Waits until the last it was told is everything up to there.
    async fn knows(&self, sequence: u64) {
        let last = || matches!(self.told.borrow().last(), Some(News::Rows { sequence: known, .. }) if *known == sequence);
        until(&format!("{sequence} is known, after {:?}", self.told.borrow()), last).await;
    }

    async fn is_told(&self, news: News) {
        until(&format!("{news:?} is told, after {:?}", self.told.borrow()), || self.told.borrow().last() == Some(&news)).await;
    }
}

#[wasm_bindgen_test]
async fn one_tab_listens_for_all_and_another_goes_on_when_it_is_closed() {
    let server = PlayedServer::answering(200);
    let environment = EnvironmentId(uuid::Uuid::new_v4());
    let mut first = Tab::open(environment, 5);
    let second = Tab::open(environment, 5);
    let begun = server.next(0).await;
    begun.is_for("/subscriptions/events?since=5");
    begun.tell(5, 5);
    begun.tell(5, 7);
    first.knows(7).await;
    second.knows(7).await;
    assert_eq!(server.asked.borrow().len(), 1, "the second tab asks nobody");

    // One that has been away for longer gets what it missed; the others, who know it, are told nothing twice.
    let late = Tab::open(environment, 3);
    let again = server.next(1).await;
    again.is_for("?since=3");
    assert!(begun.is_hung_up());
    again.tell(3, 8);
    late.knows(8).await;
    first.knows(8).await;
    second.knows(8).await;
    assert_eq!(first.told.borrow().len(), 2);

    first.watch.take();
    let taken_over = server.next(2).await;
    taken_over.is_for("?since=8");
    assert!(again.is_hung_up());
    taken_over.tell(8, 9);
    second.knows(9).await;
    late.knows(9).await;
    assert_eq!(first.told.borrow().len(), 2, "nobody is told who is gone");
}

#[wasm_bindgen_test]
async fn all_tabs_hear_that_the_server_is_gone_and_that_it_is_back() {
    let server = PlayedServer::answering(200);
    let environment = EnvironmentId(uuid::Uuid::new_v4());
    let first = Tab::open(environment, 1);
    let second = Tab::open(environment, 1);
    let begun = server.next(0).await;
    begun.tell(1, 2);
    second.knows(2).await;
    begun.end();
    first.is_told(News::Lost).await;
    second.is_told(News::Lost).await;
    let again = server.next(1).await;
    again.is_for("?since=2");
    again.tell(2, 2);
    first.is_told(News::Back).await;
    second.is_told(News::Back).await;
    again.send("event: reset\ndata: {\"since\":2,\"sequence\":90000,\"rows\":null}\n\n");
    first.is_told(News::Reset).await;
    second.is_told(News::Reset).await;
}

#[wasm_bindgen_test]
async fn a_snapshot_that_breaks_off_or_is_refused_says_so() {
    let environment = EnvironmentId(uuid::Uuid::new_v4());
    let server = PlayedServer::answering(200);
    let taken: Rc<RefCell<Vec<u64>>> = Rc::default();
    let totals = Rc::clone(&taken);
    let ask = async |server: &PlayedServer, text: &'static str, number: usize| {
        let totals = Rc::clone(&totals);
        let snapshot = Backend::Server.snapshot(environment, move |_, total| totals.borrow_mut().push(total));
        let answer = async {
            let asked = server.next(number).await;
            asked.send(text);
            asked.end();
        };
        let (outcome, ()) = both(snapshot, answer).await;
        outcome
    };
    assert_eq!(ask(&server, "{\"sequence\":4,\"to", 0).await, Err(CallError::Unreachable));
    assert_eq!(ask(&server, "<html>\n", 1).await, Err(CallError::Unreachable));
    assert_eq!(ask(&server, "{\"sequence\":4,\"total\":0}\n", 2).await, Ok(4));
    assert_eq!(*taken.borrow(), [0], "an empty environment is one empty slice");
    drop(server);
    let server = PlayedServer::answering(429);
    let refusal = r#"{"type":"","title":"","status":429,"detail":"Too many.","code":"too_many_streams"}"#;
    let refused = ask(&server, refusal, 0).await.expect_err("it is refused");
    assert_eq!(refused.code(), Some(ErrorCode::TooManyStreams));
}

/// Runs two things at a time to their ends.
async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut other) = (std::pin::pin!(one), std::pin::pin!(other));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(context)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = other.as_mut().poll(context)
        {
            second = Some(value);
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (first.expect("it has ended"), second.expect("it has ended"))
}
