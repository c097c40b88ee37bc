//! Picture → one page of HTML that needs nothing else: links and quotes on hover work in any browser.

use crate::model::Diagram;

/// A page around the SVG of a picture: as large as it was drawn, or as wide as the window.
#[must_use]
pub fn html(diagram: &Diagram, svg: &str) -> String {
    // Inside HTML the picture stands without the prologue of an XML file.
    let picture = svg.find("<svg").map_or(svg, |start| &svg[start..]);
    let title = diagram.title.replace('&', "&amp;").replace('<', "&lt;");
    let (language, fit) = if diagram.language == "zh" { ("zh", "适合窗口") } else { ("en", "fit the window") };
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>body {{ margin: 0; overflow: auto }} svg {{ max-width: none }} \
         label {{ position: fixed; top: 8px; right: 12px; font: 13px sans-serif; background: #ffffffd0; padding: 4px }} \
         body:has(#fit:checked) svg {{ width: 100vw; height: auto }} \
         .edge:hover path {{ stroke-width: 4 }} a:hover text {{ text-decoration: underline }} \
         @media print {{ label {{ display: none }} }}</style>\n\
         <body>\n<label><input type=\"checkbox\" id=\"fit\"> {fit}</label>\n{picture}</body>\n</html>\n"
    )
}
