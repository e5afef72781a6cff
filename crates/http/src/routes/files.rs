//! Uploaded files: as messages show them, as forms bring them, and their bytes at `/files/…`.

mod serve;

use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::http::StatusCode;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use pingback_app::{App, Error, files};
use pingback_model::WorkspaceId;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::client_address::RequestBase;
use crate::problem::Result;

pub use serve::router;

/// The largest body of an upload: the file and the form around it.
#[expect(clippy::cast_possible_truncation, reason = "20 MiB fit everywhere")]
pub const MAX_UPLOAD: usize = files::MAX_BYTES as usize + (64 << 10);

/// A file as a message carries it, and as an upload answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Attachment {
    /// What a message names it by.
    pub id: Uuid,
    /// Where it can be read: signed, good for one hour, made afresh on each read.
    pub url: String,
    /// The name it was uploaded under.
    pub name: String,
    /// Its type, as its bytes say.
    #[schema(example = "image/png")]
    pub content_type: String,
    /// Bytes.
    pub size: i64,
}

/// Makes the addresses of files for one answer.
#[derive(Clone, Copy)]
pub struct FileLinks<'a> {
    app: &'a App,
    base: Option<&'a Url>,
}

impl<'a> FileLinks<'a> {
    /// For the answer to a request.
    pub fn of_request(app: &'a App, base: &'a RequestBase) -> Self {
        Self { app, base: base.url.as_ref() }
    }

    /// For what goes to sockets: without a public address they are relative to the server.
    pub fn of_sockets(app: &'a App) -> Self {
        Self { app, base: app.settings.public_url.as_ref() }
    }

    /// The file with an address that is good for an hour.
    pub fn attachment(&self, workspace: WorkspaceId, file: pingback_model::Attachment) -> Attachment {
        let url = self.address(workspace, &file);
        Attachment {
            id: file.id.into(),
            url,
            name: file.name,
            content_type: file.content_type,
            size: file.size,
        }
    }

    /// All files of a message.
    pub fn attachments(
        &self,
        workspace: WorkspaceId,
        files: Vec<pingback_model::Attachment>,
    ) -> Vec<Attachment> {
        files.into_iter().map(|file| self.attachment(workspace, file)).collect()
    }

    fn address(&self, workspace: WorkspaceId, file: &pingback_model::Attachment) -> String {
        let files::Signature { exp, sig } = files::sign(self.app, workspace, file.id);
        let name: String = url::form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
        let name = name.replace('+', "%20");
        let base = self.base.map(Url::as_str).unwrap_or_default().trim_end_matches('/');
        format!("{base}/files/{workspace}/{}/{name}?exp={exp}&sig={sig}", file.id)
    }
}

/// A file that a message is to carry: what an upload answered, its `id`, or its `url`.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AttachmentToSend {
    /// What the upload answered; `id` is enough.
    Uploaded {
        /// The file's id.
        id: Option<String>,
        /// The file's address, where the id is not given.
        url: Option<String>,
    },
    /// The file's id alone.
    Id(String),
}

impl AttachmentToSend {
    fn id(&self) -> Option<Uuid> {
        match self {
            Self::Id(text) | Self::Uploaded { id: Some(text), .. } => text.parse().ok(),
            Self::Uploaded { id: None, url: Some(url) } => {
                let (_, path) = url.split_once("/files/")?;
                path.split('/').nth(1)?.parse().ok()
            }
            Self::Uploaded { id: None, url: None } => None,
        }
    }
}

/// The ids of the files that a message is to carry.
pub fn ids_to_send(files: &[AttachmentToSend]) -> Result<Vec<pingback_model::AttachmentId>, Error> {
    let id = |(index, file): (usize, &AttachmentToSend)| {
        let detail = "Put what the upload answered here, or its id";
        let id = file.id().ok_or_else(|| Error::invalid(format!("/attachments/{index}"), detail))?;
        Ok(id.into())
    };
    files.iter().enumerate().map(id).collect()
}

/// The form of an upload, as the API's description shows it.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only its schema is used: the bytes are never held in a struct")]
pub struct Upload {
    /// The file: at most 20 MiB.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// The file of a form: its name and its bytes, as they come in. 415 for what is no form, 422 for one without
/// a field `file`.
pub async fn file_field(
    form: &mut Result<Multipart, MultipartRejection>,
) -> Result<(String, impl Stream<Item = Result<Bytes, Error>> + Unpin + Send + '_), Error> {
    let no_form = "Send the file as multipart/form-data, in the field file";
    let form = form.as_mut().map_err(|_| Error::UnsupportedType(no_form.into()))?;
    let field = form.next_field().await.map_err(|error| broken(&error))?;
    // A form is read in order: a file behind other fields would have to wait for them, so it comes first.
    let field = field.filter(|field| field.name() == Some("file"));
    let field = field.ok_or_else(|| Error::invalid("/file", "The form's first field must be file"))?;
    // As browsers write a quotation mark in a form (HTML, multipart/form-data).
    let name = field.file_name().unwrap_or_default().replace("%22", "\"");
    Ok((name, field.map(|chunk| chunk.map_err(|error| broken(&error)))))
}

fn broken(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge("The file is too large: at most 20 MiB are taken".into())
    } else {
        Error::invalid("/file", "The form did not arrive whole: send it again")
    }
}
