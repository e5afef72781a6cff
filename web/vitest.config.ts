import { defineConfig } from "vitest/config";

// Each app brings its own vite.config.ts (React here, Preact there); vitest runs them side by side.
export default defineConfig({
  test: {
    projects: ["apps/*", { test: { name: "packages", include: ["packages/*/src/**/*.test.ts"] } }],
    passWithNoTests: true,
  },
});
