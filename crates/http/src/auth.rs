//! Who asks: extractors that turn a token or the dashboard's cookie into a [`Caller`] or an [`Actor`].
