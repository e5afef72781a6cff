//! `preferences`: how a member wants to be told, and which keys they use.

use std::collections::BTreeMap;

use axum::extract::State;
use pingback_app::App;
use pingback_app::preferences::{self, ChangeKeyboard, ChangeNotifications, ChangePreferences};
use pingback_model::SendKey;
use pingback_model::preferences::Means;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Member;
use crate::extract::Json;
use crate::problem::Result;
use crate::schema;

/// The routes of preferences.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get, change))
}

/// By which means to tell of something.
#[expect(dead_code, reason = "only its schema matters: the model's Means is what is read and written")]
#[derive(Debug, ToSchema)]
struct NotificationMeans {
    /// Kept among the notifications; without it nothing is kept or pushed.
    in_app: bool,
    desktop: bool,
    sound: bool,
}

/// By which means the member is told of what.
#[derive(Debug, Serialize, ToSchema)]
struct NotificationPreferences {
    #[schema(value_type = NotificationMeans)]
    conversation_assigned: Means,
    #[schema(value_type = NotificationMeans)]
    new_message: Means,
    #[schema(value_type = NotificationMeans)]
    mention: Means,
    /// A conversation began that nobody holds: clients tell of it by the event.
    #[schema(value_type = NotificationMeans)]
    new_conversation: Means,
    #[schema(value_type = NotificationMeans)]
    member_joined: Means,
    #[schema(value_type = NotificationMeans)]
    needs_handoff: Means,
}

#[derive(Debug, Serialize, ToSchema)]
struct KeyboardPreferences {
    enabled: bool,
    /// The keys that are not the usual ones, by command.
    keys: BTreeMap<String, String>,
}

/// A member's preferences in the workspace.
#[derive(Debug, Serialize, ToSchema)]
struct Preferences {
    notifications: NotificationPreferences,
    /// Sounds are for a dashboard that is out of sight only.
    sound_only_when_hidden: bool,
    #[schema(value_type = schema::SendKey)]
    send_key: SendKey,
    keyboard: KeyboardPreferences,
}

impl From<pingback_model::Preferences> for Preferences {
    fn from(of: pingback_model::Preferences) -> Self {
        let told = of.notifications;
        Self {
            notifications: NotificationPreferences {
                conversation_assigned: told.conversation_assigned,
                new_message: told.new_message,
                mention: told.mention,
                new_conversation: told.new_conversation,
                member_joined: told.member_joined,
                needs_handoff: told.needs_handoff,
            },
            sound_only_when_hidden: of.sound_only_when_hidden,
            send_key: of.send_key,
            keyboard: KeyboardPreferences { enabled: of.keyboard.enabled, keys: of.keyboard.keys },
        }
    }
}

/// One's own preferences
#[utoipa::path(get, path = "/preferences", tag = "Preferences", responses((status = 200, body = Preferences)))]
async fn get(State(app): State<App>, Member(actor): Member) -> Result<axum::Json<Preferences>> {
    Ok(axum::Json(preferences::get(&app, &actor).await?.into()))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct NotificationsChange {
    #[schema(value_type = Option<NotificationMeans>)]
    conversation_assigned: Option<Means>,
    #[schema(value_type = Option<NotificationMeans>)]
    new_message: Option<Means>,
    #[schema(value_type = Option<NotificationMeans>)]
    mention: Option<Means>,
    #[schema(value_type = Option<NotificationMeans>)]
    new_conversation: Option<Means>,
    #[schema(value_type = Option<NotificationMeans>)]
    member_joined: Option<Means>,
    #[schema(value_type = Option<NotificationMeans>)]
    needs_handoff: Option<Means>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct KeyboardChange {
    enabled: Option<bool>,
    /// Replaces all keys that are not the usual ones.
    keys: Option<BTreeMap<String, String>>,
}

/// What to change of one's preferences; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreferencesChange {
    notifications: Option<NotificationsChange>,
    sound_only_when_hidden: Option<bool>,
    #[schema(value_type = Option<schema::SendKey>)]
    send_key: Option<SendKey>,
    keyboard: Option<KeyboardChange>,
}

/// Change one's own preferences
///
/// The events named under `notifications` are set, others stay.
#[utoipa::path(patch, path = "/preferences", tag = "Preferences", request_body = PreferencesChange,
    responses((status = 200, body = Preferences)))]
async fn change(
    State(app): State<App>,
    Member(actor): Member,
    Json(body): Json<PreferencesChange>,
) -> Result<axum::Json<Preferences>> {
    let told = body.notifications.unwrap_or_default();
    let keyboard = body.keyboard.unwrap_or_default();
    let input = ChangePreferences {
        notifications: ChangeNotifications {
            conversation_assigned: told.conversation_assigned,
            new_message: told.new_message,
            mention: told.mention,
            new_conversation: told.new_conversation,
            member_joined: told.member_joined,
            needs_handoff: told.needs_handoff,
        },
        sound_only_when_hidden: body.sound_only_when_hidden,
        send_key: body.send_key,
        keyboard: ChangeKeyboard { enabled: keyboard.enabled, keys: keyboard.keys },
    };
    Ok(axum::Json(preferences::change(&app, &actor, &input).await?.into()))
}
