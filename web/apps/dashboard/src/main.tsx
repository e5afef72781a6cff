import "@fontsource-variable/inter/wght.css";
import "@pingback/ui/tokens.css";
import "@pingback/ui/base.css";
import { ToastRegion } from "@pingback/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { applyTheme } from "./frame/theme";
import { queryClient } from "./query-client";
import { router } from "./router";
import { t } from "./texts";

applyTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ToastRegion label={t.frame.notices} dismissLabel={t.frame.dismiss} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
