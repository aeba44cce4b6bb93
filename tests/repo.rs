//! What ARCHITECTURE.md promises of the sources, read from the sources. Each failure names the place and says what to do instead.
#![cfg(not(target_arch = "wasm32"))]

#[path = "repo/files.rs"]
mod files;

use causeway_api::ENDPOINTS;
use files::{File, Mention, below, below_if_any, code, mentions, read, root, strings, without_tests};
use std::{collections::BTreeMap, process::Command};

/// Fails with all findings at once.
#[track_caller]
fn assert_none(what_to_do: &str, findings: impl IntoIterator<Item = String>) {
    let findings: Vec<String> = findings.into_iter().collect();
    assert!(findings.is_empty(), "{what_to_do}\n  {}", findings.join("\n  "));
}

/// The mentions in files that are wrong there.
fn wrong(files: &[File], is_wrong: impl Fn(&Mention) -> bool) -> Vec<String> {
    let mentions = files.iter().flat_map(mentions).filter(is_wrong);
    mentions.map(|mention| format!("{}: {}", mention.place, mention.path)).collect()
}

/// The lines in a file's code that hold one of these texts; tests, comments and strings aside.
fn lines_with(file: &File, texts: &[&str]) -> Vec<String> {
    let code = code(without_tests(&file.text));
    let found = code.lines().zip(1..).filter(|(line, _)| texts.iter().any(|text| line.contains(text)));
    found.map(|(line, number)| format!("{}:{number}: {}", file.path, line.trim())).collect()
}

// Crates.

#[test]
fn what_runs_in_a_tab_depends_on_nothing_that_does_io() {
    let allowed: [(&str, &[&str]); 4] = [
        (
            "crates/api/Cargo.toml",
            &["form_urlencoded", "schemars", "serde", "serde_json", "serde_path_to_error", "serde_urlencoded", "uuid"],
        ),
        // Not even the contract: columns and the flow are numbers and text.
        ("crates/columns/Cargo.toml", &[]),
        ("crates/flow/Cargo.toml", &[]),
        ("crates/rules/Cargo.toml", &["causeway-api", "serde", "serde_json", "sha2", "thiserror", "uuid"]),
    ];
    let added = allowed.into_iter().flat_map(|(manifest, allowed)| {
        let File { path, text } = read(manifest);
        let section = text.split("\n[dependencies]\n").nth(1).expect("a section of dependencies").split("\n[").next();
        let lines = section.unwrap_or_default().lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let names = lines.map(|line| line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned());
        names.filter(|name| !allowed.contains(&name.as_str())).map(|name| format!("{path}: {name}")).collect::<Vec<_>>()
    });
    assert_none(
        "All of them run in a browser tab. If this crate is pure, add it to the list in this test; else it is the server's:",
        added,
    );
}

#[test]
fn what_runs_in_a_tab_is_synchronous_and_deterministic() {
    let sources = ["crates/api/src", "crates/columns/src", "crates/flow/src", "crates/rules/src"]
        .map(|folder| below(folder, ".rs"))
        .concat();
    let outside = ["std::fs", "std::net", "std::io", "std::process", "std::env", "std::thread", "std::time"];
    let does_io = wrong(&sources, |mention| {
        outside.iter().any(|path| mention.is_in(path)) || ["::now_v7", "::new_v4"].iter().any(|end| mention.path.ends_with(end))
    });
    // Without it nothing can be awaited.
    let awaits = sources.iter().flat_map(|file| lines_with(file, &["async "]));
    assert_none(
        "Time and ids come from `Tables`; whatever waits is the server's or the app's:",
        does_io.into_iter().chain(awaits),
    );
}

#[test]
fn the_app_has_one_version_of_each_crate() {
    // What cannot be helped, and why.
    let allowed = ["thiserror v1.0.69"]; // gloo-net 0.6 has not moved to 2.
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "causeway", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("names of crates");
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in tree.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !allowed.contains(line)) {
        let (name, version) = line.split_once(" v").expect("a name and a version");
        let versions = versions.entry(name).or_default();
        if !versions.contains(&version) {
            versions.push(version);
        }
    }
    let several = versions.into_iter().filter(|(_, versions)| versions.len() > 1);
    assert_none(
        "Each is downloaded by every visitor. Choose versions that agree:",
        several.map(|(name, versions)| format!("{name} {}", versions.join(", "))),
    );
}

// The app.

#[test]
fn only_the_backend_knows_the_rules_and_the_network() {
    let mut files = below("src", ".rs");
    files.retain(|file| file.path != "src/backend.rs" && !file.path.starts_with("src/backend/"));
    let found = wrong(&files, |mention| mention.is_in("causeway_rules") || mention.is_in("gloo_net"));
    assert_none("Call through `Backend`; what both sides must agree on belongs to `causeway_api`:", found);
}

