//! Every operation of the API, as nobody, as each role, as a suspended member, as a visitor and from another
//! workspace. An operation that is missing from the table fails: a new one cannot be forgotten.

use std::collections::BTreeSet;

use pingback_model::{Action, Role};
use pingback_testkit::{Client, TestApp, Value, both_engines, json};
use reqwest::Method;

/// What an operation asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anybody may call it.
    Nothing,
    /// A visitor's token.
    Visitor,
    /// A signed-in account.
    Account,
    /// A member who may do that.
    Member(Action),
}
use Needs::{Account, Member, Nothing, Visitor};

/// One operation: what it needs, and a body that validates.
pub type Row = (&'static str, &'static str, Needs, Value);

#[rustfmt::skip]
pub fn table(world: &World) -> Vec<Row> {
    let none = || Value::Null;
    let business = json!({"business_id": world.owner.business_id});
    let text = || json!({"content": "Hello"});
    vec![
        ("post",   "/auth/register",                    Nothing, json!({"full_name": "New", "email": "new@acme.test", "password": "correct horse"})),
        ("post",   "/auth/login",                       Nothing, json!({"email": "olive@acme.test", "password": "correct horse"})),
        ("post",   "/auth/google",                      Nothing, json!({"id_token": "x"})),
        ("post",   "/auth/verify-email",                Nothing, json!({"token": "x"})),
        ("post",   "/auth/password/forgot",             Nothing, json!({"email": "nobody@acme.test"})),
        ("post",   "/auth/password/reset",              Nothing, json!({"token": "x", "password": "correct horse"})),
        ("get",    "/auth/me",                          Account, none()),
        ("patch",  "/auth/me",                          Account, json!({"full_name": "Same"})),
        ("put",    "/auth/me/business",                 Account, business.clone()),
        ("post",   "/auth/business/create",             Account, json!({"name": "Another"})),
        ("post",   "/auth/verify-email/resend",         Account, none()),
        ("get",    "/auth/sessions",                    Account, none()),
        ("delete", "/auth/sessions/{id}",               Account, none()),
        ("post",   "/auth/logout",                      Account, none()),
        ("get",    "/team/members",                     Member(Action::TeamView), none()),
        ("post",   "/team/invite",                      Member(Action::MemberInvite), none()),
        ("patch",  "/team/members/{id}",                Member(Action::MemberChangeRole), json!({"role": "agent"})),
        ("delete", "/team/members/{id}",                Member(Action::MemberRemove), none()),
        ("patch",  "/team/status",                      Member(Action::StatusUpdate), json!({"status": "live"})),
        ("post",   "/team/assign/{conversation_id}",    Member(Action::ConversationAssign), none()),
        ("get",    "/team/pending-handoffs",            Member(Action::ConversationHandle), none()),
        ("get",    "/conversations",                    Member(Action::ConversationHandle), none()),
        ("post",   "/conversations",                    Member(Action::ConversationHandle), business),
        ("get",    "/conversations/counts",             Member(Action::ConversationHandle), none()),
        ("post",   "/conversations/bulk",               Member(Action::ConversationHandle), json!({"changes": [{"id": world.conversation, "priority": "high"}]})),
        ("get",    "/conversations/{id}",               Member(Action::ConversationHandle), none()),
        ("patch",  "/conversations/{id}",               Member(Action::ConversationHandle), json!({"status": "open"})),
        ("post",   "/conversations/{id}/messages",      Member(Action::ConversationHandle), text()),
        ("post",   "/conversations/{id}/upload",        Member(Action::ConversationHandle), none()),
        ("put",    "/conversations/{id}/resolve",       Member(Action::ConversationHandle), none()),
        ("put",    "/conversations/{id}/close",         Member(Action::ConversationHandle), none()),
        ("put",    "/conversations/{id}/assign/{agent_id}", Member(Action::ConversationAssign), none()),
        ("delete", "/conversations/{id}/assign",        Member(Action::ConversationAssign), none()),
        ("post",   "/conversations/{id}/read",          Member(Action::ConversationHandle), json!({})),
        ("put",    "/conversations/{id}/unread",        Member(Action::ConversationHandle), none()),
        ("get",    "/conversations/{id}/draft",         Member(Action::ConversationHandle), none()),
        ("put",    "/conversations/{id}/draft",         Member(Action::ConversationHandle), text()),
        ("delete", "/conversations/{id}/draft",         Member(Action::ConversationHandle), none()),
        ("get",    "/drafts",                           Member(Action::ConversationHandle), none()),
        // Those of the world are shared; one's own is anybody's to make.
        ("get",    "/canned-replies",                   Member(Action::ConversationHandle), none()),
        ("post",   "/canned-replies",                   Member(Action::ConversationHandle), json!({"shortcut": "hi", "content": "Hi!"})),
        ("patch",  "/canned-replies/{id}",              Member(Action::SettingsManage), json!({"content": "Hello!"})),
        ("delete", "/canned-replies/{id}",              Member(Action::SettingsManage), none()),
        ("get",    "/views",                            Member(Action::ConversationHandle), none()),
        ("get",    "/views/counts",                     Member(Action::ConversationHandle), none()),
        ("post",   "/views",                            Member(Action::ConversationHandle), json!({"name": "Mine", "filter": {"assignee": "me"}})),
        ("patch",  "/views/{id}",                       Member(Action::SettingsManage), json!({"name": "Waiting"})),
        ("delete", "/views/{id}",                       Member(Action::SettingsManage), none()),
        ("get",    "/preferences",                      Member(Action::ConversationHandle), none()),
        ("patch",  "/preferences",                      Member(Action::ConversationHandle), json!({"send_key": "enter"})),
        ("get",    "/onboarding",                       Member(Action::ConversationHandle), none()),
        ("post",   "/onboarding/dismiss",               Member(Action::SettingsManage), none()),
        ("patch",  "/auth/business",                    Member(Action::SettingsManage), json!({"goal": "Support"})),
        ("get",    "/labels",                           Member(Action::ConversationHandle), none()),
        ("post",   "/labels",                           Member(Action::SettingsManage), json!({"name": "Billing", "color": "teal"})),
        ("patch",  "/labels/{id}",                      Member(Action::SettingsManage), json!({"color": "blue"})),
        ("delete", "/labels/{id}",                      Member(Action::SettingsManage), none()),
        ("get",    "/customers",                        Member(Action::ConversationHandle), none()),
        ("post",   "/customers",                        Member(Action::ConversationHandle), json!({"name": "Marta"})),
        ("get",    "/customers/{id}",                   Member(Action::ConversationHandle), none()),
        ("patch",  "/customers/{id}",                   Member(Action::ConversationHandle), json!({"name": "Marta"})),
        ("post",   "/customers/{id}/notes",             Member(Action::ConversationHandle), text()),
        ("delete", "/customers/{id}/notes/{note_id}",   Member(Action::ConversationHandle), none()),
        ("get",    "/channels",                         Member(Action::ChannelManage), none()),
        ("post",   "/channels",                         Member(Action::ChannelManage), json!({"type": "widget", "config": {}})),
        ("patch",  "/channels/{id}",                    Member(Action::ChannelManage), json!({"is_active": true})),
        ("delete", "/channels/{id}",                    Member(Action::ChannelManage), none()),
        ("get",    "/widget",                           Member(Action::SettingsManage), none()),
        ("get",    "/widgets",                          Member(Action::ConversationHandle), none()),
        ("post",   "/widget/create",                    Member(Action::SettingsManage), json!({"domain": "new.acme.test"})),
        ("get",    "/widget/{id}",                      Nothing, none()),
        ("patch",  "/widget/{id}",                      Member(Action::SettingsManage), json!({"name": "Support"})),
        ("delete", "/widget/{id}",                      Member(Action::SettingsManage), none()),
        ("get",    "/widget/{id}/identity",             Member(Action::SettingsManage), none()),
        ("post",   "/widget/{id}/identity/rotate",      Member(Action::SettingsManage), none()),
        ("delete", "/widget/{id}/identity/previous",    Member(Action::SettingsManage), none()),
        ("post",   "/widget/{id}/hello",                Nothing, json!({"visitor_token": "x"})),
        ("post",   "/widget/{id}/session",              Nothing, json!({})),
        ("get",    "/widget/{id}/conversation",         Visitor, none()),
        ("post",   "/widget/{id}/messages",             Visitor, json!({"content": "Hello", "client_id": "authz"})),
        ("post",   "/widget/{id}/upload",               Visitor, none()),
        ("post",   "/widget/{id}/visit",                Visitor, json!({"url": "https://acme.com/a"})),
        ("post",   "/widget/{id}/email",                Visitor, json!({"email": "marta@shop.test"})),
        ("post",   "/widget/{id}/rating",               Visitor, json!({"rating": 5})),
        ("get",    "/blocks",                           Member(Action::VisitorBlock), none()),
        ("post",   "/blocks",                           Member(Action::VisitorBlock), json!({"kind": "address", "address": "192.0.2.9"})),
        ("delete", "/blocks/{id}",                      Member(Action::VisitorBlock), none()),
        ("get",    "/search",                           Member(Action::ConversationHandle), none()),
        ("get",    "/notifications",                    Member(Action::ConversationHandle), none()),
        ("post",   "/notifications/{id}/read",          Member(Action::ConversationHandle), none()),
        ("post",   "/notifications/read-all",           Member(Action::ConversationHandle), none()),
        ("get",    "/billing/usage",                    Member(Action::UsageView), none()),
        ("get",    "/billing/checkout-url",             Member(Action::BillingManage), none()),
        ("get",    "/events",                           Member(Action::ConversationHandle), none()),
    ]
}

