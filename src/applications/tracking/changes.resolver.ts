import { Arg, Ctx, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { notFound } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { fromModule } from "../../graph/module.js";
import { changed } from "../../platform/bounded-queue.js";
import { GAP, type Signals } from "../../platform/signals.js";
import type { ApplicationRow } from "../entities.js";
import { applicationKey } from "../record/changes.js";
import type { Sealed } from "../record/sealed.js";
import { Application } from "../view/application.types.js";
import { presentApplication } from "../view/present-application.js";
import type { TrackingService } from "./tracking.service.js";

/** What every gateway is told when an application changes. */
export const CHANGES = "applications";

/** The signal of a change: which application, and whose agency's. */
export function changeSignal({ id, agency }: Pick<ApplicationRow, "id" | "agency">): string {
  return `${id}:${agency}`;
}

interface Change {
  readonly row: ApplicationRow | null;
}

@ObjectType({ description: "Un cambio, en cuanto pasa. A change, as it happens." })
export class ApplicationChange {
  @Field(() => Application, {
    nullable: true,
    description:
      "La solicitud como está ahora; nula si pudieron perderse cambios: vuelva a leer con `applications(updatedSince)`. The application as it is now; null if changes may have been missed: read again with `applications(updatedSince)`.",
  })
  application!: Application | null;
}

@Resolver()
export class ChangesResolver {
  constructor(private readonly sealed: Sealed) {}

  @Subscription(() => ApplicationChange, {
    subscribe: fromModule,
    description:
      "Los cambios de sus solicitudes si es empresa, o de las que le ingresaron si es dependencia, en cuanto pasan; por /graphql/stream. Changes of your applications if you are a firm, or of those submitted to you if you are an agency, as they happen; at /graphql/stream.",
  })
  applicationChanges(
    @Root() { row }: Change,
    @Arg("applicationId", () => ID, { nullable: true, description: "Solo esta. This one only." })
    _applicationId: string | null,
    @Ctx() context: GraphContext,
  ) {
    return { application: row === null ? null : presentApplication(row, context, this.sealed) };
  }
}

/** Listens to the changes that a caller may see. Each is looked up as the caller, so that who may no longer see it hears nothing. */
export function listenToChanges(signals: Signals, tracking: TrackingService) {
  return async ({ applicationId }: { readonly applicationId?: string | null }, context: GraphContext) => {
    const only = applicationId ? applicationKey(applicationId, "applicationId") : null;
    const read = async (key: string): Promise<Change | undefined> => {
      const [row] = await tracking.byKeys(context, [key]);
      return row ? { row } : undefined;
    };
    if (only !== null && (await read(only)) === undefined) throw notFound("applicationId");
    return changed(signals.listen(CHANGES), async (signal): Promise<Change | undefined> => {
      if (signal === GAP) return only === null ? { row: null } : read(only);
      const [key = "", agency] = signal.split(":");
      if (only !== null && key !== only) return undefined;
      return context.caller.agency === null || context.caller.agency === agency ? read(key) : undefined;
    });
  };
}
