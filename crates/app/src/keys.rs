//! Keys: everything secret derives from one key of the installation, so that several nodes need share only that.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::ids::Ids;

/// The derived keys. Does not print.
pub struct Keys {
    /// Signs access tokens.
    pub session: [u8; 32],
    /// Signs visitors' tokens.
    pub visitor: [u8; 32],
    /// Signs addresses of files.
    pub file: [u8; 32],
    at_rest: [u8; 32],
    check: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Derives all keys from the installation's secret.
    pub fn derive(secret: &[u8]) -> Result<Self> {
        let hkdf = Hkdf::<Sha256>::new(Some(b"pingback"), secret);
        let key = |purpose: &str| {
            let mut key = [0; 32];
            hkdf.expand(purpose.as_bytes(), &mut key).map_err(|e| Error::Internal(e.to_string()))?;
            Ok::<_, Error>(key)
        };
        Ok(Self {
            session: key("session/1")?,
            visitor: key("visitor/1")?,
            file: key("file/1")?,
            at_rest: key("at-rest/1")?,
            check: key("check/1")?,
        })
    }

    /// Text by which a database knows its key again; the key cannot be had from it.
    pub fn check(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.check)
    }

    /// Encrypts a secret for the database. `place` names its row ("channel:<workspace>:<id>"): moved to
    /// another row it does not decrypt.
    pub fn seal(&self, ids: &Ids, place: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce = ids.random::<24>();
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = self.cipher()?.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::Internal("a secret could not be encrypted".into()))?;
        Ok([&[1_u8][..], &nonce, &sealed].concat())
    }

    /// Decrypts what [`Keys::seal`] made for the same place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let broken = || Error::Internal(format!("the secret of {place} cannot be decrypted"));
        let (head, body) = sealed.split_at_checked(25).ok_or_else(broken)?;
        let nonce: [u8; 24] = head[1..].try_into().map_err(|_| broken())?;
        let payload = Payload { msg: body, aad: place.as_bytes() };
        self.cipher()?.decrypt(&XNonce::from(nonce), payload).map_err(|_| broken())
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305> {
        XChaCha20Poly1305::new_from_slice(&self.at_rest).map_err(|e| Error::Internal(e.to_string()))
    }
}

/// A keyed digest.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> Result<[u8; 32]> {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).map_err(|e| Error::Internal(e.to_string()))?;
    for part in parts {
        // Lengths in front: ("ab", "c") and ("a", "bc") must differ.
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}

/// The digest under which random secrets (links' tokens) are stored.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}
