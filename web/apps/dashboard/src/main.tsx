import "@fontsource-variable/inter/wght.css";
import "@pingback/ui/tokens.css";
import "@pingback/ui/base.css";
import { ToastRegion, toast, whenPartFails } from "@pingback/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { Failed, Pending, Waiting } from "./frame/outcomes";
import { applyTheme } from "./frame/theme";
import { queryClient } from "./query-client";
import { router } from "./router";
import { RouterProvider } from "./routing";
import { t } from "./texts";
import { LOCALE } from "./texts/locale";

applyTheme();
whenPartFails(() => toast({ tone: "error", title: t.lists.notLoaded, text: t.lists.reload }));
router.start();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={LOCALE}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} pending={<Pending />} waiting={<Waiting />} failed={Failed} />
        <ToastRegion label={t.frame.notices} dismissLabel={t.frame.dismiss} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