/// A workspace with one of everything, and everybody who might call.
pub struct World {
    pub owner: Client,
    admin: Client,
    agent: Client,
    suspended: Client,
    stranger: Client,
    pub visitor: Client,
    pub nobody: Client,
    member: String,
    conversation: String,
    customer: String,
    channel: String,
    widget: String,
    notification: String,
    label: String,
    canned_reply: String,
    view: String,
    note: String,
    block: String,
}

impl World {
    pub async fn new(app: &TestApp, name: &str) -> Self {
        let nobody = app.anonymous();
        let at = |who: &str| format!("{who}@{name}.test");
        let owner = nobody.sign_up("Olive", &at("olive")).await.create_workspace(name).await;
        let admin = owner.invite(&at("ada"), "admin").await;
        let agent = owner.invite(&at("james"), "agent").await;
        let suspended = owner.invite(&at("sus"), "agent").await;
        let target = owner.invite(&at("target"), "agent").await;
        let path = format!("/team/members/{}", suspended.member_id);
        owner.patch(&path, json!({"is_active": false})).expect(200).await;
        let stranger = nobody.sign_up("Sam", &at("sam")).await.create_workspace("Other").await;
        let widget = owner.post("/widget/create", json!({"domain": "localhost"})).expect(201).await;
        let widget = widget["id"].as_str().unwrap().to_owned();
        let session = nobody.post(&format!("/widget/{widget}/session"), json!({})).expect(200).await;
        let visitor = nobody.with_token(session["token"].as_str());
        let message = json!({"content": "Is anyone there?", "client_id": "first"});
        let message = visitor.post(&format!("/widget/{widget}/messages"), message).expect(201).await;
        let conversation = message["conversation_id"].as_str().unwrap().to_owned();
        let opened = owner.get(&format!("/conversations/{conversation}")).expect(200).await;
        let customer = opened["customer_id"].as_str().unwrap().to_owned();
        let channel = opened["channel_id"].as_str().unwrap().to_owned();
        let assign = format!("/team/assign/{conversation}?agent_id={}", agent.user_id);
        owner.post(&assign, Value::Null).expect(200).await;
        let notifications = agent.get("/notifications").expect(200).await;
        let notification = notifications[0]["id"].as_str().unwrap().to_owned();
        let label = owner.post("/labels", json!({"name": "Refund", "color": "pink"})).expect(201).await;
        let label = label["id"].as_str().unwrap().to_owned();
        let canned = json!({"shortcut": "hello", "content": "Hello!", "is_shared": true});
        let canned_reply =
            owner.post("/canned-replies", canned).expect(201).await["id"].as_str().unwrap().to_owned();
        let view = json!({"name": "Open", "is_shared": true, "filter": {"status": "open"}});
        let view = owner.post("/views", view).expect(201).await["id"].as_str().unwrap().to_owned();
        let notes = format!("/customers/{customer}/notes");
        let note = owner.post(&notes, json!({"content": "Kind"})).expect(201).await["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let block = json!({"kind": "address", "address": "192.0.2.1"});
        let block = owner.post("/blocks", block).expect(201).await["id"].as_str().unwrap().to_owned();
        let member = target.member_id;
        Self {
            owner,
            admin,
            agent,
            suspended,
            stranger,
            visitor,
            nobody,
            member,
            conversation,
            customer,
            channel,
            widget,
            notification,
            label,
            canned_reply,
            view,
            note,
            block,
        }
    }

    /// The path with this world's ids in it, and the query that the operation cannot do without.
    pub fn path(&self, method: &str, path: &str) -> String {
        let id = match path.split('/').nth(1).unwrap_or_default() {
            "team" => &self.member,
            "conversations" => &self.conversation,
            "customers" => &self.customer,
            "channels" => &self.channel,
            "widget" => &self.widget,
            "notifications" => &self.notification,
            "labels" => &self.label,
            "canned-replies" => &self.canned_reply,
            "views" => &self.view,
            "blocks" => &self.block,
            _ => &self.owner.user_id,
        };
        let filled = path.replace("{id}", id).replace("{conversation_id}", &self.conversation);
        let filled = filled.replace("{agent_id}", &self.agent.user_id).replace("{note_id}", &self.note);
        match (method, path) {
            ("post", "/team/invite") => format!("{filled}?email={}&role=agent", self.stranger.email),
            ("post", "/team/assign/{conversation_id}") => format!("{filled}?agent_id={}", self.agent.user_id),
            ("get", "/billing/checkout-url") => format!("{filled}?plan=pro"),
            ("get", "/search") => format!("{filled}?q=hello"),
            ("get", "/events") => format!("{filled}?after=0"),
            _ => filled,
        }
    }
}

async fn status(caller: &Client, world: &World, row: &Row) -> u16 {
    let (method, path, _, body) = row;
    let path = world.path(method, path);
    let method: Method = method.to_uppercase().parse().unwrap();
    let mut call = caller.call(method, &path);
    if path.ends_with("/upload") {
        let part = reqwest::multipart::Part::text("plain words").file_name("words.txt");
        call = call.with(|request| request.multipart(reqwest::multipart::Form::new().part("file", part)));
    } else if !body.is_null() {
        call = call.with(|request| request.json(body));
    }
    let response = call.send().await;
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    assert!(status < 500 || status == 503, "{path} answered {status}: {text}");
    status
}

both_engines! {
    async fn every_operation_lets_in_whom_it_should_and_nobody_else(app: TestApp) {
        let document = serde_json::to_value(pingback_http::openapi::document()).unwrap();
        let world = World::new(&app, "acme").await;
        let rows = table(&world);
        let named: BTreeSet<_> = rows.iter().map(|(method, path, ..)| format!("{method} /api/v1{path}")).collect();
        let documented: BTreeSet<_> = document["paths"].as_object().unwrap().iter()
            .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
            .collect();
        assert_eq!(named, documented, "the table and openapi.json name the same operations");

        for (n, row) in rows.iter().enumerate() {
            let (method, path, needs, _) = row;
            let what = format!("{method} {path}");
            // What ends something gets a world of its own, so that the others stay whole.
            let own = if *method == "delete" || path.ends_with("logout") { Some(World::new(&app, &format!("acme{n}")).await) } else { None };
            let world = own.as_ref().unwrap_or(&world);
            check_outsiders(world, row, &what).await;
            for (caller, role) in [(&world.agent, Role::Agent), (&world.admin, Role::Admin), (&world.owner, Role::Owner)] {
                let status = status(caller, world, row).await;
                match needs {
                    Nothing | Account => assert!(status != 403, "{what} as {role}: {status}"),
                    Visitor => assert_eq!(status, 401, "{what} as {role}"),
                    Member(action) if role.may(*action) => {
                        assert!(![401, 403].contains(&status), "{what} as {role}: {status}");
                    }
                    Member(_) => assert_eq!(status, 403, "{what} as {role}"),
                }
            }
        }
    }
}

async fn check_outsiders(world: &World, row: &Row, what: &str) {
    let (_, path, needs, _) = row;
    let nobody = status(&world.nobody, world, row).await;
    let visitor = status(&world.visitor, world, row).await;
    let suspended = status(&world.suspended, world, row).await;
    match needs {
        Nothing => {}
        Visitor => {
            assert_eq!(nobody, 401, "{what} as nobody");
            assert_ne!(visitor, 401, "{what} as a visitor");
            assert_eq!(suspended, 401, "{what} as a suspended member");
        }
        Account => assert_eq!((nobody, visitor), (401, 401), "{what} as nobody, as a visitor"),
        Member(_) => {
            assert_eq!(
                (nobody, visitor, suspended),
                (401, 401, 403),
                "{what} as nobody, a visitor, a suspended member"
            );
            if path.contains('{') {
                let stranger = status(&world.stranger, world, row).await;
                let expected = if path.contains("agent_id}") { [404, 400] } else { [404, 404] };
                assert!(expected.contains(&stranger), "{what} from another workspace: {stranger}");
            }
        }
    }
}
