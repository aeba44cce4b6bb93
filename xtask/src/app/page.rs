//! The page as it is shipped. In `index.html`, what Trunk is to put in is marked with `data-trunk`; here it is put in.

use anyhow::{Result, ensure};

use super::parts::{LOADER, NAME, first_file};

/// The page with the names of what was built. The stylesheet for `later` is loaded by the page's script.
pub(super) fn release(page: &str, folder: &str, stylesheet: &str, later: &str) -> Result<String> {
    let script = format!("{folder}/{NAME}.js");
    let [inside, door] = ["inside", "door"].map(|first| format!("{folder}/{}", first_file(first)));
    // Which of the two modules it is to be, the page's own script knows.
    let start = format!(
        "<link rel=\"modulepreload\" href=\"/{script}\">
<link rel=\"modulepreload\" href=\"/{folder}/{LOADER}\">
<script type=\"module\" src=\"/boot.js\" data-js=\"{script}\" data-wasm=\"{inside}\" data-door=\"{door}\" \
         data-parts=\"{folder}/{LOADER}\" data-later=\"{later}\"></script>\n"
    );
    let style = format!("<link rel=\"stylesheet\" href=\"/{stylesheet}\">\n");
    let (mut has_style, mut has_start) = (false, false);
    let mut result = String::new();
    // What makes it readable is for people who read the repository.
    for line in page.split_inclusive('\n').map(str::trim_start) {
        let is_comment = line.trim().starts_with("<!--") && line.trim().ends_with("-->");
        if !line.contains("data-trunk") {
            result.push_str(if is_comment { "" } else { line });
        } else if line.contains("rel=\"css\"") {
            has_style = true;
            result.push_str(&style);
        } else if line.contains("rel=\"rust\"") {
            has_start = true;
            result.push_str(&start);
        } else {
            // Static files are copied as they are, without a line in the page.
            ensure!(line.contains("rel=\"copy-dir\""), "the release has no form for this line of index.html:{line}");
        }
    }
    ensure!(has_style && has_start, "index.html names no stylesheet or no program for Trunk");
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::release;

    #[test]
    fn the_page_of_this_repository_can_be_released() {
        let page = release(include_str!("../../../index.html"), "app-0", "a.css", "b.css").expect("it has what it needs");
        assert!(!page.contains("data-trunk") && !page.contains("<!--"));
        assert!(page.contains("<link rel=\"stylesheet\" href=\"/a.css\">"));
        assert!(
            page.contains("data-wasm=\"app-0/causeway_inside.wasm\" data-door=\"app-0/causeway_door.wasm\" data-parts=\"app-0/__wasm_split.js\" data-later=\"b.css\"")
        );
    }

    #[test]
    fn a_line_that_only_trunk_understands_is_refused() {
        let error =
            release("<link data-trunk rel=\"sass\" href=\"a.scss\">\n", "app-0", "a.css", "b.css").expect_err("there is no Sass");
        assert!(error.to_string().contains("a.scss"));
    }
}
