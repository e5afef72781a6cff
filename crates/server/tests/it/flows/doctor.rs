//! `pingback doctor`, as an operator runs it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::sync::Arc;

use pingback_storage::Location;
use pingback_testkit::{Builder, Engine, TestDb, both_engines};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::program::{Setting, free_port, pingback, run};

/// A certificate for `localhost`, made for these tests, and its key.
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/localhost.pem");
const CERTIFICATE_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/localhost-key.pem");

/// Whether it says that all is well, and what it says.
async fn doctor(data: &Path, db: &TestDb, settings: &[Setting<'_>]) -> (bool, String) {
    let (is_well, said, _) = run(pingback(data, db, settings), &["doctor"]).await;
    (is_well, said)
}

/// What it says of one thing.
fn line<'a>(said: &'a str, about: &str) -> &'a str {
    let is_it = |line: &&str| line[6..].starts_with(&format!("{about}: "));
    said.lines().find(is_it).unwrap_or_else(|| panic!("nothing of {about}: {said}"))
}

/// A proxy that ends TLS in front of a server; gives its address.
async fn tls_proxy(server: &str) -> String {
    let certificates: Vec<_> =
        CertificateDer::pem_file_iter(CERTIFICATE).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(CERTIFICATE_KEY).unwrap();
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(certificates, key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = server.to_owned();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, server) = (acceptor.clone(), server.clone());
            tokio::spawn(async move {
                let Ok(mut outside) = acceptor.accept(stream).await else { return };
                let mut inside = TcpStream::connect(server).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
            });
        }
    });
    format!("https://localhost:{port}")
}

/// A mail server that wants to know who comes, and lets only some in; gives its address.
fn mail_server(lets_in: bool) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        stream.write_all(b"220 mail.acme.test\r\n").unwrap();
        for line in lines.map_while(Result::ok) {
            let answer = match line.split(' ').next() {
                Some("EHLO") => "250-mail.acme.test\r\n250 AUTH PLAIN",
                Some("AUTH") if lets_in => "235 welcome",
                Some("AUTH") => "535 not with this password",
                Some("QUIT") => "221 bye",
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).unwrap();
        }
    });
    address.to_string()
}

