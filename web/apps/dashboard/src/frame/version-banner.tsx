import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useRealtime } from "../realtime/provider";
import { anyUnsaved } from "../settings/unsaved";
import { t } from "../texts";
import { hasOtherPages } from "./server-version";
import styles from "./version-banner.module.css";

/** Offers the server's newer pages. When to load them is the person's to say: they may be in the middle of something. */
export function VersionBanner() {
  const { state } = useRealtime();
  const [isNewer, setIsNewer] = useState(false);
  const [isLater, setIsLater] = useState(false);
  const isBack = state.kind === "back";

  useEffect(() => {
    let isHere = true;
    const look = () => void hasOtherPages().then((other) => isHere && other && setIsNewer(true));
    // A restart of the server is the moment when it may be another one.
    if (isBack) look();
    // A part of this build that is gone says the same.
    window.addEventListener("vite:preloadError", look);
    return () => {
      isHere = false;
      window.removeEventListener("vite:preloadError", look);
    };
  }, [isBack]);

  return (
    <div role="status" className={styles.place}>
      {isNewer && !isLater && (
        <div className={styles.banner}>
          <RefreshCw size={16} strokeWidth={1.75} aria-hidden />
          <strong>{t.frame.version.title}</strong>
          <span className={styles.text}>{anyUnsaved() ? t.frame.version.unsaved : t.frame.version.kept}</span>
          <button type="button" className={styles.button} onClick={() => location.reload()}>
            {t.frame.version.reload}
          </button>
          <button type="button" className={styles.button} onClick={() => setIsLater(true)}>
            {t.frame.version.later}
          </button>
        </div>
      )}
    </div>
  );
}
