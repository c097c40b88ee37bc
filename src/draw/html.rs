//! Picture → one page of HTML that needs nothing else: links and quotes on hover work in any browser.

/// A page around an SVG picture.
#[must_use]
pub fn html(title: &str, svg: &str) -> String {
    // Inside HTML the picture stands without the prologue of an XML file.
    let picture = svg.find("<svg").map_or(svg, |start| &svg[start..]);
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>body {{ margin: 0; overflow: auto }} svg {{ max-width: none }} \
         .edge:hover path {{ stroke-width: 4 }} a:hover text {{ text-decoration: underline }}</style>\n\
         {picture}</html>\n"
    )
}
