/** How a message to an address stands. */
export const DELIVERY_STATES = {
  pending: { es: "Por enviar", en: "To be sent" },
  delivered: { es: "Entregado", en: "Delivered" },
  dead: { es: "Ya no se intenta", en: "Given up" },
} as const;

/** Why nothing is sent to an address. */
export const DISABLED_REASONS = {
  owner: { es: "La apagó su dueño", en: "Its owner switched it off" },
  gone: { es: "Respondió 410: ya no existe", en: "It answered 410: it is no more" },
} as const;
