export { bootstrap, operatorAccount } from "./bootstrap.ts";
export { sendVerification, VERIFICATION_JOB } from "./email-verification.ts";
export { issueToken, redeemToken } from "./one-time-token.ts";
export { isOwnAccount, requireOwnAccount } from "./own-account.ts";
export { RESET_JOB, sendPasswordReset } from "./passwords.ts";
export { type ProviderSettings, providerSettings } from "./providers.ts";
export { actorOfSession, actorOfSessionId, forgetSessions } from "./session-store.ts";
export * as setup from "./setup.ts";
export { takeTry, trySucceeded } from "./tries.ts";
