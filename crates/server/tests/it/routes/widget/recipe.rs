use jsonwebtoken::{encode, get_current_timestamp, EncodingKey, Header};

#[derive(serde::Serialize)]
struct Claims<'a> {
    sub: &'a str,
    name: &'a str,
    email: &'a str,
    exp: u64,
}

pub fn pingback_token(id: &str, name: &str, email: &str, secret: &str) -> jsonwebtoken::errors::Result<String> {
    let claims = Claims { sub: id, name, email, exp: get_current_timestamp() + 300 };
    encode(&Header::default(), &claims, &EncodingKey::from_secret(secret.as_bytes()))
}
