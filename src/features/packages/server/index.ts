export { allowanceOf, allowances } from "./allowances.ts";
export { addExtra, assignPackage, setExtra } from "./give.ts";
export { requireRoom } from "./room.ts";
export { SETTLE_JOB, settleMembers } from "./settle.ts";
export { settleMember } from "./settle-member.ts";
