import type { Config } from "tailwindcss";

/**
 * Sizes that follow the reader's pointer and density. Colours, type and radii are mapped in `src/app/globals.css`,
 * beside the variables they name.
 */
export default {
  content: ["./src/**/*.{ts,tsx}"],
  theme: {
    extend: {
      spacing: { control: "var(--control)", "control-sm": "var(--control-sm)", row: "var(--row)", bar: "3rem" },
      zIndex: { bar: "20", scrim: "40", layer: "50", toast: "60" },
      maxWidth: { form: "64rem" },
    },
  },
} satisfies Config;
