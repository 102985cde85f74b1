/** What a firm is told by mail of what happened to its application, in the words of a letter. */
export interface Notice {
  readonly subject: { readonly es: string; readonly en: string };
  /** What happened. */
  readonly now: { readonly es: string; readonly en: string };
  /** What comes next; `{day}` is the last day to act, where there is one. */
  readonly next: { readonly es: string; readonly en: string };
}

/** By what happened. Steps that ask nothing of the firm and decide nothing are in its timeline, and no mail is sent of them. */
export const NOTICES: Readonly<Record<string, Notice>> = {
  request_information: {
    subject: { es: "Falta información en su solicitud", en: "Your application needs more information" },
    now: {
      es: "La dependencia le pide información que falta.",
      en: "The agency asks you for information that is missing.",
    },
    next: {
      es: "Responda a más tardar el {day}. Si no, la solicitud caduca.",
      en: "Answer by {day} at the latest. Otherwise the application lapses.",
    },
  },
  deadline_near: {
    subject: { es: "Está por vencer su plazo para responder", en: "Your time to answer is running out" },
    now: {
      es: "La dependencia todavía espera la información que le pidió.",
      en: "The agency still waits for the information it asked you for.",
    },
    next: {
      es: "Responda a más tardar el {day}. Si no, la solicitud caduca.",
      en: "Answer by {day} at the latest. Otherwise the application lapses.",
    },
  },
  declare_ineligible: {
    subject: { es: "Su solicitud no es elegible", en: "Your application is not eligible" },
    now: { es: "La dependencia declaró que no es elegible.", en: "The agency declared it not eligible." },
    next: { es: "La razón está en su solicitud.", en: "The reason is in your application." },
  },
  approve: {
    subject: { es: "Su solicitud fue aprobada", en: "Your application was approved" },
    now: { es: "La dependencia la aprobó.", en: "The agency approved it." },
    next: {
      es: "Falta firmar el convenio; el plazo está en su solicitud.",
      en: "The agreement is to be signed; the deadline is in your application.",
    },
  },
  reject: {
    subject: { es: "Su solicitud no fue aprobada", en: "Your application was not approved" },
    now: { es: "La dependencia decidió no aprobarla.", en: "The agency decided not to approve it." },
    next: { es: "La razón está en su solicitud.", en: "The reason is in your application." },
  },
  waitlist: {
    subject: { es: "Su solicitud está en lista de espera", en: "Your application is on the waiting list" },
    now: {
      es: "La dependencia la puso en lista de espera: por ahora no alcanza el presupuesto.",
      en: "The agency put it on the waiting list: the budget does not suffice for now.",
    },
    next: { es: "No tiene que hacer nada.", en: "There is nothing you have to do." },
  },
  disburse: {
    subject: { es: "Se registró un pago de su apoyo", en: "A payment of your support was recorded" },
    now: { es: "La dependencia registró un pago.", en: "The agency recorded a payment." },
    next: {
      es: "Guarde los comprobantes de lo que gaste; se le pedirán.",
      en: "Keep the receipts of what you spend; you will be asked for them.",
    },
  },
  cancel: {
    subject: { es: "Su apoyo fue cancelado", en: "Your support was cancelled" },
    now: { es: "La dependencia canceló el apoyo.", en: "The agency cancelled the support." },
    next: { es: "La razón está en su solicitud.", en: "The reason is in your application." },
  },
  demand_refund: {
    subject: { es: "Se le pide un reintegro", en: "You are asked for a refund" },
    now: {
      es: "La dependencia le pide devolver dinero del apoyo.",
      en: "The agency asks you to give money of the support back.",
    },
    next: {
      es: "El monto y la razón están en su solicitud.",
      en: "The amount and the reason are in your application.",
    },
  },
  lapse: {
    subject: { es: "Su solicitud caducó", en: "Your application lapsed" },
    now: { es: "Se acabó el tiempo y la solicitud caducó.", en: "Time ran out and the application lapsed." },
    next: {
      es: "Si el programa sigue abierto, puede presentar otra.",
      en: "If the program is still open, you can file another.",
    },
  },
};
