/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { scriptBudget } from "./budget.ts";

// In development the pages come from here and everything else from a running server.
const server = process.env.PINGBACK_URL ?? "http://127.0.0.1:8000";

/**
 * React Aria brings its few own words in thirty languages, which is more than the rest of it. The pages are in
 * English: the others are left out. Another language of the pages adds itself here.
 */
function onlyLanguages(...kept: string[]): Plugin {
  const words =
    /[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/](?:.*[\\/])?([a-z]{2}-[A-Z]{2})\.m?js$/;
  return {
    name: "only-languages",
    enforce: "pre",
    load(id) {
      const language = words.exec(id.split("?")[0] ?? "")?.[1];
      return language && !kept.includes(language) ? "export default {};" : null;
    },
  };
}

export default defineConfig({
  plugins: [react(), onlyLanguages("en-US"), scriptBudget()],
  server: {
    // The guide for site owners is shown from where it is written.
    fs: { allow: ["../..", "../../../docs"] },
    proxy: {
      // The server compares a write's Origin with the Host it was sent to: both stay the browser's.
      "/api": { target: server, changeOrigin: false },
      "/demo": server,
      "/widget.js": server,
      "/widget/": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    target: "es2022",
    // light-dark() is used as it is; older browsers than these are not served.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 600,
  },
  test: { name: "dashboard", include: ["src/**/*.test.{ts,tsx}"] },
});
