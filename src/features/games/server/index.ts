export {
  DELIVER_JOB,
  deliverOrder,
  deliverPlacedOrder,
  type GameOrderOutcome,
  ordersTaken,
  placeOrder,
} from "./orders.ts";
export { takeGameEvents } from "./take-events.ts";
