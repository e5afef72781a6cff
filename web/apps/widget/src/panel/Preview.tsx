import { panelTexts } from "../texts";
import { Avatar } from "./Avatar";
import { useChat } from "./context";
import { Icon, TheoMark } from "./icons";
import { useValue } from "./useValue";

/** What came in while the chat is closed, above the launcher. */
export function Preview({ onOpen }: { onOpen: () => void }) {
  const chat = useChat();
  const texts = panelTexts();
  const { look } = chat.bridge;
  const message = useValue(chat.preview);
  const isTheo = message?.sender === "ai";
  const name = isTheo ? texts.theo : (message?.senderName ?? look.name);
  const words = message ? message.content || `${texts.file}: ${message.attachments[0]?.name ?? ""}` : "";
  return (
    <>
      {/* There before its text, so that it is announced. */}
      <div class="unseen" role="status">
        {message && `${texts.preview(name)}: ${words}`}
      </div>
      {message && (
        <div class="preview">
          <button type="button" class="preview-open" aria-label={texts.openPreview} onClick={onOpen}>
            {isTheo ? <TheoMark /> : <Avatar name={name} url={message.senderAvatar} size="m" />}
            <span class="preview-text">
              <small>
                <strong>{name}</strong>
                {name !== look.name && ` · ${look.name}`}
                {` · ${texts.now}`}
              </small>
              <span dir="auto">{words}</span>
            </span>
          </button>
          <button
            type="button"
            class="chip-remove"
            aria-label={texts.dismiss}
            onClick={() => {
              chat.preview.value = null;
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      )}
    </>
  );
}
