export { payReferrals } from "./pay-referrals.ts";
export { payPlaytimes } from "./playtime.ts";
