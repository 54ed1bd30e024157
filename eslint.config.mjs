import js from "@eslint/js";
import typescript from "typescript-eslint";

export default typescript.config(
  { ignores: ["dist/", "**/node_modules/", "**/.venv/", "workspace/", ".jupyter/", "test-results/"] },
  { ignores: ["src/engine/kernels/"] }, // AssemblyScript
  js.configs.recommended,
  ...typescript.configs.strict,
  {
    files: ["**/*.{ts,mts,mjs}"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    // Plain scripts run by Node; tsc checks their names, so eslint need not.
    files: ["**/*.mjs"],
    rules: { "no-undef": "off" },
  },
  {
    files: ["tests/**/*.ts"],
    ignores: ["tests/examples.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { name: "fast-check", message: "tests/examples.ts has it with examples that repeat." },
      ],
    },
  },
  {
    // The kernel's core will run in a browser's worker too.
    files: ["environment/kernel/core/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^node:", message: "The core takes what it needs from its host." }] },
      ],
    },
  },
  {
    // The library runs unchanged in a browser and repeats exactly.
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^node:", message: "src/ runs in browsers: no Node modules." }] },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Every random thing takes a seed and repeats exactly.",
        },
      ],
    },
  },
);
