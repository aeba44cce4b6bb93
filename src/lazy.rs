//! Parts of the app that arrive when they are first needed, and ahead of that once the first page stands.
//!
//! With the feature `split`, what [`lazy!`] declares goes into a WebAssembly module of its own, with everything that only it uses; the
//! build cuts the app there. Without the feature (in tests and in development) the app is one module, and everything is there at once.

use crate::pages::starting::{NotStarted, Starting};
use crate::stores::Toasts;
use crate::ui::{Failed, Pending};
use leptos::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A part could not be loaded; asking again loads it again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NotLoaded;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares a function that lives in a part, `part: fn name(…) -> … { … }`, and if wanted one that only loads the part: `part, load: …`.
///
/// Both return futures; once the part is loaded, they are ready at their first poll. A part has one such function.
macro_rules! lazy {
    ($part:ident $(, $load:ident)?: fn $name:ident($($argument:ident: $type:ty),*) -> $answer:ty $body:block) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, $(preload($load),)? fallible)]
        fn $name($($argument: $type),*) -> Result<$answer, $crate::lazy::NotLoaded> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        fn $name($($argument: $type),*) -> std::future::Ready<Result<$answer, $crate::lazy::NotLoaded>> {
            std::future::ready(Ok($body))
        }

        $(#[cfg(not(feature = "split"))]
        fn $load() -> std::future::Ready<Result<(), $crate::lazy::NotLoaded>> {
            std::future::ready(Ok(()))
        })?
    };
}
pub(crate) use lazy;

/// Views that share one part.
pub(crate) trait Part: Copy + Send + Sync + 'static {
    /// Loads the part, unless it is there already; whether it is there then.
    fn load() -> impl Future<Output = bool> + 'static;
    /// Draws this view of it.
    fn draw(self) -> impl Future<Output = Result<AnyView, NotLoaded>>;
}

/// A whole screen. The skeleton that stood there since the window was opened stays until its part has come.
pub(crate) fn screen<P: Part>(screen: P) -> AnyView {
    show(screen, || view! { <Starting /> }.into_any(), |retry| view! { <NotStarted detail=ADVICE on_retry=retry /> }.into_any())
}

/// A page. Calm bars stand in while its part is loading.
pub(crate) fn page<P: Part>(page: P) -> AnyView {
    show(
        page,
        || view! { <Pending label="Loading the page" /> }.into_any(),
        |retry| {
            view! {
                <h1 class="visually-hidden">"Causeway"</h1>
                <Failed title="This page could not be loaded" detail=ADVICE on_retry=retry />
            }
            .into_any()
        },
    )
}

/// Something over the page. Nothing stands in while its part is loading; where that fails, a message says so, and `close` takes back what
/// asked for it.
pub(crate) fn over<P: Part>(dialog: P, close: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let toasts: Toasts = expect_context();
    let give_up = move || {
        toasts.failed("This could not be loaded. Check your connection and open it again.");
        close();
    };
    show(
        dialog,
        || ().into_any(),
        move |_| {
            request_animation_frame(give_up);
            ().into_any()
        },
    )
}

/// Something that the page can do without: where its part cannot be loaded, nothing is said.
pub(crate) fn aside<P: Part>(part: P) -> AnyView {
    show(part, || ().into_any(), |_| ().into_any())
}

/// When parts that are not needed yet are loaded: the first screen has what it shows by then.
pub(crate) const AHEAD_AFTER: Duration = Duration::from_millis(1500);

const ADVICE: &str = "Check your connection and try again. If that does not help, reload the page.";

/// How far a part has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Coming,
    There,
    Failed,
}

fn show<P: Part>(
    part: P,
    coming: impl Fn() -> AnyView + Send + 'static,
    failed: impl Fn(Callback<()>) -> AnyView + Send + 'static,
) -> AnyView {
    let arrival = RwSignal::new(Arrival::Coming);
    load::<P>(arrival);
    let retry = Callback::new(move |()| load::<P>(arrival));
    // Drawn here, not where the loading ends: this is where the part's views find their context, and where they end with the page.
    let shown = move || match arrival.get() {
        Arrival::Coming => coming(),
        Arrival::There => at_once(part.draw()).and_then(Result::ok).unwrap_or_else(|| failed(retry)),
        Arrival::Failed => failed(retry),
    };
    shown.into_any()
}

/// Loads a part, and says how far it is: at once where it is there already.
fn load<P: Part>(arrival: RwSignal<Arrival>) {
    let arrived = |is_there: bool| if is_there { Arrival::There } else { Arrival::Failed };
    let mut loading = Box::pin(P::load());
    match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(is_there) => arrival.set(arrived(is_there)),
        Poll::Pending => {
            arrival.set(Arrival::Coming);
            leptos::task::spawn_local(async move {
                let is_there = loading.await;
                // The page may have been left meanwhile.
                let _ = arrival.try_set(arrived(is_there));
            });
        }
    }
}

/// What a future answers at its first poll, if it does.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
