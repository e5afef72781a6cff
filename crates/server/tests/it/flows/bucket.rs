//! Files in an S3 bucket, by the setting that operators use.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use pingback_model::Clock;
use pingback_storage::{Db, Error, Location, args};
use pingback_testkit::{Client, Engine, TestDb, Value, both_engines, json};
use reqwest::multipart::{Form, Part};

use super::program::{Program, Setting};

/// The key id that requests must be signed for.
const KEY_ID: &str = "AKIAPINGBACKTEST";
/// Where the settings put files.
const FOLDER: &str = "/attachments/kept/here/";

/// What a bucket holds.
#[derive(Default)]
struct Held {
    objects: HashMap<String, Vec<u8>>,
    /// Uploads that have begun, each with its parts by number.
    uploads: HashMap<String, BTreeMap<u32, Vec<u8>>>,
    /// What is answered instead of doing anything, to requests of these methods.
    refuses: Option<(StatusCode, &'static [Method])>,
    /// How many were refused.
    refused: usize,
    /// Requests that were not signed as they should be.
    unsigned: Vec<String>,
}

/// As much of S3 as the product asks for, on a loopback port.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<Held>>);

impl Bucket {
    /// Starts it; returns its address.
    async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router =
            Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap()
    }

    /// From now on, requests of these methods are refused.
    fn refuse(&self, status: StatusCode, methods: &'static [Method]) {
        self.held().refuses = Some((status, methods));
    }

    /// The bucket is well again; tells how many requests were refused.
    fn recover(&self) -> usize {
        let mut held = self.held();
        held.refuses = None;
        std::mem::take(&mut held.refused)
    }

    /// How many objects there are, and how many uploads that have begun and not ended.
    fn counts(&self) -> (usize, usize) {
        let held = self.held();
        (held.objects.len(), held.uploads.len())
    }

    /// The bytes of that attachment.
    fn bytes_of(&self, attachment: &Value) -> Option<Vec<u8>> {
        let id = attachment["id"].as_str().unwrap();
        let held = self.held();
        let mut found = held.objects.iter().filter(|(key, _)| key.starts_with(FOLDER) && key.ends_with(id));
        found.next().map(|(_, bytes)| bytes.clone())
    }
}

/// Whether a request is signed, by that algorithm, for the key id and the region of the settings.
fn is_signed(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (authorization, date) = (header("authorization"), header("x-amz-date"));
    let credential = format!(
        "AWS4-HMAC-SHA256 Credential={KEY_ID}/{}/eu-test-1/s3/aws4_request, ",
        date.get(..8).unwrap_or("no date")
    );
    let Some(signed) = authorization.strip_prefix(&credential) else { return false };
    let Some((names, signature)) = signed.split_once(", Signature=") else { return false };
    names.starts_with("SignedHeaders=")
        && ["host", "x-amz-content-sha256", "x-amz-date"].iter().all(|name| names.contains(name))
        && signature.len() == 64
        && signature.bytes().all(|byte| byte.is_ascii_hexdigit())
}

