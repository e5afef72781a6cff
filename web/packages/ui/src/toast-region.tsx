import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button, IconButton } from "./button";
import { classes } from "./class-names";
import styles from "./toast-region.module.css";
import { dismissToast, type Toast, toastStore } from "./toasts";

const ICONS = { done: CircleCheck, info: Info, error: CircleAlert };
const SHOWN_FOR = 6000;

export function ToastRegion({ label, dismissLabel }: { label: string; dismissLabel: string }) {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return (
    <section aria-label={label} className={styles.region} data-react-aria-top-layer="true">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} dismissLabel={dismissLabel} />
      ))}
    </section>
  );
}

function ToastCard({ toast, dismissLabel }: { toast: Toast; dismissLabel: string }) {
  // Whoever is reading or about to press keeps it; errors stay until dismissed.
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.tone === "error") return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.tone]);

  const Icon = ICONS[toast.tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds it, nothing is lost without
    <div
      className={styles.toast}
      role={toast.tone === "error" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={16} strokeWidth={1.75} className={classes(styles.icon, styles[toast.tone])} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{toast.title}</p>
        {toast.text && <p className={styles.text}>{toast.text}</p>}
      </div>
      {toast.action && (
        <Button
          variant="quiet"
          size="small"
          onPress={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label={dismissLabel} onPress={() => dismissToast(toast.id)}>
        <X size={16} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
