import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { useMe } from "../accounts/me";
import { onboarding as words } from "../texts/onboarding";
import { widgetsQuery } from "../widgets/queries";
import styles from "./setup.module.css";

/** A page of this server with the widget on it; none before there is a widget. */
export function DemoLink() {
  const widget = useQuery(widgetsQuery(useMe().business.id)).data?.[0];
  if (!widget) return null;
  return (
    <a className={styles.demo} href={`/demo?widget=${widget.id}`} target="_blank" rel="noopener">
      {words.demo} <ArrowUpRight size={14} strokeWidth={2} aria-hidden />
    </a>
  );
}
