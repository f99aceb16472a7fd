import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withTranslations = createNextIntlPlugin("./src/app/i18n/request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  serverExternalPackages: ["pg", "pino", "graphile-worker", "ioredis", "nodemailer", "re2js"],
  // `npm run check` has the types; the linter is not Next's.
  typescript: { ignoreBuildErrors: true },
  // Reached through the sidecar on another port of this machine.
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  devIndicators: false,
  // What `next dev` prints of each request has its query: no token and no provider's code shall stay on a console.
  logging: { incomingRequests: { ignore: [/^\/(setup|invite|reset-password|api\/auth)\b/] } },
};

export default withTranslations(config);
