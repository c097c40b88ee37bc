//! The last part of an address, made from a name.

use unicode_normalization::UnicodeNormalization;

/// A name as an address has it: lower case, letters and digits of any script, `-` between words.
#[must_use]
pub fn of(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.nfkc().flat_map(char::to_lowercase) {
        match letter {
            '+' => slug.push_str("-plus"),
            '#' => slug.push_str("-sharp"),
            letter if letter.is_alphanumeric() => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_plain_and_tell_names_apart() {
        for (name, slug) in [
            ("VQ-VAE-2", "vq-vae-2"),
            ("DeepLabV3+", "deeplabv3-plus"),
            ("DALL·E 2", "dall-e-2"),
            ("潜在扩散模型", "潜在扩散模型"),
            ("a<>\"b", "a-b"),
        ] {
            assert_eq!(super::of(name), slug);
        }
    }
}
