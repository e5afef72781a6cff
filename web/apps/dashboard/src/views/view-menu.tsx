import { part, usePopup } from "@pingback/ui";
import { Ellipsis } from "lucide-react";
import { Suspense, useState } from "react";
import { useMay } from "../accounts/me";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { DeleteDialog, ViewDialog } from "./dialogs";
import type { View } from "./queries";
import type { Asked } from "./view-items";

const ViewItems = part(() => import("./view-items"));

/** The team's views are for those who manage settings to change; own ones for everyone. */
export function ViewMenu({ view, isOpen, className }: { view: View; isOpen: boolean; className?: string }) {
  const navigate = useNavigate();
  const mayShare = useMay("settings.manage");
  const { popup, trigger, wasOpened } = usePopup("menu", ViewItems.load);
  const [asked, setAsked] = useState<Asked | null>(null);
  if (view.is_shared && !mayShare) return null;
  const close = () => setAsked(null);
  return (
    <>
      <button type="button" {...trigger} className={className} aria-label={t.views.actions(view.name)}>
        <Ellipsis size={14} strokeWidth={2} aria-hidden />
      </button>
      <Suspense>
        {wasOpened && <ViewItems popup={popup} view={view} mayShare={mayShare} onAsk={setAsked} />}
      </Suspense>
      <Suspense>
        {asked === "rename" && <ViewDialog view={view} onClose={close} />}
        {asked === "delete" && (
          <DeleteDialog
            view={view}
            onClose={close}
            onDeleted={() => isOpen && void navigate({ to: "/inbox", search: {} })}
          />
        )}
      </Suspense>
    </>
  );
}
