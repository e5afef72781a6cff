//! POST conversations/{id}/upload, and GET /files.

use chrono::TimeDelta;
use pingback_app::conversations::receive;
use pingback_app::files::{self, Owner};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::{Writer, begin};
use crate::routes::widget::{Visitor, widget};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

fn form(name: &str, bytes: impl Into<Vec<u8>>) -> Form {
    Form::new().part("file", Part::bytes(bytes.into()).file_name(name.to_owned()))
}

async fn upload(client: &Client, conversation: &str, name: &str, bytes: &[u8], status: u16) -> Value {
    let (path, form) = (format!("/conversations/{conversation}/upload"), form(name, bytes));
    client.call(Method::POST, &path).with(|request| request.multipart(form)).expect(status).await
}

async fn send(client: &Client, conversation: &str, attachments: Value, status: u16) -> Value {
    let path = format!("/conversations/{conversation}/messages");
    client.post(&path, json!({"content": "", "attachments": attachments})).expect(status).await
}

async fn fetch(app: &TestApp, url: &Value) -> reqwest::Response {
    app.anonymous().call_at(Method::GET, url.as_str().unwrap()).await
}

both_engines! {
    async fn a_file_goes_up_and_out_with_one_message(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let file = upload(&owner, "1", "../photo of me.png", PNG, 201).await;
        assert_eq!((&file["name"], &file["content_type"]), (&"photo of me.png".into(), &"image/png".into()));
        assert_eq!(file["size"], PNG.len());
        let message = send(&owner, "1", json!([file]), 201).await;
        assert_eq!(message["attachments"][0]["id"], file["id"]);
        let read = owner.get("/conversations/1").expect(200).await;
        let shown = &read["messages"][0]["attachments"][0];
        assert_eq!((&shown["name"], &shown["size"]), (&file["name"], &file["size"]));

        let response = fetch(&app, &shown["url"]).await;
        assert_eq!(response.status(), 200);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
        assert!(header("content-disposition").starts_with("inline;"));
        assert!(header("cache-control").starts_with("private"));
        assert_eq!(response.bytes().await.unwrap(), PNG);

        // Taken once, and by no other conversation.
        send(&owner, "1", json!([file]), 422).await;
        begin(&owner).await;
        let other = upload(&owner, "1", "a.txt", b"hello", 201).await;
        let problem = send(&owner, "2", json!([other]), 422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/attachments/0");
        // By id, by object, by address alone.
        send(&owner, "1", json!([other["id"]]), 201).await;
        let third = upload(&owner, "1", "a.txt", b"hello", 201).await;
        send(&owner, "1", json!([{"url": third["url"], "name": "x"}]), 201).await;
        let fourth = upload(&owner, "1", "a.txt", b"hello", 201).await;
        let problem = send(&owner, "1", json!([fourth["id"], fourth["id"]]), 422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/attachments/1");
    }

    async fn what_is_no_picture_sound_film_or_pdf_is_downloaded(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let file = upload(&owner, "1", "notes.txt", "grüße".as_bytes(), 201).await;
        for quoted in ["the \"notes\".txt", "the %22notes%22.txt"] {
            let file = upload(&owner, "1", quoted, b"hello", 201).await;
            assert_eq!(file["name"], "the \"notes\".txt", "as browsers write it");
        }
        let response = fetch(&app, &file["url"]).await;
        assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
        assert!(response.headers()["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    }

    async fn an_address_is_good_for_an_hour_and_for_one_file(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let (one, two) = (
            upload(&owner, "1", "a.txt", b"one", 201).await["url"].as_str().unwrap().to_owned(),
            upload(&owner, "1", "a.txt", b"two", 201).await["url"].as_str().unwrap().to_owned(),
        );
        let (path, query) = one.split_once('?').unwrap();
        let (_, other) = two.split_once('?').unwrap();
        let later = query.replacen("exp=", "exp=1", 1);
        for bad in [path.to_owned(), format!("{path}?{other}"), format!("{path}?{later}"), format!("{path}?exp=x&sig=!")] {
            assert_eq!(fetch(&app, &json!(bad)).await.status(), 403, "{bad}");
        }
        app.advance(TimeDelta::minutes(59));
        assert_eq!(fetch(&app, &json!(one)).await.status(), 200);
        app.advance(TimeDelta::minutes(2));
        assert_eq!(fetch(&app, &json!(one)).await.status(), 403);
    }

    async fn a_part_of_a_file_can_be_had(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let url = upload(&owner, "1", "a.txt", b"0123456789", 201).await["url"].clone();
        let part = async |range: &'static str| {
            let response = app.anonymous().call_at(Method::GET, url.as_str().unwrap()).header("Range", range).await;
            let told = response.headers().get("content-range").map(|value| value.to_str().unwrap().to_owned());
            (response.status().as_u16(), told, response.text().await.unwrap())
        };
        assert_eq!(part("bytes=2-4").await, (206, Some("bytes 2-4/10".into()), "234".into()));
        assert_eq!(part("bytes=8-").await, (206, Some("bytes 8-9/10".into()), "89".into()));
        assert_eq!(part("bytes=-3").await, (206, Some("bytes 7-9/10".into()), "789".into()));
        assert_eq!(part("bytes=90-").await, (200, None, "0123456789".into()));
        assert_eq!(part("bytes=0-1,3-4").await.0, 200);
    }

    async fn what_is_not_taken(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        upload(&owner, "1", "x.svg", b"<svg onload='alert(1)'/>", 415).await;
        upload(&owner, "1", "x.html", b"<!doctype html><script>1</script>", 415).await;
        upload(&owner, "1", "x.txt", b"<html>", 415).await;
        upload(&owner, "1", "x.exe", b"MZ\x90\0\x03\0\0\0", 415).await;
        upload(&owner, "1", "x.txt", b"", 422).await;
        upload(&owner, "9", "x.txt", b"x", 404).await;
        upload(&app.anonymous(), "1", "x.txt", b"x", 401).await;
        upload(&app.stranger().await, "1", "x.txt", b"x", 404).await;
        owner.post("/conversations/1/upload", json!({"file": "x"})).expect(415).await;
        let wrong = Form::new().text("other", "x");
        let call = owner.call(Method::POST, "/conversations/1/upload");
        call.with(|request| request.multipart(wrong)).expect(422).await;
    }

    async fn twenty_mebibytes_are_taken_and_no_byte_more(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let mut most = vec![b'x'; 20 << 20];
        let file = upload(&owner, "1", "most.txt", &most, 201).await;
        assert_eq!(file["size"], 20 << 20);
        let back = fetch(&app, &file["url"]).await.bytes().await.unwrap();
        assert!(back == most);
        most.push(b'x');
        upload(&owner, "1", "more.txt", &most, 413).await;
        most.resize(22 << 20, b'x');
        let (path, form) = ("/conversations/1/upload", form("more.txt", most));
        // Much too large: the connection may end before all of it was sent.
        let answer = owner.call(Method::POST, path).with(|request| request.multipart(form)).try_send().await;
        assert!(answer.is_err() || answer.unwrap().status() == 413);
    }

    async fn only_who_uploaded_a_file_can_send_it(app: TestApp) {
        let owner = app.owner().await;
        let james = owner.invite("james@acme.test", "agent").await;
        let visitor = Visitor::new(&app, &widget(&owner, "acme.com").await).await;
        visitor.says("Hello").await;
        // What the team prepared and has not sent is not the visitor's to have.
        let prepared = upload(&owner, "1", "offer.txt", b"our price", 201).await;
        let take = |file: &Value| {
            let body = json!({"content": "thanks", "attachments": [{"id": file["id"]}]});
            visitor.client.post(&visitor.path("messages"), body)
        };
        let problem = take(&prepared).expect(422).await;
        assert_eq!(problem["errors"][0]["pointer"], "/attachments/0");
        send(&james, "1", json!([prepared]), 422).await;
        // Nor can the team put into the customer's mouth, or its own, what they have not sent.
        let form = form("mine.txt", *b"mine");
        let call = visitor.client.call(Method::POST, &visitor.path("upload"));
        let theirs = call.with(|request| request.multipart(form)).expect(201).await;
        send(&owner, "1", json!([theirs]), 422).await;
        assert_eq!(take(&theirs).expect(201).await["attachments"][0]["id"], theirs["id"]);
        send(&owner, "1", json!([prepared]), 201).await;
    }

    async fn a_made_up_host_is_not_repeated(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let file = upload(&owner, "1", "a.txt", b"hello", 201).await;
        send(&owner, "1", json!([file]), 201).await;
        let url = |conversation: &Value| conversation["messages"][0]["attachments"][0]["url"].as_str().unwrap().to_owned();
        for host in ["evil.test", "localhost.evil.test:8000", "192.0.2.1"] {
            let shown = url(&owner.get("/conversations/1").header("Host", host).expect(200).await);
            assert!(shown.starts_with("/files/"), "{host}: {shown}");
            let page = owner.call_at(Method::GET, &format!("{}{shown}", app.base())).send().await;
            assert_eq!(page.text().await.unwrap(), "hello");
        }
        let shown = url(&owner.get("/conversations/1").expect(200).await);
        assert!(shown.starts_with(app.base()), "{shown}");
    }

    async fn what_no_message_took_within_a_day_is_deleted(app: TestApp) {
        let owner = app.owner().await;
        begin(&owner).await;
        let kept = upload(&owner, "1", "kept.txt", b"kept", 201).await;
        send(&owner, "1", json!([kept]), 201).await;
        let left = upload(&owner, "1", "left.txt", b"left", 201).await;
        app.advance(TimeDelta::hours(23));
        assert_eq!(files::delete_untaken(&app).await.unwrap(), 0);
        app.advance(TimeDelta::hours(2));
        assert_eq!(files::delete_untaken(&app).await.unwrap(), 1);
        send(&owner, "1", json!([left]), 422).await;
        let read = owner.get("/conversations/1").expect(200).await;
        let url = &read["messages"][0]["attachments"][0]["url"];
        assert_eq!(fetch(&app, url).await.text().await.unwrap(), "kept");
    }

    async fn a_visitors_first_message_takes_what_they_uploaded_before(app: TestApp) {
        let owner = app.owner().await;
        let (writer, other) = (Writer::new(&app, &owner).await, Writer::new(&app, &owner).await);
        let mine = Owner {
            workspace_id: writer.workspace_id,
            conversation_id: None,
            uploaded_by: writer.customer_id.into(),
        };
        let bytes = || futures_util::stream::iter([Ok(PNG.into())]);
        let file = files::upload(&app, mine, "a.png", bytes()).await.unwrap();
        let stolen = pingback_app::conversations::Receive { attachments: vec![file.id], ..other.message("mine?") };
        assert!(receive(&app, stolen).await.is_err());
        let input = pingback_app::conversations::Receive { attachments: vec![file.id], ..writer.message("") };
        let received = receive(&app, input).await.unwrap();
        assert_eq!(received.message.attachments, [file]);
        assert_eq!(owner.get("/conversations").expect(200).await.as_array().unwrap().len(), 1, "the thief's was undone");
    }
}