both_engines! {
    async fn a_server_that_does_not_run_is_no_fault_unless_people_should_reach_it(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        assert!(run(pingback(data.path(), &db, &[]), &["migrate"]).await.0);
        let address = format!("127.0.0.1:{}", free_port());
        let listen = ("PINGBACK_LISTEN", address.as_str());
        let (is_well, said) = doctor(data.path(), &db, &[listen]).await;
        assert!(is_well, "{said}");
        assert!(said.contains(&format!("note  server: nothing listens on {address}")) && said.contains("pingback serve"), "{said}");

        let url = format!("http://{address}");
        let (is_well, said) = doctor(data.path(), &db, &[listen, ("PINGBACK_PUBLIC_URL", &url)]).await;
        assert!(!is_well && said.contains("WRONG public URL") && said.contains("WRONG server"), "{said}");
    }

    async fn a_server_that_runs_is_examined(engine: Engine) {
        let app = Builder::new(engine).build().await;
        let data = tempfile::tempdir().unwrap();
        let address = app.base().trim_start_matches("http://");
        let (_, said) = doctor(data.path(), app.db(), &[("PINGBACK_LISTEN", address)]).await;
        assert!(said.contains("ok    server: ws://"), "{said}");
        let (_, said) = doctor(data.path(), app.db(), &[("PINGBACK_PUBLIC_URL", app.base())]).await;
        assert!(said.contains("ok    public URL") && said.contains("ok    server: ws://"), "{said}");
    }

    async fn mail_without_a_public_address_is_wrong(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let mail = [("PINGBACK_SMTP_URL", "smtp://127.0.0.1:9"), ("PINGBACK_MAIL_FROM", "PingBack <help@acme.test>")];
        let (is_well, said) = doctor(data.path(), &db, &mail).await;
        let said = line(&said, "mail");
        assert!(!is_well && said.starts_with("WRONG") && said.contains("set PINGBACK_PUBLIC_URL"), "{said}");
    }

    async fn a_fresh_machine_is_not_broken(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let nowhere = data.path().join("later");
        let nowhere = nowhere.to_str().unwrap();
        let (is_well, said) = doctor(data.path(), &db, &[("PINGBACK_DATA_DIR", nowhere)]).await;
        assert!(said.contains("note  data folder") && said.contains("pingback serve"), "{said}");
        assert!(is_well, "{said}");
    }

    async fn a_public_address_with_tls_is_examined_to_the_websocket(engine: Engine) {
        let app = Builder::new(engine).build().await;
        let data = tempfile::tempdir().unwrap();
        let url = tls_proxy(app.base().trim_start_matches("http://")).await;
        let settings = [("PINGBACK_PUBLIC_URL", url.as_str()), ("SSL_CERT_FILE", CERTIFICATE)];
        let (_, said) = doctor(data.path(), app.db(), &settings).await;
        assert!(line(&said, "public URL").starts_with(&format!("ok    public URL: {url}/health answers")), "{said}");
        let socket = url.replacen("https", "wss", 1);
        assert!(line(&said, "server").starts_with(&format!("ok    server: {socket}/socket.io/")), "{said}");
        assert!(line(&said, "clock").contains(&format!("s from {url}/'s")), "{said}");

        // Of a certificate that nobody vouches for, that is what is said, and no other reason.
        let nobody = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/other.pem");
        let settings = [("PINGBACK_PUBLIC_URL", url.as_str()), ("SSL_CERT_FILE", nobody)];
        let (is_well, said) = doctor(data.path(), app.db(), &settings).await;
        let said = line(&said, "server");
        assert!(!is_well && said.starts_with("WRONG") && said.contains("certificate"), "{said}");
    }

    async fn the_clock_is_compared_with_the_databases_where_it_has_one(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        assert!(run(pingback(data.path(), &db, &[]), &["migrate"]).await.0);
        let (is_well, said) = doctor(data.path(), &db, &[]).await;
        assert!(is_well, "{said}");
        let Location::Postgres { url, .. } = db.location() else {
            assert!(line(&said, "clock").starts_with("note  clock: compared with no other: SQLite goes by this"), "{said}");
            return;
        };
        assert_eq!(line(&said, "clock"), "ok    clock: 0 s from PostgreSQL's");

        // Another function of that name, which is found first, is a clock that is fast.
        let fast = [
            "CREATE SCHEMA fast",
            "CREATE FUNCTION fast.clock_timestamp() RETURNS TIMESTAMPTZ LANGUAGE SQL
             AS $$SELECT pg_catalog.clock_timestamp() + CAST('1 hour' AS INTERVAL)$$",
        ];
        let made: Result<(), pingback_storage::Error> = db.write(|mut tx| async move {
            for sql in fast {
                tx.execute(sql, &[]).await?;
            }
            tx.commit(()).await
        }).await;
        made.unwrap();
        let url = format!("{url}?options[search_path]=fast,public,pg_catalog");
        let (is_well, said) = doctor(data.path(), &db, &[("PINGBACK_DATABASE_URL", &url)]).await;
        let said = line(&said, "clock");
        assert!(!is_well && said.starts_with("WRONG") && (said.contains("3600 s from") || said.contains("3599 s from")), "{said}");
    }

    async fn the_mail_server_is_signed_in_at(engine: Engine) {
        let db = TestDb::new(engine, pingback_model::Clock::system()).await;
        let data = tempfile::tempdir().unwrap();
        let nowhere = format!("http://127.0.0.1:{}", free_port());
        for (lets_in, expected) in [(true, "ok    mail: the mail server lets us in"), (false, "WRONG mail: the mail server: ")] {
            let url = format!("smtp://olive:hunter2@{}", mail_server(lets_in));
            let settings = [
                ("PINGBACK_SMTP_URL", url.as_str()),
                ("PINGBACK_MAIL_FROM", "help@acme.test"),
                ("PINGBACK_PUBLIC_URL", &nowhere),
            ];
            let (_, said) = doctor(data.path(), &db, &settings).await;
            assert!(line(&said, "mail").starts_with(expected), "{said}");
            assert!(!said.contains("hunter2"), "{said}");
        }
    }
}
