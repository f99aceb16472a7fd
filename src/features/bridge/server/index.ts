export { noticeLost as noticeLostGames } from "./link.ts";
export { type BridgeOrder, claimOrders, follow as followOrders, noteStreamEnd } from "./orders.ts";
