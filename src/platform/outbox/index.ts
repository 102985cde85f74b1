export {
  type Deliver,
  type Delivery,
  type Destination,
  type FixedDestination,
  fixedSubscribers,
  type Interest,
  isInterested,
  type Outcome,
  type Subscribers,
} from "./destination.js";
export { addEvent, addEvents, type NewEvent, type OutboxEvent } from "./event.js";
export type { RelayLimits } from "./limits.js";
export { redeliver, untaken, waiting } from "./queue.js";
export { createRelay, type Relay, type RelayOptions } from "./relay.js";
