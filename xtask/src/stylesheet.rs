//! Two stylesheets from many: `style/index.css` for the first screens and `style/later.css` for the rest, with their imports put in
//! their places.
//!
//! The result has the meaning of the imports (`layer(name)` becomes `@layer name { … }`), so that
//! the browser makes one request and the sources stay one file a component. Only
//! `@import url("file.css");`, with or without ` layer(name)`, is understood, one a line. Comments
//! and indentation are left out, which is all that compression does not do as well; nothing is
//! rewritten, and nothing lowered for older browsers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Where both go for development; `index.html` names it too, for Trunk.
const RESULT: &str = "target/style/causeway.css";

/// The two stylesheets, as the release names them, and what they are made from.
pub(crate) const STYLESHEETS: [(&str, &str); 2] = [("causeway", "style/index.css"), ("causeway-later", "style/later.css")];

/// Puts both into `target/style/causeway.css`, for development.
///
/// # Errors
/// As [`bundled`] does.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let css = STYLESHEETS.iter().map(|(_, source)| bundled(workspace, source)).collect::<Result<String>>()?;
    let result = workspace.path(RESULT);
    fs::create_dir_all(workspace.path("target/style"))?;
    fs::write(&result, css).with_context(|| format!("cannot write {}", result.display()))
}

/// A stylesheet with its imports in their places.
///
/// # Errors
/// When an import is missing, circular or written in another form.
pub(crate) fn bundled(workspace: &Workspace, source: &str) -> Result<String> {
    Ok(condense(&bundle(&workspace.path(source), &mut Vec::new())?))
}

fn bundle(file: &Path, parents: &mut Vec<PathBuf>) -> Result<String> {
    if parents.iter().any(|parent| parent == file) {
        bail!("{} imports itself", file.display());
    }
    let source = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    parents.push(file.to_owned());
    let mut css = String::new();
    for (number, line) in source.lines().enumerate() {
        if !line.trim_start().starts_with("@import") {
            css.push_str(line);
            css.push('\n');
            continue;
        }
        let import = Import::parse(line.trim())
            .with_context(|| format!("{}:{}: write `@import url(\"file.css\") layer(name);`", file.display(), number + 1))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let inner = bundle(&folder.join(import.file), parents)
            .with_context(|| format!("{}:{}: {}", file.display(), number + 1, line.trim()))?;
        match import.layer {
            Some(layer) => css.extend(["@layer ", layer, " {\n", &inner, "}\n"]),
            None => css.push_str(&inner),
        }
    }
    parents.pop();
    Ok(css)
}

/// The same rules without comments, indentation and empty lines.
fn condense(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, found) = rest.split_at(at);
        bare.push_str(before);
        // A comment, a string or a lone slash: its length, and what stays of it.
        let (length, stays) = if found.starts_with("/*") {
            (found.find("*/").map_or(found.len(), |end| end + 2), "")
        } else if found.starts_with('/') {
            (1, "/")
        } else {
            let length = string_length(found);
            (length, &found[..length])
        };
        bare.push_str(stays);
        rest = &found[length..];
    }
    bare.push_str(rest);

    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The length of the quoted string that the text begins with, with its quotes.
fn string_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if Some(character) == quote {
            return at + 1;
        }
    }
    text.len()
}

struct Import<'a> {
    file: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let rest = line.strip_prefix("@import url(\"")?;
        let (file, rest) = rest.split_once("\")")?;
        let rest = rest.trim().strip_suffix(';')?.trim_end();
        let layer = match rest {
            "" => None,
            layer => Some(layer.strip_prefix("layer(")?.strip_suffix(')')?.trim()),
        };
        Some(Self { file, layer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir()?;
        for (name, css) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("in the folder"))?;
            fs::write(path, css)?;
        }
        bundle(&folder.path().join("index.css"), &mut Vec::new())
    }

    #[test]
    fn imports_keep_their_order_and_their_layers() -> Result<()> {
        let css = bundled(&[
            ("index.css", "@layer base, ui;\n@import url(\"base.css\") layer(base);\n@import url(\"ui/all.css\") layer(ui);\n"),
            ("base.css", "a { color: light-dark(black, white) }\n"),
            ("ui/all.css", "@import url(\"one.css\");\n"),
            ("ui/one.css", "b {}\n"),
        ])?;
        assert_eq!(css, "@layer base, ui;\n@layer base {\na { color: light-dark(black, white) }\n}\n@layer ui {\nb {}\n}\n");
        Ok(())
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let css = "/* one\n two */\na {\n  content: \"/* \\\" */\";\n\n  font: 1rem/1.5 a;\n}\n";
        assert_eq!(condense(css), "a {\ncontent: \"/* \\\" */\";\nfont: 1rem/1.5 a;\n}\n");
    }

    #[test]
    fn a_missing_file_is_named_with_the_line_that_wants_it() {
        let error = bundled(&[("index.css", "\n@import url(\"gone.css\");\n")]).expect_err("the file is not there");
        assert!(error.to_string().ends_with("index.css:2: @import url(\"gone.css\");"));
    }

    #[test]
    fn a_circle_is_an_error() {
        let error = bundled(&[("index.css", "@import url(\"index.css\");\n")]).expect_err("circular");
        assert!(format!("{error:#}").ends_with("imports itself"));
    }

    #[test]
    fn an_import_in_another_form_is_refused() {
        assert!(bundled(&[("index.css", "@import \"a.css\" screen;\n")]).is_err());
    }
}
