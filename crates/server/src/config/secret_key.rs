//! The installation's secret key: the one that is set, else one that is made once and kept in the data folder.

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};

use super::{Config, ConfigError};

impl Config {
    /// The secret key; makes the data folder and the key file when neither is there yet.
    ///
    /// Two processes that start at once agree on one key: whoever comes second reads the first one's.
    pub fn load_secret_key(&self) -> Result<SecretString, ConfigError> {
        if let Some(key) = &self.secret_key {
            return Ok(key.clone());
        }
        let file = self.secret_key_file();
        let problem = |what: String| ConfigError { problems: vec![format!("{}: {what}", file.display())] };
        let key = read_or_make(&file).map_err(|error| problem(format!("the secret key: {error}")))?;
        if key.expose_secret().len() < 32 {
            let remedy = "restore it from a copy, or set PINGBACK_SECRET_KEY";
            return Err(problem(format!("holds no secret key (at least 32 characters); {remedy}")));
        }
        Ok(key)
    }
}

fn read_or_make(file: &Path) -> io::Result<SecretString> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(file)?,
        read => return read.map(|text| SecretString::from(text.trim())),
    }
    fs::read_to_string(file).map(|text| SecretString::from(text.trim()))
}

/// Writes beside the file and links it into place: a half-written key is never seen, and an existing one never replaced.
fn make(file: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent()
        && !folder.is_dir()
    {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    // A name of its own: a draft left behind by a crash must not stand in the way for ever.
    let draft = file.with_extension(format!("{}.new", random_text()));
    let mut open = File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
    writeln!(open, "{}", random_text())?;
    open.sync_all()?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[expect(clippy::disallowed_methods, reason = "made before there is an App to take random numbers from")]
fn random_text() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigArgs;
    use crate::config::tests::Folder;

    fn config(folder: &Folder) -> Config {
        let values = [("data_dir", folder.0.join("data").to_str().unwrap().to_owned())].into();
        Config::load_with(&ConfigArgs { config: None, values }, []).unwrap()
    }

    #[test]
    fn made_once_for_its_owner_alone() {
        let folder = Folder::new("key-made");
        let config = config(&folder);
        let key = config.load_secret_key().unwrap();
        assert!(key.expose_secret().len() >= 43);
        assert_eq!(config.load_secret_key().unwrap().expose_secret(), key.expose_secret());
        let mode = fs::metadata(config.secret_key_file()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(&config.data_dir).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn all_who_come_at_once_get_the_same() {
        let folder = Folder::new("key-race");
        let file = folder.0.join("data/secret.key");
        fs::create_dir(folder.0.join("data")).unwrap();
        fs::write(&file, "the first one's key, which is long enough\n").unwrap();
        make(&file).unwrap();
        let key = config(&folder).load_secret_key().unwrap();
        assert_eq!(key.expose_secret(), "the first one's key, which is long enough");
    }

    #[test]
    fn an_emptied_file_is_no_key() {
        let folder = Folder::new("key-empty");
        let config = config(&folder);
        config.load_secret_key().unwrap();
        fs::write(config.secret_key_file(), "").unwrap();
        let said = config.load_secret_key().unwrap_err().to_string();
        assert!(said.contains("secret.key: holds no secret key"), "{said}");
    }
}
