//! The pages: the dashboard, the widget's script, the demo. They are served whether or not the web was built.

use pingback_testkit::{Call, TestApp, both_engines, json};
use reqwest::{Method, Response};

fn get(app: &TestApp, path: &str) -> Call {
    app.anonymous().call_at(Method::GET, &format!("{}{path}", app.base()))
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

both_engines! {
    async fn the_dashboard_answers_every_page_a_browser_asks_for(app: TestApp) {
        for path in ["/", "/inbox", "/settings/team", "/inbox/"] {
            let response = get(&app, path).header("Accept", "text/html,*/*").send().await;
            assert!([200, 503].contains(&response.status().as_u16()), "{path}");
            assert!(header(&response, "content-type").starts_with("text/html"), "{path}");
            let policy = header(&response, "content-security-policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
            assert!(!policy.contains("unsafe") && !policy.contains("google"), "{policy}");
            assert_eq!(header(&response, "x-content-type-options"), "nosniff");
            assert_eq!(header(&response, "x-frame-options"), "DENY");
            assert_eq!(header(&response, "referrer-policy"), "same-origin");
            assert!(!header(&response, "cache-control").is_empty(), "{path}");
        }
        // Where the web is built, what was seen is not sent again.
        let first = get(&app, "/").send().await;
        if first.status() == 200 {
            let again = get(&app, "/").header("If-None-Match", header(&first, "etag")).send().await;
            assert_eq!(again.status().as_u16(), 304);
            assert_eq!(again.text().await.unwrap(), "");
        }
    }

    async fn what_is_no_page_is_a_problem(app: TestApp) {
        for path in ["/api/v1/nothing", "/api/nothing", "/assets/nothing.js",  "/widget/assets/nothing.js"] {
            get(&app, path).header("Accept", "text/html").expect(404).await;
        }
        get(&app, "/inbox").header("Accept", "application/json").expect(404).await;
        get(&app, "/assets/..%2f..%2fpackage.json").expect(404).await;
        let url = format!("{}/inbox", app.base());
        app.anonymous().call_at(Method::POST, &url).header("Accept", "text/html").expect(404).await;
    }

    async fn every_site_may_run_the_widgets_script(app: TestApp) {
        let response = get(&app, "/widget.js").header("Origin", "https://acme.com").header("Accept-Encoding", "br").send().await;
        assert_eq!(header(&response, "access-control-allow-origin"), if response.status() == 200 { "*" } else { "" });
        if response.status() == 200 {
            assert_eq!(header(&response, "cache-control"), "no-cache");
            assert_eq!(header(&response, "content-type"), "text/javascript; charset=utf-8");
            assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
            let tag = header(&response, "etag").to_owned();
            let again = get(&app, "/widget.js").header("Accept-Encoding", "br").header("If-None-Match", &tag).send().await;
            assert_eq!(again.status().as_u16(), 304);
            let head = app.anonymous().call_at(Method::HEAD, &format!("{}/widget.js", app.base())).send().await;
            assert_eq!(head.status().as_u16(), 200);
        }
    }

    async fn the_types_of_the_widgets_script_are_beside_it(app: TestApp) {
        let response = get(&app, "/pingback.d.ts").send().await;
        if response.status() == 200 {
            assert_eq!(header(&response, "cache-control"), "no-cache");
            assert_eq!(header(&response, "content-type"), "text/plain; charset=utf-8");
            assert!(response.text().await.unwrap().contains("interface PingBackApi"));
        }
    }

    async fn the_showroom_calls_nobody(app: TestApp) {
        let response = get(&app, "/widget/showroom").header("Accept", "text/html").send().await;
        assert!([200, 503].contains(&response.status().as_u16()));
        let policy = header(&response, "content-security-policy");
        assert!(policy.contains("sandbox allow-scripts allow-forms; default-src 'none'; script-src 'self'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("connect-src"), "{policy}");
        assert_eq!(header(&response, "x-frame-options"), "", "the dashboard frames it");
    }

    async fn the_demo_carries_a_widget(app: TestApp) {
        let owner = app.owner().await;
        let demo = |path: &str| owner.call_at(Method::GET, &format!("{}/demo{path}", app.base())).send();
        let page = get(&app, "/demo").send().await.text().await.unwrap();
        assert!(page.contains("Sign in") && !page.contains("widget.js"), "{page}");
        let page = demo("").await.text().await.unwrap();
        assert!(page.contains("no active widget") && !page.contains("widget.js"), "{page}");

        let body = json!({"domain": "acme.com", "name": "<b>\"Help\"</b> {script}"});
        let made = owner.post("/widget/create", body).expect(201).await;
        let id = made["id"].as_str().unwrap();
        let response = demo("/").await;
        let policy = header(&response, "content-security-policy").to_owned();
        assert!(policy.contains("script-src 'self' 'nonce-") && !policy.contains("unsafe"), "{policy}");
        let page = response.text().await.unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(page.contains(&format!("<script nonce=\"{nonce}\">window.PingBackWidgetId = \"{id}\";</script>")), "{page}");
        assert!(page.contains(&format!("src=\"{}/widget.js\"", app.base()).replace('"', "&quot;")), "{page}");
        assert!(page.contains("&lt;b&gt;&quot;Help&quot;&lt;/b&gt; {script}") && !page.contains("<b>"), "{page}");

        let call = get(&app, &format!("/demo?widget={id}")).header("Host", "evil.test");
        let page = call.send().await.text().await.unwrap();
        assert!(page.contains("https://YOUR-SERVER/widget.js") && page.contains("PINGBACK_PUBLIC_URL"), "{page}");
        assert!(!page.contains("evil.test"), "a made-up host is not repeated: {page}");

        let named = get(&app, &format!("/demo?widget={id}")).send().await.text().await.unwrap();
        assert!(named.contains(&format!("PingBackWidgetId = \"{id}\"")));
        for wrong in ["x", "01981f6e-7a3b-7c11-9d2e-0123456789ab", "%22%3E%3Cscript%3E"] {
            let response = get(&app, &format!("/demo?widget={wrong}")).send().await;
            assert_eq!(response.status().as_u16(), 404);
            assert!(!response.text().await.unwrap().contains("<script"));
        }
        // Its page is the server's own: the widget works on it whatever its domain.
        let call = app.anonymous().post(&format!("/widget/{id}/session"), json!({}));
        call.header("Origin", app.base()).expect(200).await;
    }
}
