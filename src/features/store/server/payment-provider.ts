import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { env } from "#app/platform/env.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { PaymentProvider } from "./provider-interface.ts";
import { stripeProvider } from "./stripe.ts";

/** Whether money is taken: the owner wants it, and the provider's secrets are there. */
export async function paymentsAreOn(db: Sql): Promise<boolean> {
  return (await setting(db, "payments")) !== "off" && missingSecrets().length === 0;
}

/** The provider that takes money on this panel. Throws `payments.off` or `payments.not_set_up`. */
export async function paymentProvider(db: Sql): Promise<PaymentProvider> {
  if ((await setting(db, "payments")) === "off") throw new AppError("conflict", "payments.off");
  return providerOfNotices();
}

/** The same, for what was begun: money that was paid, went back or is disputed is so, also where no more is taken. Throws `payments.not_set_up`. */
export function providerOfNotices(): PaymentProvider {
  const missing = missingSecrets();
  if (missing.length > 0)
    throw new AppError("conflict", "payments.not_set_up", { missing: missing.join(", "), count: missing.length });
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = env();
  return stripeProvider({
    secretKey: STRIPE_SECRET_KEY!,
    webhookSecret: STRIPE_WEBHOOK_SECRET!,
    apiUrl: STRIPE_API_URL,
  });
}

/** What a provider needs and has not; names of the environment. */
export function missingSecrets(): string[] {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = env();
  return [
    ...(STRIPE_SECRET_KEY ? [] : ["STRIPE_SECRET_KEY"]),
    ...(STRIPE_WEBHOOK_SECRET ? [] : ["STRIPE_WEBHOOK_SECRET"]),
  ];
}
