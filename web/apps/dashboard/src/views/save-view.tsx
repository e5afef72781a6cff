import { Button } from "@pingback/ui";
import { Suspense, useState } from "react";
import { useMay } from "../accounts/me";
import type { Filter } from "../conversations/filter";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { useChangeView } from "./actions";
import { ViewDialog } from "./dialogs";
import type { View } from "./queries";
import { viewOf } from "./view-filter";

/** Keeps the present filter: as another view, or in the one that is open. */
export default function SaveView({ filter, view }: { filter: Filter; view: View | undefined }) {
  const navigate = useNavigate();
  const mayShare = useMay("settings.manage");
  const [open, setOpen] = useState(false);
  const change = useChangeView();
  return (
    <>
      {view && (mayShare || !view.is_shared) && (
        <Button
          variant="quiet"
          size="small"
          busy={change.isPending}
          onPress={() =>
            change.mutate(
              { view, change: { filter: viewOf(filter) }, said: t.views.updated },
              { onSuccess: ({ id }) => void navigate({ to: "/inbox", search: { view: id } }) },
            )
          }
        >
          {t.views.update}
        </Button>
      )}
      <Button variant="quiet" size="small" onPress={() => setOpen(true)}>
        {t.views.save}
      </Button>
      <Suspense>{open && <ViewDialog onClose={() => setOpen(false)} filter={viewOf(filter)} />}</Suspense>
    </>
  );
}
