import { MenuCard, MenuItem, menuStyles } from "@pingback/ui";
import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, Pencil, Trash2, User, Users } from "lucide-react";
import { Suspense, useState } from "react";
import { Button, Menu, MenuTrigger } from "react-aria-components";
import { useMay } from "../accounts/me";
import { t } from "../texts";
import { useChangeView } from "./actions";
import { DeleteDialog, ViewDialog } from "./dialogs";
import type { View } from "./queries";

/** The team's views are for those who manage settings to change; own ones for everyone. */
export function ViewMenu({
  view,
  isCurrent,
  className,
}: {
  view: View;
  isCurrent: boolean;
  className?: string;
}) {
  const navigate = useNavigate();
  const mayShare = useMay("settings.manage");
  const change = useChangeView();
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  if (view.is_shared && !mayShare) return null;
  const close = () => setAsked(null);
  return (
    <>
      <MenuTrigger>
        <Button className={className ?? ""} aria-label={t.views.actions(view.name)}>
          <Ellipsis size={14} strokeWidth={2} aria-hidden />
        </Button>
        <MenuCard placement="bottom start">
          <Menu className={menuStyles.menu ?? ""} aria-label={t.views.actions(view.name)}>
            <MenuItem
              id="rename"
              label={t.views.rename}
              icon={<Pencil size={16} strokeWidth={1.75} />}
              onAction={() => setAsked("rename")}
            />
            {mayShare && (
              <MenuItem
                id="share"
                label={view.is_shared ? t.views.unshare : t.views.share}
                icon={
                  view.is_shared ? (
                    <User size={16} strokeWidth={1.75} />
                  ) : (
                    <Users size={16} strokeWidth={1.75} />
                  )
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
              onAction={() => setAsked("delete")}
            />
          </Menu>
        </MenuCard>
      </MenuTrigger>
      <Suspense>
        {asked === "rename" && <ViewDialog view={view} onClose={close} />}
        {asked === "delete" && (
          <DeleteDialog
            view={view}
            onClose={close}
            onDeleted={() => isCurrent && void navigate({ to: "/inbox", search: {} })}
          />
        )}
      </Suspense>
    </>
  );
}
