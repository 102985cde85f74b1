const DAY = 24 * 3_600_000;

/** Times in milliseconds. */
export interface RelayLimits {
  /** Rest between two looks when nobody wakes the relay. */
  readonly poll: number;
  /** How long a delivery stays with a gateway that says nothing more, because it died. Longer than `deadline`. */
  readonly lease: number;
  /** Longest that one attempt may take. */
  readonly deadline: number;
  /** Deliveries under way at once; and of those, to one destination. */
  readonly slots: number;
  readonly slotsOfOne: number;
  /** How long `stop` waits for what is under way before it breaks it off. */
  readonly grace: number;
  /** Rest between two cleanings. */
  readonly upkeep: number;
  /** How long events are kept after they were delivered everywhere, and after the last of their deliveries died. */
  readonly keepDelivered: number;
  readonly keepDead: number;
}

export const RELAY_LIMITS: RelayLimits = {
  poll: 5_000,
  lease: 60_000,
  deadline: 30_000,
  slots: 16,
  slotsOfOne: 4,
  grace: 5_000,
  upkeep: 60_000,
  keepDelivered: 30 * DAY,
  keepDead: 90 * DAY,
};
