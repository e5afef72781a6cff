//! New ids and random values.

use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pingback_model::Clock;
use rand::TryRng as _;
use uuid::{ContextV7, Timestamp, Uuid};

/// Makes ids that ascend within this process, and secrets that cannot be guessed.
pub struct Ids {
    clock: Clock,
    context: Mutex<ContextV7>,
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

impl Ids {
    /// Ids by that clock.
    pub fn new(clock: Clock) -> Self {
        Self { clock, context: Mutex::new(ContextV7::new()) }
    }

    /// A new id of any kind: `app.ids.new_id::<MessageId>()`.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let now = self.clock.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let context = self.context.lock().unwrap_or_else(PoisonError::into_inner);
        T::from(Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos())))
    }

    /// Bytes nobody can guess, from the operating system.
    ///
    /// # Panics
    /// Where the operating system has no random numbers to give.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        #[expect(
            clippy::expect_used,
            reason = "without the system's random numbers nothing can be done safely"
        )]
        rand::rngs::SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random numbers");
        bytes
    }

    /// 256 random bits as text for links and tokens.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.random::<32>())
    }
}
