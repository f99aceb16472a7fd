export { holdForVoucher, renewByVoucher } from "./by-voucher.ts";
export { bypassesOf, giveBypasses, takeBypasses } from "./bypasses.ts";
export { isFreeMember, setFreeMember } from "./free-members.ts";
export { RUN_JOB, runRenewals } from "./run.ts";
export { renewalTerms } from "./terms.ts";
