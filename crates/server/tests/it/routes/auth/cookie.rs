//! The dashboard's cookie.

use chrono::TimeDelta;
use pingback_testkit::{Builder, Client, Engine, TestApp, Value, both_engines, json};

use super::PASSWORD;

fn log_in(client: &Client) -> pingback_testkit::Call {
    client.post("/auth/login", json!({"email": "olive@acme.test", "password": PASSWORD}))
}

/// The cookie's value, and its attributes in the order of the alphabet.
fn cookie(response: &reqwest::Response) -> (String, Vec<String>) {
    let header = response.headers()["set-cookie"].to_str().unwrap();
    let (pair, attributes) = header.split_once("; ").unwrap();
    let mut attributes: Vec<_> = attributes.split("; ").map(str::to_owned).collect();
    attributes.sort_unstable();
    (pair.strip_prefix("pingback_session=").unwrap().to_owned(), attributes)
}

both_engines! {
    async fn set_for_the_dashboard_alone(app: TestApp) {
        let nobody = app.anonymous();
        let body = json!({"email": "olive@acme.test", "full_name": "Olive Hart", "password": PASSWORD});
        let registered = nobody.post("/auth/register", body).header("X-PingBack-Client", "dashboard").send().await;
        assert_eq!(registered.status(), 201);
        let (value, attributes) = cookie(&registered);
        assert_eq!(attributes, ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"]);
        let me = nobody.get("/auth/me").header("Cookie", &format!("pingback_session={value}")).expect(200).await;
        assert_eq!(me["user"]["email"], "olive@acme.test");
        let plain = log_in(&nobody).send().await;
        assert!(!plain.headers().contains_key("set-cookie"));
        let other = log_in(&nobody).header("X-PingBack-Client", "phone").send().await;
        assert!(!other.headers().contains_key("set-cookie"));
        let dashboard = log_in(&nobody).header("X-PingBack-Client", "dashboard").send().await;
        assert_ne!(cookie(&dashboard).0, value, "each sign-in is a session of its own");
    }

    async fn a_write_from_another_site_is_refused(app: TestApp) {
        app.owner().await;
        let nobody = app.anonymous();
        let (value, _) = cookie(&log_in(&nobody).header("X-PingBack-Client", "dashboard").send().await);
        let with_cookie = format!("pingback_session={value}");
        let rename = || nobody.patch("/auth/me", json!({"full_name": "X"})).header("Cookie", &with_cookie);
        rename().header("Origin", "https://evil.test").expect(403).await;
        rename().header("Origin", "null").expect(403).await;
        rename().header("Sec-Fetch-Site", "cross-site").expect(403).await;
        rename().header("Sec-Fetch-Site", "same-site").expect(403).await;
        rename().header("Origin", "https://evil.test").header("Sec-Fetch-Site", "same-origin").expect(403).await;
        rename().header("Origin", app.base()).header("Sec-Fetch-Site", "cross-site").expect(403).await;
        rename().header("Origin", app.base()).header("Sec-Fetch-Site", "same-origin").expect(200).await;
        rename().header("Origin", app.base()).expect(200).await;
        rename().header("Sec-Fetch-Site", "same-origin").expect(200).await;
        // Nor is somebody signed in to another's account from there.
        let forced = log_in(&nobody).header("X-PingBack-Client", "dashboard").header("Origin", "https://evil.test");
        forced.expect(403).await;
    }

    async fn signing_out_takes_it_away(app: TestApp) {
        app.owner().await;
        let nobody = app.anonymous();
        let (value, _) = cookie(&log_in(&nobody).header("X-PingBack-Client", "dashboard").send().await);
        let with_cookie = format!("pingback_session={value}");
        let out = nobody.post("/auth/logout", Value::Null).header("Cookie", &with_cookie).send().await;
        assert_eq!(out.status(), 204);
        let (cleared, attributes) = cookie(&out);
        assert!(cleared.is_empty() && attributes.contains(&"Max-Age=0".to_owned()), "{attributes:?}");
        nobody.get("/auth/me").header("Cookie", &with_cookie).expect(401).await;
    }

    async fn set_again_as_often_as_the_session_is_slid_forward(app: TestApp) {
        app.owner().await;
        let nobody = app.anonymous();
        let dashboard = log_in(&nobody).header("X-PingBack-Client", "dashboard").send().await;
        let signed_in = cookie(&dashboard);
        let with_cookie = format!("pingback_session={}", signed_in.0);
        let me = async || nobody.get("/auth/me").header("Cookie", &with_cookie).send().await;
        assert!(!me().await.headers().contains_key("set-cookie"), "it was set a moment ago");
        for day in 1..=40 {
            app.advance(TimeDelta::days(1));
            let first = me().await;
            assert_eq!((first.status().as_u16(), cookie(&first)), (200, signed_in.clone()), "day {day}");
        }
        assert!(!me().await.headers().contains_key("set-cookie"), "no more often");
        app.advance(TimeDelta::minutes(5));
        let by_token = nobody.with_token(Some(&signed_in.0)).get("/auth/me").header("Cookie", &with_cookie).send().await;
        assert!(!by_token.headers().contains_key("set-cookie"), "programs keep their token themselves");
        app.advance(TimeDelta::minutes(5));
        let out = nobody.post("/auth/logout", Value::Null).header("Cookie", &with_cookie).send().await;
        assert_eq!(out.headers().get_all("set-cookie").iter().count(), 1);
        assert!(cookie(&out).0.is_empty());
        app.advance(TimeDelta::minutes(5));
        let refused = me().await;
        assert_eq!((refused.status().as_u16(), refused.headers().contains_key("set-cookie")), (401, false));
    }

    async fn unused_for_thirty_days_it_ends(app: TestApp) {
        app.owner().await;
        let nobody = app.anonymous();
        let (value, _) = cookie(&log_in(&nobody).header("X-PingBack-Client", "dashboard").send().await);
        app.advance(TimeDelta::days(30));
        let late = nobody.get("/auth/me").header("Cookie", &format!("pingback_session={value}")).send().await;
        assert_eq!((late.status().as_u16(), late.headers().contains_key("set-cookie")), (401, false));
    }

    async fn secure_where_a_trusted_proxy_says_https(engine: Engine) {
        let trusting = |settings: &mut pingback_app::Settings| {
            settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        };
        let app = Builder::new(engine).settings(trusting).build().await;
        app.owner().await;
        let dashboard = || log_in(&app.anonymous()).header("X-PingBack-Client", "dashboard");
        let secure = dashboard().header("X-Forwarded-Proto", "https").send().await;
        assert!(cookie(&secure).1.contains(&"Secure".to_owned()));
        app.advance(TimeDelta::minutes(5));
        let with_cookie = format!("pingback_session={}", cookie(&secure).0);
        let again = app.anonymous().get("/auth/me").header("Cookie", &with_cookie).header("X-Forwarded-Proto", "https");
        assert_eq!(cookie(&again.send().await), cookie(&secure));
        assert!(!cookie(&dashboard().send().await).1.contains(&"Secure".to_owned()));
        let naive = Builder::new(engine).build().await;
        naive.owner().await;
        let said = log_in(&naive.anonymous()).header("X-PingBack-Client", "dashboard");
        let said = said.header("X-Forwarded-Proto", "https").send().await;
        assert!(!cookie(&said).1.contains(&"Secure".to_owned()), "nobody else is believed");
    }
}
