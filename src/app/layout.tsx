import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { TrpcProvider } from "#app/transport/client/trpc.tsx";
import { SECRETIVE_QUERIES } from "#app/transport/trpc.ts";
import { PREFERENCES_COOKIE, parsePreferences } from "#app/ui/preferences.ts";
import { PreferencesProvider } from "#app/ui/preferences-provider.tsx";
import { Toaster } from "#app/ui/toast/toaster.tsx";
import { FONT_VARIABLES } from "./fonts.ts";

export const metadata: Metadata = {
  title: { default: "Gamekeeper", template: "%s · Gamekeeper" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14171e" },
  ],
};

/** The look comes from a cookie, so the first byte has the right theme and no script must run before it. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const preferences = parsePreferences((await cookies()).get(PREFERENCES_COOKIE)?.value);
  return (
    <html
      lang={await getLocale()}
      className={FONT_VARIABLES}
      data-theme={preferences.theme}
      data-density={preferences.density}
    >
      <body>
        <NextIntlClientProvider>
          <NuqsAdapter>
            <PreferencesProvider initial={preferences}>
              <TrpcProvider byPost={SECRETIVE_QUERIES}>{children}</TrpcProvider>
              <Toaster />
            </PreferencesProvider>
          </NuqsAdapter>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