async fn answer(
    State(bucket): State<Bucket>,
    method: Method,
    uri: Uri,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut held = bucket.held();
    if !is_signed(&headers) {
        held.unsigned.push(format!("{method} {uri} {headers:?}"));
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some((status, methods)) = held.refuses
        && methods.contains(&method)
    {
        held.refused += 1;
        return (status, "<Error><Code>Secret</Code><Message>of the bucket</Message></Error>")
            .into_response();
    }
    let key = uri.path().to_owned();
    let upload = query.get("uploadId");
    let begun = |upload: &String, held: &Held| held.uploads.contains_key(upload);
    match (method.as_str(), upload) {
        ("POST", None) if query.contains_key("uploads") => {
            let id = format!("upload-{key}");
            held.uploads.insert(id.clone(), BTreeMap::new());
            let answer = format!(
                "<InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
            );
            answer.into_response()
        }
        (_, Some(upload)) if !begun(upload, &held) => StatusCode::NOT_FOUND.into_response(),
        ("PUT", Some(upload)) => {
            let number = query["partNumber"].parse().unwrap();
            held.uploads.get_mut(upload).unwrap().insert(number, body.to_vec());
            [("etag", format!("\"{number}\""))].into_response()
        }
        ("POST", Some(upload)) => {
            let parts = held.uploads.remove(upload).unwrap();
            // S3 takes no smaller parts than 5 MiB, the last one aside.
            if parts.values().rev().skip(1).any(|part| part.len() < 5 << 20) {
                return StatusCode::BAD_REQUEST.into_response();
            }
            held.objects.insert(key, parts.into_values().flatten().collect());
            "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>"
                .into_response()
        }
        ("DELETE", Some(upload)) => {
            held.uploads.remove(upload);
            StatusCode::NO_CONTENT.into_response()
        }
        ("PUT", None) => {
            held.objects.insert(key, body.to_vec());
            [("etag", "\"whole\"")].into_response()
        }
        ("DELETE", None) => {
            held.objects.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        ("GET", None) => read(held.objects.get(&key), &headers),
        _ => StatusCode::NOT_IMPLEMENTED.into_response(),
    }
}

/// An object, or the range of it that is asked for.
fn read(object: Option<&Vec<u8>>, headers: &HeaderMap) -> Response {
    let Some(object) = object else { return StatusCode::NOT_FOUND.into_response() };
    let known = [("etag", "\"whole\""), ("last-modified", "Tue, 24 Nov 2026 12:00:00 GMT")];
    let Some(range) = headers.get("range") else { return (known, object.clone()).into_response() };
    let (first, last) = range.to_str().unwrap().strip_prefix("bytes=").unwrap().split_once('-').unwrap();
    let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
    let told = [("content-range", format!("bytes {first}-{last}/{}", object.len()))];
    (StatusCode::PARTIAL_CONTENT, known, told, object[first..=last].to_vec()).into_response()
}

/// The product on a bucket: the program, its owner with conversation 1, and its database.
struct Installation {
    _program: Program,
    owner: Client,
    db: Db,
}

impl Installation {
    async fn start(data: &Path, db: &TestDb, bucket: &Bucket) -> Self {
        let endpoint = bucket.start().await;
        let settings: [Setting<'_>; 6] = [
            ("PINGBACK_FILES", "s3://attachments/kept/here/"),
            ("AWS_ACCESS_KEY_ID", KEY_ID),
            ("AWS_SECRET_ACCESS_KEY", "a secret access key"),
            ("AWS_REGION", "eu-test-1"),
            ("AWS_ENDPOINT", &endpoint),
            ("AWS_ALLOW_HTTP", "true"),
        ];
        let program = Program::start(data, db, &settings).await;
        let nobody = Client::at(&program.base);
        let owner = nobody.sign_up("Olive", "olive@acme.test").await.create_workspace("Acme").await;
        owner.post("/conversations", json!({"business_id": owner.business_id})).expect(201).await;
        let location = match db.location() {
            Location::Sqlite(_) => Location::Sqlite(data.join("pingback.db")),
            postgres @ Location::Postgres { .. } => postgres.clone(),
        };
        Self { _program: program, owner, db: Db::connect(&location, Clock::system()).await.unwrap() }
    }

    async fn upload(&self, name: &'static str, bytes: &[u8], status: u16) -> Value {
        let form = Form::new().part("file", Part::bytes(bytes.to_vec()).file_name(name));
        let call = self.owner.call(Method::POST, "/conversations/1/upload");
        call.with(|request| request.multipart(form)).expect(status).await
    }

    /// Sends files in a message; returns the message.
    async fn send(&self, files: Value) -> Value {
        let body = json!({"content": "", "attachments": files});
        self.owner.post("/conversations/1/messages", body).expect(201).await
    }

    /// Reads by an address, as a browser does.
    async fn fetch(&self, url: &Value) -> reqwest::Response {
        self.owner.with_token(None).call_at(Method::GET, url.as_str().unwrap()).send().await
    }

    async fn rows(&self) -> i64 {
        let mut tx = self.db.read().await.unwrap();
        let (rows,): (i64,) = tx.fetch_one("SELECT COUNT(*) FROM attachments", &[]).await.unwrap();
        rows
    }

    /// Runs a change of the database that takes the beginning of time as its parameter.
    async fn long_ago(&self, sql: &str) {
        let done: Result<(), Error> = self
            .db
            .write(|mut tx| async move {
                tx.execute(sql, args![chrono::DateTime::UNIX_EPOCH]).await?;
                tx.commit(()).await
            })
            .await;
        done.unwrap();
    }
}

async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..400 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("not within ten seconds: {what}");
}

fn is_files_problem(problem: &Value) {
    assert_eq!(problem["status"], 503);
    assert_eq!(problem["detail"], "Files cannot be stored or read right now. Try again in a moment.");
    assert!(!problem.to_string().contains("Secret"), "{problem}");
}

both_engines! {
    async fn files_in_a_bucket_go_up_and_out_and_away(engine: Engine) {
        let (db, data) = (TestDb::new(engine, Clock::system()).await, tempfile::tempdir().unwrap());
        let bucket = Bucket::default();
        let pingback = Installation::start(data.path(), &db, &bucket).await;
        let small = b"0123456789".to_vec();
        // Large enough to go up in parts, of which no two are the same.
        let large: Vec<u8> = (0..2_000_000).flat_map(|n| format!("{n:07}").into_bytes()).collect();
        let sent = [pingback.upload("small.txt", &small, 201).await, pingback.upload("large.txt", &large, 201).await];
        let message = pingback.send(json!(sent)).await;
        for (at, bytes) in [&small, &large].into_iter().enumerate() {
            assert!(bucket.bytes_of(&sent[at]).as_ref() == Some(bytes));
            let read = pingback.fetch(&message["attachments"][at]["url"]).await;
            assert_eq!(read.status(), 200);
            assert!(read.bytes().await.unwrap() == bytes);
        }
        let url = message["attachments"][0]["url"].as_str().unwrap();
        let part = pingback.owner.call_at(Method::GET, url).header("Range", "bytes=2-4").send().await;
        assert_eq!((part.status().as_u16(), part.text().await.unwrap()), (206, "234".into()));

        let unsent = pingback.upload("unsent.txt", b"never sent", 201).await;
        assert!(bucket.bytes_of(&unsent).is_some());
        pingback.long_ago("UPDATE attachments SET created_at = $1").await;
        // The bucket fails when the file's time has come: its bytes go once it is well again.
        bucket.refuse(StatusCode::FORBIDDEN, &[Method::DELETE]);
        pingback.long_ago("UPDATE jobs SET run_at = $1 WHERE kind = 'clean_up'").await;
        eventually("the file's row is gone, its bytes are refused", async || {
            pingback.rows().await == 2 && bucket.held().refused > 0
        }).await;
        assert!(bucket.bytes_of(&unsent).is_some());
        bucket.recover();
        eventually("its bytes are gone", async || {
            pingback.long_ago("UPDATE jobs SET run_at = $1 WHERE kind = 'delete_file' AND attempts > 0").await;
            bucket.bytes_of(&unsent).is_none()
        }).await;
        assert!(sent.iter().all(|file| bucket.bytes_of(file).is_some()), "what was sent is kept");
        assert_eq!(bucket.counts(), (2, 0));
        let held = bucket.held();
        assert!(held.unsigned.is_empty(), "{:?}", held.unsigned);
    }

    async fn a_bucket_that_fails_is_said_and_nothing_is_half_done(engine: Engine) {
        let (db, data) = (TestDb::new(engine, Clock::system()).await, tempfile::tempdir().unwrap());
        let bucket = Bucket::default();
        let pingback = Installation::start(data.path(), &db, &bucket).await;
        let file = pingback.upload("kept.txt", b"kept", 201).await;
        let message = pingback.send(json!([file])).await;
        let url = &message["attachments"][0]["url"];
        let large = vec![b'x'; 12 << 20];
        for status in [StatusCode::INTERNAL_SERVER_ERROR, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND] {
            bucket.refuse(status, &[Method::GET, Method::PUT, Method::POST]);
            is_files_problem(&pingback.upload("small.txt", b"lost", 503).await);
            is_files_problem(&pingback.upload("large.txt", &large, 503).await);
            let read = pingback.fetch(url).await;
            if status == StatusCode::NOT_FOUND {
                assert_eq!(read.status(), 404);
            } else {
                assert_eq!(read.headers()["content-type"], "application/problem+json");
                is_files_problem(&read.json().await.unwrap());
            }
            // Begun, but no part is taken: what has begun is given up.
            bucket.refuse(status, &[Method::PUT]);
            is_files_problem(&pingback.upload("large.txt", &large, 503).await);
            assert!(bucket.recover() > 0);
            assert_eq!(pingback.rows().await, 1, "{status}");
            assert_eq!(bucket.counts(), (1, 0), "{status}");
        }
        // Nothing of what was there is lost.
        assert_eq!(pingback.fetch(url).await.text().await.unwrap(), "kept");
        let again = pingback.upload("large.txt", &large, 201).await;
        assert!(bucket.bytes_of(&again) == Some(large));
    }
}
