//! Spellings without what people vary: case, width, spaces, hyphens and dots.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The spelling by which names are compared: `BLIP-2`, `blip２` and `Blip 2` are all `blip2`.
///
/// Letters, digits, `+` and `#` are kept, so that `DeepLabV3` and `DeepLabV3+` differ; accents are not.
#[must_use]
pub fn key(name: &str) -> String {
    if name.is_ascii() {
        return name.chars().filter(|c| is_kept(*c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    name.nfkd().filter(|c| !is_combining_mark(*c)).nfkc().flat_map(char::to_lowercase).filter(|c| is_kept(*c)).collect()
}

fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || c == '+' || c == '#'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key_and_versions_do_not() {
        for (a, b) in [("BLIP-2", "blip２"), ("VQ-VAE", "VQVAE"), ("DALL·E 2", "DALLE2"), ("à trous", "A Trous")] {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("VQ-VAE"), key("VQ-VAE-2"));
        assert_ne!(key("DeepLabV3"), key("DeepLabV3+"));
        assert_eq!(key("潜在 扩散模型"), "潜在扩散模型");
    }
}
