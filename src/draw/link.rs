//! Addresses of places in notes, by a template.

use std::fmt::Write;

use crate::error::{Error, Result};

/// A template for the address of a line in a note, with `{path}` and `{line}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// A template such as `vscode://file/home/me/notes/{path}:{line}`.
    ///
    /// # Errors
    /// [`Error::Usage`] without `{path}`.
    pub fn new(template: impl Into<String>) -> Result<Self> {
        let template = template.into();
        if template.contains("{path}") {
            Ok(Self(template))
        } else {
            Err(Error::Usage(format!("the link `{template}` has no `{{path}}` in it, as `{{path}}#L{{line}}` has")))
        }
    }

    /// The address of a line in a note; the path percent-encoded, `/` kept.
    #[must_use]
    pub fn to(&self, path: &str, line: usize) -> String {
        // The line goes in first: a note may be called `{line}.md`. A path of Windows is an address only with `/`.
        self.0.replace('\\', "/").replace("{line}", &line.to_string()).replace("{path}", &encoded(path))
    }
}

impl Default for Link {
    /// Relative to the folder of notes, as GitHub counts lines.
    fn default() -> Self {
        Self("{path}#L{line}".to_owned())
    }
}

fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_and_templates_need_one() {
        let link = Link::new("vscode://file/{path}:{line}").expect("a template");
        assert_eq!(link.to("日/a b.md", 7), "vscode://file/%E6%97%A5/a%20b.md:7");
        let windows = Link::new(r"vscode://file/C:\notes\{path}").expect("a template");
        assert_eq!(windows.to("a.md", 1), "vscode://file/C:/notes/a.md");
        assert_eq!(Link::default().to("{line}.md", 3), "%7Bline%7D.md#L3");
        assert!(Link::new("obsidian://open").is_err());
    }
}
