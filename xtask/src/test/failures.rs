//! The names of what failed, read from the output of the tools.

/// Names from the output of Rust's test harness, wasm-bindgen's, Node's, the compiler and rustfmt;
/// each once, in order.
pub(super) fn names(output: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut compiler_error = None;
    for line in output.lines() {
        let line = line.trim();
        if let Some(name) = test_name(line) {
            push(&mut names, name.to_owned());
        } else if let Some(place) = line.strip_prefix("Diff in ") {
            let file = place.trim_end_matches(':').rsplit_once(':').map_or(place, |(file, _)| file);
            push(&mut names, file.to_owned());
        } else if let Some(message) = compiler_message(line) {
            compiler_error = Some(message);
        } else if let Some(place) = line.strip_prefix("--> ")
            && let Some(message) = compiler_error.take()
        {
            push(&mut names, format!("{place} {message}"));
        }
    }
    names
}

fn test_name(line: &str) -> Option<&str> {
    // Rust: `test a::b ... FAILED`; in the browser: `test a::b ... FAIL`.
    if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... FAIL")) {
        return Some(name.0);
    }
    // Node: `✖ name (12.3ms)`; its heading has no time.
    let (name, time) = line.strip_prefix("✖ ")?.rsplit_once(" (")?;
    time.ends_with("ms)").then_some(name)
}

fn compiler_message(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("error")?;
    match rest.strip_prefix(": ") {
        Some(message) => Some(message),
        // `error[E0308]: mismatched types`
        None => rest.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, message)| message),
    }
}

fn push(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn each_tool_names_its_failures() {
        let output = "
test pages::a_tile_opens ... FAIL
test rules::tests::pause ... FAILED
test rules::tests::resume ... ok
✔ signs in (120.1ms)
▶ on the server
  ✖ creates two subscriptions (812.2ms)
✖ failing tests:
✖ creates two subscriptions (812.2ms)
Diff in /src/app.rs:12:
Diff in /src/app.rs:40:
error[E0308]: mismatched types
   --> src/app.rs:3:5
error: could not compile `causeway`
";
        assert_eq!(
            names(output),
            [
                "pages::a_tile_opens",
                "rules::tests::pause",
                "creates two subscriptions",
                "/src/app.rs",
                "src/app.rs:3:5 mismatched types",
            ]
        );
    }
}
