import type { Widget } from "@pingback/api";
import { useEffect, useRef, useState } from "react";
import { useTheme } from "../frame/theme";
import { useMembers } from "../members/queries";
import { widgets } from "../texts/widgets";
import { type Fields, fieldsOf } from "./fields";
import styles from "./preview.module.css";
import { Segments } from "./segments";
import { shownOf, type View, viewsOf } from "./shown";

const words = widgets.preview;

/** As wide as the frame is to the widget: below 480 px it would fill it, as on a phone. */
const WIDTH = 500;
/** Typing goes on before the widget is drawn anew. */
const PAUSE = 120;

type Scheme = "light" | "dark";

const SCHEMES = (["light", "dark"] as const).map((value) => ({ value, label: words.schemes[value] }));

/** The real widget with what is not saved yet, on a page of the server's that can call nobody. */
export function Preview({ widget, typed }: { widget: Widget; typed: Partial<Fields> }) {
  const members = useMembers();
  const fields = { ...fieldsOf(widget), ...typed };
  const views = viewsOf(fields);
  const [wanted, setView] = useState<View>("home");
  const [scheme, setScheme] = useState<Scheme>(useScheme());
  const view = views.includes(wanted) ? wanted : "home";
  // As text: the same again is no change, and what somebody tries in it is not drawn over.
  const answer = JSON.stringify(shownOf(widget, typed, members));
  const frame = useShowroom(answer, view, scheme);
  const place = useScale();
  return (
    <figure className={styles.preview} aria-label={words.title}>
      <figcaption className={styles.head}>
        <span className={styles.title}>{words.title}</span>
        <Segments label={words.scheme} isBare options={SCHEMES} value={scheme} onChange={setScheme} />
      </figcaption>
      <Segments
        label={words.view}
        isBare
        options={views.map((value) => ({ value, label: words.views[value] }))}
        value={view}
        onChange={setView}
      />
      <div ref={place} className={styles.place}>
        <iframe
          ref={frame}
          className={styles.frame}
          title={words.frame}
          src="/widget/showroom"
          sandbox="allow-scripts allow-forms"
        />
      </div>
      <p className={styles.hint}>{view === "closed" && fields.hide_launcher ? words.hidden : words.hint}</p>
    </figure>
  );
}

function useScheme(): Scheme {
  const theme = useTheme();
  if (theme !== "system") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Tells the page in the frame what to show, once it is there and whenever it changes. */
function useShowroom(answer: string, view: View, scheme: Scheme) {
  const frame = useRef<HTMLIFrameElement>(null);
  const wasTold = useRef(false);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data?.kind === "ready") setReady(true);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);
  useEffect(() => {
    if (!isReady) return;
    const tell = () => {
      wasTold.current = true;
      // Its sandbox has no origin that could be named; what is told is public.
      frame.current?.contentWindow?.postMessage(
        { kind: "show", answer: JSON.parse(answer), view, scheme },
        "*",
      );
    };
    const timer = setTimeout(tell, wasTold.current ? PAUSE : 0);
    return () => clearTimeout(timer);
  }, [isReady, answer, view, scheme]);
  return frame;
}

/** The frame keeps its size and is shown smaller where there is less room. */
function useScale() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current as HTMLDivElement;
    const watch = new ResizeObserver(() =>
      box.style.setProperty("--scale", String(Math.min(1, box.clientWidth / WIDTH))),
    );
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return place;
}
