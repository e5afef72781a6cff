import { panelTexts } from "../texts";
import { useChat } from "./context";
import { Icon } from "./icons";
import { useValue } from "./useValue";

export function ConnectionPill() {
  const texts = panelTexts();
  const state = useValue(useChat().connection.state);
  return (
    <div class="pill-place" role="status">
      {state === "down" && (
        <span class="pill is-down">
          <Icon name="alert" size={14} />
          {texts.connectionLost}
        </span>
      )}
      {state === "back" && (
        <span class="pill is-back">
          <Icon name="check" size={14} />
          {texts.connectionBack}
        </span>
      )}
    </div>
  );
}
