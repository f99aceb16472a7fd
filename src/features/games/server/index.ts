export {
  DELIVER_JOB,
  deliverOrder,
  deliverPlacedOrder,
  type GameOrderOutcome,
  placeOrder,
  takesOrder,
} from "./orders.ts";
export { takeGameEvents } from "./take-events.ts";
