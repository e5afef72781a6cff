/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// In development the pages come from here and everything else from a running server.
const server = process.env.PINGBACK_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      "/api": server,
      "/demo": server,
      "/widget.js": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: {
    target: "es2022",
    // light-dark() is used as it is; older browsers than these are not served.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 600,
  },
  test: { name: "dashboard", environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
