import { MenuItem, MenuPopup, menuStyles, type Popup } from "@pingback/ui";
import { Pencil, Trash2, User, Users } from "lucide-react";
import { Menu } from "react-aria-components";
import { t } from "../texts";
import { useChangeView } from "./actions";
import type { View } from "./queries";

/** What needs a dialog. */
export type Asked = "rename" | "delete";

interface ViewItemsProps {
  popup: Popup;
  view: View;
  mayShare: boolean;
  onAsk: (what: Asked) => void;
}

export default function ViewItems({ popup, view, mayShare, onAsk }: ViewItemsProps) {
  const change = useChangeView();
  return (
    <MenuPopup popup={popup} placement="bottom start">
      <Menu className={menuStyles.menu ?? ""} aria-label={t.views.actions(view.name)}>
        <MenuItem
          id="rename"
          label={t.views.rename}
          icon={<Pencil size={16} strokeWidth={1.75} />}
          onAction={() => onAsk("rename")}
        />
        {mayShare && (
          <MenuItem
            id="share"
            label={view.is_shared ? t.views.unshare : t.views.share}
            icon={
              view.is_shared ? <User size={16} strokeWidth={1.75} /> : <Users size={16} strokeWidth={1.75} />
            }
            onAction={() =>
              change.mutate({
                view,
                change: { is_shared: !view.is_shared },
                said: view.is_shared ? t.views.unshared : t.views.shared,
              })
            }
          />
        )}
        <MenuItem
          id="delete"
          danger
          label={t.views.delete}
          icon={<Trash2 size={16} strokeWidth={1.75} />}
          onAction={() => onAsk("delete")}
        />
      </Menu>
    </MenuPopup>
  );
}
