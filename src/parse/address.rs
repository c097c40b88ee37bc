//! Addresses and the words of links to them.

use std::sync::LazyLock;

use regex::Regex;

static PAPER_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)arxiv\.org|openreview\.net|aclanthology|aclweb\.org|doi\.org|dl\.acm\.org|ieeexplore|neurips\.cc|nips\.cc|proceedings\.|jmlr\.org|thecvf\.com|ecva\.net|semanticscholar|biorxiv|medrxiv|nature\.com|science\.org|sciencedirect|springer|huggingface\.co/papers|paperswithcode\.com/paper|isca-speech|aaai\.org|ijcai\.org|eccv|\.pdf(?:$|[?#])|/papers?/|hal\.science|ssrn\.com|pnas\.org|usenix\.org|mlr\.press|alphaxiv").expect("the pattern is valid")
});
/// Words of links that lead somewhere without naming the paper.
pub(super) static BUTTON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:paper|pdf|arxiv|link|code|github|project|page|website|web|blog|video|slides|demo|poster|data|dataset|model|models|论文|代码|链接|原文|项目|html|openreview|bib|supp|tweet|here|abs|url|doi|official|pytorch|tensorflow|\d+|hugging ?face)(?:[\s/-]*(?:page|link|code|paper|\d{4}|official))*\W*$").expect("the pattern is valid")
});
/// Whether an address leads to a paper.
pub(super) fn is_paper_address(target: &str) -> bool {
    PAPER_ADDRESS.is_match(target)
}
