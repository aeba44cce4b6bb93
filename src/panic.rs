//! What a person sees when the app breaks: a message and a way on, instead of a page that no longer answers.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// From now on a panic writes the message into the page. Plain DOM: nothing of the app can be relied on any more.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::web_sys::console::error_1(&JsValue::from_str(&panic.to_string()));
        // Where even this fails, the console has the message.
        let _ = show_message();
    }));
}

fn show_message() -> Result<(), JsValue> {
    let document = document();
    let body = document.body().ok_or(JsValue::NULL)?;
    if document.query_selector("[data-broken]")?.is_some() {
        return Ok(());
    }
    let main = document.create_element("main")?;
    let message = document.create_element("div")?;
    message.set_class_name("boot-message");
    message.set_attribute("role", "alert")?;
    message.set_attribute("data-broken", "")?;
    let title = document.create_element("h1")?;
    title.set_text_content(Some("Causeway stopped working"));
    let text = document.create_element("p")?;
    text.set_text_content(Some(
        "This is our mistake. What was saved is safe; what you were typing may be lost. The browser's console has the details.",
    ));
    let reload = document.create_element("button")?;
    reload.set_class_name("button");
    reload.set_text_content(Some("Reload"));
    let on_click = Closure::<dyn Fn()>::new(|| {
        // A page that cannot reload leaves the browser's own button.
        let _ = window().location().reload();
    });
    reload.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref())?;
    // Lives as long as the page.
    on_click.forget();
    message.append_child(&title)?;
    message.append_child(&text)?;
    message.append_child(&reload)?;
    main.append_child(&message)?;
    body.set_text_content(None);
    body.append_child(&main)?;
    Ok(())
}
