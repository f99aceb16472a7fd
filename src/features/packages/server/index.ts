export { allowanceOf, allowances } from "./allowances.ts";
export { keepMemberRoles } from "./discord-roles.ts";
export { addExtra, assignPackage, setExtra } from "./give.ts";
export { packageById } from "./package-rows.ts";
export { addPackage } from "./packages.ts";
export { holdMember, requireRoom } from "./room.ts";
export { SETTLE_JOB, settleMembers } from "./settle.ts";
export { settleMember } from "./settle-member.ts";
