export { balanceOf, lockBalances } from "./accounts.ts";
export { checkLedger } from "./check-ledger.ts";
export { oweCoins, oweLess } from "./debts.ts";
export { captureHold, holdCoins, type NewHold, releaseDue, releaseHold } from "./holds.ts";
export { type AccountRef, type Move, type Moved, moveCoins } from "./move-coins.ts";