#[test]
fn components_and_the_flow_are_pure_leaves() {
    let is_wrong = |mention: &Mention, own: &[&str]| {
        let outside = ["causeway_api", "causeway_rules", "leptos_router", "gloo_net"].iter().any(|path| mention.is_in(path));
        outside || mention.path.starts_with("crate::") && !own.iter().any(|own| mention.is_in(own))
    };
    let with = |folder: &str| [below(folder, ".rs"), vec![read(&format!("{folder}.rs"))]].concat();
    let ui = wrong(&with("src/ui"), |mention| is_wrong(mention, &["crate::ui"]));
    let flow = wrong(&with("src/flow"), |mention| is_wrong(mention, &["crate::ui", "crate::flow"]));
    assert_none(
        "Give it what it shows as a signal, and take what a person does as a callback; the page connects them:",
        ui.into_iter().chain(flow),
    );
}

#[test]
fn a_stores_rows_change_in_its_own_file_only() {
    let writable = ["RwSignal", "WriteSignal", "SignalSetter", "StoredValue", "&mut"];
    let found = below("src/stores", ".rs").into_iter().flat_map(|file| {
        let code = code(without_tests(&file.text));
        let mut found = Vec::new();
        for (at, _) in code.match_indices("pub ") {
            // A field ends at a comma, what is before a function's body at a brace.
            let item = &code[at..];
            let end = if item.starts_with("pub fn") || item.starts_with("pub async fn") { ['{', ';'] } else { [',', '{'] };
            let face = item.split(end).next().unwrap_or_default();
            if writable.iter().any(|kind| face.contains(kind)) {
                found.push(format!("{}:{}: {}", file.path, code[..at].lines().count(), face.trim()));
            }
        }
        found
    });
    assert_none("Offer a method that says what is done, and a `ReadSignal` to look at:", found);
}

#[test]
fn pages_fetch_through_stores_only() {
    let mut files = below("src", ".rs");
    files.retain(|file| !["src/backend", "src/stores"].iter().any(|path| file.path.starts_with(path)));
    let calls =
        ["backend.call", "backend.create", "Backend::call", "Backend::create", "fetch_with", "XmlHttpRequest", "EventSource"];
    assert_none("Give the store a method for it:", files.iter().flat_map(|file| lines_with(file, &calls)));
}

#[test]
fn addresses_are_built_in_paths_rs_only() {
    let paths = read("src/paths.rs");
    let parse = paths.text.split("fn path(self)").next().expect("the part that reads");
    let is_segment = |word: &&str| word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let segments: Vec<String> = parse.split('"').skip(1).step_by(2).filter(is_segment).map(|word| format!("/{word}")).collect();
    assert!(segments.iter().any(|segment| segment == "/connections"), "{segments:?} does not look like the app's addresses");
    let found = below("src", ".rs").into_iter().filter(|file| file.path != "src/paths.rs").flat_map(|file| {
        let is_address = |text: &str| segments.iter().any(|segment| text.contains(segment.as_str()));
        let strings = strings(&file).into_iter().filter(|(_, text)| is_address(text) && !text.starts_with("/platform"));
        strings.map(|(line, text)| format!("{}:{line}: \"{text}\"", file.path)).collect::<Vec<_>>()
    });
    assert_none("Link to a `Place`; a new page is a new `Place` in src/paths.rs:", found);
}

#[test]
fn style_is_in_stylesheets_only() {
    let inline = [" style=", "<style", ".set_attribute(\"style\"", ".setAttribute(\"style\"", "inner_html"];
    let files = [below("src", ".rs"), below("public", ".js"), below("xtask/src", ".html"), vec![read("index.html")]];
    let found = files.into_iter().flatten().flat_map(|file| {
        let lines = file.text.lines().zip(1..).filter(|(line, _)| inline.iter().any(|text| format!(" {line}").contains(text)));
        lines.map(|(line, number)| format!("{}:{number}: {}", file.path, line.trim())).collect::<Vec<_>>()
    });
    assert_none("The content-security policy refuses it. Use a class or an attribute, or `style:name=value`:", found);
}

#[test]
fn every_stylesheet_is_imported_and_every_import_exists() {
    let entries = ["style/index.css", "style/later.css"];
    let index = entries.map(|entry| read(entry).text).concat();
    let imported: Vec<String> = index
        .lines()
        .filter_map(|line| line.strip_prefix("@import url(\"")?.split('"').next())
        .map(|file| format!("style/{file}"))
        .collect();
    let files: Vec<String> = below("style", ".css").into_iter().map(|file| file.path).collect();
    let missing = imported.iter().filter(|file| !files.contains(file)).map(|file| format!("{file} does not exist"));
    let is_left_out = |file: &&String| !entries.contains(&file.as_str()) && !imported.contains(file);
    let left_out = files.iter().filter(is_left_out).map(|file| format!("{file} is not imported"));
    assert_none("Put style/index.css or style/later.css right:", missing.chain(left_out));
}

// The contract and the documents.

#[test]
fn openapi_json_has_every_endpoint_and_no_other() {
    let document: serde_json::Value = serde_json::from_str(&read("openapi.json").text).expect("JSON");
    let operations = document["paths"].as_object().expect("paths").iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods").iter();
        methods.map(move |(method, operation)| {
            format!("{} {path} {}", method.to_uppercase(), operation["operationId"].as_str().unwrap_or("?"))
        })
    });
    let documented: Vec<String> = operations.collect();
    let offered: Vec<String> =
        ENDPOINTS.iter().map(|info| format!("{} {} {}", info.method.as_str(), info.path, info.name)).collect();
    let only_offered = offered.iter().filter(|line| !documented.contains(line)).map(|line| format!("not described: {line}"));
    let only_documented = documented.iter().filter(|line| !offered.contains(line)).map(|line| format!("does not exist: {line}"));
    assert_none("Make openapi.json anew, UPDATE=1 cargo test -p causeway-server openapi:", only_offered.chain(only_documented));
}

#[test]
fn the_readme_shows_the_script_that_is_tested() {
    let block = format!("```bash\n{}```\n", read("examples/api.sh").text);
    assert!(read("README.md").text.contains(&block), "Copy examples/api.sh into the README's API section as it is");
}

#[test]
fn what_the_documents_point_at_exists() {
    let folders = ["src/", "crates/", "xtask/", "tests/", "style/", "docs/", "public/", "examples/"];
    let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"].map(read);
    let broken = documents.iter().flat_map(|document| {
        let links = document.text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let pictures = ["src=\"", "srcset=\""]
            .into_iter()
            .flat_map(|name| document.text.split(name).skip(1))
            .filter_map(|rest| rest.split('"').next());
        let quoted =
            document.text.split('`').skip(1).step_by(2).filter(|text| folders.iter().any(|folder| text.starts_with(folder)));
        let plain = quoted.filter(|text| !text.contains(['{', '*', '<', '…', ' ', ':']));
        let targets = links.chain(pictures).chain(plain).filter(|target| !target.starts_with("http") && !target.starts_with('#'));
        let missing = targets.filter(|target| !root().join(target.split('#').next().unwrap_or_default()).exists());
        missing.map(|target| format!("{}: {target}", document.path)).collect::<Vec<_>>()
    });
    assert_none("A reader will look for it:", broken);
}

// Every file.

fn written_by_hand() -> Vec<File> {
    let folders = ["src", "crates", "xtask", "tests", "style", "public", "examples"];
    let endings = [".rs", ".css", ".js", ".mjs", ".sh", ".sql", ".html", ".toml"];
    let alone = ["Cargo.toml", "Trunk.toml", "index.html", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
    let listed = folders.iter().flat_map(|folder| endings.iter().flat_map(|ending| below_if_any(folder, ending)));
    alone.map(read).into_iter().chain(listed).collect()
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let files = written_by_hand().into_iter().map(|file| (file.text.lines().count(), file.path));
    assert_none(
        "Give each idea its own file:",
        files.filter(|(lines, _)| *lines > 500).map(|(lines, path)| format!("{path}: {lines} lines")),
    );
}

#[test]
fn nothing_is_left_to_be_done_in_a_comment() {
    // Spelled so that this file does not find itself.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["to", "do!("], ["unimple", "mented!("]].map(|halves| halves.concat());
    let found = written_by_hand().into_iter().flat_map(|file| {
        let lines = file.text.lines().zip(1..).filter(|(line, _)| marks.iter().any(|mark| line.contains(mark)));
        lines.map(|(line, number)| format!("{}:{number}: {}", file.path, line.trim())).collect::<Vec<_>>()
    });
    assert_none("Do it, or open an issue:", found);
}

#[test]
fn every_module_says_what_it_is_for_and_every_exception_says_why() {
    let rust = ["src", "crates", "xtask", "tests"].map(|folder| below(folder, ".rs")).concat();
    let silent = rust.iter().filter(|file| !file.text.starts_with("//!")).map(|file| file.path.clone());
    let excused = rust.iter().flat_map(|file| lines_with(file, &["#[allow(", "#![allow("]));
    assert_none("Begin with `//!`; write `#[expect(…, reason = \"…\")]` where a lint is wrong:", silent.chain(excused));
}
